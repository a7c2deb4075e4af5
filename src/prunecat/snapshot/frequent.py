"""The sets of what many entries of a large catalogue have, made with the index: words, terms, venues and topics."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
from sqlite3 import Connection

from prunecat.snapshot import bits, fulltext
from prunecat.snapshot.chosen import indexed_form, key_of, kind_of
from prunecat.snapshot.rows import meta
from prunecat.snapshot.sets import WITH_VALUE
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
_FREQUENT_WORDS = {
    "search": "SELECT stem FROM stem WHERE entries * ? > ?",
    "people": "SELECT word FROM word WHERE people * ? > ?",
}
_FREQUENT_VALUES = {
    "venue": "SELECT venue FROM entry WHERE venue IS NOT NULL GROUP BY venue HAVING count(*) * ? > ?",
    "topic": "SELECT name FROM topic GROUP BY name HAVING count(*) * ? > ?",
}

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
            rows = database.execute(WITH_VALUE[field], (value,))
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
