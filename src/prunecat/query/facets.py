"""Facets: the fields that entries are filtered and counted by, one row a field.

The options of the command line, the fields of a query, the Python face, counts and completion read this table. What a
word means for a facet is in `resolve.MEANINGS`, which is imported when something is asked.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any, NamedTuple

from prunecat.errors import UsageError
from prunecat.query.parts import PARTS

if TYPE_CHECKING:
    from prunecat.query.filters import Filter

Words = str | int | bool | None | Iterable[str | int]
"""What a user asks of a facet: one word or several, a number, yes or no; None asks nothing."""
Value = str | int | None
"""A value of a facet; None is "not stated"."""
Wanted = Collection[Value] | None
"""The values of a facet that are wanted; None wants all."""
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
    trait: str | None = None
    """The trait of snapshot/traits.py that has its values, if one has."""
    is_of_link: bool = False
    """Whether a word means names of a code link rather than a filter. All that is asked of links is asked of one."""
    narrows: bool = False
    """Whether each further value narrows, where an entry has many and several are wanted of it; commas widen."""
    between: str = ","
    """A regular expression for what stands between several values."""
    described: str = ""
    """SQL that gives values and their descriptions, for completion; without it a value is told with its count."""


_HAD = f"""LEFT JOIN ({" UNION ALL ".join(f"SELECT '{part}' AS part" for part in PARTS)}) AS known
    ON CASE known.part {" ".join(f"WHEN '{part}' THEN {known.condition}" for part, known in PARTS.items())} END"""
_LINKS = "LEFT JOIN code AS link ON link.entry = entry.number"
FACETS = {
    "venue": Facet(
        "Conference or journal under any of its names.",
        "entry.venue",
        trait="venue",
        described="SELECT name, full_name FROM venue",
    ),
    "year": Facet("2023, 2020-2022, 2021- or -2019.", "entry.year", metavar="YEARS", trait="year"),
    "type": Facet(
        "S structured, U unstructured, S/U both.",
        "t.type",
        "LEFT JOIN entry_type AS t ON t.entry = entry.number",
        metavar="TYPE",
        trait="types",
        described="SELECT code, name FROM legend",
    ),
    "section": Facet("conference, journal, survey, other or software.", "entry.section", trait="section"),
    "topic": Facet(
        "What it is about, by the vocabulary.", "about.name", "LEFT JOIN topic AS about ON about.entry = entry.number"
    ),
    "author": Facet(
        "Whole parts of an author's name: han, 'Song Han', 'S. Han'.",
        "a.value",
        "LEFT JOIN json_each(entry.authors) AS a",
        between=r",(?!\s)",  # `Han, Song` is one name
    ),
    "code": Facet(
        "With or without a link to code.",
        "CASE WHEN EXISTS (SELECT 1 FROM code AS c WHERE c.entry = entry.number) THEN 'yes' ELSE 'no' END",
        metavar=None,
        trait="links",
    ),
    "origin": Facet(
        "Code that is official (A) or unofficial (O).",
        "link.origin",
        _LINKS,
        metavar="ORIGIN",
        trait="links",
        is_of_link=True,
    ),
    "framework": Facet("Code in this framework.", "link.framework", _LINKS, trait="links", is_of_link=True),
    "has": Facet(
        f"What is known: {', '.join(PARTS)}; repeated it narrows.",
        "known.part",
        _HAD,
        metavar="PART",
        narrows=True,
    ),
}


def filter_of(database: Connection, asked: Mapping[str, Words]) -> "Filter":
    """One filter of what is asked by facet: several values of a facet widen it, different facets narrow it.

    Values may be repeated or joined by commas. UsageError for a facet that there is not, for a word that means
    nothing in the catalogue, and for more than MOST_VALUES values.
    """
    from prunecat.query import filters, resolve

    parts: list[Filter] = []
    of_link: dict[str, tuple[str, ...]] = {}
    for name, words in asked.items():
        if (facet := FACETS.get(name)) is None:
            from prunecat.nearest import unknown

            raise unknown("field", name, FACETS)
        each = [_each(database, resolve.MEANINGS[name], facet.between, value) for value in _values(name, words)]
        meant = [one for values in each for one in values]
        if meant and facet.is_of_link:
            of_link[name] = tuple(value for values in meant for value in values)
        elif meant and facet.narrows:
            parts += [filters.any_of(*values) for values in each]
        elif meant:
            parts.append(filters.any_of(*meant))
    if of_link:
        parts.append(filters.has_code(of_link.get("origin", ()), of_link.get("framework", ())))
    return filters.all_of(*parts)


def _values(name: str, words: Words) -> list[str]:
    if words is None:
        return []
    if isinstance(words, bool):
        return ["yes" if words else "no"]
    values = list(dict.fromkeys(map(str, [words] if isinstance(words, str | int) else words)))
    if len(values) > MOST_VALUES:
        raise UsageError(f"{len(values)} values of {name}", remedy=f"at most {MOST_VALUES} can be asked for")
    return values


def _each(database: Connection, meant: Callable[[Connection, str], Any], between: str, text: str) -> list[Any]:
    """What a text means as a whole, or, if it means nothing, what each of its parts means; `between` stands between."""
    try:
        return [meant(database, text)]
    except UsageError:
        parts = [part.strip() for part in re.split(between, text) if part.strip()]
        if len(parts) < 2:
            raise
    return [meant(database, part) for part in _values("one filter", parts)]
