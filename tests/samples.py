"""The samples of the documents: the commands of their console blocks, each with the output that is shown below it."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from command_line import prunecat, words

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))
WIDTH = "90"
"""The columns of the terminal whose output the pages show."""
LEFT_OUT = "…"

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*\n)((?:(?!\$ ).*\n)*)", re.MULTILINE)
_FILE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RUNS_PRUNECAT = re.compile(r"(?:^|[|;&] *|\bxargs )(?:\w+=\S* )*prunecat\b")


class Sample(NamedTuple):
    """A command of a page, and what the page shows below it."""

    page: Path
    command: str
    shown: str

    def __str__(self) -> str:
        return f"{self.page.name}: {self.command}"


def samples() -> list[Sample]:
    """Every sample of every page that runs prunecat."""
    return [
        Sample(page, match[1].strip(), match[2])
        for page in PAGES
        for block in _BLOCK.finditer(page.read_text(encoding="utf-8"))
        for match in _COMMAND.finditer(block[1])
        if _RUNS_PRUNECAT.search(match[1])
    ]


def put_files(page: Path, folder: Path) -> None:
    """Put into a folder what the samples of a page read: a fence's second word names the file that it shows."""
    shutil.copytree(ROOT / "catalogue", folder / "catalogue")
    for name, text in _FILE.findall(page.read_text(encoding="utf-8")):
        (folder / name).write_text(text, encoding="utf-8")


def runnable(command: str) -> bool:
    """Whether the other programs of a command are installed."""
    tokens = ["|", *_tokens(command)]
    programs = {token for before, token in pairwise(tokens) if before in ("|", "||", "&&", ";")}
    return all(shutil.which(program) for program in programs if program != "prunecat" and "=" not in program)


def run(command: str) -> tuple[str, str]:
    """What a command writes to standard output and to standard error, in the working folder."""
    if any(set(token) <= set("|;&<>()") for token in _tokens(command)):
        return _in_a_shell(command)
    environ, arguments, _ = words(command)
    answer = prunecat(*arguments, environ={"COLUMNS": WIDTH, **environ})
    return answer.out, answer.err


def _tokens(command: str) -> list[str]:
    tokens = shlex.shlex(command, posix=True, punctuation_chars=True)
    tokens.whitespace_split = True
    return list(tokens)


def _in_a_shell(command: str) -> tuple[str, str]:
    programs = Path(".programs")
    programs.mkdir(exist_ok=True)
    program = programs / "prunecat"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m prunecat "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environ = {**os.environ, "PATH": f"{programs.resolve()}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", command], capture_output=True, stdin=subprocess.DEVNULL, env=environ)
    return done.stdout.decode(), done.stderr.decode()


def is_shown(shown: str, out: str, err: str) -> bool:
    """Whether a page shows what a command wrote; a line `…` stands for any lines.

    A page may show the answer alone, without what is said on standard error.
    """
    parts = re.split(rf"^{LEFT_OUT}\n", _bare(shown), flags=re.MULTILINE)
    pattern = re.compile("(?:.*\n)*?".join(map(re.escape, parts)))
    return any(pattern.fullmatch(_bare(text)) for text in (err + out, out + err, out or err))


def accepted(shown: str, out: str, err: str) -> str:
    """What a page is to show instead, with as much left out as before."""
    lines, before = _bare(err + out).splitlines(), _bare(shown).splitlines()
    if LEFT_OUT in before:
        head, tail = before.index(LEFT_OUT), before[::-1].index(LEFT_OUT)
        lines = [*lines[:head], LEFT_OUT, *(lines[-tail:] if tail else [])]
    return "".join(f"{line}\n" for line in lines)


def _bare(text: str) -> str:
    """A text without blanks at the ends of lines and without empty lines at its end."""
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip() + "\n"
