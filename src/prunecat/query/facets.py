"""Facets: the fields that entries are filtered and counted by, one row a field.

The options of the command line, the fields of a query, the Python face, counts and completion read this table.
"""

from collections.abc import Callable, Iterable, Mapping
from sqlite3 import Connection
from typing import NamedTuple, TypeVar

from prunecat.errors import UsageError
from prunecat.nearest import unknown
from prunecat.query import resolve
from prunecat.query.filters import Filter, all_of, any_of, has_code

_Meant = TypeVar("_Meant")
Words = str | int | bool | None | Iterable[str | int]
"""What a user asks of a facet: one word or several, a number, yes or no; None asks nothing."""
MOST_VALUES = 400
"""Values of one facet in one filter; SQLite takes conditions nested up to 1,000 deep, and nobody types as many."""


class Facet(NamedTuple):
    """A field that entries are filtered and counted by."""

    help: str
    column: str
    """Its value, as SQL over `entry` and the table joined."""
    join: str = ""
    metavar: str | None = "NAME"
    """What its option takes; None for a switch."""
    meant: Callable[[Connection, str], Filter] | None = None
    """The filter for a word; it raises UsageError for one that means nothing in the catalogue."""
    of_link: Callable[[Connection, str], tuple[str, ...]] | None = None
    """In place of `meant`: what a word names of a code link. All that is asked of links must hold of one link."""
    described: str = ""
    """SQL that gives values and their descriptions, for completion; without it a value is told with its count."""


_LINKS = "LEFT JOIN code AS link ON link.entry = entry.number"
FACETS = {
    "venue": Facet(
        "Conference or journal under any of its names.",
        "entry.venue",
        meant=resolve.venue,
        described="SELECT name, full_name FROM venue",
    ),
    "year": Facet("2023, 2020-2022, 2021- or -2019.", "entry.year", metavar="YEARS", meant=resolve.year),
    "type": Facet(
        "S structured, U unstructured, S/U both.",
        "t.type",
        "LEFT JOIN entry_type AS t ON t.entry = entry.number",
        metavar="TYPE",
        meant=resolve.pruning_type,
        described="SELECT code, name FROM legend",
    ),
    "section": Facet("conference, journal, survey, other or software.", "entry.section", meant=resolve.section),
    "author": Facet(
        "A part of an author's name.",
        "a.name",
        "LEFT JOIN author AS a ON a.entry = entry.number",
        meant=resolve.author,
    ),
    "code": Facet(
        "With or without a link to code.",
        "CASE WHEN EXISTS (SELECT 1 FROM code AS c WHERE c.entry = entry.number) THEN 'yes' ELSE 'no' END",
        metavar=None,
        meant=resolve.code,
    ),
    "origin": Facet(
        "Code that is official (A) or unofficial (O).", "link.origin", _LINKS, metavar="ORIGIN", of_link=resolve.origin
    ),
    "framework": Facet("Code in this framework.", "link.framework", _LINKS, of_link=resolve.framework),
}


def filter_of(database: Connection, asked: Mapping[str, Words]) -> Filter:
    """One filter of what is asked by facet: several values of a facet widen it, different facets narrow it.

    Values may be repeated or joined by commas. UsageError for a facet that there is not, for a word that means
    nothing in the catalogue, and for more than MOST_VALUES values.
    """
    parts: list[Filter] = []
    of_link: dict[str, tuple[str, ...]] = {}
    for name, words in asked.items():
        if (facet := FACETS.get(name)) is None:
            raise unknown("field", name, FACETS)
        values = _values(words)
        if len(values) > MOST_VALUES:
            raise UsageError(f"{len(values)} values of {name}", remedy=f"at most {MOST_VALUES} can be asked for")
        if values and facet.meant:
            parts.append(any_of(*(part for value in values for part in _each(database, facet.meant, value))))
        elif values and facet.of_link:
            of_link[name] = tuple(
                part for value in values for found in _each(database, facet.of_link, value) for part in found
            )
    if of_link:
        parts.append(has_code(of_link.get("origin", ()), of_link.get("framework", ())))
    return all_of(*parts)


def _values(words: Words) -> list[str]:
    if words is None:
        return []
    if isinstance(words, bool):
        return ["yes" if words else "no"]
    several = [words] if isinstance(words, str | int) else words
    return list(dict.fromkeys(map(str, several)))


def _each(database: Connection, meant: Callable[[Connection, str], _Meant], text: str) -> list[_Meant]:
    """What a text means as a whole, or, if it means nothing, what each of its parts between commas means."""
    try:
        return [meant(database, text)]
    except UsageError:
        parts = [part.strip() for part in text.split(",")]
        parts = [part for part in parts if part]
        if len(parts) < 2:
            raise
        if len(parts) > MOST_VALUES:
            raise UsageError(f"{len(parts)} values in one", remedy=f"at most {MOST_VALUES} can be asked for") from None
        return [meant(database, part) for part in parts]
