"""One entry a work: an answer without the entries that one before them in it names in `also_listed_as`.

What is left out depends on the order of an answer where not all rows of a work name one another.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from operator import attrgetter
from sqlite3 import Connection
from typing import TYPE_CHECKING, TypeVar

from prunecat.snapshot import bits
from prunecat.snapshot.rows import meta
from prunecat.snapshot.works import works_of

if TYPE_CHECKING:
    from prunecat.query.ranking import Hit
    from prunecat.result import Result

T = TypeVar("T")

_MORE = 10
"""Entries that are asked for at first beyond those that are wanted: most works have one."""
_TIMES_MORE = 4
"""Each time that these are not enough, so many times as many are asked for."""


def one_a_work(results: "Iterable[Result]") -> "Iterator[Result]":
    """The results without the later rows of a work that an earlier one is of."""
    named: set[str] = set()
    for result in results:
        if result.entry.id not in named:
            yield result
        named.update(result.entry.also_listed_as)


def hits_of_works(database: Connection, hits: "Iterable[Hit]") -> "Iterator[Hit]":
    """The same of hits, of which no entry is read."""
    return _first(database, hits, attrgetter("number"))


def first_works(
    database: Connection, ask: Callable[[int | None], Iterable[int]], most: int | None = None
) -> Iterator[int]:
    """The same of the numbers of entries, at most so many.

    `ask` gives the first so many numbers of an answer, or all; it is asked for more until they are enough.
    """
    numbers = ask(None) if most is None else _growing(ask, most + _MORE)
    return islice(_first(database, numbers, int), most)


def _growing(ask: Callable[[int], Iterable[int]], most: int) -> Iterator[int]:
    given = 0
    while True:
        for number in islice(ask(most), given, None):
            given += 1
            yield number
        if given < most:
            return
        most *= _TIMES_MORE


def _first(database: Connection, rows: Iterable[T], number_of: Callable[[T], int]) -> Iterator[T]:
    if (works := works_of(database)) is None:
        yield from rows
        return
    named, namers = works.named, works.namers
    before = bytearray(int(meta(database, "entries")) // 8 + 1)
    for row in rows:
        number = number_of(row)
        by = namers[bisect_left(named, number) : bisect_right(named, number)]
        if not any(bits.has(before, namer) for namer in by):
            yield row
        bits.add(before, number)


def first_rows(database: Connection) -> dict[int, int]:
    """The number of the first entry that an entry names, by the number of each that names one before itself."""
    firsts: dict[int, int] = {}
    if works := works_of(database):
        for number, namer in zip(works.named, works.namers, strict=True):  # the named ones rise
            if number < namer:
                firsts.setdefault(namer, number)
    return firsts


def of_several_rows(database: Connection) -> set[int]:
    """The entries that name another one of their work, or are named."""
    works = works_of(database)
    return {*works.named, *works.namers} if works else set()


def count_works(database: Connection, entries: int, in_order: Callable[[int], Iterable[int]]) -> int:
    """How many of a set of entries are left where one a work is wanted.

    `in_order` gives the numbers of the entries of a smaller set in the order of the answer.
    """
    if (works := works_of(database)) is None:
        return entries.bit_count()
    last = int(meta(database, "entries"))
    odd = entries & bits.of_numbers(works.odd, last)
    others = entries & ~odd
    held = bits.flags(others, last)
    pairs = zip(works.named, works.namers, strict=True)
    later = (number for number, namer in pairs if namer < number and held[number] and held[namer])
    left = sum(1 for _ in _first(database, in_order(odd), int)) if odd else 0
    return others.bit_count() - sum(1 for _ in groupby(later)) + left
