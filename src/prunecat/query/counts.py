"""Counts: how many entries have each value of a field, or each pair of values of two."""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING, NamedTuple

from prunecat.nearest import unknown

if TYPE_CHECKING:
    from prunecat.query.filters import Filter

_FACETS = {
    "venue": ("", "entry.venue"),
    "year": ("", "entry.year"),
    "section": ("", "entry.section"),
    "type": ("LEFT JOIN entry_type AS t ON t.entry = entry.number", "t.type"),
    "code": ("", "EXISTS (SELECT 1 FROM code AS c WHERE c.entry = entry.number)"),
    "framework": ("LEFT JOIN code AS link ON link.entry = entry.number", "link.framework"),
    "origin": ("LEFT JOIN code AS link ON link.entry = entry.number", "link.origin"),
    "author": ("LEFT JOIN author AS a ON a.entry = entry.number", "a.name"),
}
FACETS = tuple(_FACETS)
"""The fields that entries can be counted by."""


class Count(NamedTuple):
    """How many entries have these values, one for each field asked for; None is "not stated"."""

    values: tuple[str | int | None, ...]
    entries: int


def counts(database: Connection, by: Sequence[str], narrowed: "Filter | None" = None) -> list[Count]:
    """The counts by one or more facets, largest first; by year alone, the latest first.

    An entry with several types, authors or code links counts once for each value. UsageError for a name that
    is no facet.
    """
    for name in by:
        if name not in _FACETS:
            raise unknown("field to count by", name, FACETS)
    joins = " ".join(dict.fromkeys(_FACETS[name][0] for name in by))
    columns = ", ".join(_FACETS[name][1] for name in by)
    condition, values = (narrowed.condition, narrowed.values) if narrowed else ("1", ())
    order = (
        "1 DESC" if tuple(by) == ("year",) else f"{len(by) + 1} DESC, {', '.join(str(n + 1) for n in range(len(by)))}"
    )
    rows = database.execute(
        f"SELECT {columns}, count(DISTINCT entry.number) FROM entry {joins} WHERE {condition} "
        f"GROUP BY {', '.join(str(n + 1) for n in range(len(by)))} ORDER BY {order}",
        values,
    )
    spoken = {"code": {0: "no", 1: "yes"}}
    return [
        Count(
            tuple(spoken.get(name, {}).get(value, value) for name, value in zip(by, row, strict=False)),
            row[-1],
        )
        for row in rows
    ]
