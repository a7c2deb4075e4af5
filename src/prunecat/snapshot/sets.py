"""Sets of entries as the bits of one number: which have a word, at a cost that hardly grows with how many they are.

Of a million entries a set takes 125 kB, and two are put together in some ten microseconds. The sets of what many
entries have are made with the index, so that no row is read for them; those of rarer words are read from the index.
"""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_, or_
from sqlite3 import Connection

from prunecat.snapshot import fulltext
from prunecat.snapshot.chosen import indexed_form
from prunecat.snapshot.rows import meta

_KEPT_FROM = 20_000
"""Entries of a catalogue: of fewer, the set of any word is read from the index in a few milliseconds."""
_FREQUENT = 64
"""A word that more than one in so many entries has gets a set of its own, which takes no more room than its rows in the
index; there are few such words, since an entry has some ten."""
_FREQUENT_WORDS = {
    "search": "SELECT stem FROM stem WHERE entries * ? > ?",
    "people": "SELECT word FROM word WHERE people * ? > ?",
}


def insert_frequent(database: Connection, entries: int) -> None:
    """Write the set of each word that many of a large catalogue's entries have."""
    if entries < _KEPT_FROM:
        return
    for table, query in _FREQUENT_WORDS.items():
        for (word,) in database.execute(query, (_FREQUENT, entries)).fetchall():
            if indexed_form(word, table) == word:  # the index would take a few stems for other words
                having = _as_bytes(fulltext.numbers(database, fulltext.phrase([word]), table), entries)
                database.execute("INSERT INTO frequent VALUES (?, ?, ?)", (table, word, having))


def _as_bytes(numbers: Iterable[int], entries: int) -> bytes:
    held = bytearray(entries // 8 + 1)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return bytes(held)


def members(entries: int) -> Iterator[int]:
    """The numbers of the entries in a set, in catalogue order."""
    held = entries.to_bytes(entries.bit_length() // 8 + 1, "little")
    for match in re.finditer(rb"[^\0]", held):
        byte, first = match[0][0], match.start() << 3
        yield from (first + bit for bit in range(8) if byte >> bit & 1)


class Sets:
    """The sets of entries of one catalogue, each read once."""

    def __init__(self, database: Connection) -> None:
        """Those of this database."""
        self._database = database
        self._entries = int(meta(database, "entries"))
        self.all_entries = (2 << self._entries) - 2
        self._read: dict[tuple[str, str], int] = {}

    def of(self, numbers: Iterable[int]) -> int:
        """The set of these entries."""
        return int.from_bytes(_as_bytes(numbers, self._entries), "little")

    def having(self, expression: str, table: str) -> int:
        """The entries that fulfil an expression, which is one of phrases in a full-text table."""
        columns, phrases = fulltext.parts(expression)
        return reduce(or_, (self._with_phrase(phrase, table, columns) for phrase in phrases), 0)

    def at_most(self, expression: str, table: str) -> int:
        """Those that may fulfil it: they have all words of one of its phrases, if not side by side."""
        phrases = fulltext.parts(expression)[1]
        return reduce(or_, (reduce(and_, (self._with_phrase((w,), table) for w in phrase)) for phrase in phrases), 0)

    def _with_phrase(self, words: tuple[str, ...], table: str, columns: tuple[str, ...] = ()) -> int:
        expression = fulltext.phrase(words)
        if columns:
            expression = fulltext.within(columns, expression)
        if (known := self._read.get((table, expression))) is None:
            kept = None if columns or len(words) > 1 else self._kept(words[0], table)
            rows = fulltext.numbers(self._database, expression, table) if kept is None else ()
            known = self._read[table, expression] = self.of(rows) if kept is None else kept
        return known

    def _kept(self, word: str, table: str) -> int | None:
        row = self._database.execute(
            "SELECT entries FROM frequent WHERE kind = ? AND word = ?", (table, indexed_form(word, table))
        ).fetchone()
        return int.from_bytes(row[0], "little") if row else None
