"""The work behind a row: what is cited where the list says other or less than what was published."""

import pytest

from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.formats.registry import writer
from prunecat.result import Result
from prunecat.venue import Venue, container_in
from prunecat.work import published_work


def cited(entry: Entry, form: str = "bibtex") -> str:
    return "".join(writer(form)([Result(entry)], ()))


def row(**values: object) -> Entry:
    return Entry(**{"id": "x-2022", "section": "conference", "title": "X of Lists", "year": 2022, **values})  # type: ignore[arg-type]  # any field may be given


def test_what_was_published_goes_before_what_the_list_says() -> None:
    entry = row(
        section="survey",
        venue="arXiv",
        url="https://arxiv.org/abs/2301.00001",
        arxiv="2301.00001",
        published=(("title", "X"), ("venue", "TPAMI"), ("entrytype", "article"), ("year", "2024"), ("seen", "there")),
        container=(("journal", "Transactions"), ("issn", "1-2")),
        note="Of the list.",
    )
    assert cited(entry) == (
        "@article{x-2022,\n  title = {X},\n  journal = {Transactions},\n  year = {2024},\n  issn = {1-2},\n"
        "  url = {https://arxiv.org/abs/2301.00001},\n  arxiv = {2301.00001},\n}\n"
    )


def test_a_bibliography_s_entry_takes_nothing_from_its_venue() -> None:
    entry = row(
        fields=(("entrytype", "inproceedings"),), container=(("booktitle", "B"), ("publisher", "P")), note="Mine"
    )
    assert published_work(entry)._replace(container=entry.container) == entry


@pytest.mark.parametrize(
    ("year", "found"),
    [
        (2021, {"booktitle": "Proceedings of 2021", "volume": "34", "publisher": "P"}),
        (2020, {"booktitle": "New", "publisher": "P"}),
        (2017, {"booktitle": "Old", "publisher": "P"}),
        (None, {"booktitle": "Conference on X", "publisher": "P"}),
    ],
)
def test_a_container_holds_for_its_years_and_the_first_goes_before(year: int | None, found: dict[str, str]) -> None:
    containers = (
        (("years", "2021"), ("booktitle", "Proceedings of 2021"), ("volume", "34")),
        (("years", "2018-"), ("booktitle", "New")),
        (("years", "-2017"), ("booktitle", "Old")),
        (("publisher", "P"),),
    )
    venue = Venue("X", full_name="Conference on X", kind="conference", containers=containers)
    assert dict(container_in(venue, year)) == found


def test_the_venue_of_the_publication_tells_what_a_row_of_the_bundled_catalogue_stands_in() -> None:
    catalogue = Catalogue.bundled()
    software = published_work(catalogue.show("depgraph-2021"))
    paper = published_work(catalogue.show("depgraph-2023"))
    assert (software.year, software.title) == (paper.year, paper.title) == (2023, paper.title)
    assert software.stated("booktitle") == paper.stated("booktitle") != ""
    assert cited(software).partition(",")[2] == cited(paper).partition(",")[2]


def test_nothing_that_an_erratum_corrects_is_cited() -> None:
    catalogue = Catalogue.bundled()
    years = {entry.id: published_work(entry).year for entry in catalogue.list()}
    assert [years[name] for name in ("feature-map-information-2022", "jaxpruner-2023", "sparsity-tutorial-2022")] == [
        2021, 2024, 2021,
    ]  # fmt: skip
    for entry in catalogue.list():
        work = published_work(entry)
        for erratum in entry.errata:
            if "The list gives the title" in erratum:
                assert f'"{work.title}"' not in erratum.partition(";")[0]
            if erratum.startswith("The list gives 2"):
                assert not erratum.startswith(f"The list gives {work.year};")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("cite", "\\cite{depgraph-2023}\n"),
        ("pandoc", "[@depgraph-2023]\n"),
        (
            "text",
            (
                "Gongfan Fang, Xinyin Ma, Mingli Song, Michael Bi Mi, and Xinchao Wang. DepGraph: Towards Any "
                "Structural Pruning. In Proceedings of the IEEE/CVF Conference on Computer Vision and "
                "Pattern Recognition (CVPR), pages 16091\N{EN DASH}16101, 2023. IEEE. https://doi.org/10.1109/CVPR52729.2023.01544\n"
            ),
        ),
    ],
)
def test_a_work_is_cited_in_a_document(form: str, text: str) -> None:
    assert cited(Catalogue.bundled().show("depgraph-2023"), form) == text


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (row(authors=("Ada Ram", "Bo Ox"), fields=(("entrytype", "article"), ("journal", "J of W"), ("volume", "3"),
             ("number", "2"), ("pages", "1-9"))), "Ada Ram and Bo Ox. X of Lists. J of W, 3(2):1\N{EN DASH}9, 2022.\n"),
        (row(section="other", fields=(("entrytype", "phdthesis"), ("school", "Moo"))),
         "X of Lists. PhD thesis, Moo, 2022.\n"),
        (row(section="other", title="Why?", venue="arXiv", arxiv="2301.00001"), "Why? arXiv:2301.00001, 2022.\n"),
        (row(section="software", url="https://x.org/a"), "X of Lists. Software, 2022. https://x.org/a\n"),
        (row(fields=(("author", "Ram, Ada and others"),), authors=("Ada Ram",), venue="V", venue_name="Conference V"),
         "Ada Ram, et al. X of Lists. In Conference V, 2022.\n"),
    ],
)  # fmt: skip
def test_a_reference_says_what_the_work_stands_in(entry: Entry, text: str) -> None:
    assert cited(entry, "text") == text


def test_biblatex_has_types_names_and_dates_of_its_own() -> None:
    software = row(section="software", url="https://x.org/a")
    assert "@software{x-2022,\n" in cited(software, "biblatex")
    assert "  url = {https://x.org/a},\n" in cited(software, "biblatex")
    assert "@online{" in cited(row(section="other", venue="arXiv", arxiv="2301.00001"), "biblatex")
    paper = cited(Catalogue.bundled().show("depgraph-2023"), "biblatex")
    for line in ("date = {2023-06}", "venue = {Vancouver, BC, Canada}", "eventdate = {2023-06-17/2023-06-24}"):
        assert f"  {line},\n" in paper
    thesis = cited(row(fields=(("entrytype", "phdthesis"), ("school", "Moo"))), "biblatex")
    assert thesis.startswith("@thesis{")
    assert "  institution = {Moo},\n" in thesis
    assert "  type = {phdthesis},\n" in thesis
