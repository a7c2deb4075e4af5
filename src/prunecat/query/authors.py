"""Counts by author told by the authors of most entries, of whom a large catalogue knows which entries they wrote.

From those of most entries down each author's entries that pass a filter are counted, until enough authors have more of
these than the next one has of all (a threshold algorithm): exact, or nothing where those that are known end before.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from sqlite3 import Connection

from prunecat.query.filters import Filter, has
from prunecat.query.sieve import filtered, is_in_sets
from prunecat.query.works import first_rows
from prunecat.snapshot import bits
from prunecat.snapshot.authors import read_authors
from prunecat.snapshot.rows import meta
from prunecat.snapshot.sets import Sets

_FEW = 10_000
"""Entries that pass a filter: of so many the names are counted as soon as those are that are known of all."""
_STEP = 250
"""Authors that are counted at first before it is told whether they are enough; each time twice as many."""
_UNSTATED = -1
"""The place of what has no authors among these."""


def largest(database: Connection, only: Filter | None, limit: int) -> list[tuple[str | None, int]] | None:
    """The authors of most works among the entries that pass a filter, each with how many, largest first.

    The name None stands for no author; the answer is None where the names of all these entries must be counted.
    """
    sets = Sets(database)
    passing = _passing(sets, only)
    if passing is None or passing.bit_count() < _FEW or (authors := read_authors(database)) is None:
        return None
    held, firsts = bits.flags(passing, int(meta(database, "entries"))), first_rows(database)
    found = [(works, _UNSTATED)] if (works := _works(sets, _unstated(sets, passing), firsts)) else []
    least, at, start, step = 0, 0, 0, _STEP
    while at < len(authors.sizes) and authors.sizes[at] >= least:
        some = authors.sizes[at : at + step]
        numbers = authors.entries[start : start + sum(some)]
        found += _counted(numbers, some, at, held, firsts, least)
        found.sort(reverse=True)
        least = found[limit - 1][0] if len(found) >= limit else 0
        found = [one for one in found if one[0] >= least]
        at, start, step = at + len(some), start + len(numbers), 2 * step
    if at == len(authors.sizes) and least < authors.least:
        return None
    named = [(None if place == _UNSTATED else authors.names[place], works) for works, place in found]
    return sorted(named, key=lambda one: (-one[1], one[0] is not None, one[0]))[:limit]


def _counted(
    numbers: Sequence[int], sizes: Sequence[int], at: int, held: bytes, firsts: Mapping[int, int], least: int
) -> Iterator[tuple[int, int]]:
    """How many works authors have, where these are enough, and their places, which begin at `at`.

    `numbers` are those of their entries, `sizes` how many each has, `held` the flags of the entries that count.
    """
    passed, end = bytes(map(held.__getitem__, numbers)), 0
    for place, size in enumerate(sizes, at):
        begin, end = end, end + size
        if passed.count(1, begin, end) >= max(least, 1):
            works = {firsts.get(number, number) for number in numbers[begin:end] if held[number]}
            yield len(works), place


def wrote(sets: Sets, only: Filter | None, names: Collection[str | int | None]) -> dict[str | None, int] | None:
    """The set of the entries of each of these authors that pass a filter; None where that is not known of all of them.

    The name None stands for no author.
    """
    if (passing := _passing(sets, only)) is None or (authors := read_authors(sets.database)) is None:
        return None
    places = [at for at, name in enumerate(authors.names) if name in names]
    if len(places) < len({*names} - {None}):
        return None
    ends = [0, *accumulate(authors.sizes)]
    found: dict[str | None, int] = {None: _unstated(sets, passing)} if None in names else {}
    return found | {authors.names[at]: passing & sets.of(authors.entries[ends[at] : ends[at + 1]]) for at in places}


def _passing(sets: Sets, only: Filter | None) -> int | None:
    """The set of the entries that pass a filter; None where each must be looked at for that."""
    if only is None:
        return sets.all_entries
    return filtered(sets, only, sets.all_entries) if is_in_sets(only) else None


def _unstated(sets: Sets, entries: int) -> int:
    """Those of a set of entries that have no author."""
    return entries & ~filtered(sets, has("authors"), entries)


def _works(sets: Sets, entries: int, firsts: Mapping[int, int]) -> int:
    """How many works the entries of a set are."""
    later = entries & sets.of(firsts)
    return (entries & ~later | sets.of(firsts[number] for number in bits.members(later))).bit_count()
