"""Files written whole or not at all; what is no file of its own is written to."""

import subprocess
import sys
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
