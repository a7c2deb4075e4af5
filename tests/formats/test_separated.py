"""CSV and TSV read back, by the rules that prunecat.formats.columns states, to what the entries hold."""

import csv
import io
import json
import re
from typing import Any

from hypothesis import given

from formats.strategies import results
from prunecat.entry import STATED
from prunecat.formats.objects import as_object
from prunecat.formats.registry import writer
from prunecat.result import Result

LISTS = {"authors": "; ", "errata": "; ", "also_listed_as": "; ", "heading": "; ", "types": "/"}
UNESCAPED = {r"\t": "\t", r"\n": "\n", r"\r": "\r", r"\\": "\\"}


def value(name: str, cell: str) -> Any:
    if name == "code":
        return json.loads(cell or "[]")
    if name in STATED:
        return json.loads(cell or "{}")
    if name in LISTS:
        items = [item.strip() for item in cell.split(LISTS[name])] if cell else []
        return json.loads(cell) if cell.startswith("[") else items
    return int(cell) if name == "year" and cell else cell or None


def from_csv(text: str) -> list[dict[str, Any]]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{name: value(name, cell) for name, cell in row.items()} for row in rows]


def from_tsv(text: str) -> list[dict[str, Any]]:
    names, *rows = (line.split("\t") for line in text.removesuffix("\n").split("\n"))
    return [
        {
            name: value(name, re.sub(r"\\[tnr\\]", lambda match: UNESCAPED[match[0]], cell))
            for name, cell in zip(names, row, strict=True)
        }
        for row in rows
    ]


@given(results)
def test_csv_reads_back_to_the_same_entries(found: list[Result]) -> None:
    assert from_csv("".join(writer("csv")(found, ()))) == [as_object(result) for result in found]


@given(results)
def test_tsv_reads_back_to_the_same_entries(found: list[Result]) -> None:
    assert from_tsv("".join(writer("tsv")(found, ()))) == [as_object(result) for result in found]


def test_usual_lists_are_joined_and_unusual_ones_are_json(bundled: list[Result]) -> None:
    text = "".join(writer("csv")([r for r in bundled if r.entry.id == "depgraph-2023"], ("authors", "types")))
    assert text == "authors,types\nGongfan Fang; Xinyin Ma; Mingli Song; Michael Bi Mi; Xinchao Wang,S\n"


def test_formulas_and_quotes_stay_as_they_are(hostile: dict[str, Result]) -> None:
    (row,) = from_csv("".join(writer("csv")([hostile["formula"]], ("title",))))
    assert row["title"] == "=HYPERLINK(1)"


def test_a_tsv_line_is_an_entry_whatever_its_text(hostile: dict[str, Result]) -> None:
    lines = "".join(writer("tsv")(list(hostile.values()), ())).removesuffix("\n").split("\n")
    assert len(lines) == 1 + len(hostile)
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}


def test_a_search_has_its_score_in_a_column_of_its_own(hostile: dict[str, Result]) -> None:
    header, row = "".join(writer("tsv")([hostile["rich"]], ())).splitlines()
    assert header.split("\t")[-1] == "score"
    assert row.split("\t")[-1] == "0.5"
