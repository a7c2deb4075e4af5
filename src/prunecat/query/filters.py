"""Filters: a small frozen value that says in SQL which entries pass, and combines with and, or and not.

Each has a second reading in Python, `matches`; a property test holds the two against each other.
"""

import json
from collections.abc import Callable, Collection
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from prunecat.query.parts import PARTS
from prunecat.snapshot import fulltext
from prunecat.words import words_of

if TYPE_CHECKING:
    from prunecat.entry import Entry

Value = str | int


class Filter(NamedTuple):
    """What decides whether an entry passes."""

    condition: str
    """An SQL condition on the table `entry`."""
    values: tuple[Value, ...]
    """The condition's parameters."""
    matches: "Callable[[Entry], bool]"
    """The same reading of an entry in Python."""

    def __and__(self, other: "Filter") -> "Filter":
        return all_of(self, other)

    def __or__(self, other: "Filter") -> "Filter":
        return any_of(self, other)

    def __invert__(self) -> "Filter":
        # What SQL can't tell (the year of an entry without one) counts as stopped, as it does in Python.
        return Filter(f"NOT coalesce({self.condition}, 0)", self.values, lambda entry: not self.matches(entry))


def all_of(*parts: Filter) -> Filter:
    """Passes what passes every part; without parts, everything."""
    if len(parts) == 1:
        return parts[0]
    return Filter(_joined(parts, " AND ") or "1", _values(parts), lambda entry: all(p.matches(entry) for p in parts))


def any_of(*parts: Filter) -> Filter:
    """Passes what passes one part at least; without parts, nothing."""
    if len(parts) == 1:
        return parts[0]
    return Filter(_joined(parts, " OR ") or "0", _values(parts), lambda entry: any(p.matches(entry) for p in parts))


def id_among(ids: Collection[str]) -> Filter:
    """Entries that have one of these ids."""
    among = "entry.id IN (SELECT value FROM json_each(?))"  # one parameter, of which SQLite takes a bounded number
    return Filter(among, (json.dumps([*ids]),), lambda entry: entry.id in ids)


def venue_is(name: str) -> Filter:
    """Entries of a venue, under its canonical name."""
    return Filter("entry.venue = ?", (name,), lambda entry: entry.venue == name)


def year_in(first: int | None, last: int | None) -> Filter:
    """Entries of the years from the first to the last, both included; None leaves that side open."""
    low, high = 0 if first is None else first, 9999 if last is None else last
    return Filter(
        "entry.year BETWEEN ? AND ?",
        (low, high),
        lambda entry: entry.year is not None and low <= entry.year <= high,
    )


def type_is(code: str) -> Filter:
    """Entries that have a type among theirs."""
    return Filter(_among("entry_type", "it.type = ?"), (code,), lambda entry: code in entry.types)


def section_is(name: str) -> Filter:
    """Entries of a section."""
    return Filter("entry.section = ?", (name,), lambda entry: entry.section == name)


def topic_is(name: str, ids: Callable[[], Collection[str]]) -> Filter:
    """Entries about a topic; `ids` gives theirs, for what an entry is about is known of the catalogue alone."""
    return Filter(_among("topic", "it.name = ?"), (name,), lambda entry: entry.id in ids())


def has_code(origins: tuple[str, ...] = (), frameworks: tuple[str, ...] = ()) -> Filter:
    """Entries with a code link whose origin and framework are among those named; none named means any."""
    named = [(column, words) for column, words in (("origin", origins), ("framework", frameworks)) if words]
    conditions = [f"it.{column} IN ({', '.join('?' * len(words))})" for column, words in named]
    return Filter(
        _among("code", " AND ".join(conditions) or "1"),
        (*origins, *frameworks),
        lambda entry: any(
            (not origins or link.origin in origins) and (not frameworks or link.framework in frameworks)
            for link in entry.code
        ),
    )


def has(part: str) -> Filter:
    """Entries that have one of PARTS."""
    return Filter(PARTS[part].condition, (), PARTS[part].is_known)


def author_has(text: str) -> Filter:
    """Entries with an author whose name has these whole parts in a row, case and accents folded; `s` is an initial."""
    parts = words_of(text)
    pattern = f"* {' '.join(f'{part}*' if len(part) == 1 else part for part in parts)} *"
    whole = fulltext.all_of(fulltext.phrase([part]) for part in parts if len(part) > 1)
    named = _among("author", "folded_words(it.name) GLOB ?")
    return Filter(
        f"{fulltext.WRITTEN_BY} AND {named}" if whole else named,
        (whole, pattern) if whole else (pattern,),
        lambda entry: any(fnmatchcase(f" {' '.join(words_of(name))} ", pattern) for name in entry.authors),
    )


def _among(table: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} AS it WHERE it.entry = entry.number AND {condition})"


def _joined(parts: tuple[Filter, ...], word: str) -> str:
    return word.join(f"({part.condition})" for part in parts)


def _values(parts: tuple[Filter, ...]) -> tuple[Value, ...]:
    return tuple(value for part in parts for value in part.values)
