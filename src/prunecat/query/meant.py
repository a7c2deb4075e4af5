"""The entries that have what words of a query may mean, as sets."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from prunecat.query.meanings import Meaning
from prunecat.query.sieve import filtered
from prunecat.snapshot import fulltext
from prunecat.snapshot.chosen import entries_with
from prunecat.snapshot.sets import Sets

_GONE_THROUGH = 20_000
"""Rows of a word that are gone through for those where another one stands beside it, in some milliseconds."""


def with_phrase(sets: Sets, phrase: Sequence[str], table: str) -> int:
    """The entries that have a phrase in a full-text table; all of its words, where that would take long to know."""
    expression = fulltext.phrase(phrase)
    if len(phrase) > 1 and sets.exactly(table, expression) is None:
        fewest = min(entries_with(sets.database, [word], table) for word in phrase)
        if fewest <= _GONE_THROUGH:
            return sets.having(expression, table)
    return sets.may_have(tuple(phrase), table)


def with_each_text(sets: Sets, meaning: Meaning) -> list[int]:
    """The entries that have each text of a meaning; of a fact, those that it is true of."""
    if not meaning.expressions:
        return [filtered(sets, meaning.fact, sets.all_entries)]
    phrases = [phrase for expression in meaning.expressions for phrase in fulltext.parts(expression)[1]]
    return [with_phrase(sets, phrase, meaning.table) for phrase in phrases]


def with_any(sets: Sets, meanings: Sequence[Meaning]) -> int:
    """The entries that have any of some meanings."""
    return reduce(or_, (having for meaning in meanings for having in with_each_text(sets, meaning)), 0)
