"""Rows written into a snapshot: batches into their tables, the full-text index in order of rank, words counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from sqlite3 import Connection
from typing import Any

from prunecat.snapshot.batches import Batch
from prunecat.snapshot.fulltext import COLUMNS
from prunecat.words import without_a_letter

LARGE_VOCABULARY = 20_000
"""Words: of fewer, all that are as long are compared with a typo in a few milliseconds."""
_TOGETHER = 20_000
"""Entries whose rows are put into the index at once: more take no less time each, and memory."""
_AGAIN = dict.fromkeys(("subject_again", "name_again"), ("again", "subject", "name"))
_INDEXED = {**{table: tuple(columns) for table, columns in COLUMNS.items()}, **_AGAIN}
"""The full-text tables with their columns."""


def write(database: Connection, batches: Iterable[Batch]) -> dict[str, int]:
    """Write batches of rows; how many words each of the full-text tables of words has."""
    totals: Counter[str] = Counter()
    held: Batch = {table: [] for table in COLUMNS}
    many = False
    for batch in batches:
        for table, rows in batch.items():
            if table in held:
                held[table] += rows
            else:
                _insert(database, table, rows)
        if len(held["search"]) >= _TOGETHER:
            _index(database, held, totals)
            held, many = {table: [] for table in COLUMNS}, True
    _index(database, held, totals)
    if many:  # what was put there in pieces becomes one, which is asked quickest
        for table in _INDEXED:
            database.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    _count_stems(database)
    _insert_slips(database)
    return {table: totals[table] for table in COLUMNS}


def _insert(database: Connection, table: str, rows: "list[tuple[Any, ...]]") -> None:
    if rows:
        columns = f" (rowid, {', '.join(_INDEXED[table])})" if table in _INDEXED else ""
        database.executemany(f"INSERT INTO {table}{columns} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _index(database: Connection, held: Batch, totals: Counter[str]) -> None:
    """Write rows into the full-text tables, and count their words."""
    rows: Batch = {**held, **{table: [] for table in _AGAIN}}
    subjects: list[set[str]] = []
    people: list[set[str]] = []
    for (row, title, method, topic, text), (people_row, names) in zip(held["search"], held["people"], strict=True):
        told, who = f"{title} {topic} {text}".split(), names.split()
        subject, person = {*told}, {*who}
        # The name of a method is most often in the title too, which tells nothing.
        again, again_name = _repeated(told, subject), _repeated(who, person)
        if again or again_name:
            whole = " ".join(f"{title} {method} {topic} {text}".split())
            rows["subject_again"] += [(row, again, whole, names)] if again else []
            rows["name_again"] += [(people_row, again_name, whole, names)] if again_name else []
        subjects.append(subject.union(method.split()) if method else subject)
        people.append(person)
    _count(database, subjects, people)
    database.executemany(
        "INSERT INTO index_row VALUES (?, ?, ?)",
        ((row & 0xFFFFFFFF, row, names[0]) for (row, *_), names in zip(held["search"], held["people"], strict=True)),
    )
    for table in _INDEXED:
        totals[table] += sum(row >> 32 for row, *_ in rows[table])
        _insert(database, table, sorted(rows[table]))  # FTS5 takes rows quickly whose numbers rise


def _count(database: Connection, subjects: Iterable[set[str]], people: Iterable[set[str]]) -> None:
    """Add how many entries have each word in what they are about, and in the names of who wrote them."""
    about, named = Counter(chain.from_iterable(subjects)), Counter(chain.from_iterable(people))
    database.executemany(
        "INSERT INTO word VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET entries = entries + excluded.entries, people = people + excluded.people",
        ((word, about.get(word, 0), named.get(word, 0)) for word in sorted(about.keys() | named.keys())),
    )


def _repeated(words: Sequence[str], once: set[str]) -> str:
    """The words that are there more than once, a plural being its singular; `once` has each word once."""
    if len(once) == len(words) and once.isdisjoint([word[:-1] for word in words if word[-1] == "s"]):
        return ""
    counts = Counter(word.removesuffix("s") for word in words)
    return " ".join(word for word in words if counts[word.removesuffix("s")] > 1)


def _count_stems(database: Connection) -> None:
    database.execute("CREATE VIRTUAL TABLE temp.stems USING fts5vocab (main, search, row)")
    database.execute("INSERT INTO stem SELECT term, doc FROM temp.stems")
    database.execute("DROP TABLE temp.stems")


def _insert_slips(database: Connection) -> None:
    """Write the words of a large vocabulary without each of their letters."""
    (words,) = database.execute("SELECT count(*) FROM word").fetchone()
    if words > LARGE_VOCABULARY:
        database.executemany("INSERT OR IGNORE INTO slip VALUES (?, ?)", _slips(database))


def _slips(database: Connection) -> Iterator[tuple[str, str]]:
    for (word,) in database.execute("SELECT word FROM word ORDER BY word"):
        if len(word) > 2:
            yield from ((letters, word) for letters in (word, *without_a_letter(word)))
