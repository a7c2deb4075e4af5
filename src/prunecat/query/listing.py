"""Entries listed: those that pass a filter, in catalogue order or by fields."""

from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from prunecat.anew import Anew
from prunecat.entry import Entry
from prunecat.query.filters import Filter
from prunecat.snapshot.rows import entries_of


def listed(
    database: Connection, only: Filter | None = None, sort: Sequence[str] = (), limit: int | None = None
) -> Anew[Entry]:
    """The entries that pass a filter, at most `limit` of them. Raises UsageError for a field that has no order."""
    order = _order(database, sort)
    return Anew(lambda: entries_of(database, _numbers(database, only, order, limit)))


def numbers_listed(
    database: Connection, only: Filter | None = None, sort: Sequence[str] = (), limit: int | None = None
) -> Iterator[int]:
    """The numbers of the same."""
    return _numbers(database, only, _order(database, sort), limit)


def _order(database: Connection, sort: Sequence[str]) -> str:
    if not sort:
        return "number"
    from prunecat.query.sorting import sql_order

    return sql_order(database, sort)


def _numbers(database: Connection, only: Filter | None, order: str, limit: int | None) -> Iterator[int]:
    condition, values = (only.condition, only.values) if only else ("1", ())
    rows = database.execute(
        f"SELECT number FROM entry WHERE {condition} ORDER BY {order} LIMIT ?",
        (*values, -1 if limit is None else limit),
    )
    return (number for (number,) in rows)
