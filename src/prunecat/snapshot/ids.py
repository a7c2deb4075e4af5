"""The ids of a large catalogue settled in its snapshot, as `loading.compile` settles those of a small one."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from prunecat.errors import Location
from prunecat.identifiers import make_id
from prunecat.loading.compile import id_stands_twice
from prunecat.loading.remarks import Remarks
from prunecat.loading.streaming import Ending
from prunecat.snapshot.batches import line_after

_TOGETHER = 1_000
"""Entries whose ids are made between two readings of the table: it can't be read while it is changed."""


def settle_ids(database: sqlite3.Connection, ending: Ending) -> tuple[str, ...]:
    """Leave out ids that somebody else's entries repeat, and make those that are missing; the remarks on the parts.

    The table `temp.line` has the lines of entries, as `batches` gives them, negative where the entry is somebody
    else's. Raises SourceError for an id that two entries have.
    """
    if ending.lacking or not _are_unique(database):
        database.execute("CREATE INDEX id_stated ON entry (id)")
        _settle_repeated(database, ending.parts)
        _make_missing(database)
        database.execute("DROP INDEX id_stated")
    return tuple(remark for file, _, remarks in ending.parts for remark in remarks.sentences(file))


def _are_unique(database: sqlite3.Connection) -> bool:
    try:
        database.execute("CREATE UNIQUE INDEX entry_id ON entry (id)")
    except sqlite3.IntegrityError:
        return False
    return True


def _settle_repeated(database: sqlite3.Connection, parts: Sequence[tuple[str, int, Remarks]]) -> None:
    begins = [begin for _, begin, _ in parts]
    places: dict[str, tuple[int, Location]] = {}
    left_out: list[tuple[int]] = []
    for number, name, line in _repeated(database):
        part = bisect_right(begins, number - 1) - 1
        file, begin, remarks = parts[part]
        at = Location(file, abs(line) or None)
        if name not in places:
            places[name] = part, at
        elif line < 0 and places[name][0] == part:
            remarks.add_id(at.line or 0, name, number - 1 - begin)
            left_out.append((number,))
        else:
            raise id_stands_twice(name, places[name][1], at)
    database.executemany("UPDATE entry SET id = '' WHERE number = ?", left_out)


def _repeated(database: sqlite3.Connection) -> Iterator[tuple[int, str, int]]:
    """The entries whose ids other entries have too, in order: number, id and line."""
    rows = database.execute(
        "SELECT number, id, line.entry, line.line FROM entry JOIN temp.line "
        "ON line.entry = (SELECT max(entry) FROM temp.line WHERE entry <= number) WHERE id IN "
        "(SELECT id FROM entry WHERE id <> '' GROUP BY id HAVING count(*) > 1) ORDER BY number"
    )
    return ((number, name, line_after(line, number - first)) for number, name, first, line in rows)


def _make_missing(database: sqlite3.Connection) -> None:
    taken, counts, last = _Taken(database), dict[str, int](), 0
    query = "SELECT number, title, year FROM entry WHERE id = '' AND number > ? ORDER BY number LIMIT ?"
    while rows := database.execute(query, (last, _TOGETHER)).fetchall():
        for number, title, year in rows:
            name = make_id(title, year, taken, counts)
            database.execute("UPDATE entry SET id = ? WHERE number = ?", (name, number))
        last = rows[-1][0]


class _Taken:
    """The ids that entries have."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __contains__(self, name: object) -> bool:
        return self._database.execute("SELECT 1 FROM entry WHERE id = ?", (name,)).fetchone() is not None
