"""Writes docs/cli-reference.md out of the commands themselves: what `--help` says, without its frames.

usage: python docs/make_reference.py
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from typer import Context
from typer.main import get_command

from prunecat.app import COMMANDS, app

PAGE = Path(__file__).parent / "cli-reference.md"
HEAD = """# Command-line reference

This page is what `prunecat --help` and `prunecat COMMAND --help` say. It is written by `docs/make_reference.py`
and held against the program by a test. [The guide](guide.md) shows the commands at work.
"""


def reference() -> str:
    """The page."""
    group = get_command(app)
    parts = [HEAD, *_section(group, "prunecat", "[OPTIONS] COMMAND [ARGS]...")]
    context = Context(group, info_name="prunecat")
    for name in COMMANDS:
        command = group.get_command(context, name)
        parts += _section(command, f"prunecat {name}", " ".join(["[OPTIONS]", *map(_placed, _arguments(command))]))
    return "\n".join(parts)


def _section(command: Any, name: str, usage: str) -> Iterator[str]:
    said, _, examples = command.help.partition("\b\nExamples:\n")
    yield f"## {name}\n\n{said.strip()}\n\n```text\n{name} {usage}\n```\n"
    if examples:
        yield "```sh\n" + "\n".join(line.strip() for line in examples.strip().splitlines()) + "\n```\n"
    rows = [(_placed(one), one.help or "") for one in _arguments(command)]
    if rows:
        yield _table("argument", rows)
    options = [one for one in command.params if one.param_type_name == "option"]
    for panel, group in groupby(options, lambda one: one.rich_help_panel):
        yield _table(panel or "option", [(_names(one), one.help or "") for one in group])


def _table(head: str, rows: list[tuple[str, str]]) -> str:
    cells = [(name.replace("|", r"\|"), said.replace("|", r"\|")) for name, said in rows]
    return "\n".join([f"| {head} | |", "|---|---|", *(f"| `{name}` | {said} |" for name, said in cells)]) + "\n"


def _arguments(command: Any) -> list[Any]:
    return [one for one in command.params if one.param_type_name == "argument"]


def _placed(argument: Any) -> str:
    """An argument as usage has it: in brackets where it may be left out."""
    name: str = argument.metavar or argument.name.upper()
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _names(option: Any) -> str:
    long, short = ([name for name in option.opts if name.startswith("--") is wanted] for wanted in (True, False))
    names = ", ".join([*short, "/".join([*long, *option.secondary_opts])])
    return f"{names} {option.metavar}" if option.metavar and not option.is_flag else names


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
