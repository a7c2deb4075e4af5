"""A compiled catalogue made into a snapshot: tables, the full-text index, its words and the vocabulary."""

import json
import sqlite3
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from importlib.resources import files
from itertools import chain

from prunecat.loading.compile import Compiled
from prunecat.loading.streaming import Described, Ending, Part
from prunecat.snapshot.authors import Authors, Often, authors_of_most, insert_authors, often_named
from prunecat.snapshot.batches import Batch, batch_of, batches
from prunecat.snapshot.database import SNAPSHOT, connect, connect_to_read
from prunecat.snapshot.frequent import FrequentRow, are_kept, frequent, frequent_values
from prunecat.snapshot.ids import settle_ids
from prunecat.snapshot.rows import column_definitions, insert_venues
from prunecat.snapshot.terms import insert_term_words, insert_topics, insert_vocabulary
from prunecat.snapshot.traits import Signing
from prunecat.snapshot.works import insert_works
from prunecat.snapshot.writing import write
from prunecat.sources.large_files import LargeFile
from prunecat.sources.reading import Reading
from prunecat.venue import by_name

_MUCH = 2 * 2**20
"""Bytes of large files: to start a process takes about as long as to work out what is in so many."""

_READ, _INDEXED = 0.7, 0.85
"""How much of the work is done when all entries are there, and when all words are counted: in a million entries."""

_Ended = tuple[Ending, Often | None]
_Rows = Generator[Batch, None, _Ended]
_Beside = tuple[Sequence[FrequentRow], Sequence[Authors]]
"""What is read of all rows of a large catalogue."""


def build(catalogue: Compiled) -> sqlite3.Connection:
    """The snapshot of a catalogue, in memory."""
    database = connect()
    fill(database, catalogue)
    return database


def fill(database: sqlite3.Connection, catalogue: Compiled) -> None:
    """Write a catalogue into an empty database."""
    _begin(database)
    with database:
        words = write(database, [batch_of(enumerate(catalogue.entries, 1), Signing())])
        _write_rest(database, catalogue, words)
    _finish(database, often_named([entry.authors for entry in catalogue.entries]))


def fill_large(
    database: sqlite3.Connection, parts: Sequence[Part], lent: Sequence[Reading], told: Callable[[float], None]
) -> None:
    """Write a catalogue into an empty database while its parts are read; `lent` as in `compile_catalogue`.

    `told` is called now and then with how much of the work is done, from 0 to 1. Raises SourceError for what can't be
    read, and for an id that two entries have.
    """
    lines = sum(part.line_count for part in parts if isinstance(part, LargeFile))
    described: Described = ()
    while True:
        _begin(database)
        database.execute("CREATE TEMP TABLE line (entry INTEGER PRIMARY KEY, line INTEGER NOT NULL)")
        endings: list[_Ended] = []
        with closing(_rows(parts, lent, described)) as rows, database:
            words = write(database, _all(rows, endings, lambda gone: told(_READ * gone / lines)))
            ((ending, often),) = endings
            if not (described := ending.described):
                remarks = settle_ids(database, ending)
                _write_rest(database, replace(ending.catalogue, remarks=remarks), words)
        database.execute("DROP TABLE temp.line")
        if not described:
            break
    _finish(database, often, told)


def _rows(parts: Sequence[Part], lent: Sequence[Reading], described: Described) -> _Rows:
    """The batches of rows, of much worked out by another process while this one writes."""
    if sum(part.size for part in parts if isinstance(part, LargeFile)) > _MUCH:
        from prunecat.beside import beside

        return beside(batches, parts, lent, described)
    return batches(parts, lent, described)


def _all(rows: _Rows, endings: list[_Ended], told: Callable[[int], None]) -> Iterator[Batch]:
    """The batches of rows, each told by the lines gone through; at their end, what is known then, in a list."""
    while True:
        try:
            batch = next(rows)
        except StopIteration as end:
            endings.append(end.value)
            return
        (gone,) = batch.pop("gone")
        yield batch
        told(gone)


def _begin(database: sqlite3.Connection) -> None:
    """Make the tables, empty, whatever is there."""
    for made in ("CREATE VIRTUAL TABLE %", "CREATE TABLE %"):  # those that the virtual ones are kept in go with them
        names = database.execute("SELECT name FROM sqlite_schema WHERE sql LIKE ?", (made,)).fetchall()
        for (name,) in names:
            database.execute(f"DROP TABLE {name}")
    schema = _script("schema.sql")
    for hole, columns in column_definitions().items():
        schema = schema.replace(hole, columns)
    database.executescript(schema)
    database.execute(f"PRAGMA application_id = {SNAPSHOT}")


def _finish(database: sqlite3.Connection, often: Often | None, told: Callable[[float], None] = lambda _: None) -> None:
    """Make what is made of all rows: the indexes, and of a large catalogue what many of its entries have."""
    with _beside(database, often) as beside:
        statements = _script("indexes.sql").split(";")
        for done, statement in enumerate(statements):
            told(_INDEXED + (1 - _INDEXED) * done / len(statements))
            database.execute(statement)
        insert_works(database)
        if not (read := beside()):
            return
        rows, authors = read
        # Terms that differ in their endings alone are one.
        database.executemany(
            "INSERT OR IGNORE INTO frequent VALUES (?, ?, ?, ?)", chain(rows, frequent_values(database))
        )
        insert_authors(database, authors)


@contextmanager
def _beside(database: sqlite3.Connection, often: Often | None) -> Iterator[Callable[[], _Beside | None]]:
    """What gives what many entries of a large catalogue have, None of a small one.

    Where the database is a file a thread reads it meanwhile.
    """

    def read(database: sqlite3.Connection) -> _Beside:
        return [*frequent(database)], authors_of_most(database, often) if often else ()

    query = "SELECT CAST(file AS BLOB) FROM pragma_database_list WHERE name = 'main'"  # not all names are UTF-8
    (path,) = database.execute(query).fetchone()
    if not are_kept(database):
        yield lambda: None
    elif not path:
        yield lambda: read(database)
    else:
        from concurrent.futures import ThreadPoolExecutor

        # All rows are in the file, and in one without auto_vacuum new indexes move no page of the tables that are read.
        with closing(connect_to_read(path)) as reading, ThreadPoolExecutor(1) as thread:
            reading.execute("BEGIN")
            are_kept(reading)  # from here on it sees these tables alone
            task = thread.submit(read, reading)

            def result() -> _Beside:
                try:
                    return task.result()
                except sqlite3.Error:  # what can't be read meanwhile is read afterwards
                    return read(database)

            yield result


def _script(name: str) -> str:
    return files("prunecat.snapshot").joinpath(name).read_text(encoding="utf-8")


def _write_rest(database: sqlite3.Connection, catalogue: Compiled, words: Mapping[str, int]) -> None:
    """Write what is there beside entries and their index; `words` are how many that has."""
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
