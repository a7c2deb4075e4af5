"""Search: a query's text answered with entries, best first."""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple

from prunecat.query.filters import Filter
from prunecat.query.hints import Hint, take_hints
from prunecat.query.meanings import Meaning, meanings, only_near
from prunecat.query.parse import parse
from prunecat.query.ranking import Hit, add_hints, add_titles, enough, score_words
from prunecat.query.sieve import Sieve, passing, sieve_of
from prunecat.snapshot.rows import meta

FEW = 400
"""Matches that are all scored, of each meaning and of a catalogue: as many take a few milliseconds."""
_NEIGHBOURS = 3
"""How many hits are kept where a word matches only through `near` terms of the vocabulary."""


class Hits(NamedTuple):
    """What a search found."""

    hits: tuple[Hit, ...] = ()
    words: tuple[str, ...] = ()
    """The words that were looked for, without venues and years named in passing."""
    hints: tuple[Hint, ...] = ()
    complete: bool = True
    """Whether the entries have all the words; if not, they have most of them."""
    repaired: str | None = None
    """The words as they were repaired, where some were taken for typos."""


def search(database: Connection, text: str, only: Filter | None = None, limit: int | None = None) -> Hits:
    """The entries that answer a query, best first; a UsageError for a filter in it that means nothing.

    With a limit, no more are given, and of many that match no more are scored than can be among the first.
    """
    query = parse(text)
    sieve = sieve_of(database, query, only)
    hints, words = take_hints(database, query.words)
    if not words:
        return _only_hints(database, hints, sieve, asked=bool(query.words or query.terms or query.without))
    found = meanings(database, words)
    total = int(meta(database, "entries"))
    pooled = _pooled(database, words, found, hints, sieve, limit) if limit is not None and total > FEW else None
    hits = score_words(database, words, found) if pooled is None else pooled
    if sieve and pooled is None:
        passed = passing(database, sieve, hits if len(hits) <= FEW else None)
        hits = {number: hit for number, hit in hits.items() if number in passed}
    answers, complete = enough(database, words, hits, total, None if pooled is None else found)
    add_titles(database, words, answers)
    add_hints(database, hints, {hit.number: hit for hit in answers})
    ranked = _in_order(answers)
    if only_near(found):
        ranked, complete = ranked[:_NEIGHBOURS], False
    return Hits(
        hits=tuple(ranked[:limit]),
        words=tuple(words),
        hints=tuple(hints),
        complete=complete,
        repaired=_repaired(words, found, ranked),
    )


def _pooled(
    database: Connection,
    words: Sequence[str],
    found: Sequence[Meaning],
    hints: Sequence[Hint],
    sieve: Sieve | None,
    limit: int,
) -> dict[int, Hit] | None:
    """The hits among which the first `limit` answers are, where more match than are scored; else None."""
    from prunecat.query.pool import best, is_small, pool
    from prunecat.snapshot.chosen import Chosen

    if is_small(database, found, FEW):
        return None
    among = pool(database, words, found, hints, sieve, limit)
    hits = score_words(database, words, found, Chosen(database, among | best(database, found)))
    return {number: hit for number, hit in hits.items() if number in among}


def _in_order(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.number))


def _only_hints(database: Connection, hints: Sequence[Hint], sieve: Sieve | None, *, asked: bool) -> Hits:
    """The entries of the venue and year that are all a query names; without either, all that are allowed."""
    if not asked:
        return Hits()
    allowed = passing(database, sieve) if sieve else None
    rows = database.execute("SELECT number FROM entry")
    hits = {number: Hit(number) for (number,) in rows if allowed is None or number in allowed}
    add_hints(database, hints, hits)
    most = max((hit.score for hit in hits.values()), default=0.0)
    best = [hit for hit in hits.values() if hit.score == most] if not hints or most else []
    return Hits(hits=tuple(_in_order(best)), hints=tuple(hints))


def _repaired(words: Sequence[str], found: Sequence[Meaning], answers: Sequence[Hit]) -> str | None:
    """The query with its typos repaired as the best answer has them."""
    if not answers or not any(meaning.kind == "typo" for meaning in found):
        return None
    read = list(words)
    for _, meaning in answers[0].by_word.values():
        if meaning.kind == "typo":  # two words that are one are shown as one
            read[meaning.start : meaning.stop] = [meaning.meant[0], *[""] * (meaning.stop - meaning.start - 1)]
    return " ".join(word for word in read if word) if read != list(words) else None
