"""The whole answer to a query, however much it is: counted as a set, read and scored a few at a time."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain
from operator import or_
from sqlite3 import Connection

from prunecat.anew import Anew, batches
from prunecat.answer import Answer, Whole
from prunecat.query.explain import result_of
from prunecat.query.filters import Filter
from prunecat.query.further import Scored, in_order_of_rows, is_among, scored
from prunecat.query.listing import numbers_listed
from prunecat.query.ranking import FEW
from prunecat.query.search import search
from prunecat.query.sorting import by_score, in_order
from prunecat.result import Result
from prunecat.snapshot.rows import read_entries
from prunecat.snapshot.sets import Sets


def whole_answer(
    database: Connection, text: str, only: Filter | None, sort: Sequence[str], most: int | None, *, why: bool
) -> Whole:
    """All that a query finds; sorted by fields, at most `most` of it. A UsageError as `search` raises it."""
    found = search(database, text, only, FEW, is_whole=True)
    more = found.further
    ranked = {hit.number: (found.words, hit) for hit in found.hits}
    first = list(ranked.values())
    if len(more) > 1:  # another alternative may raise what one has ranked
        first = sorted(scored(database, more, ranked, ranked), key=lambda one: (-one[1].score, one[1].number))
    head = tuple(_results(database, first, why=why))
    typed = " ".join(found.words)
    answer = Answer(head, found.complete, found.repaired, typed, found.remarks, found.lacking, found.wider)
    if not more:
        return Whole(answer, len(head), in_order(head, sort) if sort else head)
    others = reduce(or_, (one.entries for one in more)) & ~Sets(database).of(ranked)
    total = others.bit_count() + len(head)

    def of(numbers: Iterable[int]) -> Iterator[Result]:
        return _results(database, scored(database, more, ranked, numbers), why=why)

    results: Iterable[Result] = Anew(lambda: chain(head, of(in_order_of_rows(database, more, others))))
    if by_score(sort):
        results = in_order(results, sort)
    elif sort:
        entries = others | Sets(database).of(ranked)
        results = Anew(lambda: of(numbers_listed(database, is_among(database, entries), sort, most)))
    return Whole(answer, total, results)


def _results(database: Connection, hits: Iterable[Scored], *, why: bool) -> Iterator[Result]:
    for batch in batches(hits):
        entries = read_entries(database, [hit.number for _, hit in batch])
        yield from (result_of(words, hit, entry, why=why) for (words, hit), entry in zip(batch, entries, strict=True))
