"""Counts: how many entries have each value of a field, or each pair of values of two."""

from collections.abc import Collection, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING, NamedTuple

from prunecat.errors import UsageError
from prunecat.nearest import unknown
from prunecat.query.facets import FACETS
from prunecat.snapshot.kinds import OF_KINDS
from prunecat.snapshot.rows import meta

if TYPE_CHECKING:
    from prunecat.query.filters import Filter

_WORK = """CASE entry.also_listed_as WHEN '[]' THEN entry.number ELSE min(entry.number, coalesce((
    SELECT min(other.number) FROM json_each(entry.also_listed_as) AS also JOIN entry AS other ON other.id = also.value
), entry.number)) END"""
"""The number of the first entry of an entry's work."""
_TOPICS = """SELECT name AS value_0, sum(entries) FROM (
    SELECT name, count(*) AS entries FROM topic GROUP BY name
    UNION ALL SELECT NULL, (SELECT sum(entries) FROM kind) - (SELECT count(*) FROM (SELECT DISTINCT entry FROM topic))
) WHERE entries > 0"""
"""What all entries are about, with its counts: the table of topics has none of those that are about nothing."""
_MANY = 10_000
"""Entries of a catalogue: of fewer, each is looked at sooner than sets are made."""
Value = str | int | None
"""A value of a facet; None is "not stated"."""
Wanted = Collection[Value] | None
"""The values of a facet that are wanted, no more than MOST_VALUES; None wants all."""


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
    for name in by:
        if name not in FACETS:
            raise unknown("field to count by", name, FACETS)
    columns = ", ".join(f"{FACETS[name].column} AS value_{at}" for at, name in enumerate(by))
    places = ", ".join(str(n + 1) for n in range(len(by)))
    order = "1 DESC" if tuple(by) == ("year",) else f"{len(by) + 1} DESC, {places}"
    # Of what is wanted by its own words, and not by a subquery, SQLite reads the rows alone.
    wanted = [value for value in among or () if value is not None]
    having = f"value_0 IN ({', '.join('?' * len(wanted))})" + " OR value_0 IS NULL" * (None in (among or ()))
    grouped = f"{_counted(by, only, columns)} GROUP BY {places} HAVING {'1' if among is None else having}"
    values = (*(only.values if only else ()), *wanted, -1 if limit is None else limit)
    rows = database.execute(f"{grouped} ORDER BY {order} LIMIT ?", values)
    return [Count(row[:-1], row[-1]) for row in rows]


def _counted(by: Sequence[str], only: "Filter | None", columns: str) -> str:
    """The values of facets, given as columns, and how many entries have them, in SQL without its grouping."""
    if tuple(by) == ("topic",) and only is None:
        return _TOPICS
    joins = " ".join(dict.fromkeys(FACETS[name].join for name in by))
    if all(FACETS[name].is_of_kind for name in by):
        values = ", ".join(f"value_{at}" for at in range(len(by)))
        kinds = f"SELECT DISTINCT {columns}, kind.entry, kind.entries FROM {_passing_kinds(only, joins)}"
        return f"SELECT {values}, sum(entries) FROM ({kinds})"
    what = f"DISTINCT {_WORK}" if "author" in by else "DISTINCT entry.number" if joins else "*"
    return f"SELECT {columns}, count({what}) FROM entry {joins} WHERE {with_kinds(only) if only else 1}"


def _passing_kinds(only: "Filter | None", joins: str) -> str:
    """The kinds, with tables joined to them, and how many of their entries pass, in SQL from behind FROM."""
    if only is None or only.is_of_kind:
        return f"{OF_KINDS} {joins} WHERE {only.condition if only else 1}"
    passing = f"SELECT entry.kind AS entry, count(*) AS entries FROM entry WHERE {with_kinds(only)} GROUP BY entry.kind"
    return f"({passing}) AS kind CROSS JOIN entry ON entry.number = kind.entry {joins}"


def with_kinds(only: "Filter") -> str:
    """A filter's condition in which what kinds can tell is asked of these, once each, rather than of every entry."""
    if not only.parts or only.is_of_kind:
        return only.condition
    of_kinds = f"+entry.kind IN (SELECT kind.entry FROM {OF_KINDS} WHERE "
    return " AND ".join(
        f"{of_kinds}{part.condition})" if part.is_of_kind else f"({with_kinds(part)})" for part in only.parts
    )


def count(database: Connection, only: "Filter") -> int:
    """How many entries pass a filter."""
    if not only.is_of_kind and int(meta(database, "entries")) > _MANY:
        from prunecat.query.sieve import filtered, is_in_sets
        from prunecat.snapshot.sets import Sets

        if is_in_sets(only):
            sets = Sets(database)
            return filtered(sets, only, sets.all_entries).bit_count()
    asked = f"coalesce(sum(kind.entries), 0) FROM {OF_KINDS}" if only.is_of_kind else "count(*) FROM entry"
    (found,) = database.execute(f"SELECT {asked} WHERE {with_kinds(only)}", only.values).fetchone()
    return int(found)


def has_more(database: Connection, only: "Filter | None", most: int) -> bool:
    """Whether more entries pass a filter than that."""
    if only is not None and only.is_of_kind:
        return count(database, only) > most
    condition, values = (with_kinds(only), only.values) if only else ("1", ())
    rows = database.execute(f"SELECT 1 FROM entry WHERE {condition} LIMIT 1 OFFSET ?", (*values, most))
    return rows.fetchone() is not None


def offers(database: Connection, name: str) -> list[tuple[str, str]]:
    """The values that entries have in a facet, most frequent first, each with what to say of it."""
    described = FACETS[name].described
    texts: dict[str, str] = dict(database.execute(described)) if described else {}
    return [
        (str(value), texts.get(str(value)) or ("" if described else f"{entries} entries"))
        for (value,), entries in counts(database, [name])
        if value is not None
    ]
