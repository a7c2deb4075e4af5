"""Counts: how many entries have each value of a field, or each pair of values of two."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from sqlite3 import Connection
from typing import TYPE_CHECKING, NamedTuple

from prunecat.errors import UsageError
from prunecat.nearest import unknown
from prunecat.query.facets import FACETS, MOST_VALUES, Value, Wanted
from prunecat.snapshot import bits
from prunecat.snapshot.traits import are_asked

if TYPE_CHECKING:
    from prunecat.query.filters import Filter
    from prunecat.snapshot.sets import Sets

_WORK = """CASE entry.also_listed_as WHEN '[]' THEN entry.number ELSE min(entry.number, coalesce((
    SELECT min(other.number) FROM json_each(entry.also_listed_as) AS also JOIN entry AS other ON other.id = also.value
), entry.number)) END"""
"""The number of the first entry of an entry's work."""


class Count(NamedTuple):
    """How many entries have these values, one for each field asked for."""

    values: tuple[Value, ...]
    entries: int


def counts(
    database: Connection,
    by: Sequence[str],
    only: "Filter | None" = None,
    limit: int | None = None,
    among: Wanted = None,
) -> list[Count]:
    """The counts by one or more facets, largest first; by year alone, the latest first. At most `limit` of them.

    `among` are the wanted values of the first facet.

    An entry with several types, authors or code links counts once for each value; of authors the works are counted,
    since a paper that a list has again as software was written once. UsageError for a name that is no facet, and for
    no name.
    """
    if not by:
        raise UsageError("no field to count by", remedy=f"name one of {', '.join(FACETS)}")
    _check(by)
    if not are_asked(database):
        return _of_rows(database, by, _of(only), limit, among)
    if "author" in by:
        return _of_authors(database, by, only, limit, among)
    from prunecat.query.tallies import tallied
    from prunecat.snapshot.sets import Sets

    sets = Sets(database)
    return _sorted(by, tallied(sets, by, _passing(sets, only), among))[:limit]


def counts_of_each(database: Connection, names: Sequence[str], only: "Filter | None" = None) -> dict[str, list[Count]]:
    """The counts by each of some facets, together unless the author is among them. UsageError as `counts` raises it."""
    _check(names)
    if "author" in names or not are_asked(database):
        return {name: counts(database, [name], only) for name in names}
    from prunecat.query.tallies import tallied
    from prunecat.snapshot.sets import Sets

    sets = Sets(database)
    passing = _passing(sets, only)
    return {name: _sorted([name], tallied(sets, [name], passing, None)) for name in names}


def _check(names: Sequence[str]) -> None:
    for name in names:
        if name not in FACETS:
            raise unknown("field to count by", name, FACETS)


def _passing(sets: "Sets", only: "Filter | None") -> int:
    from prunecat.query.sieve import filtered

    return filtered(sets, only, sets.all_entries) if only else sets.all_entries


def _of_authors(
    database: Connection, by: Sequence[str], only: "Filter | None", limit: int | None, among: Wanted
) -> list[Count]:
    """The same where authors are counted, of a large catalogue: of the largest ones hardly a row is looked at."""
    from prunecat.query.authors import largest, wrote
    from prunecat.query.tallies import tallied
    from prunecat.query.works import of_several_rows
    from prunecat.snapshot.sets import Sets

    if tuple(by) == ("author",) and limit and among is None and (known := largest(database, only, limit)) is not None:
        return [Count((name,), works) for name, works in known]
    sets = Sets(database)
    if by[0] != "author" or not among or "author" in by[1:] or (each := wrote(sets, only, among)) is None:
        return _of_rows(database, by, _of(only), limit, among)
    # A work of several rows counts once, and they are looked at for that.
    several = sets.of(of_several_rows(database))
    found = Counter(
        {
            (name, *values): entries
            for name, entries_of in each.items()
            for values, entries in tallied(sets, by[1:], entries_of & ~several, None).items()
        }
    )
    if rows := [*bits.members(reduce(or_, each.values(), 0) & several)]:
        condition = ("entry.number IN (SELECT value FROM json_each(?))", (json.dumps(rows),))
        found.update(dict(_of_rows(database, by, condition, None, among)))
    return _sorted(by, found)[:limit]


def _sorted(by: Sequence[str], found: Mapping[tuple[Value, ...], int]) -> list[Count]:
    """Counts in their order."""
    counted = [Count(values, entries) for values, entries in found.items() if entries]
    if tuple(by) == ("year",):
        return sorted(counted, key=lambda count: -int(count.values[0] or 0))
    return sorted(counted, key=lambda count: (-count.entries, [(value is not None, value) for value in count.values]))


_Condition = tuple[str, Sequence[str | int]]
"""An SQL condition on the table `entry`, and its parameters."""


def _of(only: "Filter | None") -> _Condition:
    return (only.condition, only.values) if only else ("1", ())


def _of_rows(
    database: Connection, by: Sequence[str], condition: _Condition, limit: int | None, among: Wanted
) -> list[Count]:
    """The same of the entries that fulfil a condition, by a look at each."""
    if among is not None and len(among) > MOST_VALUES:
        return [one for one in _of_rows(database, by, condition, None, None) if one.values[0] in among][:limit]
    columns = ", ".join(f"{FACETS[name].column} AS value_{at}" for at, name in enumerate(by))
    places = ", ".join(str(n + 1) for n in range(len(by)))
    order = "1 DESC" if tuple(by) == ("year",) else f"{len(by) + 1} DESC, {places}"
    # Of what is wanted by its own words, and not by a subquery, SQLite reads the rows alone.
    wanted = [value for value in among or () if value is not None]
    having = f"value_0 IN ({', '.join('?' * len(wanted))})" + " OR value_0 IS NULL" * (None in (among or ()))
    joins = " ".join(dict.fromkeys(FACETS[name].join for name in by))
    what = f"DISTINCT {_WORK}" if "author" in by else "DISTINCT entry.number" if joins else "*"
    grouped = f"SELECT {columns}, count({what}) FROM entry {joins} WHERE {condition[0]}"
    values = (*condition[1], *wanted, -1 if limit is None else limit)
    rows = database.execute(
        f"{grouped} GROUP BY {places} HAVING {'1' if among is None else having} ORDER BY {order} LIMIT ?", values
    )
    return [Count(row[:-1], row[-1]) for row in rows]


def count(database: Connection, only: "Filter") -> int:
    """How many entries pass a filter."""
    if are_asked(database):
        from prunecat.query.sieve import filtered, is_in_sets
        from prunecat.snapshot.sets import Sets

        if is_in_sets(only):
            sets = Sets(database)
            return filtered(sets, only, sets.all_entries).bit_count()
    (found,) = database.execute(f"SELECT count(*) FROM entry WHERE {only.condition}", only.values).fetchone()
    return int(found)


def has_more(database: Connection, only: "Filter | None", most: int) -> bool:
    """Whether more entries pass a filter than that."""
    if only and only.trait:
        return count(database, only) > most
    condition, values = (only.condition, only.values) if only else ("1", ())
    rows = database.execute(f"SELECT 1 FROM entry WHERE {condition} LIMIT 1 OFFSET ?", (*values, most))
    return rows.fetchone() is not None
