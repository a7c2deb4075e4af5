"""What a Markdown list says: places, links, codes and headings, each by its form."""

import pytest

from bundled import venue_names
from prunecat.entry import CodeLink, Entry
from prunecat.errors import SourceError
from prunecat.sources.markdown.read import read
from prunecat.sources.reading import Skipped

PAPER = "https://arxiv.org/abs/1510.00149"
CODE = "https://github.com/a/b"


def entries(text: str, *known: str) -> tuple[Entry, ...]:
    return read(text, "list.md", (*venue_names(), *known)).entries


def entry(text: str, *known: str) -> Entry:
    (only,) = entries(text, *known)
    return only


@pytest.mark.parametrize(
    ("said", "venue", "year"),
    [
        ("ICLR'16", "ICLR", 2016),
        ("NeurIPS2022", "NeurIPS", 2022),
        ("CVPR 2021 (Oral)", "CVPR", 2021),
        ("ICLR (TOP 5%) 2023", "ICLR", 2023),
        ("MLSys 2024 (Best Paper 🏆)", "MLSys", 2024),
        ("OSDI' 22", "OSDI", 2022),
        ("ICML 2023 Workshop ES-FoMO", "ICML Workshop ES-FoMO", 2023),
        ("Building Trust Workshop @ ICLR 2025", "Building Trust Workshop @ ICLR", 2025),
        ("IEEE Trans. Neural Netw. 2019", "IEEE Trans. Neural Netw.", 2019),
        (
            "In Proceedings of the Machine Learning Conference, 2020",
            "Proceedings of the Machine Learning Conference",
            2020,
        ),
        ("arXiv preprint arXiv:1510.00149", "arXiv", None),
        ("Annals of Operations Research, 2004", "Annals of Operations Research", 2004),
        ("Jun., 2024", None, 2024),
        ("18 Aug 2022", None, 2022),
        ("2021.11", None, 2021),
        ("rejected by ICLR 2020", None, None),
        ("2018-2021", None, None),
    ],
)
def test_a_place_is_told_by_its_form(said: str, venue: str | None, year: int | None) -> None:
    found = entry(f"- [Deep Compression of Networks]({PAPER}), {said}")
    assert (found.venue, found.year, found.title) == (venue, year, "Deep Compression of Networks")


def test_a_venue_that_is_told_is_known_without_a_year() -> None:
    text = f"- Pruning for everyone. ZORBS. [paper]({PAPER})"
    assert entry(text).venue is None
    assert entry(text, "Zorbs").venue == "ZORBS"


def test_a_venue_that_the_list_often_dates_is_known_without_a_year() -> None:
    dated = "".join(f"- [A work of part {n}]({PAPER}{n}), ZORBS 202{n}\n" for n in range(3))
    assert entries(f"{dated}- [A work of part 4]({PAPER}4), ZORBS\n")[-1].venue == "ZORBS"


@pytest.mark.parametrize(
    ("label", "link"),
    [
        ("Code", CodeLink(url=CODE)),
        ("PyTorch[A]", CodeLink(url=CODE, framework="PyTorch", origin="official")),
        ("Tensorflow[O]", CodeLink(url=CODE, framework="TensorFlow", origin="unofficial")),
        ("PyTorch(Author)", CodeLink(url=CODE, framework="PyTorch", origin="official")),
        ("Caffe (3rd party)", CodeLink(url=CODE, framework="Caffe", origin="unofficial")),
        ("PyTorch[A]*", CodeLink(url=CODE, framework="PyTorch", origin="official", mark="*")),
        ("PyTorch[A]~", CodeLink(url=CODE, framework="PyTorch", origin="official", mark="~")),
        ("code (coming soon)", CodeLink(url=CODE, status="announced")),
        ("💻 Repo", CodeLink(url=CODE)),
        ("代码", CodeLink(url=CODE)),
    ],
)
def test_a_label_tells_of_the_code(label: str, link: CodeLink) -> None:
    assert entry(f"- [Deep Compression of Networks]({PAPER}) [{label}]({CODE})").code == (link,)


@pytest.mark.parametrize(
    "label", ["Project Page", "Dataset", "Slides", "Video", "Blog", "Demo", "Code Report", "bibtex"]
)
def test_what_is_not_code_is_not_taken_for_it(label: str) -> None:
    assert entry(f"- [Deep Compression of Networks]({PAPER}) [{label}](https://x.github.io/y)").code == ()


def test_a_page_of_the_project_that_is_a_repository_is_its_code() -> None:
    assert entry(f"- Deep Compression of Networks [[pdf]({PAPER})] [[project]({CODE})]").code == (CodeLink(url=CODE),)


def test_soon_may_follow_the_link() -> None:
    table = f"| Title | Code |\n|--|--|\n| [Deep Compression]({PAPER}) | [PyTorch[A]]({CODE}) (soon...) |"
    assert entry(table).code[0].status == "announced"


def test_the_paper_goes_before_the_code_that_the_title_links() -> None:
    found = entry(f"- [Deep Compression of Networks]({CODE}) [[paper]]({PAPER})")
    assert (found.url, [link.url for link in found.code]) == (PAPER, [CODE])


def test_a_link_that_markdown_does_not_see_is_read() -> None:
    found = entry(f"- Deep Compression of Networks [[Paper]] ({PAPER}) [[Code]]( {CODE} )")
    assert (found.url, found.code) == (PAPER, (CodeLink(url=CODE),))


def test_an_identifier_beside_the_paper_s_link_is_kept() -> None:
    found = entry(f"- [Deep Compression of Networks](https://openreview.net/forum?id=ab-12) [[arXiv]({PAPER})]")
    assert (found.arxiv, found.openreview) == ("1510.00149", None)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Conference Publications", "conference"),
        ("Journal Publications", "journal"),
        ("Survey Articles", "survey"),
        ("Other Publications", "other"),
        ("Pruning Software and Toolbox", "software"),
        ("Pruning", "conference"),
    ],
)
def test_a_heading_tells_the_section(heading: str, section: str) -> None:
    assert entry(f"# List\n## {heading}\n- [Deep Compression of Networks]({PAPER}), ICLR 2016").section == section


@pytest.mark.parametrize(
    ("title", "venue", "section"),
    [
        ("A Survey of Pruning Networks", "ICML 2020", "survey"),
        ("Deep Compression of Networks", "Neurocomputing 2020", "journal"),
        ("Deep Compression of Networks", "arXiv 2020", "other"),
        ("Deep Compression of Networks", "DAC 2020", "conference"),
    ],
)
def test_without_such_a_heading_title_and_venue_tell_it(title: str, venue: str, section: str) -> None:
    assert entry(f"- [{title}]({PAPER}), {venue}").section == section


def test_letters_written_together_are_parted_by_the_legend() -> None:
    legend = "| Type | `W` | `F` |\n|--|--|--|\n| Explanation | Weight pruning | Filter pruning |\n\n"
    head = "| Title | Type |\n|--|--|\n"
    rows = [f"| [Work number {n}]({PAPER}{n}) | {types} |\n" for n, types in enumerate(("`WF`", "F/W", "N:M", "-"))]
    assert [found.types for found in entries(legend + head + "".join(rows))] == [("W", "F"), ("F", "W"), ("N:M",), ()]
    assert entry(head + rows[0]).types == ("WF",)


def test_what_has_a_paper_but_no_title_is_told() -> None:
    table = f"| Title | Venue | Paper |\n|--|--|--|\n| [A work]({PAPER}) | ICLR | |\n| | ICML | [pdf]({PAPER}) |\n"
    reading = read(f"{table}\n- [[paper]({PAPER})]\n", "x")
    assert [found.title for found in reading.entries] == ["A work"]
    assert [skipped.line for skipped in reading.skipped] == [4, 6]


LEGEND = """\
| Symbol | Meaning |
|--|--|
| `U` | Unstructured |
| `S` | Structured |
| `A` | Official Implementation |

"""


def test_marks_of_who_wrote_the_code_are_no_types() -> None:
    reading = read(f"{LEGEND}| Title | Type |\n|--|--|\n| [Deep Compression]({PAPER}) | `U` |\n", "x")
    assert [(kind.code, kind.name) for kind in reading.types] == [("U", "Unstructured"), ("S", "Structured")]


def test_a_legend_of_codes_that_no_entry_bears_is_none() -> None:
    assert read(f"{LEGEND}- [Deep Compression of Networks]({PAPER})\n", "x").types == ()


def test_the_year_of_a_heading_holds_until_the_next() -> None:
    text = f"## 2019\n- [Work number one]({PAPER})\n\n**2018**\n- [Work number two]({PAPER}2)\n"
    text += f"## 2017 and earlier\n- [Work number three]({PAPER}3)\n"
    assert [found.year for found in entries(text)] == [2019, 2018, None]


def test_comments_and_code_are_not_read() -> None:
    hidden = f"<!--\n- [Hidden work here]({PAPER})\n-->\n```\n- [Sample work here]({PAPER})\n```\n"
    reading = read(f"{hidden}- [Shown work here]({PAPER})", "x")
    assert ([found.title for found in reading.entries], reading.lines) == (["Shown work here"], (7,))


def test_control_characters_are_dropped() -> None:
    found = entry(f"- [Deep\x1b Compre\u202ession\x00 of Networks]({PAPER}), ICLR 2016")
    assert found.title == "Deep Compression of Networks"


def test_a_text_larger_than_any_list_is_refused() -> None:
    with pytest.raises(SourceError) as refused:
        read("\n" * 32_000_001, "big.md")
    assert str(refused.value).startswith("big.md: ")
    assert "split it" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 50_000 + "]" * 50_000,
        "![" * 50_000,
        "[a](" * 25_000,
        "- " + "(" * 50_000 + ")" * 50_000,
        "*a_" * 30_000,
        "<table>" * 10_000,
        "<table>" + "<tr><td rowspan=1000>a</td>" * 5_000,
        "<ul><li>a" * 10_000,
        "<!--" * 20_000,
        "> " * 40_000,
        "|" * 100_000,
        "- " + "Song Han, " * 10_000,
        "- " + '" a ' * 20_000,
        "- " + "2019 " * 20_000,
        "<details><summary>" * 5_000,
        "[a]: http://b\n" * 5_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    after = f"\n\n</table>\n\n- [A work that comes after]({PAPER}), ICLR 2016\n"
    assert len(read(text + after, "x").entries) < 3


def test_cells_beyond_the_columns_are_told_where_they_are_few() -> None:
    row = f"| ICLR | [Deep Compression]({PAPER}) | |\n"
    table = f"| Venue | Title | Code |\n|--|--|--|\n{row}{row}"
    (told,) = read(f"{table}{row.strip()} ECCV | [Another Work of Pruning]({PAPER}9) | |\n", "x").skipped
    assert told == Skipped(5, "the table has no column for it", "its last cells")
    assert read(f"{table}{row.strip()} more |\n", "x").skipped == ()
    wide = f"| ICLR | [Deep Compression]({PAPER}) | | [Code]({CODE}) |\n"
    assert read(f"| Venue | Title | Code |\n|--|--|--|\n{wide}{wide}", "x").skipped == ()


@pytest.mark.parametrize(
    "row",
    [
        f"| ICLR | [Deep Comp | [Another Work of Pruning]({PAPER}9) | |",
        f"| ICLR | [Deep Compression]({PAPER}) [Another Work of Pruning]({PAPER}9) | |",
        f"| ICLR | [Deep Compression]({PAPER}) | [Another Work of Pruning]({PAPER}9) |",
        f"|, [Deep Compression of Networks]({PAPER}) | `S` | |",
        f"| ICLR | [Deep Compression of Networks]{PAPER.removeprefix('https:/')}) | |",
        f"| ICLR | [Deep Compression of Networks](https Compression of Networks]({PAPER}) | |",
    ],
)
def test_a_row_with_two_linked_titles_is_told(row: str) -> None:
    reading = read(f"| Venue | Title | Code |\n|--|--|--|\n{row}\n", "x")
    assert reading.skipped == (Skipped(3, "the table has no column for it", "another title in it"),)


def test_a_row_whose_types_are_a_text_is_told() -> None:
    head = "| Title | Type | Code |\n|--|--|--|\n"
    row = f"| [Deep Compression]({PAPER}) | `S Another Work of Pruning for Networks]({PAPER}9) | |\n"
    assert read(head + row, "x").skipped == (Skipped(3, "the table has no column for it", "another title in it"),)


def test_a_row_of_a_few_dashes_is_no_ruler() -> None:
    row = f"| ICLR | [Deep Compression of Networks]({PAPER}) |\n"
    found = entries(f"| Venue | Title |\n|--|--|\n{row}| None | [A Pruning Tool](https://x.org/1) |\n| - |\n")
    assert [entry.title for entry in found] == ["Deep Compression of Networks", "A Pruning Tool"]
    (late,) = entries(f"| Venue | Title |\n{row}|--|--|\r-|\n")
    assert (late.title, late.venue) == ("Deep Compression of Networks", "ICLR")


ROW = f"| ICLR | [Deep Compression of Networks]({PAPER}) | |"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"| Venue | Title | Code |\n|--|--|--{ROW}\n", 2),
        ("| Venue | Title | Code |~|--|--|--|\n| ICLR | [Deep Compression of Networks](ht", 2),
        (f"| Venue | Title |\n|--|--|\n{ROW}\n| ICLR | [{'Pruning of ' * 40}]({PAPER}9) |\n", 4),
        (f"| Venue | Title |\n|--|--|\n{ROW}\n| ICLR Pruning of Wide Networks]({PAPER}9) | U |\n", 4),
        (f"| Venue | Title |\n|--|--|\n{ROW}\n## e | [Pruning of Wide Tools](https://x.org/9) | U |\n", 4),
    ],
)
def test_a_row_that_stands_in_no_table_is_told(text: str, line: int) -> None:
    assert read(text, "x").skipped == (Skipped(line, "it looks like a row of a table, and stands in none"),)


@pytest.mark.parametrize(
    "title", ["Data: A Study of Networks", "Model0: Pruning", "Approach: Sparse Nets", "Code: A Tale"]
)
def test_a_label_inside_of_a_link_is_the_titles_own(title: str) -> None:
    others = "".join(f"- [Work {n} of pruning networks]({PAPER}{n}), *CVPR 2018*\n" for n in range(3))
    found = entries(f"## Papers\n\n- [{title}](https://example.org/1), *CVPR 2018*\n{others}")
    assert (found[0].title, found[0].url, len(found)) == (title, "https://example.org/1", 4)
