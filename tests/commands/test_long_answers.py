"""Answers of more entries than are held: the same as short ones, read and written a few at a time."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from command_line import prunecat
from prunecat.anew import HELD
from prunecat.session import Session

MANY = 2 * HELD + 1


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("many") / "many.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for number in range(MANY):
            entry = {"id": f"work-{number}", "title": f"Work {number % 7} of many", "year": 2000 + number % 20}
            entry["authors"] = ["Ada Byron"]
            lines.write(json.dumps(entry) + "\n")
    return str(file)


def test_every_entry_is_written_once_in_its_order(many: str) -> None:
    wanted = [f"work-{number}" for number in range(MANY)]
    assert prunecat("-C", many, "list", "-f", "ids").out.split() == wanted
    assert [entry["id"] for entry in json.loads(prunecat("-C", many, "list", "--json").out)] == wanted
    assert re.findall(r"work-\d+$", prunecat("-C", many, "list").out, re.MULTILINE) == wanted
    assert prunecat("-C", many, "list", "-f", "ids", "--limit", str(HELD + 1)).out.split() == wanted[: HELD + 1]
    assert prunecat("-C", many, "list", "-f", "ids", "--unique").out.split() == wanted
    assert prunecat("-C", many, "list", "--unique", "--count").out == f"{MANY}\n"


def test_a_column_of_a_long_table_is_as_wide_as_its_longest_text(many: str) -> None:
    head, rule, *lines = prunecat("-C", many, "list", "--columns", "id,title").out.splitlines()
    assert rule == "─" * max(map(len, lines))
    assert {line.index("Work") for line in lines} == {head.index("Title")}


def test_a_long_list_is_sorted_as_a_short_one(many: str) -> None:
    out = prunecat("-C", many, "list", "--sort", "title,-year", "--template", "{title}\t{year}").out
    rows = [tuple(line.split("\t")) for line in out.splitlines()]
    assert rows == sorted(rows, key=lambda row: (row[0], -int(row[1])))


def test_keys_of_a_long_bibliography_are_told_apart(many: str) -> None:
    out = prunecat("-C", many, "list", "-f", "bibtex", "--keys", "{author}{year}").out
    keys = re.findall(r"^@\w+\{(.+),$", out, re.MULTILINE)
    assert len(set(keys)) == MANY
    assert keys[0] == "byron2000a"


def test_a_long_answer_is_drawn_as_several_tables_numbered_through(many: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "is_read", lambda _: True)
    lines = prunecat("-C", many, "list", environ={"COLUMNS": "100"}).out.splitlines()
    assert sum("Title" in line for line in lines) == 3
    assert [int(line.split()[0]) for line in lines if "work-" in line] == list(range(1, MANY + 1))
    assert lines[-1] == f"{MANY} of {MANY}"
    assert prunecat("-C", many, "show", str(HELD + 1), "-f", "ids").out == f"work-{HELD}\n"


def test_a_long_catalogue_is_exported_whole(many: str, tmp_path: Path) -> None:
    readme = prunecat("-C", many, "export", "readme").out
    years = re.findall(r"^\| `(\d+)` \|.*Work", readme, re.MULTILINE)
    assert len(years) == MANY
    assert years == sorted(years, reverse=True)
    answer = prunecat("-C", many, "export", "sqlite", str(tmp_path / "x.db"))
    assert answer.err.endswith(f"Wrote {MANY} entries to {tmp_path / 'x.db'}.\n")
    with sqlite3.connect(tmp_path / "x.db") as database:
        assert database.execute("SELECT count(*), max(position) FROM entries").fetchone() == (MANY, MANY)
