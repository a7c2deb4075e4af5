import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.sources.latex import plain_text
from prunecat.sources.reading import Reading, Skipped
from prunecat.sources.registry import read
from prunecat.work import published_work
from sources.reads import refusal, written


def reading(text: str) -> Reading:
    return read(text, "refs.bib")


def paper(fields: str, kind: str = "misc", key: str = "k") -> Entry:
    """The entry of these fields, which is all that is read of them."""
    result = reading(f"@{kind}{{{key},\n title = {{T}},\n {fields}\n}}")
    assert result.skipped == ()
    (entry,) = result.entries
    return entry


def test_an_entry() -> None:
    text = r"""
% a comment
@InProceedings{frankle2019,
  title     = {The {L}ottery {T}icket Hypothesis},
  author    = {Frankle, Jonathan and Carbin, Michael},
  booktitle = {ICLR},
  year      = 2019,
  url       = {https://openreview.net/forum?id=rJl-b3RcF7},
  doi       = {https://doi.org/10.1000/x_y},
  note      = {Best paper}
}
"""
    assert reading(text) == Reading(
        file="refs.bib",
        entries=(
            Entry(
                id="frankle2019",
                section="conference",
                title="The Lottery Ticket Hypothesis",
                authors=("Jonathan Frankle", "Michael Carbin"),
                venue="ICLR",
                year=2019,
                url="https://openreview.net/forum?id=rJl-b3RcF7",
                doi="10.1000/x_y",
                note="Best paper",
                fields=(("entrytype", "inproceedings"), ("booktitle", "ICLR"), ("note", "Best paper")),
                latex=(("title", "The {L}ottery {T}icket Hypothesis"),),
            ),
        ),
        lines=(3,),
    )


def test_the_bundled_catalogue_reads_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    bundled = Catalogue.bundled().list()
    path = tmp_path_factory.mktemp("bib") / "bundled.bib"
    path.write_text(written("bibtex", bundled), encoding="utf-8")
    catalogue = Catalogue.open(path)
    assert catalogue.remarks == ()
    for entry, found in zip(bundled, catalogue.list(), strict=True):
        work = published_work(entry)
        for field in ("id", "title", "authors", "venue", "year", "doi", "arxiv"):
            told = getattr(work, field) or (work.stated("howpublished") if field == "venue" else None)
            assert (getattr(found, field) or None) == (told or None), (entry.id, field)


_LETTERS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
_SIGNS = st.text('&%$#_{}~^\\<>|,.:;()!?@=+*/"', min_size=1, max_size=4)
_TITLES = st.lists(_LETTERS | _SIGNS, min_size=1, max_size=5).map(" ".join)
_NAMES = st.lists(st.lists(_LETTERS.map(str.capitalize), min_size=1, max_size=4).map(" ".join), max_size=3).map(tuple)


@given(title=_TITLES, authors=_NAMES, venue=_TITLES, year=st.integers(1900, 2100))
@example(title="None", authors=("Na",), venue="-", year=2020)
def test_what_bibtex_writes_reads_back(title: str, authors: tuple[str, ...], venue: str, year: int) -> None:
    entry = Entry(
        id="x-2020",
        section="conference",
        title=title,
        authors=authors,
        venue=f"X {venue}",
        year=year,
        arxiv="2301.00001",
    )
    (found,) = reading(written("bibtex", [entry])).entries
    assert found._replace(fields=(), latex=()) == entry


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ("author = {Knuth, Donald E.}", ("Donald E. Knuth",)),
        ("author = {Donald E. Knuth and Leslie Lamport}", ("Donald E. Knuth", "Leslie Lamport")),
        ("author = {Frankle, J. and others}", ("J. Frankle",)),
        ("author = {van Gemert, Jan C.}", ("Jan C. van Gemert",)),
        ("author = {Ludwig van Beethoven}", ("Ludwig van Beethoven",)),
        ("author = {King, Jr., Martin Luther}", ("Martin Luther King Jr.",)),
        (
            "author = {{Facebook AI Research} and {Salt and Pepper, Inc.}}",
            ("Facebook AI Research", "Salt and Pepper, Inc."),
        ),
        (r"author = {Erd{\H o}s, P{\'a}l and M{\"u}ller, J\"org}", ("Pál Erdős", "Jörg Müller")),
        (r"author = {{\O}ystein {\AA}s and {\'{E}}mile B{\'e}zout}", ("Øystein Ås", "Émile Bézout")),
        ("author = {A. Smith, B. Jones, C. Doe, D. Lee}", ("A. Smith", "B. Jones", "C. Doe", "D. Lee")),
        ("author = {}", ()),
        ("editor = {A. Smith}", ()),
    ],
)
def test_authors(fields: str, authors: tuple[str, ...]) -> None:
    assert paper(fields).authors == authors


@pytest.mark.parametrize(
    ("kind", "fields", "section", "venue", "arxiv"),
    [
        ("inproceedings", "booktitle = {CVPR}", "conference", "CVPR", None),
        ("conference", "booktitle = {CVPR}", "conference", "CVPR", None),
        ("article", "journal = {PNAS}", "journal", "PNAS", None),
        ("article", "journaltitle = {PNAS}", "journal", "PNAS", None),
        ("article", "journal = {arXiv preprint arXiv:1510.00149}", "", "arXiv", "1510.00149"),
        ("article", "journal = {CoRR}, volume = {abs/1506.02626}", "", "arXiv", "1506.02626"),
        ("article", "journal = {CoRR}, eprint = {1506.02626}, eprinttype = {arXiv}", "", "arXiv", "1506.02626"),
        ("misc", "eprint = {1510.00149}, archivePrefix = {arXiv}, primaryClass = {cs.CV}", "", "arXiv", "1510.00149"),
        ("misc", "eprint = {arXiv:1510.00149v5}, archivePrefix = {arXiv}", "", "arXiv", "1510.00149"),
        (
            "inproceedings",
            "booktitle = {CVPR}, eprint = {1510.00149}, archiveprefix = {arXiv}",
            "conference",
            "CVPR",
            "1510.00149",
        ),
        ("article", "journal = {PNAS}, eprint = {PMC123}, eprinttype = {pmc}", "journal", "PNAS", None),
        ("misc", "howpublished = {\\url{https://x.org}}", "", None, None),
        ("misc", "howpublished = {Blog}", "", "Blog", None),
        ("misc", "howpublished = {arXiv}, url = {https://x.org}, arxiv = {1510.00149}", "", "arXiv", "1510.00149"),
        (
            "misc",
            "howpublished = {Software}, eprint = {1510.00149}, archiveprefix = {arXiv}",
            "software",
            None,
            "1510.00149",
        ),
        ("software", "year = 2020", "software", None, None),
        ("phdthesis", "school = {MIT}", "", None, None),
    ],
)
def test_where_it_was_published(kind: str, fields: str, section: str, venue: str | None, arxiv: str | None) -> None:
    entry = paper(fields, kind)
    assert (entry.section, entry.venue, entry.arxiv) == (section, venue, arxiv)


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("year = 2019", 2019),
        ('year = "2019"', 2019),
        ("date = {2019-05-01}", 2019),
        ("year = {May 2019}", 2019),
        ("YEAR = {{2019}}", 2019),
        ("month = may", None),
    ],
)
def test_years(fields: str, year: int | None) -> None:
    assert paper(fields).year == year


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        (r"url = {https://x.org/a\_b?c\&d~e\#f}", "https://x.org/a_b?c&d~e#f"),
        (r"howpublished = {\url{https://x.org/a_b}}", "https://x.org/a_b"),
        (r"note = {Available at \url{https://x.org}}", "https://x.org"),
        ("url = {none}", None),
    ],
)
def test_addresses(fields: str, url: str | None) -> None:
    assert paper(fields).url == url


@pytest.mark.parametrize(("keywords", "types"), [("S", ("S",)), ("U, S", ("U", "S")), ("pruning, S", ()), ("AI", ())])
def test_keywords_are_types_where_they_look_like_ours(keywords: str, types: tuple[str, ...]) -> None:
    assert paper(f"keywords = {{{keywords}}}").types == types


def test_macros_and_joined_values() -> None:
    text = """
@string{nips = "Advances in NIPS"}
@STRING(icml = {Conference on Machine Learning})
@misc{a, title = {A}, booktitle = nips # " 12", year = 2000}
@misc(b, title = "B {"}b{"}", booktitle = Int # { } # ICML)
@misc{c, title = {C}, booktitle = unknown}
"""
    assert [(entry.title, entry.venue) for entry in reading(text).entries] == [
        ("A", "Advances in NIPS 12"),
        ('B "b"', "Int Conference on Machine Learning"),
        ("C", "unknown"),
    ]


def test_a_forgotten_comma_costs_nothing() -> None:
    entry = paper("author = {A. Person}\n booktitle = {CVPR} year = 2020\n note = {N}")
    assert (entry.authors, entry.venue, entry.year, entry.note) == (("A. Person",), "CVPR", 2020, "N")


def test_what_a_volume_lends_and_that_it_stays_an_entry() -> None:
    text = """
@inproceedings{a, title = {A}, crossref = {Vol}}
@proceedings{vol, title = {Proceedings of X}, year = 1999}
@proceedings{other, title = {Proceedings of Y}}
@inproceedings{b, title = {B}, crossref = {lost}}
"""
    assert [(entry.title, entry.venue, entry.year) for entry in reading(text).entries] == [
        ("A", "Proceedings of X", 1999),
        ("Proceedings of X", None, 1999),
        ("Proceedings of Y", None, None),
        ("B", None, None),
    ]


def test_a_key_is_the_id_where_it_can_be_one() -> None:
    keys = {"A": "a:b/c", "B": "a:b/c", "C": "x y", "D": "", "E": ""}
    result = reading("\n".join(f"@misc{{{key}, title={{{title}}}}}" for title, key in keys.items()))
    assert [(entry.title, entry.id) for entry in result.entries] == [
        ("A", "a:b/c"), ("B", ""), ("C", ""), ("D", ""), ("E", "")
    ]  # fmt: skip
    assert result.skipped == (Skipped(2, "a:b/c is the id of an earlier entry", "id"),)


def test_of_a_field_that_stands_twice_the_first_counts() -> None:
    result = reading("@misc{a, title = {A}, year = 2001, year = 2002}")
    assert result.entries[0].year == 2001
    assert result.skipped == (Skipped(1, "the first is kept", "another year"),)


def test_what_cannot_be_read_is_counted_and_the_rest_is_read() -> None:
    text = """@comment{@misc{x, title={X}} }
@preamble{"\\newcommand{\\x}{y}"}
@misc{a, title = {A}}
@misc{title = {no key}}
@misc{unclosed,
  title = {An { open brace},
}
@misc{b, title = {B}, year = {in press}}
@misc{c, year = 2020}
@misc{d, title = {D}, year = 2020"""
    result = reading(text)
    read = sorted((line, entry.id) for entry, line in zip(result.entries, result.lines, strict=True))
    assert read == [(3, "a"), (4, ""), (8, "b"), (10, "d")]
    assert sorted(result.skipped, key=lambda skipped: skipped.line) == [
        Skipped(5, "not BibTeX"),
        Skipped(8, "its value can't be used", "year"),
        Skipped(9, "no title"),
        Skipped(10, "its braces don't match", "what stands behind title"),
    ]


def test_what_of_an_entry_is_not_read_is_told() -> None:
    text = """@misc{a, title = {A}, author = {B C} 2022, title = {D}, note = {n}, note = {n}}
@misc{b, title = ---{B}}


@mi sc{c, title = {C}}

-misc{d,
  title = {D}}"""
    result = reading(text)
    assert [entry.title for entry in result.entries] == ["A", "—"]
    assert sorted(result.skipped, key=lambda skipped: skipped.line) == [
        Skipped(1, "it stands behind the value", "the end of author"),
        Skipped(1, "the first is kept", "another title"),
        Skipped(2, "it stands behind the value", "the end of title"),
        Skipped(5, "not BibTeX"),
        Skipped(7, "not BibTeX"),
    ]


def test_broken_entries_say_nothing_of_their_own(capfd: pytest.CaptureFixture[str]) -> None:
    reading(r"@misc{title = {no key}}" + "\n" + r"@misc{a, title = {\frac{\input \"}}")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("text", ["", "\n", "% nothing yet\n@comment{nothing}"])
def test_nothing_in_it_is_no_error(text: str) -> None:
    assert reading(text).entries == ()


def test_a_file_without_bibtex_is_an_error() -> None:
    error = refusal("# A list\n\n- of papers\n", "refs.bib")
    assert (str(error.at), error.what) == ("refs.bib", "no BibTeX in it")


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"U}ber G\"odel's \'etude na\"{\i}ve", "Über Gödel's étude naïve"),
        (r"{\ss} \o{} {\L}\'{o}d\'{z} \v{C}ech \c{c}a \AA", "ß ø Łódź Čech ça Å"),
        ("{CNN}s for {D}eep --- or --  ``shallow'' nets~3", "CNNs for Deep — or – “shallow” nets 3"),
        (r"50\% of \$5 \& a\_b \#1 \{x\}", "50% of $5 & a_b #1 {x}"),
        (r"50% of \emph{all} & more", "50% of all & more"),
        (r"\textbf{A} {\em B} \texttt{C} \mbox{D} \unknown{E}", "A B C D E"),
        (r"$\ell_0$ and $O(n^2)$ in $N{:}M$", "ℓ_0 and O(n^2) in N:M"),
        (r"\url{https://x.org/a_b} \href{https://x.org}{here}", "https://x.org/a_b here"),
        (r"{\textbackslash}{\textbraceleft}{\textbraceright}{\textbar}{\textless}{\textasciitilde}", "\\{}|<~"),
        (r"\LaTeX{} and \TeX", "LaTeX and TeX"),
        ("costs $5 or 6\\,000", "costs $5 or 6 000"),
        ("two\n  lines", "two lines"),
    ],
)
def test_latex_is_read_as_it_prints(latex: str, text: str) -> None:
    assert plain_text(latex) == text


@given(st.text("\\{}$%&'\"~^_#abc[] ()", max_size=30) | st.text(max_size=20))
def test_any_latex_is_some_text_on_one_line(latex: str) -> None:
    text = plain_text(latex)
    assert text == " ".join(text.split())


def test_braces_without_end_are_read_too() -> None:
    assert plain_text("{" * 5000 + r"\'a") != ""


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Mar{\'\i}a, Bissyand{\'e}, T\"urpe, G\`{e}", "María, Bissyandé, Türpe, Gè"),
        (r"\c{C}etin, {\v S}koda, Erd\H{o}s, {\r A}", "Çetin, Škoda, Erdős, Å"),
        (r"{\O}stby, Stra{\ss}e, \L{}odz, Ak{\i}n", "Østby, Straße, Łodz, Akın"),
        (r"A \& B, 5\%, C\#, a\_b, 1957{\textendash}1979", "A & B, 5%, C#, a_b, 1957–1979"),
        (r"{\textquoteleft}x{\textquoteright} -- ``y''~z", "‘x’ – “y” z"),
    ],
)
def test_the_usual_commands_are_what_they_print(latex: str, text: str) -> None:
    assert plain_text(latex) == text


@pytest.mark.parametrize(
    "latex", [r"\'e \o\ x", r"\ss{}~\AA", r"{\ae}gis \textemdash{} \ldots", r"\=a\.z\^o", r"\c cx"]
)
def test_the_quick_reading_is_that_of_the_library(latex: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = plain_text(latex)
    monkeypatch.setattr("prunecat.sources.latex._USUAL", re.compile("(?!)"))
    assert plain_text(latex) == quick
