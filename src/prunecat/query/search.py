"""Search: a query's text answered with entries, best first."""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple

from prunecat.errors import UsageError, quoted
from prunecat.nearest import remedy_for
from prunecat.query.facets import FACETS, MOST_VALUES, filter_of
from prunecat.query.filters import Filter, all_of
from prunecat.query.hints import Hint, take_hints
from prunecat.query.meanings import Meaning, meanings, only_near
from prunecat.query.parse import Query, parse
from prunecat.query.ranking import Hit, add_hints, add_titles, enough, score_words
from prunecat.snapshot import fulltext
from prunecat.snapshot.rows import meta

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


def search(database: Connection, text: str, only: Filter | None = None) -> Hits:
    """The entries that answer a query, best first; a UsageError for a filter in it that means nothing."""
    query = parse(text)
    allowed = _allowed(database, query, only)
    hints, words = take_hints(database, query.words)
    if not words:
        return _only_hints(database, hints, allowed, asked=bool(query.words or query.terms or query.without))
    found = meanings(database, words)
    hits = score_words(database, words, found)
    if allowed is not None:
        hits = {number: hit for number, hit in hits.items() if number in allowed}
    total = int(meta(database, "entries"))
    answers, complete = enough(database, words, hits, total)
    add_titles(database, words, answers)
    add_hints(database, hints, {hit.number: hit for hit in answers})
    ranked = _in_order(answers)
    if only_near(found):
        ranked, complete = ranked[:_NEIGHBOURS], False
    return Hits(
        hits=tuple(ranked),
        words=tuple(words),
        hints=tuple(hints),
        complete=complete,
        repaired=_repaired(words, found, ranked),
    )


def _in_order(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.number))


def _allowed(database: Connection, query: Query, only: Filter | None) -> set[int] | None:
    """The numbers of the entries that the filters, phrases and words left out let pass; None for all of them."""
    parts = [*([only] if only else ()), *_filters(database, query)]
    allowed: set[int] | None = None
    if parts or query.without:
        one = all_of(*parts)
        rows = database.execute(f"SELECT number FROM entry WHERE {one.condition}", one.values)
        allowed = {number for (number,) in rows}
    for words in query.phrases:
        among = fulltext.matching(database, fulltext.phrase(words))
        allowed = among if allowed is None else allowed & among
    for words in query.without:
        allowed = (allowed or set()) - fulltext.matching(database, fulltext.phrase(words))
    return allowed


def _filters(database: Connection, query: Query) -> list[Filter]:
    """The filters written in a query: several values of one field widen it, as repeated options do.

    UsageError for a field that there is not, unless the catalogue has its name as a word.
    """
    for name in query.claimed:
        if not fulltext.any_entry(database, fulltext.phrase([name])):
            right = remedy_for(name, FACETS)
            raise UsageError(
                f"unknown field {quoted(name)}", remedy=f"{right} (as words: with a space behind the colon)"
            )
    if len(query.terms) > MOST_VALUES:
        raise UsageError(f"{len(query.terms)} filters in a query", remedy=f"at most {MOST_VALUES} can stand in one")
    wanted: dict[str, list[str]] = {}
    for term in query.terms:
        if not term.out:
            wanted.setdefault(term.field, []).append(term.value)
    unwanted = [~filter_of(database, {term.field: term.value}) for term in query.terms if term.out]
    return [filter_of(database, wanted), *unwanted] if wanted else unwanted


def _only_hints(database: Connection, hints: Sequence[Hint], allowed: set[int] | None, *, asked: bool) -> Hits:
    """The entries of the venue and year that are all a query names; without either, all that are allowed."""
    if not asked:
        return Hits()
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
