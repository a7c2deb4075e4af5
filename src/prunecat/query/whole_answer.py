"""The whole answer to a query, however much it is: counted as a set, read and scored a few at a time."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain
from operator import or_
from sqlite3 import Connection
from typing import TYPE_CHECKING

from prunecat.anew import Anew, portions
from prunecat.answer import Answer, Whole
from prunecat.query.explain import result_of
from prunecat.query.filters import Filter
from prunecat.query.ranking import FEW, Hit
from prunecat.query.search import search
from prunecat.result import Result
from prunecat.snapshot.rows import read_entries

if TYPE_CHECKING:
    from prunecat.query.hits import Hits

_FIRST = 10
"""Results that come with what is to be said of an answer: as many as one looks at."""


def whole_answer(
    database: Connection, text: str, only: Filter | None, *, sort: Sequence[str], limit: int | None, why: bool
) -> Whole:
    """All that a query finds; sorted by fields, at most `limit` of it. A UsageError as `search` raises it."""
    found = search(database, text, only, FEW, is_whole=True)
    if found.further:
        return _beyond(database, found, sort, limit, why=why)
    results: Iterable[Result] = Anew(lambda: _results(database, found.hits, why=why))
    if sort:
        from prunecat.query.sorting import in_order

        results = in_order(results, sort)[:limit]
    return Whole(_told(database, found, found.hits, why=why), len(found.hits), results)


def _beyond(database: Connection, found: "Hits", sort: Sequence[str], limit: int | None, *, why: bool) -> Whole:
    """The same where more match than are ranked."""
    from prunecat.query.further import in_order_of_rows, scored
    from prunecat.query.listing import members_listed
    from prunecat.query.sorting import by_score, in_order
    from prunecat.snapshot.sets import Sets

    more, sets = found.further, Sets(database)
    first, ranked = found.hits, {hit.number: hit for hit in found.hits}
    if len(more) > 1:  # another alternative may raise what one has ranked
        first = tuple(sorted(scored(database, more, ranked, ranked), key=lambda hit: (-hit.score, hit.number)))
    others = reduce(or_, (one.entries for one in more)) & ~sets.of(ranked)

    def of(numbers: Iterable[int]) -> Iterator[Hit]:
        return scored(database, more, ranked, numbers)

    def best_first() -> Iterator[Result]:
        return _results(database, chain(first, of(in_order_of_rows(database, more, others))), why=why)

    results: Iterable[Result] = Anew(best_first)
    if by_score(sort):
        results = in_order(results, sort)[:limit]
    elif sort:
        every = others | sets.of(ranked)
        results = Anew(lambda: _results(database, of(members_listed(sets, every, sort, limit)), why=why))
    return Whole(_told(database, found, first, why=why), others.bit_count() + len(first), results)


def _told(database: Connection, found: "Hits", hits: Sequence[Hit], *, why: bool) -> Answer:
    """The first of what was found, with what is to be said; of an answer that is only counted no more is read."""
    return found.answer(tuple(_results(database, hits[:_FIRST], why=why)))


def _results(database: Connection, hits: Iterable[Hit], *, why: bool) -> Iterator[Result]:
    for portion in portions(hits):
        entries = read_entries(database, [hit.number for hit in portion])
        yield from (result_of(*pair, why=why) for pair in zip(portion, entries, strict=True))
