import subprocess
import sys
from collections.abc import Iterable
from itertools import cycle, islice
from unicodedata import category

import pytest

from prunecat.anew import HELD, Anew
from prunecat.errors import UsageError
from prunecat.formats.columns import check
from prunecat.formats.registry import FORMATS, writer
from prunecat.result import Result

COLUMNED = ("table", "csv", "tsv", "markdown")
# What a terminal or a viewer would obey. CSV keeps what the catalogue holds, so that it can be read back.
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
ESCAPING = set(FORMATS) - {"csv", "tsv", "json", "jsonl", "csl", "yaml"}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_bundled_catalogue_in_whole_lines(name: str, bundled: list[Result]) -> None:
    text = "".join(writer(name)(bundled, ()))
    assert text.endswith("\n")
    assert ("depgraph-2023" in text) == (name not in ("urls", "text"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_same_of_what_is_gone_through_anew(name: str, bundled: list[Result]) -> None:
    long = bundled * (HELD // len(bundled) + 1)
    assert list(writer(name)(Anew(lambda: iter(long)), ())) == list(writer(name)(long, ()))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "table"])
def test_every_format_but_the_table_begins_before_the_answer_is_read(name: str, bundled: list[Result]) -> None:
    endless: Iterable[Result] = Anew(lambda: cycle(bundled))
    assert len(list(islice(writer(name)(endless, ()), 500))) == 500


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_hostile_entries_as_utf8(name: str, hostile: dict[str, Result]) -> None:
    for result in hostile.values():
        "".join(writer(name)([result], ())).encode("utf-8")


@pytest.mark.parametrize("name", sorted(ESCAPING))
def test_no_control_reaches_a_reader(name: str, hostile: dict[str, Result]) -> None:
    text = "".join(writer(name)(list(hostile.values()), ()))
    assert not [c for c in text if c in BIDI or (category(c) in ("Cc", "Zl", "Zp") and c != "\n")]


@pytest.mark.parametrize("name", ["json", "jsonl", "csl", "yaml"])
def test_no_escape_reaches_a_terminal_raw(name: str, hostile: dict[str, Result]) -> None:
    text = "".join(writer(name)(list(hostile.values()), ()))
    assert "\x1b" not in text
    assert "\x07" not in text


@pytest.mark.parametrize("name", COLUMNED)
def test_columns_are_those_asked_for_in_their_order(name: str, bundled: list[Result]) -> None:
    first, *_ = "".join(writer(name)(bundled, ("year", "id"))).splitlines()
    assert first.lower().replace("|", " ").replace(",", " ").split() == ["year", "id"]


def test_an_unknown_column_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"unknown column 'titel'; did you mean title"):
        check(["titel"])


@pytest.mark.parametrize(
    ("name", "nothing"),
    [
        *((name, "[]\n") for name in ("json", "csl", "yaml")),
        *(
            (name, "")
            for name in ("jsonl", "bibtex", "biblatex", "ris", "text", "cite", "pandoc", "ids", "urls", "table")
        ),
    ],
)
def test_no_results_are_an_empty_answer(name: str, nothing: str) -> None:
    assert "".join(writer(name)([], ())) == nothing


def test_ids_and_urls_are_one_a_line_and_a_missing_url_leaves_no_line(bundled: list[Result]) -> None:
    ids = "".join(writer("ids")(bundled, ())).splitlines()
    urls = "".join(writer("urls")(bundled, ())).splitlines()
    assert ids == [result.entry.id for result in bundled]
    assert urls == [result.entry.url for result in bundled if result.entry.url]
    assert len(urls) < len(ids)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_imports_only_what_it_needs(name: str) -> None:
    program = (
        f"import sys; from prunecat.formats.registry import writer; writer({name!r});"
        "print(*{'rich.console', 'yaml', 'csv'} & set(sys.modules))"
    )
    loaded = subprocess.check_output([sys.executable, "-c", program], text=True).split()
    assert loaded == ([name] if name in ("csv", "yaml") else [])
