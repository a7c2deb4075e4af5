"""What is understood of a query: by what entries are found, raised and stopped."""

from collections.abc import Collection, Sequence
from sqlite3 import Connection
from typing import NamedTuple

from prunecat.query.english import CARRIERS
from prunecat.query.hints import Hint, spelled_out, take_hints
from prunecat.query.identified import whole_titles
from prunecat.query.meanings import Meaning, meanings
from prunecat.query.sieve import Sieve, passing


class Understood(NamedTuple):
    """A query's words, and what they and all else in it mean."""

    words: tuple[str, ...] = ()
    """The words to look for, without venues and years named in passing."""
    found: tuple[Meaning, ...] = ()
    """All that the words may mean."""
    hints: tuple[Hint, ...] = ()
    """The venues and years named in passing, which raise an entry."""
    titled: Collection[int] = ()
    """The entries whose whole title is a part of the query."""
    sieve: Sieve | None = None
    """What an entry must pass; None where all do."""

    @property
    def facts(self) -> list[Meaning]:
        """The words that are taken for what an entry states, rather than for words that it has."""
        return [meaning for meaning in self.found if not meaning.expressions]


def understood(database: Connection, words: Sequence[str]) -> Understood:
    """What the words of a query mean, without a sieve; no words are left where they name a venue or year alone."""
    typed = spelled_out(database, words)
    hints, rest = take_hints(database, typed)
    if not rest or (hints and CARRIERS.issuperset(rest)):
        return Understood(hints=tuple(hints))
    return Understood(tuple(rest), tuple(meanings(database, rest)), tuple(hints), whole_titles(database, typed))


def titled_passing(database: Connection, query: Understood) -> set[int]:
    """The entries whose whole title is a part of a query, and that pass its sieve."""
    return passing(database, query.sieve, query.titled) if query.sieve else {*query.titled}
