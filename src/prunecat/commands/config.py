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
    variable = next((one for one in SETTINGS[name].variables if one in os.environ), None)
    value = os.environ[variable] if variable else settled.get(name)
    origin = variable or ("file" if name in settled else None)
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

    Raises UsageError for a value that is none, and for a file in which the setting's line can't be told.
    """
    from prunecat.whole_file import write_whole

    path = settings.path()
    content = settings.content()
    before = settings.read(content, path, without=name)
    text = content.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    line = f"{name} = {_written(name, value)}" if value is not None else ""
    # The line up to its comment, which stays; a value in quotes may have the comment's sign in it.
    pattern = re.compile(rf"""^[ \t]*["']?{name}["']?[ \t]*=[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^#\n\r]*)""", re.MULTILINE)
    match = pattern.search(text)
    if match and line:
        text = text[: match.start()] + line + (" " if text[match.end() :][:1] == "#" else "") + text[match.end() :]
    elif match:
        text = text[: match.start()] + re.sub(r"\A[^\n]*\n?", "", text[match.end() :], count=1)
    elif line:
        # A file of settings has no tables, so that a line at its end is one of theirs.
        text = f"{text}{'' if text.endswith(chr(10)) or not text else end}{line}{end}"
    try:
        after = settings.read(text.encode(), path)
    except PrunecatError as error:
        if error.at and error.at.field == name:
            raise UsageError(f"{name}: {error.what}", remedy=error.remedy) from error
        raise UsageError(f"the line of {name} can't be told in {path}", remedy="edit it by hand") from error
    if {one: after[one] for one in after if one != name} != before:
        raise UsageError(f"the line of {name} can't be told in {path}", remedy="edit it by hand")
    check_settled(name, after)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    write_whole(path, (b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b"") + text.encode())


def _written(name: str, value: str) -> str:
    """A value as TOML. Raises UsageError for one that can't be written or is none."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{name}: not UTF-8", remedy="type it in UTF-8") from error
    if name == "pager" and value in ("false", "none", "no", "off", ""):
        return "false"
    if not value.strip(" \t,"):
        raise UsageError(f"{name}: nothing is given", remedy=f"to settle it no longer: prunecat config {name} --unset")
    if name == "catalogue":
        value = os.path.abspath(value)  # of the folder where it is typed
        if not os.path.exists(value):
            raise UsageError(f"{value}: no such file or folder", remedy="check the path")
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
