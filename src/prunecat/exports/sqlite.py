"""The catalogue as a SQLite file of readable tables, with a full-text index, for Datasette and its like."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from importlib.resources import files
from typing import Any

from prunecat.catalogue import Catalogue
from prunecat.entry import Entry
from prunecat.exports.made import bytes_of
from prunecat.formats.plain import encodable
from prunecat.snapshot.database import application_of

Row = tuple[Any, ...]
_APPLICATION = 0x70727563
"""SQLite's number for the application that a file belongs to: `pruc`."""


def is_exported(path: str) -> bool:
    """Whether a file is a database that this module made."""
    return application_of(path) == _APPLICATION


def export(catalogue: Catalogue, entries: Iterable[Entry]) -> Iterator[bytes]:
    """The database of these entries, their venues and the legend, as the bytes of its file."""
    return bytes_of(partial(_make, catalogue, entries))


def _make(catalogue: Catalogue, entries: Iterable[Entry], path: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = OFF")  # the file counts only when it is whole
        database.execute("PRAGMA synchronous = OFF")
        _fill(database, catalogue, entries)


def _fill(database: sqlite3.Connection, catalogue: Catalogue, entries: Iterable[Entry]) -> None:
    database.executescript(files("prunecat.exports").joinpath("sqlite.sql").read_text(encoding="utf-8"))
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    used = {entry.venue for entry in entries}
    with database:
        _insert(database, "about", catalogue.about.items())
        _insert(
            database,
            "venues",
            (
                (venue.name, venue.full_name, venue.kind, venue.label, "; ".join(venue.aliases) or None, venue.url)
                for venue in catalogue.venues.values()
                if venue.name in used
            ),
        )
        _insert(database, "types", catalogue.legend.items())
        _insert(database, "entries", (_entry_row(entry, number) for number, entry in enumerate(entries, 1)))
        for entry in entries:
            _insert(database, "authors", _numbered(entry, entry.authors))
            _insert(database, "entry_types", ((entry.id, code) for code in dict.fromkeys(entry.types)))
            _insert(
                database,
                "code_links",
                (
                    (entry.id, number, link.framework, link.origin, link.url, link.status, link.mark)
                    for number, link in enumerate(entry.code, 1)
                ),
            )
            _insert(database, "errata", _numbered(entry, entry.errata))
            _insert(database, "also_listed_as", ((entry.id, other) for other in dict.fromkeys(entry.also_listed_as)))
        database.execute("INSERT INTO entries_fts (entries_fts) VALUES ('rebuild')")


def _entry_row(entry: Entry, number: int) -> Row:
    return (
        entry.id, number, entry.section, entry.title, ", ".join(entry.authors) or None, entry.venue, entry.year,
        "/".join(entry.types) or None, entry.url, entry.arxiv, entry.doi, entry.openreview, entry.note,
        " > ".join(entry.heading) or None,
    )  # fmt: skip


def _numbered(entry: Entry, texts: Iterable[str]) -> Iterable[Row]:
    return ((entry.id, number, text) for number, text in enumerate(texts, 1))


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    for row in rows:
        values = tuple(encodable(value) if isinstance(value, str) else value for value in row)
        database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", values)
