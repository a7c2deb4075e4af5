"""Counts by author told by the authors of most entries, of whom a large catalogue knows which entries they wrote.

From those of most entries down each author's entries that pass a filter are counted, until enough authors have more of
these than the next one has of all: a threshold algorithm, exact, or nothing where those that are known end before.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate, compress, repeat
from sqlite3 import Connection

from prunecat.anew import portions
from prunecat.query.facets import Value
from prunecat.query.filters import Filter, has
from prunecat.query.sieve import filtered, is_in_sets
from prunecat.query.works import first_rows, of_several_rows
from prunecat.snapshot import bits
from prunecat.snapshot.authors import Authors, read_authors
from prunecat.snapshot.rows import meta
from prunecat.snapshot.sets import Sets

_FEW = 12_000
"""Entries that pass a filter: of so many all names are read as soon as the authors are counted that are known."""
_MOST_READ = 60_000
"""Entries of which all names are read and held here where the known authors are not enough."""
_MOST_WANTED = 400
"""Authors of each of whom the set of entries is held, 125 kB in a million entries; of more all names are read."""
_GIVEN = "entry.number IN (SELECT value FROM json_each(?))"

Named = list[tuple[str | None, int]]
"""Authors with how many works each has, the largest first; None stands for no author."""


def largest(database: Connection, only: Filter | None, limit: int) -> Named | None:
    """The authors of most works among the entries that pass a filter; None where too many names must be counted."""
    sets = Sets(database)
    if (passing := _passing(sets, only)) is None:
        return None
    firsts = first_rows(database)
    if passing.bit_count() < _FEW:
        return _all_named(database, passing, firsts, limit)
    works = _works(sets, _unstated(sets, passing), firsts)
    found: Named = [(None, works)] if works else []
    last, least = int(meta(database, "entries")), 0
    held = bits.flags(passing, last)
    several = bits.flags(passing & sets.of(of_several_rows(database)), last)
    for authors in read_authors(database):
        if authors.sizes[0] < least:
            break
        found = _largest_of([*found, *_counted(authors, held, several, firsts, max(least, 1))], limit)
        least = found[-1][1] if len(found) == limit else 0
    else:
        if not least or least < authors.least:
            return _all_named(database, passing, firsts, limit) if passing.bit_count() < _MOST_READ else None
    return found


def _counted(
    authors: Authors, held: bytes, several: bytes, firsts: Mapping[int, int], least: int
) -> Iterator[tuple[str, int]]:
    """The authors who have so many works, with how many.

    `held` has a byte for each entry, whether it counts, and `several` one whether it is one of several of a work too.
    """
    passed, ends = bytes(map(held.__getitem__, authors.entries)), [0, *accumulate(authors.sizes)]
    counts = [*map(passed.count, repeat(1), ends, ends[1:])]
    if enough := [at for at, count in enumerate(counts) if count >= least]:
        names = authors.names
        for at in enough:
            numbers = authors.entries[ends[at] : ends[at + 1]] if firsts else ()
            again = [*compress(numbers, map(several.__getitem__, numbers))]
            works = counts[at] - len(again) + len({firsts.get(number, number) for number in again})
            if works >= least:
                yield names[at], works


def _largest_of(found: Named, limit: int) -> Named:
    """The first of some authors: those of most works, and of as many the first by name."""
    return sorted(found, key=lambda one: (-one[1], one[0] is not None, one[0]))[:limit]


def _all_named(database: Connection, passing: int, firsts: Mapping[int, int], limit: int) -> Named:
    """The same of a set of few entries, of which all names are read."""
    several = of_several_rows(database)
    counts: Counter[str | None] = Counter()
    again: set[tuple[str | None, int]] = set()
    query = f"SELECT number, authors FROM entry WHERE {_GIVEN}"
    for rows in portions(database.execute(query, (json.dumps([*bits.members(passing)]),))):
        once: list[str | None] = []
        for (number, _), names in zip(rows, json.loads(f"[{','.join([names for _, names in rows])}]"), strict=True):
            if number in several:
                again.update((name, firsts.get(number, number)) for name in names or (None,))
            else:
                once += {*names} or (None,)
        counts.update(once)
    counts.update(name for name, _ in again)
    least = sorted(counts.values())[-limit:][:1] or [0]
    return _largest_of([one for one in counts.items() if one[1] >= least[0]], limit)


def wrote(sets: Sets, only: Filter | None, names: Collection[Value]) -> dict[Value, int] | None:
    """The set of the entries of each of these authors that pass a filter; None where it is not known, or they are many.

    The name None stands for no author.
    """
    if len(names) > _MOST_WANTED or (passing := _passing(sets, only)) is None:
        return None
    found: dict[Value, int] = {None: _unstated(sets, passing)} if None in names else {}
    left = {*names} - {None}
    for authors in read_authors(sets.database) if left else ():
        if not left.isdisjoint(they := authors.names):
            ends = [0, *accumulate(authors.sizes)]
            places = [at for at, name in enumerate(they) if name in left]
            found |= {they[at]: passing & sets.of(authors.entries[ends[at] : ends[at + 1]]) for at in places}
            left -= found.keys()
        if not left:
            break
    return None if left else found


def _unstated(sets: Sets, entries: int) -> int:
    """Those of a set of entries that have no author."""
    return entries & ~filtered(sets, has("authors"), entries)


def _passing(sets: Sets, only: Filter | None) -> int | None:
    """The set of the entries that pass a filter; None where each must be looked at for that."""
    if only is None:
        return sets.all_entries
    return filtered(sets, only, sets.all_entries) if is_in_sets(only) else None


def _works(sets: Sets, entries: int, firsts: Mapping[int, int]) -> int:
    """How many works the entries of a set are."""
    later = entries & sets.of(firsts)
    return (entries & ~later | sets.of(firsts[number] for number in bits.members(later))).bit_count()
