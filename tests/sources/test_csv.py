import csv
import io

import pytest
from hypothesis import given

from prunecat import Catalogue
from prunecat.entry import CodeLink, Entry
from prunecat.sources.reading import Skipped
from prunecat.sources.registry import read
from sources.reads import bare, refusal, written
from sources.strategies import catalogues


@given(catalogues)
def test_what_csv_writes_reads_back(found: list[Entry]) -> None:
    assert read(written("csv", found), "c.csv").entries == tuple(found)


@given(catalogues)
def test_what_tsv_writes_reads_back(found: list[Entry]) -> None:
    reading = read(written("tsv", found), "c.tsv")
    assert reading.entries == tuple(found)
    assert reading.lines == tuple(range(2, 2 + len(found)))


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_the_bundled_catalogue_reads_back(name: str) -> None:
    found = Catalogue.bundled().list()
    reading = read(written(name, found), f"c.{name}")
    assert reading.entries == found
    assert reading.skipped == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_told_from_the_names_of_columns(delimiter: str) -> None:
    table = io.StringIO()
    csv.writer(table, delimiter=delimiter).writerows(
        [["Paper Title", "Authors", "Year", "x"], ['A, "b"; c', "Jane Doe, John Smith", "2019", "y"]]
    )
    (entry,) = read(table.getvalue(), "papers.csv").entries
    assert bare(entry) == Entry(id="", section="", title='A, "b"; c', authors=("Jane Doe", "John Smith"), year=2019)


def test_other_names_of_columns() -> None:
    text = (
        "Key,Item Type,Author,Title,Publication Title,DOI,Url,Date,Type,Code\n"
        'X,journalArticle,"Doe, Jane; Smith, John",A,PNAS,10.1/x,https://x.org,2019-05-01,S/U,see https://github.com/a/b\n'
    )
    assert tuple(map(bare, read(text.replace("10.1/x", "10.1000/x"), "zotero.csv").entries)) == (
        Entry(
            id="X",
            section="journal",
            title="A",
            authors=("Jane Doe", "John Smith"),
            venue="PNAS",
            year=2019,
            types=("S", "U"),
            url="https://x.org",
            doi="10.1000/x",
            code=(CodeLink(url="https://github.com/a/b"),),
        ),
    )


def test_rows_without_title_and_rows_too_long_are_counted_and_empty_ones_are_not() -> None:
    reading = read("\ntitle,year\nA,2019\n\n,2020\n , \nB,2020,,\nC,2020,extra\n", "c.csv")
    assert [entry.title for entry in reading.entries] == ["A", "B"]
    assert reading.lines == (3, 7)
    assert reading.skipped == (Skipped(5, "no title"), Skipped(8, "more cells than columns"))


def test_a_row_that_ran_into_the_names_of_columns_is_told() -> None:
    reading = read("title\turl\tnoteA\thttps://a.org/1\nB\thttps://a.org/2\n", "t.tsv")
    assert [entry.title for entry in reading.entries] == ["B"]
    assert reading.skipped == (Skipped(1, "it stands in the line of the names of columns"),)


def test_lines_are_those_of_the_file_where_cells_have_several() -> None:
    reading = read('title,note\n"A\nb","c\n\nd"\nB,\n', "c.csv")
    assert [(entry.title, entry.note) for entry in reading.entries] == [("A b", "c d"), ("B", None)]
    assert reading.lines == (2, 6)


def test_short_rows_lack_the_last_cells() -> None:
    assert read("title,year,note\nA\n", "c.csv").entries == (Entry(id="", section="", title="A"),)


def test_of_two_columns_of_one_name_the_first_that_is_filled_counts() -> None:
    assert [entry.title for entry in read("Title,Title,x\nA,B,\n,C,\n", "c.csv").entries] == ["A", "C"]


def test_a_foreign_tsv_has_quotes_and_backslashes_of_its_own() -> None:
    (entry,) = read('Title\tx\n"A ""b"" \\n c"\t\n', "c.tsv").entries
    assert entry.title == 'A "b" \\n c'


@pytest.mark.parametrize("text", ["", "\n\n", "title,year\n", "title"])
def test_nothing_in_it_is_no_error(text: str) -> None:
    assert read(text, "c.csv").entries == ()


def test_a_foreign_value_that_cannot_be_used_is_left_out_and_counted() -> None:
    reading = read("Title,Year\nA,n.d.\nB,-\nC,2019\n", "c.csv")
    assert [entry.year for entry in reading.entries] == [None, None, 2019]
    assert [(skipped.line, skipped.field) for skipped in reading.skipped] == [(2, "year")]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("id,title,year\na,A,n.d.\n", "c.csv:2: entry a: year", "expected a year, found 'n.d.'"),
        ("title,code\nA,soon\n", "c.csv:2: entry 1: code", "expected a list of code links, found text"),
        ("title,section\nA,\nB,talk\n", "c.csv:3: entry 2: section", "unknown value 'talk'"),
        ("\nauthor,year\nA,2019\n", "c.csv:2", "no column of titles"),
        ("no table at all", "c.csv:1", "no column of titles"),
        ("\x00\x01\x02", "c.csv:1", "no column of titles"),
        ('title,note\nA,"b\nC,d\n', "c.csv:2", "not CSV: unexpected end of data"),
        ('title,note\nA,b\nC,"d"e\n', "c.csv:3", "not CSV: ',' expected after '\"'"),
    ],
)
def test_an_error_names_line_entry_and_field(text: str, where: str, what: str) -> None:
    error = refusal(text, "c.csv")
    assert (str(error.at), error.what) == (where, what)
