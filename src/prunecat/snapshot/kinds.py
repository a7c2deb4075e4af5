"""Kinds of entries: those that most fields to filter and count by can't tell apart.

A catalogue has many entries and few kinds, so that what is asked of kinds costs the same in any catalogue.
"""

from collections.abc import Hashable
from sqlite3 import Connection

from prunecat.entry import Entry

_MOST_HELD = 20_000
"""Kinds that are held while entries come: where there are more, each may be known under several numbers."""
_SIGNED = 255
"""Kinds that have a sign, which is a byte; 0 is none. The others have few entries each, and are read from an index."""
OF_KINDS = "kind CROSS JOIN entry ON entry.number = kind.entry"
"""The kinds of entries, each with the first entry of that kind, in SQL."""


class Kinds:
    """The kinds of the entries that have come so far."""

    def __init__(self) -> None:
        self._first: dict[Hashable, int] = {}

    def of(self, number: int, entry: Entry, has_pdf: bool) -> int:
        """The kind of an entry: the number of the first one like it, or its own."""
        if len(self._first) >= _MOST_HELD:
            self._first.clear()
        links = tuple([(link.framework, link.origin) for link in entry.code]) if entry.code else ()
        has_abstract = bool(entry.fields) and any(name == "abstract" for name, _ in entry.fields)
        has_ids = (entry.doi is not None, entry.arxiv is not None, entry.openreview is not None)
        has = (*has_ids, entry.url is not None, entry.note is not None, bool(entry.authors), has_pdf, has_abstract)
        return self._first.setdefault((entry.year, entry.section, entry.types, links, has), number)


def insert_signs(database: Connection) -> None:
    """Write a sign for each of the kinds that most entries have, and the signs of all entries in one row of bytes."""
    (entries,) = database.execute("SELECT coalesce(sum(entries), 0) FROM kind").fetchone()
    largest = database.execute("SELECT entry FROM kind ORDER BY entries DESC, entry LIMIT ?", (_SIGNED,)).fetchall()
    signs = bytearray(entries + 1)
    for sign, (kind,) in enumerate(largest, 1):
        database.execute("UPDATE kind SET sign = ? WHERE entry = ?", (sign, kind))
        for (number,) in database.execute("SELECT number FROM entry WHERE kind = ?", (kind,)):
            signs[number] = sign
    database.execute("INSERT INTO kind_signs VALUES (?)", (signs,))
