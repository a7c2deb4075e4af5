"""What a user settles for every run: a TOML file in the platform's place for settings."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from prunecat.errors import Location, SourceError
from prunecat.nearest import remedy_for

COLOURS = ("auto", "always", "never")
Values = Mapping[str, Any]
"""What is settled, by name."""


class Setting(NamedTuple):
    """Something that a user may settle."""

    help: str
    read: Callable[[Any], Any]
    """A value of the file, as the program takes it; ValueError, with what it should be, for any other."""
    variables: tuple[str, ...] = ()
    """The environment's variables that outrank it."""


def _paths(value: Any) -> list[str]:
    paths = [value] if isinstance(value, str) else value
    if not isinstance(paths, list) or not paths or not all(isinstance(path, str) and path for path in paths):
        raise ValueError("a path, or a list of paths")
    return [os.path.join(os.path.dirname(path()), os.path.expanduser(one)) for one in paths]


def _names(value: Any) -> list[str]:
    names = value if isinstance(value, list) else [value]
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise ValueError("names joined by commas")
    return [name.strip() for text in names for name in text.split(",") if name.strip()]


def _pager(value: Any) -> str:
    import shlex

    with suppress(ValueError):
        if value is False or (isinstance(value, str) and (shlex.split(value) or True)):
            return value or ""
    raise ValueError("a command, or false for none")


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a text")
    return value


def _colours(value: Any) -> str:
    if value not in COLOURS:
        raise ValueError(f"one of {', '.join(COLOURS)}")
    return str(value)


SETTINGS = {
    "catalogue": Setting("Files and folders to ask, from the file's folder or ~.", _paths, ("PRUNECAT_CATALOGUE",)),
    "columns": Setting("Columns of tables, such as year,title,id.", _names),
    "sort": Setting("The order of list, such as -year.", _names),
    "keys": Setting("The pattern of citation keys, such as scholar.", _text),
    "pager": Setting("The command that shows long answers; false for none.", _pager, ("PAGER",)),
    "colours": Setting(f"Colours: {', '.join(COLOURS)}.", _colours, ("NO_COLOR", "FORCE_COLOR")),
}
"""By name what can be settled. An option of the command line outranks the environment, and that the file."""


def path() -> str:
    """Where the file is, or would be."""
    if sys.platform.startswith("linux"):  # what platformdirs answers, without the milliseconds of its import
        home = os.environ.get("XDG_CONFIG_HOME", "").strip()
        return os.path.join(home or os.path.expanduser("~/.config"), "prunecat", "config.toml")
    from platformdirs import user_config_dir

    return os.path.join(user_config_dir("prunecat", appauthor=False), "config.toml")


def settled() -> Values:
    """What the file settles; SourceError, with the line, for one that can't be read."""
    text = content()
    return read(text, path()) if text else {}


def content() -> bytes:
    """What is in the file, nothing where there is none; SourceError for what is no file."""
    try:
        if not os.path.isfile(path()) and os.path.lexists(path()):
            raise SourceError("no file", at=Location(path()), remedy="move it away")
        with open(path(), "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return b""


def read(content: bytes, file: str, without: str = "") -> Values:
    """What the content of a settings file settles, one setting aside. SourceError with the line that is wrong."""
    import tomllib

    try:
        text = content.decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError("not UTF-8", at=Location(file, line), remedy="save it in UTF-8") from error
    except (ValueError, RecursionError) as error:  # tomllib's own, and those of its numbers and depth
        match = re.search(r"at line (\d+)", str(error))
        at = Location(file, int(match[1]) if match else text.count("\n") + 1)
        raise SourceError("not TOML", at=at, remedy='write lines such as sort = "-year"') from error
    settled = {}
    for name, value in values.items():
        if name == without:
            continue
        at = Location(file, _line_of(text, name), field=name)
        if name not in SETTINGS:
            raise SourceError("no such setting", at=at, remedy=remedy_for(name, SETTINGS))
        try:
            settled[name] = SETTINGS[name].read(value)
        except ValueError as error:
            raise SourceError(f"{value!r} is not {error}", at=at, remedy="see: prunecat config") from error
    return settled


def location(name: str) -> Location:
    """Where a setting stands in the file."""
    with open(path(), encoding="utf-8") as file:
        return Location(path(), _line_of(file.read(), name), field=name)


def _line_of(text: str, name: str) -> int | None:
    match = re.search(rf"^[ \t]*[\"']?{re.escape(name)}\b", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else None
