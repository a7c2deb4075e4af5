"""Entries chosen out of many, scored as SQLite's bm25 scores them, at a cost that follows their number alone.

SQLite's own function counts all rows of every phrase before it scores the first, which takes as long as there are
rows. Here the counts come out of tables that were made with the index, and the words out of the rows that are chosen.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
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
_ONE_WORD, _WORDS = "one_word", "words"
"""The tables of the database by which words are stemmed."""
_STEMMED = {"search": True, "people": False}


class Chosen:
    """The index's rows of some entries, as stems by column."""

    def __init__(self, database: Connection, numbers: Iterable[int]) -> None:
        """The rows of the entries of these numbers, read when they are asked for."""
        self._database = database
        self.numbers = frozenset(numbers)
        self._total = int(meta(database, "entries"))
        self._words = meta(database, "words")
        self._rows: dict[str, list[tuple[int, int, tuple[list[str], ...]]]] = {}
        self._having: dict[str, dict[str, dict[int, float]]] = {}
        """For each word of a table the rows that have it, by their indices, and how often, by the columns' weights."""
        self._begun: dict[str, list[str]] = {}
        """These words of the table of stems by their first two letters."""

    def _read(self, table: str) -> None:
        rows = self._database.execute(
            f"SELECT entry, {table}.rowid >> 32, {', '.join(fulltext.COLUMNS[table])} "
            "FROM json_each(?) AS given CROSS JOIN index_row ON entry = given.value "
            f"CROSS JOIN {table} ON {table}.rowid = index_row.{table}_row",
            (json.dumps(sorted(self.numbers)),),
        )
        self._rows[table] = [(number, size, tuple(map(str.split, texts))) for number, size, *texts in rows]
        having: defaultdict[str, dict[int, float]] = defaultdict(dict)
        for at, (*_, texts) in enumerate(self._rows[table]):
            for text, weight in zip(texts, fulltext.COLUMNS[table].values(), strict=True):
                for word in text:
                    of_word = having[word]
                    of_word[at] = of_word.get(at, 0.0) + weight
        self._having[table] = {**having}
        if _STEMMED[table]:
            for word in having:
                self._begun.setdefault(word[:2], []).append(word)

    def scores(self, expressions: Sequence[str], table: str = "search") -> dict[int, float]:
        """What `fulltext.scores` gives, of the chosen entries."""
        found: dict[int, float] = {}
        for expression in expressions:
            columns, phrases = fulltext.parts(expression)
            for number, score in self._bm25(phrases, table, columns):
                if found.get(number, 0.0) < score:
                    found[number] = score
        return found

    def having(self, expression: str, table: str = "search") -> set[int]:
        """Which of the chosen entries fulfil an expression."""
        columns, phrases = fulltext.parts(expression)
        return {self._rows[table][at][0] for phrase in phrases for at, _ in self._counts(phrase, table, columns)}

    def _bm25(
        self, phrases: Sequence[tuple[str, ...]], table: str, columns: Sequence[str]
    ) -> Iterator[tuple[int, float]]:
        usual = self._words[table] / self._total
        scores: dict[int, float] = {}
        for phrase in phrases:
            if counts := list(self._counts(phrase, table, columns)):
                rarity = self._rarity(phrase, table, columns)
                for at, found in counts:
                    size = self._rows[table][at][1]
                    worth = rarity * found * (_K1 + 1) / (found + _K1 * (1 - _B + _B * size / usual))
                    scores[at] = scores.get(at, 0.0) + worth
        for at in sorted(scores):
            yield self._rows[table][at][0], fulltext.FACTORS[table] * scores[at]

    def _counts(self, phrase: tuple[str, ...], table: str, columns: Sequence[str]) -> Iterator[tuple[int, float]]:
        """The rows that have a phrase, by their indices, and how often, each time by its column's weight."""
        if table not in self._rows:
            if table == "people" and not fulltext.any_entry(self._database, fulltext.phrase(phrase), table):
                return  # most words are in no name, and then none needs to be read
            self._read(table)
        names = fulltext.COLUMNS[table]
        weights = [(at, weight) for at, (name, weight) in enumerate(names.items()) if not columns or name in columns]
        forms = [self._forms(word, table) for word in phrase]
        having, rows = self._having[table], self._rows[table]
        if len(phrase) == 1 and not columns:
            counts: dict[int, float] = {}
            for form in forms[0]:
                for at, found in having.get(form, {}).items():
                    counts[at] = counts.get(at, 0.0) + found
            yield from counts.items()
            return
        with_each = ({at for form in one for at in having.get(form, ())} for one in forms)
        for at in set.intersection(*with_each):
            texts = rows[at][2]
            found = sum(weight * _count(forms, texts[column]) for column, weight in weights if texts[column])
            if found:
                yield at, found

    def _forms(self, word: str, table: str) -> Set[str]:
        """The words of the chosen rows that are one with a word: where the table is one of stems, all of its stem."""
        if not _STEMMED[table]:
            return {word}
        return _of_its_stem(word, frozenset(self._begun.get(word[:2], ())))  # a stem begins as its words do

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
        query = "SELECT size FROM frequent WHERE kind = ? AND word = ?"
        known = database.execute(query, (kind_of(table, columns), key_of(phrase, table))).fetchone()
        counted = known[0] if known else fulltext.count(database, sought, table, _COUNTED)
        if counted < _COUNTED:
            return counted
    return min(_entries_with_word(database, word, table) for word in phrase)


def _entries_with_word(database: Connection, word: str, table: str) -> int:
    query = "SELECT entries FROM stem WHERE stem = ?" if _STEMMED[table] else "SELECT people FROM word WHERE word = ?"
    row = database.execute(query, (indexed_form(word, table),)).fetchone()
    return int(row[0]) if row else 0


def indexed_form(word: str, table: str) -> str:
    """A word as the index of a full-text table has it."""
    return _stem(word) if _STEMMED[table] else word


def key_of(words: Sequence[str], table: str) -> str:
    """What words side by side stand under in the table `frequent`."""
    return " ".join(indexed_form(word, table) for word in words)


def kind_of(table: str, columns: Sequence[str]) -> str:
    """The kind of what is looked for in a table, and if any are named in some of its columns."""
    return " ".join([table, *columns])


def _count(phrase: Sequence[Set[str]], text: Sequence[str]) -> int:
    """How often a text has a phrase, each word of which is given by its forms."""
    first, *rest = phrase
    if not rest:
        return sum(map(text.count, first))
    return sum(
        all(word in forms for forms, word in zip(rest, text[at:], strict=False))
        for at, word in enumerate(text[: len(text) - len(rest)], 1)
        if word in first
    )


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """The Porter stem of a word, as the index has it."""
    with _ONE_AT_A_TIME:
        row = _index_of((word,), _ONE_WORD).execute("SELECT term FROM stem").fetchone()
    return str(row[0]) if row else word


@lru_cache(maxsize=256)
def _of_its_stem(word: str, among: frozenset[str]) -> frozenset[str]:
    """Those of some words that have the Porter stem of a word, as the index finds them."""
    words = tuple(among)
    with _ONE_AT_A_TIME:
        found = fulltext.matching(_index_of(words, _WORDS), fulltext.phrase([word]), [_WORDS])
    return frozenset([*(words[at] for at in found), *among.intersection([word])])


def _index_of(words: tuple[str, ...], table: str) -> Connection:
    """A database whose table has these words alone, numbered from 0, until it is asked for with others."""
    scratch, held = _scratch()
    if held.get(table) != words:
        scratch.execute(f"DELETE FROM {table}")
        scratch.executemany(f"INSERT INTO {table} (rowid, word) VALUES (?, ?)", enumerate(words))
        held[table] = words
    return scratch


@lru_cache(maxsize=1)
def _scratch() -> tuple[Connection, dict[str, tuple[str, ...]]]:
    """A database of two indexes, and the words that are in each."""
    database = connect()
    for table in (_ONE_WORD, _WORDS):
        options = 'tokenize = "porter unicode61 remove_diacritics 0"'
        database.execute(f"CREATE VIRTUAL TABLE {table} USING fts5 (word, {options})")
    database.execute(f"CREATE VIRTUAL TABLE stem USING fts5vocab ({_ONE_WORD}, instance)")
    return database, {}
