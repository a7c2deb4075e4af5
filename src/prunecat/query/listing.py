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
    order = "number"
    if sort:
        from prunecat.query.sorting import sql_order

        order = sql_order(database, sort)
    condition, values = (only.condition, only.values) if only else ("1", ())

    def read() -> Iterator[Entry]:
        rows = database.execute(
            f"SELECT number FROM entry WHERE {condition} ORDER BY {order} LIMIT ?",
            (*values, -1 if limit is None else limit),
        )
        return entries_of(database, (number for (number,) in rows))

    return Anew(read)
