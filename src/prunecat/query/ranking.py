"""Ranking: which entries answer a query, and in which order.

A word's score in an entry is the bm25 of the best way in which it matches there, times how sure that way is.
The entry's score is the sum over words, more for words side by side as in the query, for a title told whole,
and for a venue or year named in passing. bm25 is SQLite's (Robertson and Walker's, k1 1.2, b 0.75).
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from sqlite3 import Connection

from prunecat.query.hints import Hint
from prunecat.query.ways import Way
from prunecat.snapshot import fulltext
from prunecat.words import STOP_WORDS, words_of

ENOUGH = 0.45
"""The share of a query's weight that an entry must cover where no entry has all of its words."""
_FEW = 3
_TELLS = 1.0
_FACT_SCORE = 3.0
_VENUE_SCORE = 60.0
_YEAR_SCORE = 30.0
_SIDE_BY_SIDE = 0.35
_WHOLE_TITLE = 40.0
_TO_THE_LETTER = 0.4
_NAME_TOLD = 2.5
_READ_TITLES = 100


class Hit:
    """An entry's answer to a query while it is being scored."""

    __slots__ = ("by_word", "hints", "number", "score")

    def __init__(self, number: int) -> None:
        self.number = number
        self.score = 0.0
        self.by_word: dict[int, tuple[float, Way]] = {}
        """For each word that matches, by its place in the query: its score and the way it matched."""
        self.hints: list[Hint] = []

    def covers(self, words: Sequence[int]) -> bool:
        """Whether all these words of the query match."""
        return all(at in self.by_word for at in words)


def score_words(database: Connection, words: Sequence[str], found: Sequence[Way]) -> dict[int, Hit]:
    """Every entry that one way at least leads to, with the best way for each word."""
    hits: dict[int, Hit] = {}
    surest: dict[int, float] = {}
    for way in sorted(found, key=lambda way: -way.weight):
        places = range(way.start, way.stop)
        scores = _entries(database, way)
        # A less sure way counts as less than the surest one, however many of its texts an entry has.
        most = sum(surest[at] for at in places) if all(at in surest for at in places) else math.inf
        for number, score in scores.items():
            hit = hits.setdefault(number, Hit(number))
            share = way.weight * min(score, most) / len(places)
            for at in places:
                if at not in hit.by_word or hit.by_word[at][0] < share:
                    hit.by_word[at] = (share, way)
        best = max(scores.values(), default=0.0) / len(places)
        surest.update({at: best for at in places if at not in surest and best > _TELLS})
    for hit in hits.values():
        hit.score = sum(score for score, _ in hit.by_word.values())
    if len(words) > 1:
        for first, second in pairwise(words):
            pair = fulltext.scores(database, [fulltext.within(("title", "method"), fulltext.phrase([first, second]))])
            for number, score in pair.items():
                if number in hits:
                    hits[number].score += _SIDE_BY_SIDE * score
    return hits


def _entries(database: Connection, way: Way) -> Mapping[int, float]:
    if way.expressions:
        return fulltext.scores(database, way.expressions, way.table)
    table, column = {"type": ("entry_type", "type"), "framework": ("code", "framework")}[way.kind]
    rows = database.execute(f"SELECT DISTINCT entry FROM {table} WHERE {column} = ?", way.meant)
    return {number: _FACT_SCORE for (number,) in rows}


def enough(database: Connection, words: Sequence[str], hits: Mapping[int, Hit], total: int) -> tuple[list[Hit], bool]:
    """The hits that count as answers, and whether they have all the words.

    Words such as `of` need not match where others do. Where no entry has all the others, those come that
    cover the larger part of the query by weight, a word weighing the more the rarer it is, and a word that
    the catalogue lacks weighing as much as the rarest. A rare word that is a method's name is always enough.
    """
    needed = [at for at, word in enumerate(words) if word not in STOP_WORDS] or list(range(len(words)))
    whole = [hit for hit in hits.values() if hit.covers(needed)]
    if whole:
        return whole, True
    having = {at: sum(at in hit.by_word for hit in hits.values()) for at in needed}
    weights = {at: math.log((total + 1) / (having[at] + 0.5)) for at in needed}
    wanted = ENOUGH * sum(weights.values())
    covering = {
        hit.number: sum(weights[at] * hit.by_word[at][1].weight ** 0.5 for at in needed if at in hit.by_word)
        for hit in hits.values()
    }
    named = _named(database, [words[at] for at in needed if having[at] <= _FEW])
    return [hit for hit in hits.values() if covering[hit.number] >= wanted or hit.number in named], False


def _named(database: Connection, words: Sequence[str]) -> set[int]:
    """The entries whose method has one of these words for a name: such a word is enough by itself."""
    return {
        number
        for word in words
        for number in fulltext.matching(database, fulltext.within(("method",), fulltext.phrase([word])), ["search"])
    }


def add_titles(database: Connection, words: Sequence[str], hits: Sequence[Hit]) -> None:
    """Raise the entries whose title has the words as they are meant, whose name they tell, or whose title they are."""
    best = {hit.number: hit for hit in sorted(hits, key=lambda hit: -hit.score)[:_READ_TITLES]}
    rows = database.execute(
        f"SELECT number, title_key, title FROM entry WHERE number IN ({', '.join('?' * len(best))})", tuple(best)
    )
    for number, title, written in rows:
        hit = best[number]
        told: set[str] = set()
        for score, way in hit.by_word.values():
            there = [text for text in way.meant if f" {text} " in f" {title} "]
            told.update(word for text in there for word in text.split())
            hit.score += _TO_THE_LETTER * score if there else 0.0
        name = set(words_of(written.partition(":")[0])) - STOP_WORDS
        hit.score += _NAME_TOLD * len(name & told) / max(len(name), 1)
        if sorted(title.split()) == sorted(words):
            hit.score += _WHOLE_TITLE if title == " ".join(words) else _WHOLE_TITLE / 2


def add_hints(database: Connection, hints: Sequence[Hint], hits: Mapping[int, Hit]) -> None:
    """Raise the entries of a venue or year that the query names in passing."""
    for hint in hints:
        column, score = ("venue", _VENUE_SCORE) if hint.kind == "venue" else ("year", _YEAR_SCORE)
        for (number,) in database.execute(f"SELECT number FROM entry WHERE {column} = ?", (hint.value,)):
            if number in hits:
                hits[number].score += score
                hits[number].hints.append(hint)
