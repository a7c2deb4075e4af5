"""Which entries are rows of one work, by their `also_listed_as`: of a catalogue that has such, by their numbers.

An entry may name another that does not name it, or not all that this one names, and may name what is no entry.
"""

from array import array
from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple

_NAMED = """SELECT other.number, also.entry FROM also CROSS JOIN entry AS other ON other.id = also.id
WHERE other.number <> also.entry ORDER BY 1, 2"""


class Works(NamedTuple):
    """Which entries name which others, the nth of `namers` the nth of `named`; the named ones rise."""

    named: Sequence[int]
    namers: Sequence[int]
    odd: Sequence[int]
    """The entries that name or are named where not all of a work name one another: which of them are left out where one
    a work is wanted depends on the order in which they come."""


def insert_works(database: Connection) -> None:
    """Write which entries name which others, out of the table `also`, which is empty then."""
    named, namers = array("I"), array("I")
    for number, namer in database.execute(_NAMED):
        named.append(number)
        namers.append(namer)
    if named:
        works = Works(named, namers, array("I", sorted(_odd(named, namers))))
        database.execute("INSERT INTO works VALUES (?, ?, ?)", works)
    database.execute("DELETE FROM also")


def _odd(named: Sequence[int], namers: Sequence[int]) -> set[int]:
    near: dict[int, set[int]] = {}
    by: dict[int, set[int]] = {}
    for number, namer in zip(named, namers, strict=True):
        near.setdefault(namer, {namer}).add(number)
        near.setdefault(number, {number})
        by.setdefault(number, set()).add(namer)
    return {
        number
        for number, work in near.items()
        if any(near[other] != work or not by.get(other, set()) <= work for other in work)
    }


def works_of(database: Connection) -> Works | None:
    """Which entries name which others; None where none does."""
    row = database.execute("SELECT named, namers, odd FROM works").fetchone()
    return Works(*(array("I", column) for column in row)) if row else None
