"""An entry as rows of the snapshot and back: the one place that knows both."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from sqlite3 import Connection
from typing import Any, get_args

from prunecat.entry import CodeLink, Entry
from prunecat.venue import Venue

_OWN_TABLES = ("authors", "types", "code")
"""Fields that lists are filtered by, which have tables of their own."""
_OF_VENUE = "venue_name"
_FIELDS = tuple(field for field in fields(Entry) if field.name not in (*_OWN_TABLES, _OF_VENUE))
"""The fields that are columns of the table of entries; lists among them are JSON arrays."""
_LISTS = tuple(field.name for field in _FIELDS if get_args(field.type)[0] == tuple[str, ...])
_VENUE_FIELDS = tuple(field.name for field in fields(Venue))
_COLUMNS = ", ".join(f"entry.{field.name}" for field in _FIELDS)
_LINK_FIELDS = tuple(field.name for field in fields(CodeLink))
_LINK_COLUMNS = ", ".join(_LINK_FIELDS)
_link_values = attrgetter(*_LINK_FIELDS)
# SQLite takes a bounded number of parameters, and one JSON array is a single one.
_AMONG = "IN (SELECT value FROM json_each(?))"


def column_definitions() -> dict[str, str]:
    """The columns that are fields of an entry, and those that are fields of a venue, in SQL."""
    types = {str: "TEXT NOT NULL", int | None: "INTEGER", tuple[str, ...]: "TEXT NOT NULL"}
    return {
        what: ", ".join(f"{field.name} {types.get(get_args(field.type)[0], 'TEXT')}" for field in declared)
        for what, declared in (("{entry fields}", _FIELDS), ("{venue fields}", fields(Venue)))
    }


def insert_entries(database: Connection, entries: Iterable[Entry]) -> None:
    """Write entries, numbered in their order."""
    from prunecat.same_work import address
    from prunecat.words import words_of

    names = [field.name for field in _FIELDS]
    holes = ", ".join("?" * (len(names) + 3))
    for number, entry in enumerate(entries, 1):
        row = (number, " ".join(words_of(entry.title)), address(entry.url), *_stored(entry, names))
        database.execute(f"INSERT INTO entry (number, title_key, address, {', '.join(names)}) VALUES ({holes})", row)
        database.executemany(
            "INSERT INTO author VALUES (?, ?, ?, ?)",
            [(number, index, name, " ".join(words_of(name))) for index, name in enumerate(entry.authors)],
        )
        database.executemany(
            "INSERT INTO entry_type VALUES (?, ?, ?)",
            [(number, index, code) for index, code in enumerate(entry.types)],
        )
        database.executemany(
            "INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, index, *_link_values(link), address(link.url)) for index, link in enumerate(entry.code)],
        )


def insert_venues(database: Connection, venues: Iterable[Venue]) -> None:
    """Write venues."""
    holes = ", ".join("?" * len(_VENUE_FIELDS))
    rows = (tuple(_stored(venue, _VENUE_FIELDS)) for venue in venues)
    database.executemany(f"INSERT INTO venue VALUES ({holes})", rows)


def _stored(record: Entry | Venue, names: Iterable[str]) -> Iterator[Any]:
    for name in names:
        value = getattr(record, name)
        yield json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value


def read_entries(database: Connection, numbers: Sequence[int]) -> list[Entry]:
    """The entries of these numbers, in that order."""
    among = json.dumps(list(numbers))
    authors = _grouped(database.execute(f"SELECT entry, name FROM author WHERE entry {_AMONG}", (among,)))
    types = _grouped(database.execute(f"SELECT entry, type FROM entry_type WHERE entry {_AMONG}", (among,)))
    links: dict[int, list[CodeLink]] = {}
    for number, *values in database.execute(f"SELECT entry, {_LINK_COLUMNS} FROM code WHERE entry {_AMONG}", (among,)):
        links.setdefault(number, []).append(CodeLink(**dict(zip(_LINK_FIELDS, values, strict=True))))
    entries = {}
    names = [field.name for field in _FIELDS]
    for number, venue_name, *values in database.execute(
        f"SELECT number, full_name, {_COLUMNS} FROM entry LEFT JOIN venue ON venue.name = entry.venue "
        f"WHERE number {_AMONG}",
        (among,),
    ):
        stated = dict(zip(names, values, strict=True))
        for name in _LISTS:
            stated[name] = tuple(json.loads(stated[name])) if stated[name] != "[]" else ()
        entries[number] = Entry(
            **stated,
            venue_name=venue_name,
            authors=tuple(authors.get(number, ())),
            types=tuple(types.get(number, ())),
            code=tuple(links.get(number, ())),
        )
    return [entries[number] for number in numbers]


def read_venues(database: Connection) -> Iterator[Venue]:
    """Every venue that the catalogue knows, with or without entries."""
    for values in database.execute(f"SELECT {', '.join(_VENUE_FIELDS)} FROM venue ORDER BY rowid"):
        stated = dict(zip(_VENUE_FIELDS, values, strict=True))
        yield Venue(**{**stated, "aliases": tuple(json.loads(stated["aliases"]))})


def meta(database: Connection, key: str) -> Any:
    """What the snapshot says of itself under a key, such as `about` or `entries`."""
    return json.loads(database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for number, text in rows:
        groups.setdefault(number, []).append(text)
    return groups
