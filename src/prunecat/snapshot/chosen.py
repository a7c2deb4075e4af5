"""Entries chosen out of many, scored as SQLite's bm25 scores them, at a cost that follows their number alone.

SQLite's own function counts all rows of every phrase before it scores the first, which takes as long as there are
rows. Here the counts come out of tables that were made with the index, and the words out of the rows that are chosen.
"""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from sqlite3 import Connection
from threading import Lock

from prunecat.snapshot import fulltext
from prunecat.snapshot.database import connect
from prunecat.snapshot.rows import meta

_K1, _B = 1.2, 0.75
"""The constants of SQLite's bm25."""
_COUNTED = 20_000
"""Rows of a phrase that are counted; for more the rarest of its words is taken for it."""
_ONE_AT_A_TIME = Lock()
_STEMMED = {"search": True, "people": False}


class Chosen:
    """The index's rows of some entries, as stems by column."""

    def __init__(self, database: Connection, numbers: Iterable[int]) -> None:
        """Read the rows of the entries of these numbers."""
        self._database = database
        self.numbers = frozenset(numbers)
        self._total = int(meta(database, "entries"))
        self._words = meta(database, "words")
        among = json.dumps(sorted(self.numbers))
        self._rows: dict[str, list[tuple[int, int, tuple[list[str], ...]]]] = {}
        self._known: dict[str, set[str]] = {}
        for table, columns in fulltext.COLUMNS.items():
            rows = database.execute(
                f"SELECT entry, {table}.rowid >> 32, {', '.join(columns)} "
                "FROM json_each(?) AS given CROSS JOIN index_row ON entry = given.value "
                f"CROSS JOIN {table} ON {table}.rowid = index_row.{table}_row",
                (among,),
            )
            self._rows[table] = [(number, size, tuple(text.split() for text in texts)) for number, size, *texts in rows]
            self._known[table] = {word for *_, texts in self._rows[table] for text in texts for word in text}

    def scores(self, expressions: Sequence[str], table: str = "search") -> dict[int, float]:
        """What `fulltext.scores` gives, of the chosen entries."""
        found: dict[int, float] = {}
        for expression in expressions:
            columns, phrases = fulltext.parts(expression)
            for number, score in self._bm25(phrases, table, columns):
                if found.get(number, 0.0) < score:
                    found[number] = score
        return found

    def _bm25(
        self, phrases: Sequence[tuple[str, ...]], table: str, columns: Sequence[str]
    ) -> Iterator[tuple[int, float]]:
        names = fulltext.COLUMNS[table]
        weights = [weight if not columns or name in columns else 0.0 for name, weight in names.items()]
        sought = [
            ([self._forms(word, table) for word in phrase], self._rarity(phrase, table, columns)) for phrase in phrases
        ]
        usual = self._words[table] / self._total
        for number, size, texts in self._rows[table]:
            score = 0.0
            for forms, rarity in sought:
                found = sum(w * _count(forms, text) for w, text in zip(weights, texts, strict=True) if w)
                if found:
                    score += rarity * found * (_K1 + 1) / (found + _K1 * (1 - _B + _B * size / usual))
            if score:
                yield number, fulltext.FACTORS[table] * score

    def _forms(self, word: str, table: str) -> set[str]:
        """The words of the chosen rows that are one with a word: where the table is one of stems, all of its stem."""
        if not _STEMMED[table]:
            return {word}
        # A stem begins as its words do.
        return {known for known in self._known[table] if known[:2] == word[:2] and _stem(known) == _stem(word)}

    def _rarity(self, phrase: tuple[str, ...], table: str, columns: Sequence[str]) -> float:
        having = entries_with(self._database, phrase, table, columns)
        rarity = math.log((self._total - having + 0.5) / (having + 0.5))
        return rarity if rarity > 0 else 1e-6


def entries_with(
    database: Connection, phrase: Sequence[str], table: str = "search", columns: Sequence[str] = ()
) -> int:
    """How many entries have a phrase in some columns; if it is frequent, how many have the rarest of its words."""
    if len(phrase) > 1 or columns:
        expression = fulltext.phrase(phrase)
        sought = fulltext.within(columns, expression) if columns else expression
        counted = fulltext.count(database, sought, table, _COUNTED)
        if counted < _COUNTED:
            return counted
    return min(_entries_with_word(database, word, table) for word in phrase)


def _entries_with_word(database: Connection, word: str, table: str) -> int:
    query = "SELECT entries FROM stem WHERE stem = ?" if _STEMMED[table] else "SELECT people FROM word WHERE word = ?"
    row = database.execute(query, (_stem(word) if _STEMMED[table] else word,)).fetchone()
    return int(row[0]) if row else 0


def _count(phrase: Sequence[set[str]], text: Sequence[str]) -> int:
    """How often a text has a phrase, each word of which is given by its forms."""
    if phrase[0].isdisjoint(text):
        return 0
    return sum(
        all(word in forms for forms, word in zip(phrase, text[at:], strict=False))
        for at in range(len(text) - len(phrase) + 1)
    )


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """The Porter stem of a word, as the index has it."""
    scratch = _scratch()
    with _ONE_AT_A_TIME:
        scratch.execute("DELETE FROM word")
        scratch.execute("INSERT INTO word VALUES (?)", (word,))
        row = scratch.execute("SELECT term FROM stem").fetchone()
    return str(row[0]) if row else word


@lru_cache(maxsize=1)
def _scratch() -> Connection:
    database = connect()
    database.execute('CREATE VIRTUAL TABLE word USING fts5 (text, tokenize = "porter unicode61 remove_diacritics 0")')
    database.execute("CREATE VIRTUAL TABLE stem USING fts5vocab (word, instance)")
    return database
