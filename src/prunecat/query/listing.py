"""Entries listed: those that pass a filter, in catalogue order or by fields."""

import json
from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from prunecat.anew import Anew
from prunecat.entry import Entry
from prunecat.query.counts import has_more, with_kinds
from prunecat.query.filters import Filter, Value, all_of
from prunecat.snapshot.kinds import OF_KINDS
from prunecat.snapshot.rows import entries_of

_FEW = 5_000
"""Entries that pass a filter: so many are looked up and sorted in a few milliseconds."""


def listed(
    database: Connection, only: Filter | None = None, sort: Sequence[str] = (), limit: int | None = None
) -> Anew[Entry]:
    """The entries that pass a filter, at most `limit` of them. Raises UsageError for a field that has no order."""
    _order(sort)
    return Anew(lambda: entries_of(database, numbers_listed(database, only, sort, limit)))


def numbers_listed(
    database: Connection, only: Filter | None = None, sort: Sequence[str] = (), limit: int | None = None
) -> Iterator[int]:
    """The numbers of the same."""
    order, passing = _order(sort), only or all_of()
    if limit is None or not (sort or passing.is_of_kind):
        return _numbers(database, "entry", passing, order, limit)
    return _first(database, passing, sort, order, limit)


def members_listed(database: Connection, entries: int, sort: Sequence[str], limit: int | None = None) -> Iterator[int]:
    """The numbers of the entries of a set, sorted by fields, at most `limit`. Raises UsageError as `listed` does."""
    from prunecat.query.sorting import led
    from prunecat.snapshot.bits import members
    from prunecat.snapshot.database import known_in_sql

    order = _order(sort)
    if entries.bit_count() <= _FEW:
        given = "entry.number IN (SELECT value FROM json_each(?))"
        yield from _selected(database, "entry", given, [json.dumps([*members(entries)])], order, limit)
        return
    table, beginning = led(sort) if limit is not None else ("entry", "")
    with known_in_sql(entries) as condition:
        yield from _selected(database, table, condition, (), beginning + order, limit)


def _order(sort: Sequence[str]) -> str:
    if not sort:
        return "entry.number"
    from prunecat.query.sorting import sql_order

    return sql_order(sort)


def _first(database: Connection, only: Filter, sort: Sequence[str], order: str, limit: int) -> Iterator[int]:
    """The first entries that pass, without a look at all of them where that can be."""
    if not has_more(database, only, _FEW):
        if not only.is_of_kind:
            return _numbers(database, "entry", only, order, limit)
        of_kinds = f"entry.kind IN (SELECT kind.entry FROM {OF_KINDS} WHERE {only.condition})"
        return _selected(database, "entry INDEXED BY entry_kind", of_kinds, only.values, order, limit)
    if not sort:
        return _numbers(database, "entry", only, order, limit)
    from prunecat.query.sorting import led, order_of_kinds

    if only.is_of_kind and (ordered := order_of_kinds(sort)):
        return _by_kinds(database, only, *ordered, limit)
    table, beginning = led(sort)
    return _numbers(database, table, only, beginning + order, limit)


def _by_kinds(database: Connection, only: Filter, column: str, running: str, limit: int) -> Iterator[int]:
    """The first entries in the order of a column that is the same in each kind, one value after the other."""
    groups = database.execute(
        f"SELECT json_group_array(kind.entry), sum(kind.entries), {column} AS value FROM {OF_KINDS} "
        f"WHERE {only.condition} GROUP BY value ORDER BY value {running}",
        only.values,
    )
    for kinds, entries, _ in groups.fetchall():
        table = f"entry {'NOT INDEXED' if entries > _FEW else 'INDEXED BY entry_kind'}"
        alike = "entry.kind IN (SELECT value FROM json_each(?))"
        yield from _selected(database, table, alike, [kinds], "entry.number", limit)
        limit -= entries
        if limit <= 0:
            return


def _numbers(database: Connection, table: str, only: Filter, order: str, limit: int | None) -> Iterator[int]:
    return _selected(database, table, with_kinds(only), only.values, order, limit)


def _selected(
    database: Connection, table: str, condition: str, values: Sequence[Value], order: str, limit: int | None
) -> Iterator[int]:
    query = f"SELECT entry.number FROM {table} WHERE {condition} ORDER BY {order} LIMIT ?"
    return (number for (number,) in database.execute(query, (*values, -1 if limit is None else limit)))
