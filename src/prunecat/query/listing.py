"""Entries listed: those that pass a filter, in catalogue order or by fields."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from sqlite3 import Connection
from typing import TYPE_CHECKING

from prunecat.anew import Anew
from prunecat.entry import Entry
from prunecat.query.counts import has_more
from prunecat.query.filters import Filter, Parameter, all_of
from prunecat.snapshot.rows import entries_of
from prunecat.snapshot.traits import are_asked

if TYPE_CHECKING:
    from prunecat.snapshot.sets import Sets

_FEW = 5_000
"""Entries that pass a filter: so many are looked up and sorted in a few milliseconds."""


def listed(
    database: Connection,
    only: Filter | None = None,
    sort: Sequence[str] = (),
    limit: int | None = None,
    *,
    unique: bool = False,
) -> Anew[Entry]:
    """The entries that pass a filter, at most `limit` of them; with `unique` one a work.

    Raises UsageError for a field that has no order.
    """
    _order(sort)
    if unique:
        from prunecat.query.works import first_works

        def ask(most: int | None) -> Iterator[int]:
            return numbers_listed(database, only, sort, most)

        return Anew(lambda: entries_of(database, first_works(database, ask, limit)))
    return Anew(lambda: entries_of(database, numbers_listed(database, only, sort, limit)))


def numbers_listed(
    database: Connection, only: Filter | None = None, sort: Sequence[str] = (), limit: int | None = None
) -> Iterator[int]:
    """The numbers of the same."""
    order, passing, table = _order(sort), only or all_of(), "entry"
    if (only or (sort and limit is not None)) and are_asked(database):
        from prunecat.query.sieve import filtered, is_in_sets
        from prunecat.query.sorting import led
        from prunecat.snapshot.sets import Sets

        if only is None or is_in_sets(only):
            sets = Sets(database)
            entries = filtered(sets, only, sets.all_entries) if only else sets.all_entries
            return members_listed(sets, entries, sort, limit)
        if sort and limit is not None and has_more(database, only, _FEW):
            table, beginning = led(sort)
            order = beginning + order
    return _selected(database, table, passing.condition, passing.values, order, limit)


def count_unique(database: Connection, only: Filter | None, sort: Sequence[str] = ()) -> int:
    """How many entries that pass a filter are listed, sorted by fields, where one a work is wanted."""
    from prunecat.query.sieve import filtered
    from prunecat.query.works import count_works
    from prunecat.snapshot.sets import Sets

    sets = Sets(database)
    passing = filtered(sets, only, sets.all_entries) if only else sets.all_entries
    return count_works(database, passing, lambda odd: members_listed(sets, odd, sort))


def members_listed(sets: "Sets", entries: int, sort: Sequence[str], limit: int | None = None) -> Iterator[int]:
    """The numbers of the entries of a set, sorted by fields, at most `limit`. Raises UsageError as `listed` does."""
    from prunecat.query.sorting import led, trait_sorted_by, without_score
    from prunecat.snapshot.bits import members
    from prunecat.snapshot.database import known_in_sql

    sort = without_score(sort)
    order = _order(sort)
    if not sort:
        yield from islice(members(entries), limit)
    elif entries.bit_count() <= _FEW:
        given = "entry.number IN (SELECT value FROM json_each(?))"
        yield from _selected(sets.database, "entry", given, [json.dumps([*members(entries)])], order, limit)
    elif limit is not None and trait_sorted_by(sort[0]):
        yield from _by_values(sets, entries, sort, limit)
    else:
        table, beginning = led(sort) if limit is not None else ("entry", "")
        with known_in_sql(entries) as is_in_it:
            condition = "1" if entries == sets.all_entries else is_in_it
            yield from _selected(sets.database, table, condition, (), beginning + order, limit)


def _by_values(sets: "Sets", entries: int, sort: Sequence[str], limit: int) -> Iterator[int]:
    """The first entries of a set where a trait tells their order by the first field: those of a value after another."""
    from prunecat.query.sorting import in_order_of_values

    for found in in_order_of_values(sets, entries, sort[0]):
        if found:
            yield from members_listed(sets, found, sort[1:], limit)
            limit -= found.bit_count()
        if limit <= 0:
            return


def _order(sort: Sequence[str]) -> str:
    if not sort:
        return "entry.number"
    from prunecat.query.sorting import sql_order

    return sql_order(sort)


def _selected(
    database: Connection, table: str, condition: str, values: Sequence[Parameter], order: str, limit: int | None
) -> Iterator[int]:
    query = f"SELECT entry.number FROM {table} WHERE {condition} ORDER BY {order} LIMIT ?"
    return (number for (number,) in database.execute(query, (*values, -1 if limit is None else limit)))
