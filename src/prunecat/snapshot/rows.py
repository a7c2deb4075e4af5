"""An entry as rows of the snapshot and back: the one place that knows both."""

import json
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from sqlite3 import Connection
from typing import Any, get_args

from prunecat.anew import portions
from prunecat.entry import DERIVED, CodeLink, Entry, Stated
from prunecat.venue import Venue, container_in

_OWN_TABLES = ("types", "code")
"""Fields that lists are filtered by, which have tables of their own."""
_COLUMNED = tuple(name for name in Entry._fields if name not in (*_OWN_TABLES, *DERIVED))
_LISTS = tuple(name for name in _COLUMNED if get_args(Entry.__annotations__[name])[0] == tuple[str, ...])
"""Fields of texts, which are JSON arrays."""
_STATED = tuple(name for name in _COLUMNED if get_args(Entry.__annotations__[name])[0] == Stated)
"""Fields of texts by name, which are JSON objects."""
_PLAIN = tuple(name for name in _COLUMNED if name not in (*_LISTS, *_STATED))
_FIELDS = (*_PLAIN, *_LISTS, *_STATED)
"""The fields that are columns of the table of entries."""
_plain, _lists, _stated = (itemgetter(*map(Entry._fields.index, names)) for names in (_PLAIN, _LISTS, _STATED))
_COLUMNS = ", ".join(f"entry.{name}" for name in _FIELDS)
_LINK_COLUMNS = ", ".join(CodeLink._fields)
_encode = json.JSONEncoder(ensure_ascii=False).encode
# SQLite takes a bounded number of parameters, and one JSON array is a single one.
_AMONG = "IN (SELECT value FROM json_each(?))"


def column_definitions() -> dict[str, str]:
    """The columns that are fields of an entry, and those that are fields of a venue, in SQL."""
    types = {str: "TEXT NOT NULL", int | None: "INTEGER", tuple[str, ...]: "TEXT NOT NULL", Stated: "TEXT"}
    return {
        what: ", ".join(f"{name} {types.get(get_args(kind.__annotations__[name])[0], 'TEXT')}" for name in names)
        for what, kind, names in (("{entry fields}", Entry, _FIELDS), ("{venue fields}", Venue, Venue._fields))
    }


def fields_of(entry: Entry) -> tuple[Any, ...]:
    """The fields of an entry that are columns of the table of entries, as these hold them."""
    return (*_plain(entry), *map(_as_list, _lists(entry)), *map(_as_object, _stated(entry)))


def insert_venues(database: Connection, venues: Iterable[Venue]) -> None:
    """Write venues."""
    holes = ", ".join("?" * len(Venue._fields))
    rows = ([_encode(value) if isinstance(value, tuple) else value for value in venue] for venue in venues)
    database.executemany(f"INSERT INTO venue VALUES ({holes})", rows)


def _as_list(texts: tuple[str, ...]) -> str:
    """Texts as a JSON array, which is put together here: to encode a text takes a tenth of what a list takes."""
    return f"[{', '.join(map(_encode, texts))}]" if texts else "[]"


def _as_object(value: Stated) -> str | None:
    return _encode(dict(value)) if value else None


def read_entries(database: Connection, numbers: Sequence[int]) -> list[Entry]:
    """The entries of these numbers, in that order."""
    among = json.dumps(list(numbers))
    types = _grouped(database.execute(f"SELECT entry, type FROM entry_type WHERE entry {_AMONG}", (among,)))
    links: dict[int, list[CodeLink]] = {}
    for number, *values in database.execute(f"SELECT entry, {_LINK_COLUMNS} FROM code WHERE entry {_AMONG}", (among,)):
        links.setdefault(number, []).append(CodeLink(*values))
    entries = {}
    rows = database.execute(f"SELECT number, {_COLUMNS} FROM entry WHERE number {_AMONG}", (among,))
    for number, *values in rows:
        stated = dict(zip(_FIELDS, values, strict=True))
        for name in _LISTS:
            stated[name] = tuple(json.loads(stated[name])) if stated[name] != "[]" else ()
        for name in _STATED:
            stated[name] = tuple(json.loads(stated[name]).items()) if stated[name] else ()
        entries[number] = Entry(
            **stated,
            types=tuple(types.get(number, ())),
            code=tuple(links.get(number, ())),
        )
    return _with_venues(database, [entries[number] for number in numbers])


def numbers_where(
    database: Connection, condition: str, values: Sequence[str | int], among: Iterable[int] | None = None
) -> Iterator[int]:
    """The numbers of the entries that fulfil an SQL condition on the table `entry`, of all or of those given."""
    if among is None:
        rows = database.execute(f"SELECT number FROM entry WHERE {condition}", values)
    else:
        given = "json_each(?) AS given CROSS JOIN entry ON number = given.value"
        rows = database.execute(f"SELECT number FROM {given} WHERE {condition}", (json.dumps(list(among)), *values))
    return (number for (number,) in rows)


def entries_of(database: Connection, numbers: Iterable[int]) -> Iterator[Entry]:
    """The entries of these numbers, in that order, as many as there may be: a few are read at a time."""
    for portion in portions(numbers):
        yield from read_entries(database, portion)


def _with_venues(database: Connection, entries: Sequence[Entry]) -> list[Entry]:
    """Entries with what the venues say of themselves and of what was published there in a year."""
    published = [_published_at(entry) for entry in entries]
    names = {name for name, _ in published} | {entry.venue or "" for entry in entries}
    venues = {venue.name: venue for venue in _venues(database, f"WHERE name {_AMONG}", json.dumps([*names]))}
    containers = {at: container_in(venues[at[0]], at[1]) for at in {*published} if at[0] in venues}
    return [
        entry._replace(
            venue_name=venues[entry.venue].full_name if entry.venue in venues else None,
            container=containers.get(at, ()),
        )
        for entry, at in zip(entries, published, strict=True)
    ]


def _published_at(entry: Entry) -> tuple[str, int | None]:
    """The venue and the year of an entry's publication."""
    told = dict(entry.published)
    year = told.get("year", "")
    return told.get("venue", entry.venue or ""), int(year) if len(year) == 4 and year.isdecimal() else entry.year


def read_venues(database: Connection) -> Iterator[Venue]:
    """Every venue that the catalogue knows, with or without entries."""
    return _venues(database, "ORDER BY rowid")


def _venues(database: Connection, chosen: str, *values: str) -> Iterator[Venue]:
    for row in database.execute(f"SELECT {', '.join(Venue._fields)} FROM venue {chosen}", values):
        stated = dict(zip(Venue._fields, row, strict=True))
        containers = tuple(tuple((name, text) for name, text in texts) for texts in json.loads(stated["containers"]))
        yield Venue(**{**stated, "aliases": tuple(json.loads(stated["aliases"])), "containers": containers})


def meta(database: Connection, key: str) -> Any:
    """What the snapshot says of itself under a key, such as `about` or `entries`."""
    return json.loads(database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for number, text in rows:
        groups.setdefault(number, []).append(text)
    return groups
