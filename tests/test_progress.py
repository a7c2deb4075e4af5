"""While a large catalogue is compiled a bar shows on a terminal how much is done, and nowhere else."""

import io
import json
import sys
from pathlib import Path

import pytest

from prunecat import Catalogue, session
from prunecat.session import Session
from prunecat.sources import files


class Terminal(io.StringIO):
    """A standard error that somebody reads."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(files, "LARGE", 0)
    path = tmp_path / "list.jsonl"
    path.write_text("".join(json.dumps({"title": f"Shears {number}"}) + "\n" for number in range(1_200)))
    return path


@pytest.mark.parametrize(
    ("stream", "patience", "is_shown"),
    [(Terminal, -1.0, True), (Terminal, 10**9, False), (io.StringIO, -1.0, False)],
    ids=["terminal", "quick", "pipe"],
)
def test_a_bar_on_a_terminal_where_it_takes_long(
    source: Path, monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], patience: float, is_shown: bool
) -> None:
    error = stream()
    monkeypatch.setattr(session, "_PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", error)
    assert len(Session([str(source)]).catalogue) == 1_200
    text = error.getvalue()
    assert ("compiling" in text) == is_shown
    if is_shown:  # the last that is written takes the line away
        assert "\x1b[2K" in text[text.rindex("compiling") :]
        assert "compiling" not in text[text.rindex("\x1b[2K") :]
    else:
        assert text == ""


def test_python_is_told_how_much_is_done(source: Path) -> None:
    shares: list[float] = []
    assert len(Catalogue.open(source, told=shares.append)) == 1_200
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1
    shares.clear()
    Catalogue.open(source, told=shares.append)
    assert shares == []
