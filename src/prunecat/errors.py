"""The errors that a user can mend, each with the exit status it ends the program with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from prunecat.entry import Entry


class Location(NamedTuple):
    """Where in a source something is wrong, as exactly as is known."""

    file: str
    """The file, as the user named it; `standard input`; or a URL."""
    line: int | None = None
    item: str = ""
    """What the part of the file is called: `entry depgraph-2023`, or `entry 5` without an id; `venues CVPR`."""
    entry: str | None = None
    """The id of the entry."""
    field: str = ""

    def __str__(self) -> str:
        start = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (start, self.item, self.field) if part)


_MOST_QUOTED = 80
"""Characters of a user's text in an error: a line of a terminal."""


def quoted(text: str) -> str:
    """A user's text for a line of an error: in quotes, without orders to the terminal, and cut where it is long."""
    return repr(text if len(text) <= _MOST_QUOTED else f"{text[: _MOST_QUOTED - 1]}…")


class PrunecatError(Exception):
    """Something a user can mend: what is wrong, where, and what to do about it, in one line."""

    exit_code = 2

    def __init__(self, what: str, *, at: Location | None = None, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what, self.at, self.remedy = what, at, remedy

    def __str__(self) -> str:
        start = f"{self.at}: " if self.at else ""
        return f"{start}{self.what}" + (f"; {self.remedy}" if self.remedy else "")


class UsageError(PrunecatError):
    """A command line that can't be used."""


class SourceError(PrunecatError):
    """A source that can't be read as a catalogue; `at` says where, as far as that is known."""

    @property
    def file(self) -> str | None:
        """The file, as the user named it."""
        return self.at.file if self.at else None

    @property
    def line(self) -> int | None:
        """The line, from 1."""
        return self.at.line if self.at else None

    @property
    def entry(self) -> str | None:
        """The id of the entry."""
        return self.at.entry if self.at else None

    @property
    def field(self) -> str | None:
        """The name of the entry's field."""
        return self.at.field or None if self.at else None


class UnresolvedReference(PrunecatError):
    """A reference that means no entry, or several, which are its candidates."""

    exit_code = 1

    def __init__(self, what: str, *, remedy: str | None = None, candidates: "Sequence[Entry]" = ()) -> None:
        super().__init__(what, remedy=remedy)
        self.candidates = tuple(candidates)


class MissingExtra(PrunecatError):
    """A feature whose optional dependency is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        from shlex import quote

        wanted = quote(f"{_installed_from()}[{extra}]")
        super().__init__(
            f"{feature} needs an optional dependency that is not installed",
            remedy=f"install it as you did prunecat: pip install {wanted}, pipx install --force {wanted} "
            f"or uv tool install {wanted}",
        )


def _installed_from() -> str:
    """What an installer was told to install, as PEP 610 records it: a folder or file that is still there, or a name."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution
    from os.path import exists
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    try:
        recorded = distribution("prunecat").read_text("direct_url.json")
    except PackageNotFoundError:
        recorded = None
    url = urlsplit(json.loads(recorded)["url"] if recorded else "")
    path = url2pathname(url.path) if url.scheme == "file" else ""
    return path if path and exists(path) else "prunecat"
