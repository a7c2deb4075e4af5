"""Sets of entries as the bits of one number: which have a word, at a cost that hardly grows with how many they are.

Of a million entries a set takes 125 kB, and two are put together in some ten microseconds. The sets of what many
entries have are made with the index, so that no row is read for them; those of rarer words are read from the index.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain, product
from operator import and_, or_
from sqlite3 import Connection

from prunecat.snapshot import bits, fulltext
from prunecat.snapshot.chosen import indexed_form, key_of, kind_of
from prunecat.snapshot.kinds import OF_KINDS
from prunecat.snapshot.rows import meta
from prunecat.words import LAST_SIGN, STOP_WORDS

_KEPT_FROM = 20_000
"""Entries of a catalogue: of fewer, the set of any word is read from the index in a few milliseconds."""
_FREQUENT = 64
"""A word that more than one in so many entries has gets a set of its own, which takes no more room than its rows in the
index; there are few such words, since an entry has some ten."""
_FORMS = 20
"""Words beginning with a stem of which one that has it is looked for."""
_MOST_PAIRED = 12
"""Words of which it is counted how many entries have two side by side, which takes 144 looks at the index."""
_FEW_ELSEWHERE = 8
"""Where so small a part of the entries that have a word has it in other columns, these are told apart soonest."""
_MOST_PHRASES = 12
"""Phrases of an expression that are looked at; what begins with two letters may be forty words."""
_TOLD_AGAIN = {"subject": "search", "name": "people"}
"""What the columns of the tables of repeated words repeat."""
_FREQUENT_WORDS = {
    "search": "SELECT stem FROM stem WHERE entries * ? > ?",
    "people": "SELECT word FROM word WHERE people * ? > ?",
}
_FREQUENT_VALUES = {
    "venue": "SELECT venue FROM entry WHERE venue IS NOT NULL GROUP BY venue HAVING count(*) * ? > ?",
    "topic": "SELECT name FROM topic GROUP BY name HAVING count(*) * ? > ?",
}
_WITH_VALUE = {
    "venue": "SELECT number FROM entry WHERE venue = ?",
    "topic": "SELECT entry FROM topic WHERE name = ?",
}
"""By field, SQL that gives the numbers of the entries that have a value."""

FrequentRow = tuple[str, str, int, bytes | None]
"""A row of the table `frequent`."""


def are_kept(database: Connection) -> bool:
    """Whether a catalogue is so large that the table `frequent` has rows."""
    return int(meta(database, "entries")) >= _KEPT_FROM


def frequent(database: Connection) -> Iterator[FrequentRow]:
    """The set of each word that many of a large catalogue's entries have, and of terms made of such words."""
    entries = int(meta(database, "entries"))
    kept = set()
    for table, query in _FREQUENT_WORDS.items():
        for (form,) in database.execute(query, (_FREQUENT, entries)).fetchall():
            if word := _word_of(database, form, table):
                kept.add((table, form))
                yield _of_words(database, table, [word], entries)
    terms = [text.split() for (text,) in database.execute("SELECT DISTINCT text FROM term WHERE present AND words > 1")]
    for words in terms:
        if all(("search", indexed_form(word, "search")) in kept for word in words):
            yield _of_words(database, "search", words, entries)
    yield from _pairs(database, entries)


def frequent_values(database: Connection) -> Iterator[FrequentRow]:
    """The set of each venue and topic that many of a large catalogue's entries have."""
    entries = int(meta(database, "entries"))
    for field, query in _FREQUENT_VALUES.items() if are_kept(database) else ():
        for (value,) in database.execute(query, (_FREQUENT, entries)).fetchall():
            rows = database.execute(_WITH_VALUE[field], (value,))
            yield _row(field, value, (number for (number,) in rows), entries)


def _word_of(database: Connection, form: str, table: str) -> str | None:
    """A word by which the index finds a form of its own; of a few stems it takes the stem for another word's."""
    last = form + LAST_SIGN
    query = "SELECT word FROM word WHERE word BETWEEN ? AND ? ORDER BY entries DESC LIMIT ?"
    words = (word for (word,) in database.execute(query, (form, last, _FORMS)))
    return next((word for word in chain([form], words) if indexed_form(word, table) == form), None)


def _pairs(database: Connection, entries: int) -> Iterator[FrequentRow]:
    """How many titles and names of methods have two of the most frequent words side by side."""
    query = "SELECT stem FROM stem WHERE entries * 2 < ? ORDER BY entries DESC LIMIT ?"
    rows = database.execute(query, (entries, _MOST_PAIRED + len(STOP_WORDS)))
    words = [word for (stem,) in rows if stem not in STOP_WORDS and (word := _word_of(database, stem, "search"))]
    kind = kind_of("search", fulltext.IN_TITLES)
    for pair in product(words[:_MOST_PAIRED], repeat=2):
        sought = fulltext.within(fulltext.IN_TITLES, fulltext.phrase(pair))
        size = fulltext.count(database, sought, "search", entries)
        yield kind, key_of(pair, "search"), size, None


def _of_words(database: Connection, table: str, words: Sequence[str], entries: int) -> FrequentRow:
    return _row(table, key_of(words, table), fulltext.numbers(database, fulltext.phrase(words), table), entries)


def _row(kind: str, word: str, numbers: Iterable[int], entries: int) -> FrequentRow:
    digits = bytearray([bits.NONE]) * (entries + 1)
    for number in numbers:
        digits[number] = bits.ONE
    having = bits.of_digits(digits)
    return kind, word, having.bit_count(), bits.in_bytes(having)


def _of(table: str, columns: Sequence[str]) -> str | None:
    """The table in whose words an expression looks; None for one that counts them, or looks in several tables'."""
    return table if table in fulltext.TABLES else _TOLD_AGAIN.get(columns[0]) if len(columns) == 1 else None


class Sets:
    """The sets of entries of one catalogue, each read once."""

    def __init__(self, database: Connection) -> None:
        """Those of this database."""
        self.database = database
        self._entries = int(meta(database, "entries"))
        self.all_entries = (2 << self._entries) - 2
        self._first: dict[tuple[str, tuple[str | int, ...]], list[int]] = {}
        self._of_kinds: dict[tuple[str, tuple[str | int, ...]], int] = {}
        self._able: dict[tuple[str, str], int | None] = {}
        self._read: dict[tuple[str, str], int] = {}

    def of(self, numbers: Iterable[int]) -> int:
        """The set of these entries."""
        return bits.of_numbers(numbers, self._entries)

    def having(self, expression: str, table: str) -> int:
        """The entries that fulfil an expression, which is one of phrases in a full-text table."""
        columns, phrases = fulltext.parts(expression)
        return reduce(or_, (self._with_phrase(phrase, table, columns) for phrase in phrases), 0)

    def of_kinds(self, condition: str, values: tuple[str | int, ...]) -> int:
        """The entries of those kinds whose first entry fulfils an SQL condition, looked up once."""
        if (known := self._of_kinds.get((condition, values))) is not None:
            return known
        digits = bytearray([bits.NONE]) * 256
        rows = self.database.execute(f"SELECT sign FROM {OF_KINDS} WHERE sign > 0 AND ({condition})", values)
        for (sign,) in rows:
            digits[sign] = bits.ONE
        (signs,) = self.database.execute("SELECT signs FROM kind_signs").fetchone()
        others = f"SELECT kind.entry FROM {OF_KINDS} WHERE sign = 0 AND ({condition})"
        rows = self.database.execute(f"SELECT number FROM entry WHERE kind IN ({others})", values)
        known = bits.of_digits(signs.translate(digits)) | self.of(number for (number,) in rows)
        self._of_kinds[condition, values] = known
        return known

    def with_value(self, field: str, value: str) -> int:
        """The entries that have a value in a field, one of venue and topic, or a word in the name of an author."""
        if field == "author":
            return self.having(fulltext.within(("name",), fulltext.phrase([value])), "people")
        if (known := self._read.get((field, value))) is None:
            known = self._kept(field, value)
            if known is None:
                known = self.of(number for (number,) in self.database.execute(_WITH_VALUE[field], (value,)))
            self._read[field, value] = known
        return known

    def first_known(self, condition: str, values: tuple[str | int, ...], most: int) -> list[int]:
        """The first entries that fulfil an SQL condition, looked up once."""
        key = (condition, (*values, most))
        if key not in self._first:
            rows = self.database.execute(f"SELECT number FROM entry WHERE {condition} LIMIT ?", (*values, most))
            self._first[key] = [number for (number,) in rows]
        return self._first[key]

    def at_most(self, sought: Mapping[str, str]) -> int | None:
        """Those that may fulfil the expression for each table: they have the words, if not side by side.

        None where it would take long to know, or there is but one word to have.
        """
        each = [self._with_words(table, one) for table, text in sought.items() for one in fulltext.conjuncts(text)]
        sets = [one for one in each if one is not None]
        return reduce(and_, sets) if len(sets) > 1 else None

    def _with_words(self, table: str, expression: str) -> int | None:
        """The entries that have a phrase of an expression, where that is known, or all words of one."""
        if (table, expression) not in self._able:
            columns, phrases = fulltext.parts(expression)
            of = _of(table, columns) if len(phrases) <= _MOST_PHRASES else None
            sets = (self._known(phrase, of) for phrase in phrases) if of else ()
            self._able[table, expression] = reduce(or_, sets, 0) if of else None
        return self._able[table, expression]

    def _known(self, phrase: tuple[str, ...], table: str) -> int:
        if len(phrase) > 1 and (
            (table, fulltext.phrase(phrase)) in self._read or self._kept(table, key_of(phrase, table))
        ):
            return self._with_phrase(phrase, table)
        return reduce(and_, (self._with_phrase((word,), table) for word in phrase))

    def _with_phrase(self, words: tuple[str, ...], table: str, columns: tuple[str, ...] = ()) -> int:
        expression = fulltext.phrase(words)
        if columns:
            expression = fulltext.within(columns, expression)
        if (known := self._read.get((table, expression))) is None:
            kept = self._in_columns(words, table, columns) if columns else self._kept(table, key_of(words, table))
            rows = fulltext.numbers(self.database, expression, table) if kept is None else ()
            known = self._read[table, expression] = self.of(rows) if kept is None else kept
        return known

    def _in_columns(self, words: Sequence[str], table: str, columns: Sequence[str]) -> int | None:
        """The entries with a word in some columns, where a set says which have it in any and few have it elsewhere."""
        if len(words) > 1 or (kept := self._kept(table, key_of(words, table))) is None:
            return None
        word = fulltext.phrase(words)
        elsewhere = fulltext.within([name for name in fulltext.COLUMNS[table] if name not in columns], word)
        few = kept.bit_count() // _FEW_ELSEWHERE
        if fulltext.count(self.database, elsewhere, table, few + 1) > few:
            return None
        here_too = fulltext.all_of([fulltext.within(columns, word), elsewhere])
        others, both = (self.of(fulltext.numbers(self.database, one, table)) for one in (elsewhere, here_too))
        return kept & ~others | both

    def _kept(self, kind: str, word: str) -> int | None:
        query = "SELECT entries FROM frequent WHERE kind = ? AND word = ?"
        row = self.database.execute(query, (kind, word)).fetchone()
        return bits.of_bytes(row[0]) if row else None
