"""The order that a user asks for: results sorted by fields, what is not stated at the end."""

from collections.abc import Callable, Iterable, Sequence
from sqlite3 import Connection
from typing import Any, NamedTuple

from prunecat.nearest import unknown
from prunecat.result import Result
from prunecat.words import fold


class _Key(NamedTuple):
    """What results are sorted by."""

    of: Callable[[Result], Any]
    """A result's value; None where it has none."""
    column: str
    """The same of a row of the table `entry`, in SQL with the functions of `_FUNCTIONS`."""


_KEYS = {
    "id": _Key(lambda result: result.entry.id, "entry.id"),
    "title": _Key(lambda result: fold(result.entry.title), "folded(entry.title)"),
    "authors": _Key(
        lambda result: _surname(result.entry.authors[0]) if result.entry.authors else None,
        "(SELECT surname(name) FROM author WHERE author.entry = entry.number AND position = 0)",
    ),
    "venue": _Key(lambda result: fold(result.entry.venue) if result.entry.venue else None, "folded(entry.venue)"),
    "year": _Key(lambda result: result.entry.year, "entry.year"),
    "section": _Key(lambda result: result.entry.section, "entry.section"),
    "types": _Key(
        lambda result: "/".join(result.entry.types) or None,
        "(SELECT group_concat(type, '/') FROM entry_type WHERE entry_type.entry = entry.number)",
    ),
    "code": _Key(
        lambda result: -len(result.entry.code), "-(SELECT count(*) FROM code WHERE code.entry = entry.number)"
    ),
    "score": _Key(lambda result: result.score, "NULL"),
}
_NAMES = {"author": "authors", "type": "types"}
SORT_KEYS = tuple(_KEYS)


def _surname(author: str) -> str:
    return fold(author.split()[-1])


_FUNCTIONS: dict[str, Callable[[str | None], str | None]] = {
    "folded": lambda text: fold(text) if text else None,
    "surname": lambda author: _surname(author) if author else None,
}
"""What SQL calls to sort as Python does; both compare letters by their code points."""


def in_order(results: Iterable[Result], fields: Sequence[str]) -> list[Result]:
    """The results sorted by fields, the first named first; a field behind `-` runs downwards.

    UsageError for a field that can't be sorted by.
    """
    ordered = list(results)
    for field in reversed(fields):
        name = field.removeprefix("-").removeprefix("+")
        if _NAMES.get(name, name) not in _KEYS:
            raise unknown("sort key", name, SORT_KEYS)
        key = _KEYS[_NAMES.get(name, name)].of
        stated = [result for result in ordered if key(result) is not None]
        stated.sort(key=key, reverse=field.startswith("-"))
        ordered = stated + [result for result in ordered if key(result) is None]
    return ordered


def by_score(fields: Sequence[str]) -> bool:
    """Whether the score is among some fields to sort by."""
    return any(field.removeprefix("-").removeprefix("+") == "score" for field in fields)


def sql_order(database: Connection, fields: Sequence[str]) -> str:
    """The order of some fields in SQL, ending in catalogue order, for this connection.

    UsageError for a field that can't be sorted by.
    """
    in_order((), fields)
    for name, function in _FUNCTIONS.items():
        database.create_function(name, 1, function, deterministic=True)
    terms = []
    for field in fields:
        name = field.removeprefix("-").removeprefix("+")
        column = _KEYS[_NAMES.get(name, name)].column
        terms.append(f"{column} {'DESC' if field.startswith('-') else 'ASC'} NULLS LAST")
    return ", ".join([*terms, "entry.number"])
