"""Counts: how many entries have each value of a field, or each pair of values of two."""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING, NamedTuple

from prunecat.errors import UsageError
from prunecat.nearest import unknown
from prunecat.query.facets import FACETS

if TYPE_CHECKING:
    from prunecat.query.filters import Filter


_WORK = """CASE entry.also_listed_as WHEN '[]' THEN entry.number ELSE min(entry.number, coalesce((
    SELECT min(other.number) FROM json_each(entry.also_listed_as) AS also JOIN entry AS other ON other.id = also.value
), entry.number)) END"""
"""The number of the first entry of an entry's work."""


class Count(NamedTuple):
    """How many entries have these values, one for each field asked for; None is "not stated"."""

    values: tuple[str | int | None, ...]
    entries: int


def counts(database: Connection, by: Sequence[str], only: "Filter | None" = None) -> list[Count]:
    """The counts by one or more facets, largest first; by year alone, the latest first.

    An entry with several types, authors or code links counts once for each value; of authors the works are counted,
    since a paper that a list has again as software was written once. UsageError for a name that is no facet, and for
    no name.
    """
    if not by:
        raise UsageError("no field to count by", remedy=f"name one of {', '.join(FACETS)}")
    for name in by:
        if name not in FACETS:
            raise unknown("field to count by", name, FACETS)
    joins = " ".join(dict.fromkeys(FACETS[name].join for name in by))
    columns = ", ".join(FACETS[name].column for name in by)
    condition, values = (only.condition, only.values) if only else ("1", ())
    order = (
        "1 DESC" if tuple(by) == ("year",) else f"{len(by) + 1} DESC, {', '.join(str(n + 1) for n in range(len(by)))}"
    )
    counted = f"DISTINCT {_WORK}" if "author" in by else "DISTINCT entry.number" if joins else "*"
    rows = database.execute(
        f"SELECT {columns}, count({counted}) FROM entry {joins} WHERE {condition} "
        f"GROUP BY {', '.join(str(n + 1) for n in range(len(by)))} ORDER BY {order}",
        values,
    )
    return [Count(row[:-1], row[-1]) for row in rows]


def offers(database: Connection, name: str) -> list[tuple[str, str]]:
    """The values that entries have in a facet, most frequent first, each with what to say of it."""
    described = FACETS[name].described
    texts: dict[str, str] = dict(database.execute(described)) if described else {}
    return [
        (str(value), texts.get(str(value)) or ("" if described else f"{entries} entries"))
        for (value,), entries in counts(database, [name])
        if value is not None
    ]
