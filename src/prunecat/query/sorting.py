"""The order that a user asks for: results sorted by fields, what is not stated at the end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from prunecat.nearest import unknown
from prunecat.result import Result
from prunecat.snapshot import bits
from prunecat.snapshot.database import surname
from prunecat.words import fold

if TYPE_CHECKING:
    from prunecat.snapshot.sets import Sets


class _Key(NamedTuple):
    """What results are sorted by."""

    of: Callable[[Result], Any]
    """A result's value; None where it has none."""
    column: str
    """The same of a row of the table `entry`, in SQL with the functions of snapshot/database.py."""
    trait: str | None = None
    """The trait of snapshot/traits.py that tells it, if one does."""
    led_by: tuple[str, str] | None = None
    """A table of entries and a column of it that has an index and begins the same order, so that not all are read."""


_KEYS = {
    "id": _Key(lambda result: result.entry.id, "entry.id"),
    "title": _Key(
        lambda result: fold(result.entry.title),
        "folded(entry.title)",
        led_by=("entry INDEXED BY entry_title_begins", "entry.title_begins"),
    ),
    "authors": _Key(
        lambda result: surname(result.entry.authors[0]) if result.entry.authors else None,
        "surname(json_extract(entry.authors, '$[0]'))",
        led_by=("entry INDEXED BY entry_author_begins", "entry.author_begins"),
    ),
    "venue": _Key(
        lambda result: fold(result.entry.venue) if result.entry.venue else None,
        "folded(entry.venue)",
        trait="venue",
    ),
    "year": _Key(lambda result: result.entry.year, "entry.year", trait="year"),
    "section": _Key(lambda result: result.entry.section, "entry.section", trait="section"),
    "types": _Key(
        lambda result: "/".join(result.entry.types) or None,
        "(SELECT group_concat(type, '/') FROM entry_type WHERE entry_type.entry = entry.number)",
        trait="types",
    ),
    "code": _Key(
        lambda result: len(result.entry.code),
        "(SELECT count(*) FROM code WHERE code.entry = entry.number)",
        trait="links",
    ),
    "score": _Key(lambda result: result.score, "NULL"),
}
_NAMES = {"author": "authors", "type": "types"}
SORT_KEYS = tuple(_KEYS)


def in_order(results: Iterable[Result], fields: Sequence[str]) -> list[Result]:
    """The results sorted by fields, the first named first; a field behind `-` runs downwards.

    UsageError for a field that can't be sorted by.
    """
    ordered = list(results)
    for field in reversed(fields):
        key = _key(field).of
        stated = [result for result in ordered if key(result) is not None]
        stated.sort(key=key, reverse=field.startswith("-"))
        ordered = stated + [result for result in ordered if key(result) is None]
    return ordered


def is_by_score(fields: Sequence[str]) -> bool:
    """Whether the score is among some fields to sort by."""
    return any(_key(field) is _KEYS["score"] for field in fields)


def is_best_first(fields: Sequence[str]) -> bool:
    """Whether fields to sort by begin with the best score, which is how an answer comes anyway."""
    return _key(fields[0]) is _KEYS["score"] and fields[0].startswith("-")


def without_score(fields: Sequence[str]) -> list[str]:
    """The fields without the score, which entries of a list do not have."""
    return [field for field in fields if _key(field) is not _KEYS["score"]]


def sql_order(fields: Sequence[str]) -> str:
    """The order of some fields in SQL, ending in catalogue order.

    UsageError for a field that can't be sorted by.
    """
    return ", ".join([*(_term(_key(field).column, field) for field in fields), "entry.number"])


def trait_sorted_by(field: str) -> str | None:
    """The trait that tells the order by a field, if one does."""
    return _key(field).trait


def in_order_of_values(sets: "Sets", entries: int, field: str) -> Iterator[int]:
    """Those of a set of entries that have each value of a field which a trait tells, in the order of these values."""
    key = _key(field)
    trait = key.trait or ""
    if trait == "venue":
        yield from _in_order_of_venues(sets, entries, is_downwards=field.startswith("-"))
        return
    values = sets.by_value(trait, key.column)
    stated = sorted((value for value in values if value != (None,)), reverse=field.startswith("-"))
    for value in [*stated, *values.keys() - {*stated}]:
        yield entries & sets.of_signs(trait, *values[value])


def _in_order_of_venues(sets: "Sets", entries: int, *, is_downwards: bool) -> Iterator[int]:
    """The same of venues, those of one folded name together: there are many, and most sets have entries of a few."""
    from prunecat.query.tallies import signs_in

    counts, named = signs_in(sets, "venue", entries), dict[str | None, list[str | None]]()
    held = bits.in_bytes(entries)
    for (venue,), (signs, unsigned) in sets.by_value("venue", "entry.venue").items():
        if any(map(counts.get, signs)) or any(bits.has(held, number) for number in unsigned):
            named.setdefault(fold(venue) if venue else None, []).append(venue)
    stated = sorted((name for name in named if name is not None), reverse=is_downwards)
    for name in [*stated, *named.keys() - {*stated}]:
        yield entries & reduce(or_, (sets.of_value("venue", venue) for venue in named[name]))


def led(fields: Sequence[str]) -> tuple[str, str]:
    """A table of entries in SQL, and what begins the order of some fields there, read from an index; empty for none."""
    table, column = (_key(fields[0]).led_by if fields else None) or ("entry", "")
    return table, column and f"{_term(column, fields[0])}, "


def _key(field: str) -> _Key:
    """What is sorted by; UsageError for a field that can't be."""
    typed = field.removeprefix("-").removeprefix("+")
    name = _NAMES.get(typed.lower(), typed.lower())
    if name not in _KEYS:
        raise unknown("sort key", typed, SORT_KEYS)
    return _KEYS[name]


def _term(column: str, field: str) -> str:
    return f"{column} {_running(field)}"


def _running(field: str) -> str:
    return f"{'DESC' if field.startswith('-') else 'ASC'} NULLS LAST"
