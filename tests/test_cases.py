"""The golden cases: each folder of tests/cases is a command line and exactly what it answers.

A case is `cmd` (a line of a shell: `NAME=value ... prunecat ARGUMENT... [< FILE]`, run in a copy of tests/data), `out`,
`err` and `code`. `pytest tests/test_cases.py --accept` writes down what the commands answer now; read the diff before
you commit it.
"""

import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import Answer, prunecat, words
from prunecat.loading.bundled import bundled_folder
from prunecat.snapshot import cache
from prunecat.version import VERSION

CASES = Path(__file__).parent / "cases"
DATA = Path(__file__).parent / "data"
NAMES = sorted(str(file.parent.relative_to(CASES)) for file in CASES.rglob("cmd"))
IN_A_SHELL = [
    name
    for name in NAMES
    if name.partition("/")[2] in ("json", "in-a-pipe", "typo", "unknown-command", "no-such-entry")
]


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture(autouse=True)
def _in_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a copy of the data, where a case may write."""
    monkeypatch.chdir(shutil.copytree(DATA, tmp_path / "data"))
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, accept: bool) -> None:
    case = CASES / name
    answer = _settled(_inside(_command(case)))
    if accept:
        _write(case, answer)
    assert answer == _expected(case)


@pytest.mark.parametrize("name", IN_A_SHELL)
def test_case_in_a_shell(name: str) -> None:
    """A few again as a process of their own: what the cases run in their process is the real command."""
    assert _settled(_outside(_command(CASES / name))) == _expected(CASES / name)


def test_every_command_has_cases() -> None:
    from prunecat.app import COMMANDS

    untold = set(COMMANDS) - {name.partition("/")[0] for name in NAMES} - {"check"}
    assert not untold


def _command(case: Path) -> str:
    return (case / "cmd").read_text(encoding="utf-8").strip()


def _inside(line: str) -> Answer:
    environ, arguments, source = words(line)
    return prunecat(*arguments, environ=environ, stdin=Path(source).read_bytes() if source else b"")


def _outside(line: str) -> Answer:
    run = f"{shlex.quote(sys.executable)} -m prunecat"
    done = subprocess.run(
        ["bash", "-c", line.replace("prunecat", run, 1)],
        env=dict(os.environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Answer(done.stdout.decode(), done.stderr.decode(), done.returncode)


def _settled(answer: Answer) -> Answer:
    """The answer without what differs from one machine, run or release to the next."""
    return Answer(_steady(answer.out), _steady(answer.err), answer.code)


def _steady(text: str) -> str:
    for found, name in (
        (bundled_folder(), "CATALOGUE"),
        (cache.folder() or "", "CACHE"),
        (platform.python_version(), "PYTHON"),
        (VERSION, "VERSION"),
    ):
        text = text.replace(found, name)
    text = re.sub(r"─{3,}", "───", text)  # a rule's length is Rich's business
    return re.sub(r"\x1b]8;id=\d+;", "\x1b]8;id=;", text)  # and the numbers of a terminal's links are random


def _expected(case: Path) -> Answer:
    out, err, code = ((case / part).read_bytes().decode() for part in ("out", "err", "code"))
    return Answer(out, err, int(code))


def _write(case: Path, answer: Answer) -> None:
    for part, text in (("out", answer.out), ("err", answer.err), ("code", f"{answer.code}\n")):
        (case / part).write_text(text, encoding="utf-8", newline="")
