"""Writes docs/cli-reference.md and the manual page out of the commands themselves: what `--help` says.

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
MANUAL = Path(__file__).parent / "prunecat.1"
HEAD = """# Command-line reference

This page is what `prunecat --help` and `prunecat COMMAND --help` say. It is written by `docs/make_reference.py`
and held against the program by a test. [The guide](guide.md) shows the commands at work.
"""
EXITS = (
    ("0", "Done, also when nothing matches; with -e that is 1."),
    ("1", "A reference that means no entry or several, a check that found faults, a diff with differences."),
    ("2", "A command line or a file that can't be used."),
    ("130", "Interrupted."),
)
SETTINGS = (
    ("PRUNECAT_CATALOGUE", "The catalogue to ask without -C; several paths are joined as in PATH."),
    ("PRUNECAT_CACHE_DIR", "Where snapshots are kept."),
    ("PRUNECAT_DEBUG", "Any value shows the traceback of an error."),
    ("NO_COLOR", "Any value draws without colours."),
    ("PAGER", "What shows answers that are longer than the screen."),
)


def reference() -> str:
    """The page."""
    group: Any = get_command(app)
    parts = [HEAD, *_section(group, "prunecat", "[OPTIONS] COMMAND [ARGS]...")]
    context = Context(group, info_name="prunecat")
    for name in COMMANDS:
        command = group.get_command(context, name)
        parts += _section(command, f"prunecat {name}", " ".join(["[OPTIONS]", *map(_placed, _arguments(command))]))
    return "\n".join(parts)


def manual() -> str:
    """The manual page, in the macros of man(7)."""
    group: Any = get_command(app)
    context = Context(group, info_name="prunecat")
    said, _, _ = group.help.partition("\b\n")
    parts = ['.TH PRUNECAT 1 "" "prunecat"', ".SH NAME", f"prunecat \\- {_roff(_first_line(said))}"]
    parts += [".SH SYNOPSIS", r".B prunecat", r"[OPTIONS] COMMAND [ARGS]..."]
    parts += [".SH DESCRIPTION", _roff(said), ".SH OPTIONS", *_manual_options(group), ".SH COMMANDS"]
    for name in COMMANDS:
        command = group.get_command(context, name)
        said, _, examples = command.help.partition("\b\nExamples:\n")
        usage = " ".join(["[OPTIONS]", *map(_placed, _arguments(command))])
        parts += [f".SS prunecat {name} {_roff(usage)}", _roff(said), *_manual_options(command)]
        if examples:
            lines = (_roff(line.strip()) for line in examples.strip().splitlines())
            parts += [".PP", "Examples:", ".PP", ".nf", *lines, ".fi"]
    parts += [".SH EXIT STATUS", *(line for status, means in EXITS for line in (".TP", status, _roff(means)))]
    parts += [".SH ENVIRONMENT", *(line for name, means in SETTINGS for line in (".TP", name, _roff(means)))]
    return "\n".join(parts) + "\n"


def _manual_options(command: Any) -> Iterator[str]:
    for one in command.params:
        name = _placed(one) if one.param_type_name == "argument" else _names(one)
        yield from (".TP", f"\\fB{_roff(name)}\\fR", _roff(one.help or ""))


def _roff(text: str) -> str:
    """Text that roff prints as it stands: no escape, no hyphen for a minus, no order at the beginning of a line."""
    plain = " ".join(text.replace("\\", "\\e").replace("-", "\\-").split())
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain


def _first_line(text: str) -> str:
    first, _, _ = text.partition(".")
    return first[:1].lower() + first[1:]


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
    MANUAL.write_text(manual(), encoding="utf-8")
