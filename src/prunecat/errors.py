"""The errors that a user can mend, each with the exit status it ends the program with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prunecat.entry import Entry


class PrunecatError(Exception):
    """Something a user can mend: what is wrong, where, and what to do about it, in one line."""

    exit_code = 2

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what, self.where, self.remedy = what, where, remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f"; {self.remedy}" if self.remedy else "")


class UsageError(PrunecatError):
    """A command line that can't be used."""


class SourceError(PrunecatError):
    """A file that can't be read as a catalogue; `where` is `file`, `file:line` or `file:line: entry id`."""


class UnresolvedReference(PrunecatError):
    """A reference that means no entry, or several, which are its candidates."""

    exit_code = 1

    def __init__(self, what: str, *, remedy: str | None = None, candidates: "Sequence[Entry]" = ()) -> None:
        super().__init__(what, remedy=remedy)
        self.candidates = tuple(candidates)


class MissingExtra(PrunecatError):
    """A feature whose optional dependency is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(
            f"{feature} needs an optional dependency that is not installed",
            remedy=f"install it with: pip install 'prunecat[{extra}]'",
        )
