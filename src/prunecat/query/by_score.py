"""An answer of which not all is ranked, sorted by the score: no more of it is scored or held than must be."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice

from prunecat.anew import portions
from prunecat.query.ranking import Hit
from prunecat.query.sorting import in_order, is_best_first
from prunecat.result import Result

_DIGITS = 4
"""Decimals of a score by which it is told and sorted."""
_PLACE = 32
"""Bits for the place at which a hit comes: a catalogue has fewer entries."""
_TOGETHER = 100_000
"""Keys that are sorted together, which as Python's numbers take 4 MB."""

Scored = Callable[[Iterable[int]], Iterator[Hit]]
"""What scores the entries of these numbers, in this order."""


def scored_results(
    ranked: Sequence[Hit],
    best_first: Callable[[], Iterator[Hit]],
    scored: Scored,
    results: Callable[[Iterable[Hit]], Iterator[Result]],
    fields: Sequence[str],
    limit: int | None,
) -> Iterable[Result]:
    """The results of an answer sorted by fields, the score among them, at most `limit`.

    The `ranked` hits are the best, `best_first` gives these and then all others, and `results` makes results of hits.
    """
    if is_best_first(fields) and limit is not None and (best := _best(ranked, limit, are_equal=len(fields) > 1)):
        return in_order(results(best), fields)[:limit]
    if len(fields) == 1:
        return results(_by_score_alone(best_first(), scored, limit, is_downwards=is_best_first(fields)))
    if limit is None:
        return in_order(results(best_first()), fields)
    first: Sequence[Result] = ()
    for portion in portions(results(best_first())):
        first = in_order([*first, *portion], fields)[:limit]
    return first


def _best(ranked: Sequence[Hit], limit: int, *, are_equal: bool) -> Sequence[Hit]:
    """The best `limit` of the ranked hits and what is equal to the last of them, as they are ranked.

    Nothing where fewer are ranked, and where it counts which `are_equal` and the last ranked one is among these: more
    that are equal may not be ranked.
    """
    scores = sorted(map(_as_told, ranked), reverse=True)
    if limit > len(scores) or (are_equal and scores[-1] == scores[limit - 1]):
        return ()
    return [hit for hit in ranked if _as_told(hit) >= scores[limit - 1]]


def _by_score_alone(hits: Iterable[Hit], scored: Scored, limit: int | None, *, is_downwards: bool) -> Iterator[Hit]:
    """The hits by score, at most `limit` of them, equal ones as they come.

    Of each no more is held than its number and score; those that are given are scored once more.
    """
    numbers = array("q")

    def keys() -> Iterator[int]:
        for place, hit in enumerate(hits):
            numbers.append(hit.number)
            score = round(_as_told(hit) * 10**_DIGITS)
            yield (-score if is_downwards else score) << _PLACE | place

    runs = [array("q", sorted(some)) for some in portions(keys(), _TOGETHER)]
    for portion in portions(islice(merge(*runs), limit)):
        again = scored(numbers[key & (1 << _PLACE) - 1] for key in portion)
        for hit, key in zip(again, portion, strict=True):
            hit.score = abs(key >> _PLACE) / 10**_DIGITS  # beside others it may differ in the last digit
            yield hit


def _as_told(hit: Hit) -> float:
    return round(hit.score, _DIGITS)
