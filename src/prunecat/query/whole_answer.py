"""The whole answer to a query, however much it is: counted as a set, read and scored a few at a time."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from sqlite3 import Connection
from typing import TYPE_CHECKING

from prunecat.anew import Anew, portions
from prunecat.answer import Answer, Whole
from prunecat.query.explain import results_of
from prunecat.query.filters import Filter
from prunecat.query.ranking import FEW, Hit
from prunecat.query.search import search
from prunecat.result import Result

if TYPE_CHECKING:
    from prunecat.query.beyond import Beyond
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
    found = search(database, text, only, ranked, is_whole=True, is_ranked=limit != 0 and _takes_scores(sort))
    if found.further:
        return _beyond(database, found, sort, limit, why=why, unique=unique)
    every: Iterable[Result] = Anew(lambda: _results(database, found.hits, why=why))
    if sort:
        from prunecat.query.sorting import in_order

        every = in_order(every, sort)
    is_cut = not unique and (sort or limit == 0)
    told = _told(database, found, found.hits, why=why)
    return Whole(told, len(found.hits), [*islice(every, limit)] if is_cut else every, partial(_count_works, every))


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
    from prunecat.query.beyond import beyond, by_fields
    from prunecat.query.sorting import is_by_score, without_score
    from prunecat.query.works import count_works

    # Another alternative may raise what one has ranked; of what is only counted no score is asked for.
    answer = beyond(database, found, is_scored=limit == 0 or (len(found.further) == 1 and _takes_scores(sort)))
    has_scores = len(answer.more) > 1 or answer.more[0].query.words  # without words all are equal
    fields = sort if has_scores else without_score(sort)
    if is_by_score(fields):
        results = _by_score(answer, fields, None if unique else limit, why=why)
        works = partial(_count_works, _by_score(answer, fields, None, why=False))
    else:
        most = limit if sort or unique or limit == 0 else None
        results = Anew(lambda: _results(database, _hits(answer, fields, most, unique=unique), why=why))
        works = partial(count_works, database, answer.every, by_fields(answer, fields) if fields else answer.numbers)
    return Whole(_told(database, found, answer.first, why=why), answer.every.bit_count(), results, works)


def _hits(answer: "Beyond", fields: Sequence[str], limit: int | None, *, unique: bool) -> Iterator[Hit]:
    """The hits of an answer best first or by fields, at most `limit`; with `unique` one a work."""
    from prunecat.query.beyond import by_fields
    from prunecat.query.works import first_works, hits_of_works

    database = answer.sets.database
    if fields:
        listed = partial(by_fields(answer, fields), answer.every)
        return answer.scored(first_works(database, listed, limit) if unique else listed(limit))
    return islice(hits_of_works(database, answer.best_first()) if unique else answer.best_first(), limit)


def _by_score(answer: "Beyond", fields: Sequence[str], limit: int | None, *, why: bool) -> Iterable[Result]:
    """The results of an answer sorted by fields, the score among them, at most `limit`."""
    from prunecat.query.by_score import scored_results

    # Of each of several alternatives as many are ranked: what is equal to the last of one may be beyond.
    best = answer.first if len(answer.more) == 1 or len(fields) == 1 else ()
    made = partial(_results, answer.sets.database, why=why)
    return Anew(lambda: scored_results(best, answer.best_first, answer.scored, made, fields, limit))


def _count_works(results: Iterable[Result]) -> int:
    from prunecat.query.works import one_a_work

    return sum(1 for _ in one_a_work(results))


def _takes_scores(sort: Sequence[str]) -> bool:
    """Whether an order, which is best first where no field is named, takes the scores of all."""
    if not sort:
        return True
    from prunecat.query.sorting import is_by_score

    return is_by_score(sort)


def _told(database: Connection, found: "Hits", hits: Sequence[Hit], *, why: bool) -> Answer:
    """The first of what was found, with what is to be said; of an answer that is only counted no more is read."""
    return found.answer(tuple(_results(database, hits[:_FIRST], why=why)))


def _results(database: Connection, hits: Iterable[Hit], *, why: bool) -> Iterator[Result]:
    for portion in portions(hits):
        yield from results_of(database, portion, why=why)
