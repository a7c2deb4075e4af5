"""The entries that a command is about: named as arguments or in a file, by the last answer's numbers, or chosen."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from prunecat.commands import completion
from prunecat.errors import UnresolvedReference, UsageError
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.entry import Entry

_LONGEST_NUMBER = 4
"""Digits: nobody counts further in an answer."""


class References(NamedTuple):
    """What means entries, as it is typed."""

    ref: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REF]...",
            help="An id, DOI, arXiv id, URL, title, a search with one clearly best answer, a number of the last "
            "answer on the terminal, or - for references on standard input, one a line.",
            autocompletion=completion.ids,
            show_default=False,
        ),
    ] = None
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="References in a file, a line each; - is standard input."),
    ] = None

    def entries(self, session: Session) -> "tuple[list[Entry], int]":
        """The entries meant, and the exit status. Of several references, those that mean none are told.

        One alone that is not clear is asked about on a terminal. Raises UnresolvedReference where there is nobody
        to ask, UsageError without any reference, and SourceError for a file that can't be read.
        """
        references = list(self._references(session))
        if not references:
            raise UsageError("no reference", remedy="give an id or a title, or a file of them with --from FILE")
        if len(references) == 1:
            return [_one(session, references[0])], 0
        found = []
        for reference in references:
            try:
                found.append(session.catalogue.show(reference))
            except UnresolvedReference as error:
                session.say(f"prunecat: error: {error}")
        return found, int(len(found) < len(references))

    def _references(self, session: Session) -> Iterator[str]:
        file = "-" if self.ref == ["-"] else self.from_
        if file is None or self.ref not in (None, [], ["-"]):
            yield from session.catalogue.references([_numbered(session, word) for word in self.ref or ()])
        if file is not None:
            for line in _lines(file):
                yield from session.catalogue.references([line])


def _lines(path: str) -> list[str]:
    """The lines of a file that say something."""
    from prunecat.sources.files import files_of

    return [line.strip() for file in files_of(path) for line in file.text().splitlines() if line.strip()]


def _numbered(session: Session, word: str) -> str:
    """The id that a number of the last answer stands for; any other word as it is."""
    if not (word.isdecimal() and len(word) <= _LONGEST_NUMBER):
        return word
    from prunecat.commands.last_answer import recalled

    ids = recalled(session.paths)
    return ids[int(word) - 1] if 0 < int(word) <= len(ids) else word


def _one(session: Session, reference: str) -> "Entry":
    """The entry that a reference means, or which of its candidates is chosen."""
    try:
        return session.catalogue.show(reference)
    except UnresolvedReference as error:
        if not error.candidates or not session.may_ask():
            raise
        chosen = _chosen(session, error.what, error.candidates)
        if chosen is None:
            raise
        return chosen


def _chosen(session: Session, what: str, candidates: "Sequence[Entry]") -> "Entry | None":
    """The candidate whose number is typed; None for anything else."""
    session.say(f"{what}:")
    for number, entry in enumerate(candidates, 1):
        where = " ".join(str(part) for part in (entry.venue, entry.year) if part)
        session.say(f"{number:>3}  {entry.title}" + (f" ({where})" if where else ""))
    print("Which one? ", end="", file=sys.stderr, flush=True)
    typed = sys.stdin.readline().strip()
    return candidates[int(typed) - 1] if typed.isdecimal() and 0 < int(typed) <= len(candidates) else None
