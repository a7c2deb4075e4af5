"""The Python face: a catalogue opened once and asked in the words of the command line."""

import doctest
import importlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import prunecat as package
from command_line import prunecat
from prunecat import Catalogue, CodeLink, Entry, Venue
from prunecat.errors import PrunecatError, SourceError, UnresolvedReference, UsageError
from prunecat.loading.bundled import bundled_folder
from prunecat.query.sorting import in_order
from prunecat.result import Result
from prunecat.version import VERSION

SOURCE = Path(package.__file__).parent
WITH_EXAMPLES = [
    ".".join(file.with_suffix("").relative_to(SOURCE.parent).parts)
    for file in sorted(SOURCE.rglob("*.py"))
    if ">>>" in file.read_text(encoding="utf-8")
]


@pytest.fixture(scope="module")
def catalogue(_own_cache: None) -> Catalogue:
    return Catalogue.bundled()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(
        "title: Small\ntypes: [{code: F, name: filter}]\nvenues: [{name: SHEARS, full_name: Shear Letters}]\n"
        "entries: [{id: a, title: Shears, venue: Shear Letters, types: [F], year: 2020}, {id: b, title: Sheep}]\n",
        encoding="utf-8",
    )
    return file


def test_the_face_is_what_it_says() -> None:
    assert package.__version__ == VERSION
    assert package.Catalogue is Catalogue
    assert {package.Entry, package.CodeLink, package.Venue} == {Entry, CodeLink, Venue}
    for name in package.__all__:
        assert getattr(package, name)
    with pytest.raises(AttributeError, match="no attribute 'Catalog'"):
        _ = package.Catalog


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_examples_in_the_code_are_true(module: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(module))
    assert tried
    assert not failed


def test_the_bundled_catalogue(catalogue: Catalogue) -> None:
    assert len(catalogue) == len(catalogue.list()) == 157
    assert catalogue.paths == (bundled_folder(),)
    assert catalogue.legend == {"U": "unstructured", "S": "structured"}
    assert catalogue.about["title"] == catalogue.title == "Awesome Pruning"
    assert catalogue.remarks == ()
    assert len(list(catalogue.ids())) == 157


def test_it_is_what_the_command_line_prints(catalogue: Catalogue) -> None:
    narrowed = catalogue.filter(venue="cvpr", year="2023", type="S")
    printed = json.loads(prunecat("list", "--venue", "cvpr", "--year", "2023", "--type", "S", "--json").out)
    assert [entry["id"] for entry in printed] == [entry.id for entry in catalogue.list(narrowed)]
    printed = json.loads(prunecat("search", "lottery", "--json").out)
    assert [(entry["id"], entry["score"]) for entry in printed] == [
        (result.entry.id, result.score) for result in catalogue.search("lottery")
    ]
    printed = json.loads(prunecat("related", "hrank-2020", "--json", "--limit", "999").out)
    assert [entry["id"] for entry in printed] == [result.entry.id for result in catalogue.related("hrank-2020")]
    printed = json.loads(prunecat("stats", "--by", "venue,year", "--json").out)
    assert [tuple(row.values()) for row in printed] == [
        (*count.values, count.entries) for count in catalogue.counts(["venue", "year"])
    ]


def test_a_filter_takes_one_word_or_several(catalogue: Catalogue) -> None:
    assert catalogue.list(catalogue.filter(year=2023)) == catalogue.list(catalogue.filter(year=["2023"]))
    both = catalogue.list(catalogue.filter(venue=["ICML", "MLSys"]))
    assert {entry.venue for entry in both} == {"ICML", "MLSys"}
    assert catalogue.list(catalogue.filter()) == catalogue.list(None) == catalogue.list()
    assert catalogue.count(catalogue.filter()) == catalogue.count() == 157


def test_a_list_can_be_cut_and_counted(catalogue: Catalogue) -> None:
    late = catalogue.filter(year="2023-")
    assert catalogue.count(late) == len(catalogue.list(late))
    assert catalogue.list(late, limit=3) == catalogue.list(late)[:3]
    assert catalogue.list(limit=0) == ()


@pytest.mark.parametrize(
    "sort", [["year"], ["-year", "id"], ["-id"], ["section", "-year"], ["venue"], ["-title", "year"]]
)
def test_a_list_is_sorted_as_results_are(catalogue: Catalogue, sort: list[str]) -> None:
    wanted = [result.entry for result in in_order([Result(entry) for entry in catalogue.list()], sort)]
    assert list(catalogue.list(sort=sort)) == wanted
    assert list(catalogue.list(sort=sort, limit=7)) == wanted[:7]
    with pytest.raises(UsageError):
        catalogue.list(sort=["nothing"])
    assert catalogue.counts("year") == catalogue.counts(["year"])


def test_entries_are_frozen(catalogue: Catalogue) -> None:
    entry = catalogue.show("depgraph-2023")
    with pytest.raises(AttributeError):
        entry.title = "another"  # type: ignore[misc]  # that is what is refused
    assert entry == catalogue.show("depgraph-2023")
    assert len({entry, catalogue.show("depgraph-2023")}) == 1
    assert entry.code[0].origin == "official"


def test_what_has_no_title_is_called_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "my refs.bib").write_text("@misc{a, title={A}}\n", encoding="utf-8")
    (tmp_path / "more.bib").write_text("@misc{b, title={B}}\n", encoding="utf-8")
    assert Catalogue.open(tmp_path / "my refs.bib").title == "my refs"
    assert Catalogue.open(tmp_path / "my refs.bib", tmp_path / "more.bib").title == "Catalogue"


def test_a_file_a_folder_and_several_are_a_catalogue(small: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    for paths in ([small], [str(small)], [tmp_path]):
        opened = Catalogue.open(*paths)
        assert [entry.id for entry in opened.list()] == ["a", "b"]
        assert opened.about == {"title": "Small"}
        assert opened.title == "Small"
        assert opened.legend == {"F": "filter"}
        assert opened.venues["SHEARS"] == Venue(name="SHEARS", full_name="Shear Letters")
        assert opened.show("a").venue_name == "Shear Letters"
    together = Catalogue.open(bundled_folder(), small)
    assert len(together) == 159
    assert [entry.id for entry in together.list()] == [entry.id for entry in catalogue.list()] + ["a", "b"]
    assert together.list(together.filter(venue="nips"))
    assert set(together.legend) == {"U", "S", "F"}


def test_the_bundled_venues_and_words_are_lent(small: Path) -> None:
    opened = Catalogue.open(small)
    assert "NeurIPS" in opened.venues
    assert "NeurIPS" not in dict(opened.values("venue"))
    assert dict(opened.values("venue")) == {"SHEARS": "Shear Letters"}
    assert opened.list(opened.filter(venue="NIPS")) == ()


def test_an_empty_catalogue_answers_everything_with_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("entries: []", encoding="utf-8")
    empty = Catalogue.open(tmp_path / "empty.yaml")
    assert len(empty) == 0
    assert empty.list() == ()
    assert empty.search("pruning") == ()
    assert empty.search("") == ()
    assert empty.counts("venue") == ()
    with pytest.raises(UnresolvedReference):
        empty.show("anything")


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda c: c.filter(venue="nurips"), UsageError),
        (lambda c: c.counts("yeer"), UsageError),
        (lambda c: c.search("year:soon"), UsageError),
        (lambda c: c.show("zzzqqq"), UnresolvedReference),
        (lambda c: c.related("lottery"), UnresolvedReference),
        (lambda _: Catalogue.open("/no/such/file.yaml"), SourceError),
        (lambda _: Catalogue.open("-", "-"), SourceError),
    ],
)
def test_what_can_not_be_done_is_an_error_that_tells_how_to_mend_it(
    catalogue: Catalogue, ask: Callable[[Catalogue], object], error: type[Exception]
) -> None:
    with pytest.raises(error) as raised:
        ask(catalogue)
    assert isinstance(raised.value, PrunecatError)
    assert raised.value.remedy


def test_rows_that_could_not_be_read_are_remarked_upon(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("title,year\nShears,2020\n,2021\n", encoding="utf-8")
    opened = Catalogue.open(tmp_path / "rows.csv")
    assert len(opened) == 1
    (remark,) = opened.remarks
    assert "line 3" in remark
    assert Catalogue.open(tmp_path / "rows.csv").remarks == opened.remarks
    answer = prunecat("-C", str(tmp_path / "rows.csv"), "list", "--count")
    assert (answer.out, answer.err, answer.code) == ("1\n", f"{remark}\n", 0)


def test_a_long_text_is_not_repeated_in_an_error(catalogue: Catalogue) -> None:
    for ask in (catalogue.show, lambda text: catalogue.filter(venue=text), lambda text: catalogue.filter(year=text)):
        with pytest.raises(PrunecatError) as refused:
            ask("slim" * 1000)
        assert len(str(refused.value)) < 250


def test_a_catalogue_is_of_something_and_counted_by_something(catalogue: Catalogue) -> None:
    with pytest.raises(TypeError):
        Catalogue.open()  # type: ignore[call-arg]  # that is what is refused
    with pytest.raises(UsageError):
        catalogue.counts([])
