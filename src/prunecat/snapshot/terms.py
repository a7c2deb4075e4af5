"""The vocabulary written into a snapshot: its terms, and whether any entry has them."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from prunecat.snapshot import fulltext
from prunecat.vocabulary import TermGroup
from prunecat.words import words_of

_MOST_ABOUT = 0.5
"""The share of entries from which a topic is what the whole catalogue is about."""
_LEAST_ABOUT = 2
"""Entries that make a topic."""
_SHORTEST_NAME = 4
"""Letters of a topic's name: acronyms of fewer say nothing to who does not know them."""
_ONE_IN, _FEW_ENTRIES = 20, 10
"""A lent vocabulary leads to terms that one in so many entries has, or so few."""


def insert_vocabulary(database: Connection, vocabulary: Iterable[TermGroup], lent_to: int | None) -> None:
    """Write the vocabulary; `lent_to` is how many entries the catalogue has, where it is another one's vocabulary.

    In a lent vocabulary a term leads to no other that many entries have: there it is their subject, and tells nothing.
    """
    rows = [
        (number, relation, words)
        for number, group in enumerate(vocabulary, 1)
        for relation, terms in (("same", group.terms), ("near", group.near), ("leads_to", group.leads_to))
        for term in terms
        if (words := words_of(term))
    ]
    texts = [" ".join(words) for _, _, words in rows]
    database.executemany("INSERT INTO term_search (rowid, text) VALUES (?, ?)", enumerate(texts, 1))
    known = _of_known_words(database)
    most = None if lent_to is None else max(_FEW_ENTRIES, lent_to // _ONE_IN)

    def is_present(number: int, relation: str, words: Sequence[str]) -> bool:
        if number not in known:
            return False
        if most is None or relation == "same":
            return len(words) == 1 or fulltext.any_entry(database, fulltext.phrase(words))
        return 0 < fulltext.count(database, fulltext.phrase(words), "search", most + 1) <= most

    database.executemany(
        "INSERT INTO term VALUES (?, ?, ?, ?, ?, ?)",
        (
            (number, group, relation, len(words), text, is_present(number, relation, words))
            for number, ((group, relation, words), text) in enumerate(zip(rows, texts, strict=True), 1)
        ),
    )


def insert_topics(database: Connection, entries: int) -> None:
    """Write what the entries are about; a topic is called by its group's first term that is no mere acronym.

    What more than half of the entries are about, and what only one is, is no topic.
    """
    rows = database.execute("SELECT grp, text, present FROM term WHERE relation = 'same' ORDER BY number")
    groups: dict[int, list[tuple[str, bool]]] = {}
    for group, text, present in rows:
        groups.setdefault(group, []).append((text, bool(present)))
    most = int(_MOST_ABOUT * entries)
    for name, terms in {_name([text for text, _ in terms]): terms for terms in reversed(groups.values())}.items():
        sought = fulltext.any_of(fulltext.phrase(text.split()) for text, is_present in terms if is_present)
        if sought and _LEAST_ABOUT <= fulltext.count(database, sought, "search", most + 1) <= most:
            fulltext.insert_numbers(database, "topic", name, sought)


def _name(terms: Sequence[str]) -> str:
    return next((term for term in terms if len(term) >= _SHORTEST_NAME), terms[0])


def insert_term_words(database: Connection, names: Iterable[str]) -> None:
    """Write the words of the terms by which something is found, and of the names of types."""
    rows = database.execute(
        "SELECT text FROM term WHERE relation = 'same' AND grp IN (SELECT grp FROM term WHERE present)"
    ).fetchall()
    words = {word for (text,) in rows for word in text.split()} | {word for name in names for word in words_of(name)}
    database.executemany("INSERT INTO term_word VALUES (?)", [(word,) for word in sorted(words)])


def _of_known_words(database: Connection) -> set[int]:
    """The numbers of the terms of which the entries have each word: in a short list few, which one question tells."""
    database.execute("CREATE VIRTUAL TABLE temp.term_stems USING fts5vocab (main, term_search, instance)")
    rows = database.execute(
        "SELECT doc FROM temp.term_stems LEFT JOIN stem ON stem = term GROUP BY doc HAVING count(*) = count(stem)"
    )
    known = {number for (number,) in rows}
    database.execute("DROP TABLE temp.term_stems")
    return known
