"""The result: an entry of an answer, with what the query knows of it."""

from typing import NamedTuple

from prunecat.entry import Entry


class Match(NamedTuple):
    """How a word of a query matched in an entry."""

    typed: str
    """The word or words of the query."""
    kind: str
    """A way of matching (`word`, `author`, `beginning`, `joined`, `split`, `jargon`, `topic`, `near`, `acronym`,
    `typo`, `type`, `framework`, `code` or `section`), or the hint that it is (`venue` or `year`)."""
    meant: str
    """What of the entry they stand for, in the entry's own words."""
    where: str = ""
    """Where that stands: `title`, `author`, `code`, `heading` and others; empty where it can't be told."""


class Result(NamedTuple):
    """An entry of an answer."""

    entry: Entry
    score: float | None = None
    """How well the entry answers a search, higher is better; None where nothing was searched for."""
    marks: tuple[str, ...] = ()
    """Folded words; a word of the title that begins with one of them is highlighted in the table."""
    matches: tuple[Match, ...] = ()
    """Why it answers: how each word of the query matched."""
