"""Entries chosen out of many, scored as SQLite's bm25 scores them, at a cost that follows their number alone.

SQLite's own function counts all rows of every phrase before it scores the first, which takes as long as there are
rows. Here the counts come out of tables that were made with the index, and the words out of the rows that are chosen.
"""

import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import islice
from sqlite3 import Connection
from threading import Lock

from prunecat.snapshot import fulltext
from prunecat.snapshot.database import connect
from prunecat.snapshot.rows import meta

_K1, _B = 1.2, 0.75
"""The constants of SQLite's bm25."""
_COUNTED = 20_000
"""Rows of a phrase that are counted; for more the rarest of its words is taken for it."""
_NAMED = 2_000
"""Entries with a phrase in their names: where there are fewer, the rows of these alone are read."""
_ONE_AT_A_TIME = Lock()
"""Held while the database by which words are stemmed, or what it told, is used: there is one for all threads."""
_KNOWN_STEMS: dict[str, str] = {}
"""Stems that were asked for, by word."""
_MOST_STEMS = 4_096
"""Words whose stems are kept, of some 100 bytes each."""
_UNKNOWN, _WORDS = "unknown", "words"
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
        self._rows: dict[str, dict[int, tuple[int, Sequence[str]]]] = {table: {} for table in fulltext.TABLES}
        """For each row of a table that has been read, by its entry's number, how many words it has, and its columns."""
        self._having: dict[str, dict[str, dict[str, list[int]]]] = {
            table: {name: defaultdict(list) for name in names} for table, names in fulltext.COLUMNS.items()
        }
        """For each column of a table, by word, the entries whose row has it, as often as each has it."""
        self._begun: dict[str, frozenset[str]] = {}
        """The words of the table of stems that begin with the two letters of one that was looked for."""

    def _read(self, table: str, numbers: Set[int]) -> None:
        """Read the rows of some entries that have not been read."""
        known, columns = self._rows[table], self._having[table]
        if not (unread := numbers - known.keys()):
            return
        rows = self._database.execute(
            f"SELECT entry, {table}.rowid >> 32, {', '.join(columns)} "
            "FROM json_each(?) AS given CROSS JOIN index_row ON entry = given.value "
            f"CROSS JOIN {table} ON {table}.rowid = index_row.{table}_row",
            (json.dumps([*unread]),),
        )
        for number, size, *texts in rows:
            known[number] = size, texts
            for text, having in zip(texts, columns.values(), strict=True):
                for word in text.split():
                    having[word].append(number)

    def _read_for(self, phrase: tuple[str, ...], table: str) -> None:
        """Read the rows in which a phrase is looked for: of names, which most words are not, those that have it."""
        numbers: Set[int] = self.numbers
        if table == "people":
            named = {*islice(fulltext.numbers(self._database, fulltext.phrase(phrase), table), _NAMED)}
            if len(named) < _NAMED:
                numbers = numbers & named
        self._read(table, numbers)

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
        return {number for phrase in phrases for number in self._counts(phrase, table, columns)}

    def _bm25(
        self, phrases: Sequence[tuple[str, ...]], table: str, columns: Sequence[str]
    ) -> Iterator[tuple[int, float]]:
        usual = self._words[table] / self._total
        if _STEMMED[table]:
            _stems(
                {word for phrase in phrases for word in phrase}
            )  # together, so that each is known when it is asked for
        scores: dict[int, float] = {}
        for phrase in phrases:
            if counts := self._counts(phrase, table, columns):
                rarity = self._rarity(phrase, table, columns)
                for number, found in counts.items():
                    size = self._rows[table][number][0]
                    worth = rarity * found * (_K1 + 1) / (found + _K1 * (1 - _B + _B * size / usual))
                    scores[number] = scores.get(number, 0.0) + worth
        for number in sorted(scores):
            yield number, fulltext.FACTORS[table] * scores[number]

    def _counts(self, phrase: tuple[str, ...], table: str, columns: Sequence[str]) -> dict[int, float]:
        """The entries whose rows have a phrase, and how often, each time by its column's weight."""
        self._read_for(phrase, table)
        forms = [self._forms(word, table) for word in phrase]
        counts: dict[int, float] = {}
        for at, (name, weight) in enumerate(fulltext.COLUMNS[table].items()):
            if not columns or name in columns:
                for number in self._with_phrase(forms, table, name, at):
                    counts[number] = counts.get(number, 0.0) + weight
        return counts

    def _with_phrase(self, phrase: Sequence[Set[str]], table: str, name: str, at: int) -> Iterator[int]:
        """The entries that have a phrase in a column, by its name and place, as often as each has it."""
        having = self._having[table][name]
        each = [[number for form in forms if form in having for number in having[form]] for forms in phrase]
        if len(each) == 1:
            yield from each[0]
            return
        for number in set.intersection(*map(set, each)):
            yield from [number] * _count(phrase, self._rows[table][number][1][at].split())

    def _forms(self, word: str, table: str) -> Set[str]:
        """The words of the chosen rows that are one with a word: where the table is one of stems, all of its stem."""
        if not _STEMMED[table]:
            return {word}
        begin = word[:2]  # a stem begins as its words do
        if begin not in self._begun:
            every = self._having[table].values()
            self._begun[begin] = frozenset(other for having in every for other in having if other[:2] == begin)
        return _of_its_stem(word, self._begun[begin])

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


def most_entries_with(database: Connection, phrases: Sequence[Sequence[str]]) -> int:
    """How many entries have that of some phrases which most have."""
    _stems({word for phrase in phrases for word in phrase})  # together, so that each is known when it is asked for
    return max((entries_with(database, phrase) for phrase in phrases), default=0)


def _entries_with_word(database: Connection, word: str, table: str) -> int:
    query = "SELECT entries FROM stem WHERE stem = ?" if _STEMMED[table] else "SELECT people FROM word WHERE word = ?"
    row = database.execute(query, (indexed_form(word, table),)).fetchone()
    return int(row[0]) if row else 0


def indexed_form(word: str, table: str) -> str:
    """A word as the index of a full-text table has it."""
    return _stems([word])[word] if _STEMMED[table] else word


def key_of(words: Sequence[str], table: str) -> str:
    """What words side by side stand under in the table `frequent`."""
    return " ".join(indexed_form(word, table) for word in words)


def kind_of(table: str, columns: Sequence[str]) -> str:
    """The kind of what is looked for in a table, and if any are named in some of its columns."""
    return " ".join([table, *columns])


def _count(phrase: Sequence[Set[str]], text: Sequence[str]) -> int:
    """How often a text has a phrase, each word of which is given by its forms."""
    first, *rest = phrase
    return sum(
        all(word in forms for forms, word in zip(rest, text[at:], strict=False))
        for at, word in enumerate(text[: len(text) - len(rest)], 1)
        if word in first
    )


def _stems(words: Collection[str]) -> dict[str, str]:
    """The Porter stem of each of some words, as the index has it; of several together that hardly takes longer."""
    with _ONE_AT_A_TIME:
        if len(_KNOWN_STEMS) > _MOST_STEMS:
            _KNOWN_STEMS.clear()
        if unknown := tuple({*words} - _KNOWN_STEMS.keys()):
            rows = _index_of(unknown, _UNKNOWN).execute("SELECT doc, term FROM stem")
            _KNOWN_STEMS.update(zip(unknown, unknown, strict=True))
            _KNOWN_STEMS.update((unknown[at], stem) for at, stem in rows)
        return {word: _KNOWN_STEMS[word] for word in words}


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
    for table in (_UNKNOWN, _WORDS):
        options = 'tokenize = "porter unicode61 remove_diacritics 0"'
        database.execute(f"CREATE VIRTUAL TABLE {table} USING fts5 (word, {options})")
    database.execute(f"CREATE VIRTUAL TABLE stem USING fts5vocab ({_UNKNOWN}, instance)")
    return database, {}
