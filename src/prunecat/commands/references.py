"""The entries that a command is about: named as arguments or in a file, by the last answer's numbers, or chosen."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from prunecat.commands import completion
from prunecat.errors import UnresolvedReference, UsageError
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.entry import Entry

_ASKED = 3
"""Times that somebody who types a number that there is not is asked."""
_CITING = (".bib", ".bibtex", ".ris", ".json", ".jsonl", ".yaml", ".yml", ".enw", ".tex", ".ltx", ".md", ".markdown")
"""The endings of files that are read as what they are, rather than line by line."""
_NUMBERS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")
"""A number of the last answer, or several; nobody counts further than four digits."""


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
        found: dict[str, Entry] = {}
        unknown = 0
        for reference in dict.fromkeys(references):
            try:
                entry = session.catalogue.show(reference)
                found[entry.id] = entry
            except UnresolvedReference as error:
                unknown += 1
                session.say(f"prunecat: error: {error}")
        return list(found.values()), int(unknown > 0)

    def _references(self, session: Session) -> Iterator[str]:
        if self.from_ == "" or (self.from_ and self.ref == ["-"]):
            raise UsageError("--from and - at once" if self.from_ else "--from is empty", remedy="give one file")
        file = "-" if self.ref == ["-"] else self.from_
        if file and os.path.isdir(file):
            raise UsageError(f"{file} is a folder", remedy="give a file of references")
        if file is None or self.ref not in (None, [], ["-"]):
            words = self.ref or []
            if all(map(_NUMBERS.fullmatch, words)):  # beside other words a number is a year
                words = [name for word in words for name in _numbered(session, word)]
            yield from session.catalogue.references(words)
        if file is not None:
            for line in _in_file(file):
                yield from session.catalogue.references([line])


def _in_file(path: str) -> list[str]:
    """The references in a file: what a bibliography or document cites, else a line each, but for comments."""
    from prunecat.sources.files import files_of

    if PurePath(path).suffix.lower() in _CITING:
        from prunecat.verification.cited import cited_in

        return [one.text or _called(one.entry) if one.entry else one.text for one in cited_in(path).cited]
    lines = (line.strip() for file in files_of(path) for line in file.text().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _called(entry: "Entry") -> str:
    return entry.doi or entry.arxiv or entry.title


def _numbered(session: Session, word: str) -> list[str]:
    """The ids that a number of the last answer stands for, or several (`1-3`); the word where it is no number of one.

    Raises UnresolvedReference for a number that the last answer does not have.
    """
    numbers = _NUMBERS.fullmatch(word)
    if numbers is None:
        return [word]
    from prunecat.commands.last_answer import recalled, was_of_another

    ids = recalled(session.paths)
    first, last = int(numbers[1]), int(numbers[2] or numbers[1])
    if not ids and was_of_another(session.paths) and not _means_any(session, word):
        raise UnresolvedReference(f"no number {word}", remedy="the last answer was of another catalogue")
    if not ids or _is_id(session, word):
        return [word]
    if not 1 <= first <= last <= len(ids):
        what = "1 entry" if len(ids) == 1 else f"{len(ids)} entries"
        raise UnresolvedReference(f"no number {word}", remedy=f"the last answer of this catalogue has {what}")
    return ids[first - 1 : last]


def _is_id(session: Session, word: str) -> bool:
    try:
        return session.catalogue.show(word).id == word
    except UnresolvedReference:
        return False


def _means_any(session: Session, word: str) -> bool:
    try:
        session.catalogue.show(word)
    except UnresolvedReference as error:
        return bool(error.candidates)
    return True


def _one(session: Session, reference: str) -> "Entry":
    """The entry that a reference means, or which of its candidates is chosen."""
    try:
        return session.catalogue.show(reference)
    except UnresolvedReference as error:
        if not error.candidates or not session.may_ask():
            raise
        chosen = _chosen(session, error.what, error.candidates)
        if chosen is None:
            raise typer.Exit(error.exit_code) from error
        return chosen


def _chosen(session: Session, what: str, candidates: "Sequence[Entry]") -> "Entry | None":
    """The candidate whose number is typed, asked again for a number that none has; None for anything else."""
    from prunecat.commands.last_answer import remember

    remember(session.paths, [entry.id for entry in candidates])
    session.say(f"{what}:")
    for number, entry in enumerate(candidates, 1):
        where = " ".join(str(part) for part in (entry.venue, entry.year) if part)
        session.say(f"{number:>3}  {entry.title}" + (f" ({where})" if where else ""))
    for _ in range(_ASKED):
        print("Which one? ", end="", file=sys.stderr, flush=True)
        typed = sys.stdin.readline().strip()
        if not typed.isdecimal():
            return None
        if 0 < int(typed) <= len(candidates):
            return candidates[int(typed) - 1]
    return None
