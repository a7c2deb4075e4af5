import pytest
from hypothesis import given

from prunecat.entry import CodeLink, Entry
from prunecat.legend import LegendType
from prunecat.sources import yaml_files
from prunecat.sources.registry import read
from prunecat.venue import Venue
from prunecat.vocabulary import TermGroup
from sources.reads import refusal, written
from sources.strategies import catalogues

ENTRY = """\
entries:
  - id: a-2020
    title: A
    section: journal
"""


def test_a_list_of_entries_is_a_catalogue() -> None:
    reading = read("- {id: a-2020, title: A, section: journal, year: 2020}\n\n- title: B\n", "c.yaml")
    assert reading.entries == (
        Entry(id="a-2020", section="journal", title="A", year=2020),
        Entry(id="", section="", title="B"),
    )
    assert reading.lines == (1, 3)


def test_what_entries_have_in_common_stands_once() -> None:
    text = "section: survey\nyear: 2021\nentries:\n  - title: A\n  - {title: B, year: 2019}\n"
    assert [(entry.section, entry.year) for entry in read(text, "c.yaml").entries] == [
        ("survey", 2021),
        ("survey", 2019),
    ]


def test_a_document_of_everything() -> None:
    text = """\
title: My list
licence: CC0-1.0
types:
  - {code: S, name: structured, aliases: [filter]}
venues:
  - {name: ICLR, full_name: Some Conference, kind: conference, aliases: [Iclr]}
vocabulary:
  - {terms: [ViT, vision transformer], leads_to: [transformer]}
entries:
  - title: A
    authors: [Jane Doe, 'Ann, B.']
    types: [S]
    code:
      - {framework: PyTorch, origin: official, url: https://example.org, mark: '*'}
"""
    reading = read(text, "c.yaml")
    assert reading.about == {"title": "My list", "licence": "CC0-1.0"}
    assert reading.types == (LegendType("S", "structured", ("filter",)),)
    assert reading.venues == (Venue(name="ICLR", full_name="Some Conference", kind="conference", aliases=("Iclr",)),)
    assert reading.vocabulary == (TermGroup(terms=("ViT", "vision transformer"), leads_to=("transformer",)),)
    (entry,) = reading.entries
    assert entry.authors == ("Jane Doe", "Ann, B.")
    assert entry.code == (CodeLink(framework="PyTorch", origin="official", url="https://example.org", mark="*"),)


@pytest.mark.parametrize("text", ["", "\n# nothing yet\n", "---\n", "entries:\n", "entries: []\n", "[]"])
def test_nothing_in_it_is_no_error(text: str) -> None:
    assert read(text, "c.yaml").entries == ()


def test_values_are_what_they_look_like_in_yaml() -> None:
    text = "- {title: '2048', year: 2020, note: null, url: ~, doi: '10.1', arxiv: '2301.00001', venue: =}"
    (entry,) = read(text, "c.yaml").entries
    assert (entry.title, entry.note, entry.url, entry.venue) == ("2048", None, None, "=")


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (ENTRY + "    year: n.d.\n", "c.yaml:5: entry a-2020: year", "expected a year, found 'n.d.'"),
        (ENTRY + "    year: 20200\n", "c.yaml:5: entry a-2020: year", "20200 is not a year of a paper"),
        (ENTRY + "    year: true\n", "c.yaml:5: entry a-2020: year", "expected a year, found true or false"),
        (ENTRY + "    year: 2020.5\n", "c.yaml:5: entry a-2020: year", "expected a year, found a number"),
        (ENTRY + f"    year: {'9' * 5000}\n", "c.yaml:5: entry a-2020: year", "expected a year, found a number"),
        (ENTRY + "    note: [a]\n", "c.yaml:5: entry a-2020: note", "expected text, found a list"),
        (ENTRY + "    note: 5\n", "c.yaml:5: entry a-2020: note", "expected text, found a number"),
        (ENTRY + "    authors: Jane Doe\n", "c.yaml:5: entry a-2020: authors", "expected a list, found text"),
        (ENTRY + "    authors: [1]\n", "c.yaml:5: entry a-2020: authors", "expected text, found a number"),
        (
            ENTRY + "    code: https://x.org\n",
            "c.yaml:5: entry a-2020: code",
            "expected a list of code links, found text",
        ),
        (ENTRY + "    code: [{origin: mine}]\n", "c.yaml:5: entry a-2020: code", "unknown value 'mine'"),
        (ENTRY + "    code: [{link: x}]\n", "c.yaml:5: entry a-2020: code", "unknown field 'link'"),
        (ENTRY + "    autors: [Jane]\n", "c.yaml:5: entry a-2020: autors", "unknown field 'autors'"),
        (ENTRY + "    title: B\n", "c.yaml:5: entry a-2020", "'title' stands twice"),
        (ENTRY.replace("journal", "jurnal"), "c.yaml:4: entry a-2020: section", "unknown value 'jurnal'"),
        (ENTRY.replace("a-2020", "a 2020"), "c.yaml:2: entry a 2020: id", "the id 'a 2020' has a blank in it"),
        (ENTRY.replace("    title: A\n", ""), "c.yaml:2: entry a-2020", "no title"),
        (ENTRY.replace("title: A", "title: ' '"), "c.yaml:2: entry a-2020", "no title"),
        ("entries: 5", "c.yaml:1", "entries: expected a list"),
        ("entries:\n  - A\n", "c.yaml:2", "entry: expected a mapping of fields"),
        ("entris: []", "c.yaml:1", "unknown key 'entris'"),
        ("title: [a]", "c.yaml:1", "title: expected text"),
        ("just text", "c.yaml:1", "neither a list of entries nor a mapping with entries"),
        ("venues:\n  - {name: X, kind: pub}", "c.yaml:2: venues X: kind", "unknown value 'pub'"),
        ("types:\n  - {code: S}", "c.yaml:2: types S", "no name"),
        ("vocabulary:\n  - {near: [a]}", "c.yaml:2: vocabulary", "no terms"),
    ],
)
def test_an_error_names_line_entry_and_field(text: str, where: str, what: str) -> None:
    error = refusal(text, "c.yaml")
    assert (str(error.at), error.what) == (where, what)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("entries:\n  - title: 'a\n", 3, "not YAML"),
        ("entries:\n  - title: a: b\n", 2, "not YAML"),
        ("entries:\n\t- title: a\n", 2, "not YAML"),
        ("a: 1\n---\nb: 2\n", 3, "a second document"),
        ("? [a]\n: b\n", 1, "a name that is no text"),
        ("- title: !!python/object/apply:os.system ['true']\n", 1, "the tag"),
        ("- !!python/name:os.system\n", 1, "the tag"),
        ("- title: &t A\n- title: *t\n", 2, "an alias"),
        ("a: &a [x]\nb: &b [*a, *a]\n", 2, "an alias"),
        ("- &a\n  title: A\n- <<: *a\n", 3, "an alias"),
        ("\n" + "[" * 100_000, 2, "nested too deeply"),
        ("\n" + "- " * 100_000 + "x", 2, "nested too deeply"),
        ("{a: " * 100_000, 1, "nested too deeply"),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(text: str, line: int, what: str) -> None:
    error = refusal(text, "c.yaml")
    assert error.what.startswith(what)
    assert str(error.at) == f"c.yaml:{line}"


def test_characters_that_yaml_forbids_are_named() -> None:
    assert refusal("- title: a\x01b\n", "c.yaml").what.startswith("not YAML")


def test_control_characters_do_not_get_into_an_error() -> None:
    error = refusal('- {title: A, id: "a\\e[31mb", year: x}', "c.yaml")
    assert "\x1b" not in str(error)


def test_what_is_refused_can_be_gathered_and_the_rest_read() -> None:
    reading = yaml_files.read("- {title: A, year: x}\n- title: B\n- 5\n", "c.yaml")
    assert [entry.title for entry in reading.entries] == ["B"]
    assert [str(error.at) for error in reading.refused] == ["c.yaml:1: entry: year", "c.yaml:3"]


@given(catalogues)
def test_what_the_format_writes_reads_back(found: list[Entry]) -> None:
    # A venue's full name belongs to the venue.
    assert read(written("yaml", found), "c.yaml").entries == tuple(entry._replace(venue_name=None) for entry in found)
