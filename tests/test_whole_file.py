"""Files written whole or not at all; what is no file of its own is written to."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from prunecat.errors import PrunecatError
from prunecat.whole_file import write_whole


def test_standard_output_by_its_name_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("kept\n")
    program = [sys.executable, "-m", "prunecat", "list", "--count", "-o", "/dev/stdout"]
    with log.open("ab") as file:
        subprocess.run(program, stdout=file, check=True)
    assert log.read_text() == "kept\n157\n"


def test_a_write_protected_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_text("mine")
    path.chmod(0o444)
    with pytest.raises(PrunecatError, match="can't be written"):
        write_whole(str(path), ["new"])
    assert path.read_text() == "mine"


def test_what_a_killed_run_left_is_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "list.json"
    killed = "import os, signal; os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
    program = f"{killed}from prunecat.whole_file import write_whole; write_whole({str(target)!r}, b'half')"
    subprocess.run([sys.executable, "-c", program], check=False)
    (left,) = os.listdir(tmp_path)
    others = [".list.json.tmp", f"{left}.txt", ".other.json.abcdefgh.prunecat.tmp"]
    for name in others:
        (tmp_path / name).touch()
    write_whole(str(target), b"whole")
    assert sorted(os.listdir(tmp_path)) == sorted(["list.json", *others])


def test_a_temporary_file_that_is_being_written_stays(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "first"
        write_whole(str(tmp_path / "a.txt"), b"another run")
        yield "second"

    write_whole(str(tmp_path / "a.txt"), pieces())
    assert (tmp_path / "a.txt").read_text() == "firstsecond"
    assert os.listdir(tmp_path) == ["a.txt"]
