"""Small lists in the layouts that lists of papers have, each with the entries that stand in it.

`lists/NAME.md` is the list and `lists/NAME.json` what it says; a key that an entry there lacks is empty.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from bundled import venue_names
from prunecat.entry import CodeLink, Entry
from prunecat.sources.markdown.read import read

LISTS = sorted(Path(__file__).parent.glob("lists/*.md"))


def _entry(row: dict[str, Any]) -> Entry:
    row = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    row["code"] = tuple(CodeLink(**link) for link in row.get("code", ()))
    return Entry(id="", **{key: value for key, value in row.items() if key != "line"})


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_layout(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    reading = read(path.read_text(encoding="utf-8"), path.name, venue_names())
    assert [(line, entry) for line, entry in zip(reading.lines, reading.entries, strict=True)] == [
        (row["line"], _entry(row)) for row in expected["entries"]
    ]
    assert {kind.code: kind.name for kind in reading.types} == expected.get("legend", {})
    assert reading.about.get("title") == expected.get("title")
