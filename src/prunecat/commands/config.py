"""`prunecat config`: what is settled for every run, and settling it."""

import json
import os
import re
from typing import Annotated, Any

import typer

from prunecat import settings
from prunecat.commands.answering import Output, answer_records
from prunecat.commands.entry_options import check_settled
from prunecat.commands.options import command
from prunecat.errors import PrunecatError, UsageError
from prunecat.formats.registry import RECORD_FORMATS
from prunecat.nearest import unknown
from prunecat.session import Session
from prunecat.settings import SETTINGS


def _settings(incomplete: str) -> list[tuple[str, str]]:
    return [(name, setting.help) for name, setting in SETTINGS.items() if name.startswith(incomplete.lower())]


@command(formats=RECORD_FORMATS)
def run(
    session: Session,
    output: Output,
    name: Annotated[
        str | None,
        typer.Argument(help=f"{', '.join(SETTINGS)}.", autocompletion=_settings, show_default=False),
    ] = None,
    value: Annotated[str | None, typer.Argument(help="What to settle it to.", show_default=False)] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Settle it no longer.")] = False,
) -> int:
    """Tell what is settled for every run, settle something, or with --unset no longer.

    It is kept in a TOML file, whose path is told. An option of the command line outranks the environment, and that
    the file.

    \b
    Examples:
      prunecat config
      prunecat config columns year,venue,title,id
      prunecat config sort -- -year
      prunecat config pager --unset
    """
    if name is not None and name not in SETTINGS:
        raise unknown("setting", name, SETTINGS)
    if name is not None and (unset or value is not None):
        if unset and value is not None:
            raise UsageError("--unset and a value at once", remedy="give one of them")
        _settle(name, None if unset else value)
        return 0
    if name is None and unset:
        raise UsageError("--unset of nothing", remedy="name a setting")
    settled = settings.settled()
    records = [_record(one, settled) for one in SETTINGS if name in (None, one)]
    status = answer_records(session, output, records, lambda _console: _drawn(records))
    session.say(f"Settings: {settings.path()}")
    return status


def _record(name: str, settled: settings.Values) -> dict[str, Any]:
    variable = SETTINGS[name].variable
    by_environment = bool(variable and os.environ.get(variable))
    origin = variable if by_environment else "file" if name in settled else None
    value = os.environ[variable] if by_environment else settled.get(name)
    return {"setting": name, "value": value, "from": origin, "help": SETTINGS[name].help}


def _drawn(records: "list[dict[str, Any]]") -> Any:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from prunecat.formats.plain import plain

    table = Table(box=SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    for heading in ("Setting", "Value", "From", "What it is"):
        table.add_column(heading, overflow="fold")
    for record in records:
        value = record["value"]
        text = ",".join(value) if isinstance(value, list) else "" if value is None else str(value) or "none"
        table.add_row(*(Text(plain(cell)) for cell in (record["setting"], text, record["from"] or "", record["help"])))
    return table


def _settle(name: str, value: str | None) -> None:
    """Write a value into the file, or take its line out; all else in it stays.

    Raises UsageError for a value that is none, and PrunecatError for a file in which the line can't be told.
    """
    from prunecat.whole_file import write_whole

    path = settings.path()
    if name == "catalogue" and value is not None:
        value = os.path.abspath(value)  # of the folder where it is typed
    before = settings.settled()
    with open(path, "rb") if os.path.exists(path) else open(os.devnull, "rb") as file:
        text = file.read().decode()
    written = "false" if name == "pager" and value in ("false", "none", "") else json.dumps(value, ensure_ascii=False)
    line = f"{name} = {written}\n" if value is not None else ""
    pattern = re.compile(rf"^[ \t]*{name}[ \t]*=.*(?:\n|\Z)", re.MULTILINE)
    if pattern.search(text):
        text = pattern.sub(lambda _: line, text, count=1)
    elif line:
        # A file of settings has no tables, so that a line at its end is one of theirs.
        text = f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{line}"
    try:
        after = settings.read(text.encode(), path)
    except PrunecatError as error:
        what = f"{name}: {error.what}" if error.at and error.at.field == name else f"{name} has several lines in {path}"
        raise UsageError(what, remedy=error.remedy or "edit it by hand") from error
    if {one: after.get(one) for one in after if one != name} != {one: before[one] for one in before if one != name}:
        raise UsageError(f"{name} can't be told apart in {path}", remedy="edit it by hand")
    check_settled(name, after)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    write_whole(path, text.encode())
