"""What an answer holds beyond the hits that are ranked: where more match than are scored, all that have the words.

They are known as a set, so that they are counted at once, and come in the order of the index's rows, which is that of
bm25 for a word that each has once; a few at a time are read and scored, so that they are never held.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_
from sqlite3 import Connection
from typing import NamedTuple

from prunecat.anew import portions
from prunecat.query.answers import MANY, fulfilling
from prunecat.query.english import needed
from prunecat.query.meanings import Meaning, only_near
from prunecat.query.pool import measures, scored_among
from prunecat.query.ranking import Hit, add_hints, add_titles
from prunecat.query.sieve import filtered, sifted
from prunecat.query.understood import Understood, titled_passing
from prunecat.query.wording import wording_of
from prunecat.snapshot import bits, fulltext
from prunecat.snapshot.sets import Sets


class Further(NamedTuple):
    """The entries of an answer, and by what they are scored."""

    entries: int
    """All of them, those that are ranked included, as a set of `snapshot.bits`."""
    query: Understood
    subjects: str = ""
    """The full-text expression in whose order they come; empty for the catalogue's."""


def further(sets: Sets, query: Understood, others: Iterable[int]) -> Further | None:
    """All entries that have the words and pass the sieve, and some others; None where those are few, and all ranked."""
    for asked in needed(query.words):
        entries = reduce(and_, (_of_word(sets, query.found, at) for at in asked))
        if entries and (entries := sifted(sets, entries, query.sieve)):
            break
    if entries.bit_count() < MANY:
        return None
    subjects = wording_of(query.found, asked).subjects
    about = fulltext.all_of(subjects.values()) if len(subjects) == len(asked) else ""
    return Further(entries | sets.of(others), query, about)


def unranked(sets: Sets, query: Understood) -> Further | None:
    """What `further` gives without a ranking; None too where the best answer or the nearest ones tell what is said."""
    is_mended = any(meaning.kind == "typo" for meaning in query.found)
    if is_mended or only_near(query.found) or fulfilling(sets.database, query.hints):
        return None
    return further(sets, query, titled_passing(sets.database, query))


def further_passing(sets: Sets, query: Understood) -> Further:
    """All entries that pass the sieve of a query without words."""
    return Further(sifted(sets, sets.all_entries, query.sieve), query)


def _of_word(sets: Sets, found: Sequence[Meaning], at: int) -> int:
    """The entries that have a word of the query in any of its meanings; that they have code only raises them."""
    wording = wording_of(found, [at])
    entries = 0
    for table, expressions in (("search", wording.subjects), ("people", wording.people)):
        for expression in expressions.values():
            entries |= sets.having(expression, table)
    for meaning in found:
        if meaning.start <= at < meaning.stop and not meaning.expressions and meaning.kind != "code":
            entries |= filtered(sets, meaning.fact, sets.all_entries)
    return entries


def in_order_of_rows(database: Connection, more: Sequence[Further], left: int) -> Iterator[int]:
    """The numbers of those entries of a set in the order in which they come."""
    for one in more:
        if one.subjects:
            held = bytearray(bits.in_bytes(left))
            for number in fulltext.first(database, {"search": one.subjects}, -1):
                if bits.has(held, number):
                    bits.remove(held, number)
                    yield number
            left = bits.of_bytes(held)
    yield from bits.members(left)


def scored(sets: Sets, more: Sequence[Further], ranked: Mapping[int, Hit], numbers: Iterable[int]) -> Iterator[Hit]:
    """The hits of these entries, in this order, each as it scores best; `ranked` are those that have been scored."""
    measured = [measures(sets, one.query.found) for one in more]
    for portion in portions(numbers):
        of_portion = sets.of(portion)
        hits = {number: ranked[number] for number in portion if number in ranked}
        for one, by in zip(more, measured, strict=True):
            for number, hit in _hits(sets, one.query, list(bits.members(one.entries & of_portion)), by).items():
                if number not in hits or hits[number].score < hit.score:
                    hits[number] = hit
        yield from (hits[number] for number in portion)


def _hits(sets: Sets, query: Understood, numbers: Sequence[int], measured: Collection[int]) -> dict[int, Hit]:
    database = sets.database
    hits = scored_among(sets, query, {*numbers}, measured) if query.found else {}
    hits = {number: hits.get(number) or Hit(number) for number in numbers}
    add_hints(database, query.hints, hits)
    if query.words:
        add_titles(database, query.words, list(hits.values()), query.titled)
    return hits
