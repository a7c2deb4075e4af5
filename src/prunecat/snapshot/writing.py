"""Rows written into a snapshot: batches into their tables, the full-text index in order of rank, words counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from typing import Any

from prunecat.snapshot.batches import COUNTED, Batch
from prunecat.snapshot.fulltext import COLUMNS
from prunecat.words import without_a_letter

LARGE_VOCABULARY = 20_000
"""Words: of fewer, all that are as long are compared with a typo in a few milliseconds."""
_TOGETHER = 50_000
"""Entries whose rows are put into the index at once: more take no less time each, and memory."""
_AGAIN = dict.fromkeys(("subject_again", "name_again"), ("again", "subject", "name"))
_INDEXED = {**{table: tuple(columns) for table, columns in COLUMNS.items()}, **_AGAIN}
"""The full-text tables with their columns."""
_HELD = (*_INDEXED, *COUNTED)


def write(database: Connection, batches: Iterable[Batch]) -> dict[str, int]:
    """Write batches of rows; how many words each of the full-text tables of words has."""
    totals: Counter[str] = Counter()
    held: Batch = {table: [] for table in _HELD}
    many = False
    for batch in batches:
        for table, rows in batch.items():
            if table in held:
                held[table] += rows
            else:
                _insert(database, table, rows)
        if len(held["search"]) >= _TOGETHER:
            _index(database, held, totals)
            held, many = {table: [] for table in _HELD}, True
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
    subjects, names = (Counter(" ".join(held[words]).split()) for words in COUNTED)
    database.executemany(
        "INSERT INTO word VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET entries = entries + excluded.entries, people = people + excluded.people",
        ((word, subjects.get(word, 0), names.get(word, 0)) for word in sorted(subjects.keys() | names.keys())),
    )
    database.executemany(
        "INSERT INTO index_row VALUES (?, ?, ?)",
        (
            (about[0] & 0xFFFFFFFF, about[0], people[0])
            for about, people in zip(held["search"], held["people"], strict=True)
        ),
    )
    for table in _INDEXED:
        totals[table] += sum(row[0] >> 32 for row in held[table])
        _insert(database, table, sorted(held[table]))  # FTS5 takes rows quickly whose numbers rise


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
