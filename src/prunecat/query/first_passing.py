"""The first entries, by the order of the index, that have what is sought and pass a sieve."""

from collections.abc import Iterator, Mapping
from itertools import count, islice
from sqlite3 import Connection

from prunecat.query.sieve import Sieve, Sought, filtered, in_catalogue_order, is_in_sets, passing, set_of, sifted
from prunecat.snapshot import fulltext
from prunecat.snapshot.bits import members
from prunecat.snapshot.sets import Sets

_STEP, _MOST_LOOKED_AT = 250, 60_000
"""Rows that are looked at together, each time twice as many, and in all, for some that pass a sieve."""
_FEW_PASSING = 500
"""Entries that pass a filter, which are all scored, in some three milliseconds, rather than the index gone through."""
_ABLE = 450
"""Entries that can fulfil an expression: as many are scored sooner than the index is gone through for those that do."""
_RANKED = 10_000
"""Entries that sets tell to pass, whose rows are looked up and sorted rather than the index gone through."""


def first_passing(sets: Sets, sought: Mapping[str, str], sieve: Sieve | None, most: int) -> list[int]:
    """The first entries that fulfil the expression for each table and pass the sieve.

    Where few entries can fulfil them or pass, they are given whether they fulfil the expressions or not.
    """
    database = sets.database
    if not sought:
        return list(in_catalogue_order(database, sieve, most)) if sieve and sieve.only else []
    if sieve and (few := few_passing(sets, sieve)) is not None:
        return few
    is_told = False  # whether the rows have what the sieve asks for
    if sieve and "search" in sought:
        expressions = [one.expression for one in sieve.having]
        sought = {**sought, "search": fulltext.all_of([sought["search"], *expressions])}
        is_told = sieve._replace(having=()) == Sieve()
    elif sieve:
        sought = {table: fulltext.all_of([expression, *_roughly(table, sieve)]) for table, expression in sought.items()}
    if (able := sets.at_most(sought)) is not None and able.bit_count() <= max(most, _ABLE):
        return list(members(sifted(sets, able, sieve)))
    if sieve is None or is_told:
        return list(fulltext.first(database, sought, most))
    if (first := _first_of_few(sets, sought, sieve, most)) is not None:
        return first
    return _passing_of(sets, fulltext.first(database, sought, _MOST_LOOKED_AT), sieve, most)


def _passing_of(sets: Sets, rows: Iterator[int], sieve: Sieve, most: int) -> list[int]:
    """The first entries of some rows that pass the sieve."""
    found: list[int] = []
    having, rest = Sieve(having=sieve.having), sieve._replace(having=())
    for times in count():
        numbers = list(islice(rows, _STEP << times))
        if times:
            passed = {*members(sifted(sets, sets.of(numbers), sieve))}
        else:  # most often that is all, and sooner looked at than the set of those that have it is made
            passed = {*members(sifted(sets, sets.of(passing(sets.database, having, numbers)), rest))}
        found += [number for number in numbers if number in passed]
        if not numbers or len(found) >= most:
            break
    return found[:most]


def _first_of_few(sets: Sets, sought: Mapping[str, str], sieve: Sieve, most: int) -> list[int] | None:
    """The first entries of those that fulfil an expression and pass the sieve; None unless sets tell that it is few."""
    if len(sought) > 1 or sieve.having or not sieve.only or not is_in_sets(sieve.only):
        return None
    ((table, expression),) = sought.items()
    if (having := sets.exactly(table, expression)) is None:
        return None
    some = sifted(sets, having, sieve)
    return [*fulltext.by_rank(sets.database, members(some), table, most)] if some.bit_count() <= _RANKED else None


def _roughly(table: str, sieve: Sieve) -> Iterator[str]:
    """What rows of a table of repeated words have, if their entry has what the sieve asks for; others may have it too.

    There the columns of an entry are one text, so that a phrase may begin in one and end in the next.
    """
    if table in ("subject_again", "name_again"):
        for one in sieve.having:
            for phrase in fulltext.parts(one.expression)[1]:
                yield fulltext.within(("subject", "name"), fulltext.phrase(phrase))


def few_passing(sets: Sets, sieve: Sieve) -> list[int] | None:
    """The entries that pass the sieve, where its filter or a phrase lets few enough pass to be looked up; else None."""
    for sought in sieve.having:
        if _may_be_few(sets.database, sought):
            having = set_of(sets, sought)
            if having.bit_count() <= _FEW_PASSING:
                return list(members(sifted(sets, having, sieve)))
    if sieve.only is None:
        return None
    if is_in_sets(sieve.only):
        passed = filtered(sets, sieve.only, sets.all_entries)
    else:
        passed = sets.of(sets.first_known(sieve.only.condition, sieve.only.values, _FEW_PASSING + 1))
    if passed.bit_count() > _FEW_PASSING:
        return None
    return list(members(sifted(sets, passed, sieve._replace(only=None))))


def _may_be_few(database: Connection, sought: Sought) -> bool:
    """Whether few entries may have what is sought: of a word some rows tell, of a phrase all its words' rows would."""
    if any(len(phrase) > 1 for phrase in fulltext.parts(sought.expression)[1]):
        return True
    most = _FEW_PASSING + 1
    return all(fulltext.count(database, sought.expression, table, most) < most for table in sought.tables)
