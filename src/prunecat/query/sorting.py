"""The order that a user asks for: results sorted by fields, what is not stated at the end."""

from collections.abc import Callable, Sequence
from typing import Any

from prunecat.nearest import unknown
from prunecat.result import Result
from prunecat.words import fold

_KEYS: dict[str, Callable[[Result], Any]] = {
    "id": lambda result: result.entry.id,
    "title": lambda result: fold(result.entry.title),
    "authors": lambda result: fold(result.entry.authors[0].split()[-1]) if result.entry.authors else None,
    "venue": lambda result: fold(result.entry.venue) if result.entry.venue else None,
    "year": lambda result: result.entry.year,
    "section": lambda result: result.entry.section,
    "types": lambda result: "/".join(result.entry.types) or None,
    "code": lambda result: -len(result.entry.code),
    "score": lambda result: result.score,
}
_COLUMNS = {name: f"entry.{name}" for name in ("id", "year", "section")}
"""The keys that are columns of the snapshot, by which it can be read in order."""
_NAMES = {"author": "authors", "type": "types"}
SORT_KEYS = tuple(_KEYS)


def in_order(results: Sequence[Result], fields: Sequence[str]) -> list[Result]:
    """The results sorted by fields, the first named first; a field behind `-` runs downwards.

    UsageError for a field that can't be sorted by.
    """
    ordered = list(results)
    for field in reversed(fields):
        name = field.removeprefix("-").removeprefix("+")
        key = _KEYS.get(_NAMES.get(name, name))
        if key is None:
            raise unknown("sort key", name, SORT_KEYS)
        stated = [result for result in ordered if key(result) is not None]
        stated.sort(key=key, reverse=field.startswith("-"))
        ordered = stated + [result for result in ordered if key(result) is None]
    return ordered


def sql_order(fields: Sequence[str]) -> str | None:
    """The order of some fields in SQL, ending in catalogue order; None where it can't say it.

    UsageError for a field that can't be sorted by.
    """
    in_order((), fields)
    terms = []
    for field in fields:
        column = _COLUMNS.get(field.removeprefix("-").removeprefix("+"))
        if column is None:
            return None
        terms.append(f"{column} {'DESC' if field.startswith('-') else 'ASC'} NULLS LAST")
    return ", ".join([*terms, "entry.number"])
