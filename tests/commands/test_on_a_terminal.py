"""What is different where somebody reads the answer: numbers, counts, findings below their files."""

import re
from pathlib import Path

import pytest

from command_line import prunecat
from prunecat.session import Session

WIDE = {"COLUMNS": "100"}


@pytest.fixture(autouse=True)
def _read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "is_read", lambda _: True)


def test_a_table_is_numbered_and_counted_and_its_numbers_are_references() -> None:
    out = prunecat("search", "lottery", "-n", "3", environ=WIDE).out
    assert out.splitlines()[-1] == "3 of 157"
    ids = re.findall(r"^ +\d+ .* (\S+)$", out, re.MULTILINE)
    assert prunecat("show", "2", "-f", "ids").out == f"{ids[1]}\n"
    assert prunecat("show", "1-3", "-f", "ids").out.split() == ids
    assert prunecat("show", "9").code == 1


def test_findings_stand_below_their_file_and_what_errata_tell_is_summed_up(tmp_path: Path) -> None:
    assert prunecat("check", environ=WIDE).out == ""
    assert "32 known, see the errata" in prunecat("check", environ=WIDE).err
    (tmp_path / "a.yaml").write_text("- {tilte: A}\n", encoding="utf-8")
    answer = prunecat("check", str(tmp_path / "a.yaml"), environ=WIDE)
    assert answer.out.splitlines()[0] == str(tmp_path / "a.yaml")
    assert "     1  error: schema: tilte: " in answer.out
    assert prunecat("check", "--quiet", environ=WIDE).err == ""


def test_the_summary_fits_a_screen_with_every_count_that_it_has_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    screens = {width: prunecat("stats", environ={"COLUMNS": str(width)}).out for width in (60, 80, 120, 200)}
    for width, screen in screens.items():
        assert all(len(line) <= width for line in screen.splitlines())
    assert len(screens[80].splitlines()) < 24
    assert len(screens[120].splitlines()) < len(screens[80].splitlines())
    monkeypatch.undo()
    piped = re.findall(r"^(\S.*?) +(\d+)   ", prunecat("stats").out, re.MULTILINE)
    assert len(piped) > 25
    for screen in screens.values():
        assert all(re.search(rf"(?<!\S){re.escape(name)} +{count}(?!\d)", screen) for name, count in piped)
