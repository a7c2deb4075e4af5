"""Which of the entries that a query leads to are its answers: those with all words, nearly all, or most of them."""

import math
from collections.abc import Mapping, Sequence
from sqlite3 import Connection

from prunecat.query.english import CARRIERS, needed
from prunecat.query.hints import Hint
from prunecat.query.ranking import Hit
from prunecat.query.sieve import sifted
from prunecat.query.understood import Understood
from prunecat.snapshot import fulltext
from prunecat.snapshot.rows import numbers_where
from prunecat.snapshot.sets import Sets

ENOUGH = 0.51
"""The share of a query's weight that an entry must cover where no entry has all of its words."""
MANY = 10
"""Answers that fill a screen: where fewer have all the words, others follow."""
_NEARLY, LARGE_PART = 0.6, 0.4
"""The shares of those that follow: of any, and of those that have two words at least."""
_HINTED = 0.5
"""The share of an entry of the very venue and year that the query names, which makes up for the rest."""
_NEAREST, _RELATED = 3, 0.05
"""How many are given where fewer have most of the words, and the share that each must have."""
_OTHER_WORDS = ("jargon", "topic", "near", "acronym")
"""Meanings by which an entry need not have a word itself."""
_FEW = 3
"""Entries: a word that so few have may be the name of a method."""
_TELLING = math.log(20)
"""The weight of a word that one in twenty entries has: if all are more frequent, what nothing explains tells most."""


def enough(sets: Sets, query: Understood, hits: Mapping[int, Hit], *, are_all: bool) -> tuple[list[Hit], bool]:
    """The hits that count as answers, and whether any has all the words, or a whole title that is a part of the query.

    Unless the hits `are_all` there are, it is asked of the sets of entries how many have each word.

    Words such as `of` need not match where others do, nor, if no entry has all the others, words that carry a
    question. If none has what is left, those come that cover the larger part of it by weight: a word weighs the more
    the fewer entries have it, and one that nothing explains as much as the others do on average, if any of these says
    something. If few have all, those that have nearly all follow; if hardly any has most, a few that have some. A rare
    word that is a method's name is enough.
    """
    words, hinted = query.words, fulfilling(sets.database, query.hints)
    for asked in needed(words):
        whole = [hit for hit in hits.values() if hit.covers(asked) or hit.number in query.titled]
        if whole:
            break
    if len(whole) >= MANY and not hinted:
        return whole, True
    if not whole and all(words[at] in CARRIERS for at in asked):
        return [], False
    having = {at: _literal(at, hits) for at in asked} if are_all else having_each(sets, query, asked)
    shares = _shares(weights(having, sets.all_entries.bit_count()), hits)
    if whole:
        had = {hit.number for hit in whole}
        rest = [hit for hit in hits.values() if hit.number not in had]
        of_the_venue = [hit for hit in rest if hit.number in hinted and shares[hit.number] >= _HINTED]
        had |= {hit.number for hit in of_the_venue}
        others = rest if len(whole) < MANY else ()
        near = [hit for hit in others if hit.number not in had and _is_near(hit, shares[hit.number], asked)]
        return [*whole, *of_the_venue, *_lesser(near)], True
    named = _named(sets.database, [words[at] for at in asked if 0 < _literal(at, hits) <= _FEW])
    most = [hit for hit in hits.values() if shares[hit.number] >= ENOUGH or hit.number in named]
    return [*most, *_nearest(hits, shares, most)], False


def _is_near(hit: Hit, share: float, asked: Sequence[int]) -> bool:
    """Whether a hit has nearly all words, or a large part of more than one."""
    return share >= _NEARLY or (share >= LARGE_PART and sum(at in hit.by_word for at in asked) > 1)


def _lesser(hits: Sequence[Hit]) -> Sequence[Hit]:
    """The hits, to come after those that have more."""
    for hit in hits:
        hit.has_all = False
    return hits


def _shares(weights: Mapping[int, float], hits: Mapping[int, Hit]) -> dict[int, float]:
    """The share of the words' weight that each hit covers."""
    all_of_it = sum(weights.values()) or 1.0
    return {
        hit.number: sum(
            weight * hit.by_word[at][1].weight ** 0.5 for at, weight in weights.items() if at in hit.by_word
        )
        / all_of_it
        for hit in hits.values()
    }


def _nearest(hits: Mapping[int, Hit], shares: Mapping[int, float], most: Sequence[Hit]) -> Sequence[Hit]:
    """What else is given, where hardly any has most of the words, of those that have some."""
    had = {hit.number for hit in most}
    rest = [hit for hit in hits.values() if hit.number not in had and shares[hit.number] >= _RELATED]
    rest.sort(key=lambda hit: (-shares[hit.number], -hit.score, hit.number))
    return _lesser(rest[: max(_NEAREST - len(most), 0)])


def weights(having: Mapping[int, int], total: int) -> dict[int, float]:
    """How much each word weighs, by how few of all entries have it."""
    weighed = {at: math.log((total + 1) / (entries + 0.5)) for at, entries in having.items()}
    known = [weighed[at] for at in having if having[at]]
    most = sum(known) / len(known) if max(known, default=0.0) > _TELLING else math.inf
    return {at: weight if having[at] else min(weight, most) for at, weight in weighed.items()}


def having_each(sets: Sets, query: Understood, asked: Sequence[int]) -> dict[int, int]:
    """How many entries that pass the sieve have each word itself; where none has, how many have any meaning of it."""
    from prunecat.query.meant import with_any

    among = sifted(sets, sets.all_entries, query.sieve)
    having = {}
    for at in asked:
        meant = [meaning for meaning in query.found if meaning.start <= at < meaning.stop]
        literal = [meaning for meaning in meant if meaning.kind not in _OTHER_WORDS]
        having[at] = (with_any(sets, literal) & among).bit_count() or (with_any(sets, meant) & among).bit_count()
    return having


def _literal(at: int, hits: Mapping[int, Hit]) -> int:
    """How many hits have a word itself, not what is near it in meaning; if none has, how many have any meaning."""
    kinds = [hit.by_word[at][1].kind for hit in hits.values() if at in hit.by_word]
    return sum(kind not in _OTHER_WORDS for kind in kinds) or len(kinds)


def _named(database: Connection, words: Sequence[str]) -> set[int]:
    """The entries whose method has one of these words for a name: such a word is enough by itself."""
    return {
        number
        for word in words
        for number in fulltext.matching(database, fulltext.within(("method",), fulltext.phrase([word])), ["search"])
    }


def fulfilling(database: Connection, hints: Sequence[Hint]) -> set[int]:
    """The entries of the venue and of the year that a query names; none where it names only one of them."""
    values = {hint.kind: hint.value for hint in hints}
    if len(values) < 2:
        return set()
    return {*numbers_where(database, "venue = ? AND year = ?", (values["venue"], values["year"]))}
