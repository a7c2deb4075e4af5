"""The sieve of a query: what its filters, phrases and words left out let pass."""

from collections.abc import Collection, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import or_
from sqlite3 import Connection
from typing import NamedTuple

from prunecat.errors import UsageError, quoted
from prunecat.nearest import remedy_for
from prunecat.query.facets import FACETS, MOST_VALUES, filter_of
from prunecat.query.filters import Filter, all_of
from prunecat.query.parse import TEXTS, Query, Within
from prunecat.snapshot import fulltext
from prunecat.snapshot.bits import members
from prunecat.snapshot.rows import numbers_where
from prunecat.snapshot.sets import Sets

_MOST_LOOKED_UP = 10_000
"""Entries of which each is looked up to know whether it passes a filter, rather than all that pass it."""
_SOUGHT = 2_000
"""Rows of a phrase from which on it is looked for in the words of the entries, not in the index."""


class Sought(NamedTuple):
    """A full-text expression, and the tables in which it is looked for."""

    expression: str
    tables: tuple[str, ...] = fulltext.TABLES


class Sieve(NamedTuple):
    """What an entry must fulfil and have, and what it must not have."""

    only: Filter | None = None
    having: tuple[Sought, ...] = ()
    without: tuple[Sought, ...] = ()


def sieve_of(database: Connection, query: Query, only: Filter | None) -> Sieve | None:
    """The sieve of a query beside a filter, None where it lets all pass; a UsageError for a filter without meaning."""
    parts = [*([only] if only else ()), *_filters(database, query)]
    having = [Sought(fulltext.phrase(words)) for words in query.phrases]
    without = [Sought(fulltext.phrase(words)) for words in query.without]
    for one in query.within:
        (without if one.out else having).append(_within(one))
    if not parts and not having and not without:
        return None
    return Sieve(all_of(*parts) if parts else None, tuple(having), tuple(without))


def _within(one: Within) -> Sought:
    return Sought(fulltext.within(TEXTS[one.field], fulltext.phrase(one.words)), ("search",))


def passing(database: Connection, sieve: Sieve, among: Collection[int] | None = None) -> set[int]:
    """The numbers of the entries that pass a sieve, of all or of those given."""
    found = _passing_filter(database, sieve.only, among)
    for sought in sieve.having:
        having = _having(database, sought, among)
        found = having if found is None else found & having
    if found is None:
        found = _passing_filter(database, all_of(), among) or set()
    for sought in sieve.without:
        found = found - _having(database, sought, among)
    return found


def _having(database: Connection, sought: Sought, among: Collection[int] | None) -> set[int]:
    """The entries, of all or of those given, that have what is sought."""
    expression, tables = sought
    if among is None or all(fulltext.count(database, expression, table, _SOUGHT) < _SOUGHT for table in tables):
        found = fulltext.matching(database, expression, tables)
        return found if among is None else found.intersection(among)
    from prunecat.snapshot.chosen import Chosen

    chosen = Chosen(database, among)
    return {number for table in tables for number in chosen.having(expression, table)}


def sifted(sets: Sets, entries: int, sieve: Sieve | None) -> int:
    """Those of a set of entries that pass a sieve, as a set."""
    if sieve is None:
        return entries
    for sought in sieve.having:
        entries &= set_of(sets, sought)
    for sought in sieve.without:
        entries &= ~set_of(sets, sought)
    return filtered(sets, sieve.only, entries) if sieve.only else entries


def filtered(sets: Sets, only: Filter, entries: int) -> int:
    """Those of a set of entries that pass a filter, as a set."""
    if not entries:
        return 0
    if only.trait:
        return entries & sets.of_trait(only.trait, only.condition, only.values)
    if only.has_value:
        return entries & sets.with_value(*only.has_value)
    if only.parts and only.wants == "every":
        known_first = sorted(only.parts, key=lambda part: not is_in_sets(part))
        return reduce(lambda left, part: filtered(sets, part, left), known_first, entries)
    if only.parts:
        any_of_them = reduce(or_, (filtered(sets, part, entries) for part in only.parts))
        return any_of_them if only.wants == "any" else entries & ~any_of_them
    if entries.bit_count() <= _MOST_LOOKED_UP:
        return sets.of(numbers_where(sets.database, only.condition, only.values, members(entries)))
    return entries & sets.of(numbers_where(sets.database, only.condition, only.values))


def is_in_sets(only: Filter) -> bool:
    """Whether the entries that pass a filter are known as sets, without a look at any."""
    if only.trait or only.has_value:
        return True
    return bool(only.parts) and all(map(is_in_sets, only.parts))


def set_of(sets: Sets, sought: Sought) -> int:
    """The entries that have what is sought."""
    having = 0
    for table in sought.tables:
        having |= sets.having(sought.expression, table)
    return having


def in_catalogue_order(database: Connection, sieve: Sieve, most: int | None = None) -> Iterator[int]:
    """The first entries in catalogue order that pass a sieve, or all of them."""
    if sieve.having or sieve.without:
        sets = Sets(database)
        passed = sifted(sets, sets.all_entries, sieve)
        return islice(members(passed), most)
    condition, values = (sieve.only.condition, sieve.only.values) if sieve.only else ("1", ())
    rows = database.execute(
        f"SELECT number FROM entry WHERE {condition} ORDER BY number LIMIT ?", (*values, -1 if most is None else most)
    )
    return (number for (number,) in rows)


def _passing_filter(database: Connection, only: Filter | None, among: Collection[int] | None) -> set[int] | None:
    """The entries that pass a filter; None where there is none, and so no need to look."""
    if only is None:
        return None if among is None else set(among)
    return {*numbers_where(database, only.condition, only.values, among)}


def _filters(database: Connection, query: Query) -> Sequence[Filter]:
    """The filters written in a query: several values of one field widen it, as repeated options do.

    UsageError for a field that there is not, unless the catalogue has its name as a word.
    """
    for name in query.claimed:
        if not fulltext.any_entry(database, fulltext.phrase([name])):
            right = remedy_for(name, (*FACETS, *TEXTS))
            raise UsageError(
                f"unknown field {quoted(name)}", remedy=f"{right} (as words: with a space behind the colon)"
            )
    if len(query.terms) > MOST_VALUES:
        raise UsageError(f"{len(query.terms)} filters in a query", remedy=f"at most {MOST_VALUES} can stand in one")
    wanted: dict[str, list[str]] = {}
    for term in query.terms:
        if not term.out:
            wanted.setdefault(term.field, []).append(term.value)
    unwanted = [~filter_of(database, {term.field: term.value}) for term in query.terms if term.out]
    return [filter_of(database, wanted), *unwanted] if wanted else unwanted
