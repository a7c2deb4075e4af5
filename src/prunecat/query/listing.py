"""Entries listed: those that pass a filter, in catalogue order or by fields."""

from collections.abc import Sequence
from sqlite3 import Connection

from prunecat.entry import Entry
from prunecat.query.filters import Filter
from prunecat.snapshot.rows import read_entries


def listed(
    database: Connection, only: Filter | None = None, sort: Sequence[str] = (), limit: int | None = None
) -> list[Entry]:
    """The entries that pass a filter, at most `limit` of them. Raises UsageError for a field that has no order."""
    order: str | None = "number"
    if sort:
        from prunecat.query.sorting import in_order, sql_order
        from prunecat.result import Result

        order = sql_order(sort)
    condition, values = (only.condition, only.values) if only else ("1", ())
    rows = database.execute(
        f"SELECT number FROM entry WHERE {condition} ORDER BY {order or 'number'} LIMIT ?",
        (*values, -1 if limit is None or order is None else limit),
    )
    entries = read_entries(database, [number for (number,) in rows])
    if order is None:
        entries = [entry for entry, *_ in in_order([Result(entry) for entry in entries], sort)][:limit]
    return entries
