"""Filters: a small frozen value that says in SQL which entries pass, and combines with and, or and not.

Each has a second reading in Python, `matches`; a property test holds the two against each other.
"""

import json
from collections.abc import Callable, Collection
from fnmatch import fnmatchcase
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from prunecat.query.parts import PARTS
from prunecat.snapshot import fulltext
from prunecat.words import words_of

if TYPE_CHECKING:
    from prunecat.entry import Entry

Parameter = str | int
"""What an SQL condition is given for one of its question marks."""


class Filter(NamedTuple):
    """What decides whether an entry passes."""

    condition: str
    """An SQL condition on the table `entry`."""
    values: tuple[Parameter, ...]
    """The condition's parameters."""
    matches: "Callable[[Entry], bool]"
    """The same reading of an entry in Python."""
    trait: str | None = None
    """The trait of snapshot/traits.py whose value alone tells whether an entry passes, if there is one."""
    has_value: tuple[str, str] | None = None
    """A field and the value in it, by which snapshot/sets.py knows the entries that pass."""
    parts: "tuple[Filter, ...]" = ()
    """The filters that it is made of."""
    wants: Literal["every", "any", "no"] = "every"
    """How many of its parts it wants."""

    def __and__(self, other: "Filter") -> "Filter":
        return all_of(self, other)

    def __or__(self, other: "Filter") -> "Filter":
        return any_of(self, other)

    def __invert__(self) -> "Filter":
        # What SQL can't tell (the year of an entry without one) counts as stopped, as it does in Python.
        condition = f"NOT coalesce({self.condition}, 0)"
        opposite = Filter(condition, self.values, lambda entry: not self.matches(entry), self.trait)
        return opposite._replace(parts=(self,), wants="no")


def all_of(*parts: Filter) -> Filter:
    """Passes what passes every part; without parts, everything."""
    if len(parts) == 1:
        return parts[0]
    condition = _joined(parts, " AND ") or "1"
    every = Filter(condition, _values(parts), lambda entry: all(p.matches(entry) for p in parts), _trait_of(parts))
    return every._replace(parts=parts)


def any_of(*parts: Filter) -> Filter:
    """Passes what passes one part at least; without parts, nothing."""
    if len(parts) == 1:
        return parts[0]
    condition = _joined(parts, " OR ") or "0"
    one = Filter(condition, _values(parts), lambda entry: any(p.matches(entry) for p in parts), _trait_of(parts))
    return one._replace(parts=parts, wants="any")


def id_among(ids: Collection[str]) -> Filter:
    """Entries that have one of these ids."""
    among = "entry.id IN (SELECT value FROM json_each(?))"  # one parameter, of which SQLite takes a bounded number
    return Filter(among, (json.dumps([*ids]),), lambda entry: entry.id in ids)


def venue_is(name: str) -> Filter:
    """Entries of a venue, under its canonical name."""
    return Filter("entry.venue = ?", (name,), lambda entry: entry.venue == name, has_value=("venue", name))


def year_in(first: int | None, last: int | None) -> Filter:
    """Entries of the years from the first to the last, both included; None leaves that side open."""
    low, high = 0 if first is None else first, 9999 if last is None else last
    return Filter(
        "entry.year BETWEEN ? AND ?",
        (low, high),
        lambda entry: entry.year is not None and low <= entry.year <= high,
        trait="year",
    )


def type_is(code: str) -> Filter:
    """Entries that have a type among theirs."""
    return Filter(_among("entry_type", "it.type = ?"), (code,), lambda entry: code in entry.types, trait="types")


def section_is(name: str) -> Filter:
    """Entries of a section."""
    return Filter("entry.section = ?", (name,), lambda entry: entry.section == name, trait="section")


def topic_is(name: str, ids: Callable[[], Collection[str]], is_rare: bool = False) -> Filter:
    """Entries about a topic; `ids` gives theirs, for what an entry is about is known of the catalogue alone.

    Those of a rare one are found by an index; of another the first are found by going through all entries.
    """
    rare = "entry.number IN (SELECT it.entry FROM topic AS it WHERE it.name = ?)"
    condition = rare if is_rare else _among("topic", "it.name = ?")
    return Filter(condition, (name,), lambda entry: entry.id in ids(), has_value=("topic", name))


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
        trait="links",
    )


def has(part: str) -> Filter:
    """Entries that have one of PARTS."""
    known = PARTS[part]
    return Filter(known.condition, (), known.is_known, known.trait)


def author_has(text: str, *, is_rare: bool = False) -> Filter:
    """Entries with an author whose name has these whole parts in a row, case and accents folded; `s` is an initial.

    Where a part is rare the index finds the entries; of others the first are found by going through all.
    """
    parts = words_of(text)
    pattern = f"* {' '.join(f'{part}*' if len(part) == 1 else part for part in parts)} *"
    named = "EXISTS (SELECT 1 FROM json_each(entry.authors) AS it WHERE folded_words(it.value) GLOB ?)"
    whole = [fulltext.phrase([*run]) for is_whole, run in groupby(parts, lambda part: len(part) > 1) if is_whole]
    found = fulltext.within(("name",), fulltext.all_of(whole))
    # One whole word of ASCII: the index alone decides, and no name need be compared.
    is_told = len(parts) == len(whole) == 1 and parts[0].isascii()
    conditions: list[tuple[str, Parameter]] = [(fulltext.WRITTEN_BY, found)] if is_rare else []
    if not (is_rare and is_told):
        conditions.append((named, pattern))
    return Filter(
        " AND ".join(condition for condition, _ in conditions),
        tuple(value for _, value in conditions),
        lambda entry: any(fnmatchcase(f" {' '.join(words_of(name))} ", pattern) for name in entry.authors),
        has_value=("author", parts[0]) if is_told else None,
    )


def _among(table: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} AS it WHERE it.entry = entry.number AND {condition})"


def _joined(parts: tuple[Filter, ...], word: str) -> str:
    return word.join(f"({part.condition})" for part in parts)


def _trait_of(parts: tuple[Filter, ...]) -> str | None:
    """The trait that decides for every part."""
    traits = {part.trait for part in parts}
    return traits.pop() if len(traits) == 1 else None


def _values(parts: tuple[Filter, ...]) -> tuple[Parameter, ...]:
    return tuple(value for part in parts for value in part.values)
