"""Rows written into a snapshot: batches into their tables, the full-text index in order of rank, words counted."""

from collections import Counter
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any

from prunecat.snapshot.batches import Batch
from prunecat.snapshot.counted import count
from prunecat.snapshot.fulltext import COLUMNS
from prunecat.snapshot.traits import Gathered

LARGE_VOCABULARY = 20_000
"""Words: of fewer, all that are as long are compared with a typo in a few milliseconds."""
_TOGETHER = 50_000
"""Entries whose rows are put into the index at once: more take no less time each, and memory."""
_COUNTED_TOGETHER = 250_000
"""Words that are counted before they are written: with fewer the same ones are written often, more take memory."""
_AGAIN = dict.fromkeys(("subject_again", "name_again"), ("again", "subject", "name"))
_INDEXED = {**{table: tuple(columns) for table, columns in COLUMNS.items()}, **_AGAIN}
"""The full-text tables with their columns."""


def write(database: Connection, batches: Iterable[Batch]) -> dict[str, int]:
    """Write batches of rows; how many words each of the full-text tables of words has."""
    totals: Counter[str] = Counter()
    held: Batch = {table: [] for table in _INDEXED}
    counts: Counter[str] = Counter()
    gathered, many = Gathered(), False
    for batch in batches:
        gathered.add(*batch.pop("signs"))
        for table, rows in (batch | count(batch["search"], batch["people"], counts)).items():
            if table in held:
                held[table] += rows
            else:
                _insert(database, table, rows)
        if len(counts) > _COUNTED_TOGETHER:
            _write_counts(database, counts)
        if len(held["search"]) >= _TOGETHER:
            _index(database, held, totals)
            held, many = {table: [] for table in _INDEXED}, True
    _index(database, held, totals)
    _write_counts(database, counts)
    gathered.insert(database)
    if many:  # what was put there in pieces becomes one, which is asked quickest
        for table in _INDEXED:
            database.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    _write_known_counts(database)
    _insert_backwards(database)
    return {table: totals[table] for table in COLUMNS}


def _insert(database: Connection, table: str, rows: "list[tuple[Any, ...]]") -> None:
    if rows:
        columns = f" (rowid, {', '.join(_INDEXED[table])})" if table in _INDEXED else ""
        database.executemany(f"INSERT INTO {table}{columns} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _index(database: Connection, held: Batch, totals: Counter[str]) -> None:
    """Write rows into the full-text tables."""
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


def _write_counts(database: Connection, counts: Counter[str]) -> None:
    """Write how many entries are about each word, or add it to what is written; the counts are empty then."""
    database.executemany(
        "INSERT INTO word VALUES (?, ?, 0) ON CONFLICT DO UPDATE SET entries = entries + excluded.entries",
        sorted(counts.items()),
    )
    counts.clear()


def _write_known_counts(database: Connection) -> None:
    """Write what the full-text index knows: how many entries have each stem, and how many each word in a name."""
    for table in COLUMNS:
        database.execute(f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab (main, {table}, row)")
    database.execute("INSERT INTO stem SELECT term, doc FROM temp.search_words")
    database.execute(
        "INSERT INTO word SELECT term, 0, doc FROM temp.people_words WHERE true "
        "ON CONFLICT DO UPDATE SET people = excluded.people"
    )
    for table in COLUMNS:
        database.execute(f"DROP TABLE temp.{table}_words")


def _insert_backwards(database: Connection) -> None:
    """Write the words of a large vocabulary from their last letter to their first."""
    (words,) = database.execute("SELECT count(*) FROM word").fetchone()
    if words > LARGE_VOCABULARY:
        database.create_function("backwards", 1, lambda word: word[::-1], deterministic=True)
        database.execute("INSERT INTO backwards SELECT backwards(word), entries FROM word ORDER BY 1")
