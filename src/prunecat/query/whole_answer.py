"""The whole answer to a query, however much it is: counted as a set, read and scored a few at a time."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial, reduce
from itertools import chain, islice
from operator import or_
from sqlite3 import Connection
from typing import TYPE_CHECKING

from prunecat.anew import Anew, portions
from prunecat.answer import Answer, Whole
from prunecat.query.explain import results_of
from prunecat.query.filters import Filter
from prunecat.query.ranking import FEW, Hit
from prunecat.query.search import search
from prunecat.result import Result
from prunecat.snapshot import bits

if TYPE_CHECKING:
    from prunecat.query.hits import Hits

_FIRST = 10
"""Results that come with what is to be said of an answer: as many as one looks at."""


def whole_answer(
    database: Connection,
    text: str,
    only: Filter | None,
    *,
    sort: Sequence[str],
    limit: int | None,
    why: bool,
    unique: bool = False,
) -> Whole:
    """All that a query finds; sorted by fields, at most `limit` of it. A UsageError as `search` raises it.

    With `unique` at least so many works, where there are as many. With a limit of 0 their number alone is wanted: for
    that, and for an order by other fields than the score, it is not found out which of many come first.
    """
    ranked = _ranked(sort, None if unique else limit)
    found = search(database, text, only, ranked, is_whole=True, is_ranked=limit != 0 and _is_by_score(sort))
    if found.further:
        return _beyond(database, found, sort, limit, why=why, unique=unique)
    results: Iterable[Result] = Anew(lambda: _results(database, found.hits, why=why))
    if sort:
        from prunecat.query.sorting import in_order

        results = in_order(results, sort)[: None if unique else limit]
    told = _told(database, found, found.hits, why=why)
    return Whole(told, len(found.hits), results, partial(_count_works, results))


def _ranked(sort: Sequence[str], limit: int | None) -> int:
    """How many are ranked where more match: as many as are wanted of an answer that is sorted best first."""
    if sort and limit is not None:
        from prunecat.query.sorting import is_best_first

        return max(FEW, limit) if is_best_first(sort) else FEW
    return FEW


def _beyond(
    database: Connection, found: "Hits", sort: Sequence[str], limit: int | None, *, why: bool, unique: bool
) -> Whole:
    """The same where more match than are ranked."""
    from prunecat.query.further import in_order_of_rows, scored
    from prunecat.query.listing import members_listed
    from prunecat.query.sorting import by_score, without_score
    from prunecat.query.works import count_works, first_works, hits_of_works
    from prunecat.snapshot.sets import Sets

    more, sets = found.further, Sets(database)
    first, ranked = found.hits, {hit.number: hit for hit in found.hits}
    is_scored = len(more) == 1 and _is_by_score(sort)  # another alternative may raise what one has ranked
    if limit != 0 and not is_scored:
        first = tuple(sorted(scored(database, more, ranked, ranked), key=lambda hit: (-hit.score, hit.number)))
    every = reduce(or_, (one.entries for one in more)) | sets.of(ranked)
    others = every & ~sets.of(ranked)
    fields = sort if len(more) > 1 or more[0].query.words else without_score(sort)  # without words all score the same
    most = None if unique else limit

    def of(numbers: Iterable[int]) -> Iterator[Hit]:
        return scored(database, more, ranked, numbers)

    def best_first() -> Iterator[Hit]:
        return chain(first, of(in_order_of_rows(database, more, others)))

    def as_ranked(entries: int) -> Iterator[int]:
        numbers, held = (hit.number for hit in first), bits.in_bytes(entries)
        return (at for at in chain(numbers, in_order_of_rows(database, more, others)) if bits.has(held, at))

    def by_fields(entries: int, most: int | None = None) -> Iterator[int]:
        return members_listed(sets, entries, fields, most)

    def hits() -> Iterator[Hit]:
        if fields:
            return of(first_works(database, partial(by_fields, every), limit) if unique else by_fields(every, limit))
        some = hits_of_works(database, best_first()) if unique else best_first()
        return islice(some, limit if sort or unique else None)

    results: Iterable[Result] = Anew(lambda: _results(database, hits(), why=why))
    works = partial(count_works, database, every, by_fields if fields else as_ranked)
    if by_score(fields):
        from prunecat.query.by_score import scored_results

        # Of each of several alternatives as many are ranked: what is equal to the last of one may be beyond.
        best = first if len(more) == 1 or len(fields) == 1 else ()
        made = partial(_results, database, why=why)
        results = Anew(lambda: scored_results(best, best_first, of, made, fields, most))
        works = partial(_count_works, results)
    return Whole(_told(database, found, first, why=why), every.bit_count(), results, works)


def _count_works(results: Iterable[Result]) -> int:
    from prunecat.query.works import one_a_work

    return sum(1 for _ in one_a_work(results))


def _is_by_score(sort: Sequence[str]) -> bool:
    """Whether an order, which is best first where no field is named, takes the scores of all."""
    if not sort:
        return True
    from prunecat.query.sorting import by_score

    return by_score(sort)


def _told(database: Connection, found: "Hits", hits: Sequence[Hit], *, why: bool) -> Answer:
    """The first of what was found, with what is to be said; of an answer that is only counted no more is read."""
    return found.answer(tuple(_results(database, hits[:_FIRST], why=why)))


def _results(database: Connection, hits: Iterable[Hit], *, why: bool) -> Iterator[Result]:
    for portion in portions(hits):
        yield from results_of(database, portion, why=why)
