"""A query that names nothing but a venue, a year or filters: the entries of these, in catalogue order."""

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from sqlite3 import Connection

from prunecat.query.filters import Filter, all_of, any_of, venue_is, year_in
from prunecat.query.hints import Hint
from prunecat.query.ranking import HINT_SCORES
from prunecat.query.sieve import Sieve, in_catalogue_order

_MOST_NAMED = 6
"""Venues and years of which every choice is tried, the first ones."""


def filter_of_hint(hint: Hint) -> Filter:
    """The filter that the entries of a venue or year pass."""
    return venue_is(str(hint.value)) if hint.kind == "venue" else year_in(int(hint.value), int(hint.value))


def narrowed(sieve: Sieve | None, filters: Sequence[Filter]) -> Sieve:
    """A sieve that lets pass only what fulfils some filters too."""
    base = sieve or Sieve()
    return base._replace(only=all_of(*([base.only] if base.only else ()), *filters)) if filters else base


def of_most_hints(database: Connection, hints: Sequence[Hint], sieve: Sieve | None) -> Sieve | None:
    """The sieve of the entries that are of as much of what is named as any that passes; None where none is of any."""
    if not hints:
        return sieve or Sieve()
    for choices in _by_worth(hints[:_MOST_NAMED]):
        one = narrowed(sieve, [any_of(*(all_of(*map(filter_of_hint, choice)) for choice in choices))])
        if next(in_catalogue_order(database, one, 1), None) is not None:
            return one
    return None


def _by_worth(hints: Sequence[Hint]) -> Iterator[list[tuple[Hint, ...]]]:
    """The choices of hints, in lists of those that raise an entry as much, the most first."""

    def worth(choice: tuple[Hint, ...]) -> float:
        return -sum(HINT_SCORES[hint.kind] for hint in choice)

    every = [choice for size in range(1, len(hints) + 1) for choice in combinations(hints, size)]
    for _, choices in groupby(sorted(every, key=worth), key=worth):
        yield list(choices)
