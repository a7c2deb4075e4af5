"""A compiled catalogue made into a snapshot: tables, the full-text index, its words and the vocabulary."""

import json
import sqlite3
from collections.abc import Iterable
from importlib.resources import files

from prunecat.loading.compile import Compiled
from prunecat.snapshot.batches import Batch, batch_of
from prunecat.snapshot.database import SNAPSHOT, connect
from prunecat.snapshot.rows import column_definitions, insert_venues
from prunecat.snapshot.terms import insert_term_words, insert_topics, insert_vocabulary
from prunecat.snapshot.writing import write
from prunecat.venue import by_name


def build(catalogue: Compiled) -> sqlite3.Connection:
    """The snapshot of a catalogue, in memory."""
    database = connect()
    schema = _script("schema.sql")
    for hole, columns in column_definitions().items():
        schema = schema.replace(hole, columns)
    database.executescript(schema)
    database.execute(f"PRAGMA application_id = {SNAPSHOT}")
    with database:
        _fill(database, catalogue, [batch_of(enumerate(catalogue.entries, 1))])
    database.executescript(_script("indexes.sql"))
    return database


def _script(name: str) -> str:
    return files("prunecat.snapshot").joinpath(name).read_text(encoding="utf-8")


def _fill(database: sqlite3.Connection, catalogue: Compiled, batches: Iterable[Batch]) -> None:
    """Write the rows of all tables."""
    words = write(database, batches)
    insert_venues(database, catalogue.venues)
    database.executemany(
        "INSERT INTO venue_name VALUES (?, ?)",
        [(folded, venue.name) for folded, venue in by_name(catalogue.venues).items()],
    )
    database.executemany(
        "INSERT INTO legend VALUES (?, ?, ?)",
        [(line.code, line.name, json.dumps(line.aliases)) for line in catalogue.types],
    )
    (entries,) = database.execute("SELECT count(*) FROM entry").fetchone()
    insert_vocabulary(database, catalogue.vocabulary, entries if catalogue.has_lent_vocabulary else None)
    insert_topics(database, entries)
    insert_term_words(database, [line.name for line in catalogue.types])
    frameworks = database.execute("SELECT DISTINCT framework FROM code WHERE framework <> '' ORDER BY framework")
    meta = {
        "about": dict(catalogue.about),
        "remarks": catalogue.remarks,
        "entries": entries,
        "words": words,
        "frameworks": [name for (name,) in frameworks],
    }
    database.executemany("INSERT INTO meta VALUES (?, ?)", [(key, json.dumps(meta[key])) for key in meta])
