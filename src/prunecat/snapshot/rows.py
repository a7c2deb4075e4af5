"""An entry as rows of the snapshot and back: the one place that knows both."""

import json
from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from prunecat.entry import CodeLink, Entry

if TYPE_CHECKING:
    from prunecat.venue import Venue

_COLUMNS = (
    "number, id, section, title, venue, full_name, year, entry.url, arxiv, doi, openreview, note, errata, "
    "also_listed_as, heading"
)
# SQLite takes a bounded number of parameters, and one JSON array is a single one.
_AMONG = "IN (SELECT value FROM json_each(?))"


def insert_entries(database: Connection, entries: Iterable[Entry]) -> None:
    """Write entries, numbered in their order."""
    from prunecat.same_work import address
    from prunecat.words import words_of

    for number, entry in enumerate(entries, 1):
        row = (
            number, entry.id, entry.section, entry.title, " ".join(words_of(entry.title)), entry.venue, entry.year,
            entry.url, entry.arxiv, entry.doi, entry.openreview, entry.note,
            *(json.dumps(texts, ensure_ascii=False) for texts in (entry.errata, entry.also_listed_as, entry.heading)),
            address(entry.url),
        )  # fmt: skip
        database.execute(f"INSERT INTO entry VALUES ({', '.join('?' * len(row))})", row)
        database.executemany(
            "INSERT INTO author VALUES (?, ?, ?, ?)",
            [(number, at, name, " ".join(words_of(name))) for at, name in enumerate(entry.authors)],
        )
        database.executemany(
            "INSERT INTO entry_type VALUES (?, ?, ?)",
            [(number, at, code) for at, code in enumerate(entry.types)],
        )
        database.executemany(
            "INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (number, at, link.framework, link.origin, link.url, link.status, link.mark, address(link.url))
                for at, link in enumerate(entry.code)
            ],
        )


def read_entries(database: Connection, numbers: Sequence[int]) -> list[Entry]:
    """The entries of these numbers, in that order."""
    among = json.dumps(list(numbers))
    authors = _grouped(database.execute(f"SELECT entry, name FROM author WHERE entry {_AMONG}", (among,)))
    types = _grouped(database.execute(f"SELECT entry, type FROM entry_type WHERE entry {_AMONG}", (among,)))
    links: dict[int, list[CodeLink]] = {}
    for number, framework, origin, url, status, mark in database.execute(
        f"SELECT entry, framework, origin, url, status, mark FROM code WHERE entry {_AMONG}", (among,)
    ):
        link = CodeLink(framework=framework, origin=origin, url=url, status=status, mark=mark)
        links.setdefault(number, []).append(link)
    entries = {}
    for (
        number,
        name,
        section,
        title,
        venue,
        venue_name,
        year,
        url,
        arxiv,
        doi,
        openreview,
        note,
        *lists,
    ) in database.execute(
        f"SELECT {_COLUMNS} FROM entry LEFT JOIN venue ON venue.name = entry.venue WHERE number {_AMONG}",
        (among,),
    ):
        errata, also, heading = (tuple(json.loads(text)) if text != "[]" else () for text in lists)
        entries[number] = Entry(
            id=name, section=section, title=title, authors=tuple(authors.get(number, ())), venue=venue,
            venue_name=venue_name, year=year, types=tuple(types.get(number, ())), url=url, arxiv=arxiv,
            doi=doi, openreview=openreview, code=tuple(links.get(number, ())), note=note, errata=errata,
            also_listed_as=also, heading=heading,
        )  # fmt: skip
    return [entries[number] for number in numbers]


def read_venues(database: Connection) -> "Iterator[Venue]":
    """Every venue that the catalogue knows, with or without entries."""
    from prunecat.venue import Venue

    for name, full_name, kind, label, aliases, url in database.execute(
        "SELECT name, full_name, kind, label, aliases, url FROM venue ORDER BY rowid"
    ):
        yield Venue(
            name=name,
            full_name=full_name,
            kind=kind,
            label=label,
            aliases=tuple(json.loads(aliases)),
            url=url,
        )


def meta(database: Connection, key: str) -> Any:
    """What the snapshot says of itself under a key, such as `about` or `entries`."""
    return json.loads(database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for number, text in rows:
        groups.setdefault(number, []).append(text)
    return groups
