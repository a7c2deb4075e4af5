"""Ranking: which entries answer a query, and in which order.

A word's score in an entry is the bm25 of the best meaning in which it matches there, times how sure that meaning is.
The entry's score is the sum over words, more for words side by side as in the query, for a title told whole,
and for a venue or year named in passing. bm25 is SQLite's (Robertson and Walker's, k1 1.2, b 0.75).
"""

import json
import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from sqlite3 import Connection
from typing import TYPE_CHECKING

from prunecat.query.hints import Hint
from prunecat.query.meanings import Meaning
from prunecat.snapshot import fulltext
from prunecat.words import STOP_WORDS, words_of

if TYPE_CHECKING:
    from prunecat.snapshot.chosen import Chosen

ENOUGH = 0.45
"""The share of a query's weight that an entry must cover where no entry has all of its words."""
_FEW = 3
"""Entries: a word that so few have may be the name of a method."""
# Scores are points of bm25, in which a word of a title is worth 10 to 60. They were found by trial on the labelled
# queries of benchmarks/queries, where half or twice of one of them changes no MRR@10 by more than 0.01.
_SURE_SCORE = 1.0
"""What a meaning must score somewhere for less sure ones to count as less."""
FACTS = {"type": ("entry_type", "type"), "framework": ("code", "framework")}
"""The table and column that a meaning without a full-text expression looks in."""
_FACT_SCORE = 3.0
"""A type or framework, which many entries have."""
_VENUE_SCORE = 60.0
"""More than any word: a query that names a venue wants its papers first."""
_YEAR_SCORE = 30.0
_WHOLE_TITLE = 40.0
"""Above all titles that have further words."""
_TO_THE_LETTER = 0.4
"""Share of a word's score that is added where the title has it as it was typed, not another form of it."""
_SIDE_BY_SIDE = 0.35
"""Share of the score of two words in a row that is added to theirs."""
_NAME_TOLD = 2.5
"""For a name before a title's colon, in proportion to how much of it the query has."""
_READ_TITLES = 1_000
"""The hits whose titles are read: more than are ever looked at, and few enough to take a millisecond or two."""


class Hit:
    """An entry's answer to a query while it is being scored."""

    __slots__ = ("by_word", "hints", "number", "score")

    def __init__(self, number: int) -> None:
        self.number = number
        self.score = 0.0
        self.by_word: dict[int, tuple[float, Meaning]] = {}
        """For each word that matches, by its index in the query: its score, and the meaning by which it matched."""
        self.hints: list[Hint] = []

    def covers(self, words: Sequence[int]) -> bool:
        """Whether all these words of the query match."""
        return all(at in self.by_word for at in words)


def score_words(
    database: Connection, words: Sequence[str], found: Sequence[Meaning], chosen: "Chosen | None" = None
) -> dict[int, Hit]:
    """Every entry, or every chosen one, that one meaning at least leads to, with the best meaning for each word."""
    hits: dict[int, Hit] = {}
    surest: dict[int, float] = {}
    for meaning in sorted(found, key=lambda meaning: -meaning.weight):
        span = range(meaning.start, meaning.stop)
        scores = _scores(database, meaning, chosen)
        # A less sure meaning counts as less than the surest one, however many of its texts an entry has.
        most = sum(surest[at] for at in span) if all(at in surest for at in span) else math.inf
        for number, score in scores.items():
            hit = hits.setdefault(number, Hit(number))
            share = meaning.weight * min(score, most) / len(span)
            for at in span:
                if at not in hit.by_word or hit.by_word[at][0] < share:
                    hit.by_word[at] = (share, meaning)
        best = max(scores.values(), default=0.0) / len(span)
        surest.update({at: best for at in span if at not in surest and best > _SURE_SCORE})
    for hit in hits.values():
        hit.score = sum(score for score, _ in hit.by_word.values())
    for first, second in pairwise(words):
        pair = [fulltext.within(("title", "method"), fulltext.phrase([first, second]))]
        for number, score in (chosen.scores(pair) if chosen else fulltext.scores(database, pair)).items():
            if number in hits:
                hits[number].score += _SIDE_BY_SIDE * score
    return hits


def _scores(database: Connection, meaning: Meaning, chosen: "Chosen | None") -> Mapping[int, float]:
    """The score of a meaning in each entry, or each chosen one, that has it."""
    if meaning.expressions:
        if chosen:
            return chosen.scores(meaning.expressions, meaning.table)
        return fulltext.scores(database, meaning.expressions, meaning.table)
    table, column = FACTS[meaning.kind]
    if chosen:
        rows = database.execute(
            f"SELECT entry FROM json_each(?) AS given CROSS JOIN {table} ON entry = given.value "
            f"WHERE {table}.{column} = ?",
            (json.dumps(list(chosen.numbers)), *meaning.meant),
        )
    else:
        rows = database.execute(f"SELECT entry FROM {table} WHERE {column} = ?", meaning.meant)
    return {number: _FACT_SCORE for (number,) in rows}


def enough(
    database: Connection,
    words: Sequence[str],
    hits: Mapping[int, Hit],
    total: int,
    found: Sequence[Meaning] | None = None,
) -> tuple[list[Hit], bool]:
    """The hits that count as answers, and whether they have all the words.

    Where the hits are not all there are, `found` are the meanings by which the entries of each word are counted.

    Words such as `of` need not match where others do. Where no entry has all the others, those come that
    cover the larger part of the query by weight, a word weighing the more the rarer it is, and a word that
    the catalogue lacks weighing as much as the rarest. A rare word that is a method's name is always enough.
    """
    needed = [at for at, word in enumerate(words) if word not in STOP_WORDS] or list(range(len(words)))
    whole = [hit for hit in hits.values() if hit.covers(needed)]
    if whole:
        return whole, True
    having = (
        {at: sum(at in hit.by_word for hit in hits.values()) for at in needed}
        if found is None
        else {at: _having(database, at, found, total) for at in needed}
    )
    weights = {at: math.log((total + 1) / (having[at] + 0.5)) for at in needed}
    wanted = ENOUGH * sum(weights.values())
    covering = {
        hit.number: sum(weights[at] * hit.by_word[at][1].weight ** 0.5 for at in needed if at in hit.by_word)
        for hit in hits.values()
    }
    named = _named(database, [words[at] for at in needed if having[at] <= _FEW])
    return [hit for hit in hits.values() if covering[hit.number] >= wanted or hit.number in named], False


def _having(database: Connection, at: int, found: Sequence[Meaning], total: int) -> int:
    """How many entries have a word in any of its meanings, at most."""
    from prunecat.snapshot.chosen import entries_with

    return min(
        total,
        sum(
            entries_with(database, phrase, meaning.table)
            for meaning in found
            if meaning.start <= at < meaning.stop
            for expression in meaning.expressions
            for phrase in fulltext.parts(expression)[1]
        ),
    )


def _named(database: Connection, words: Sequence[str]) -> set[int]:
    """The entries whose method has one of these words for a name: such a word is enough by itself."""
    return {
        number
        for word in words
        for number in fulltext.matching(database, fulltext.within(("method",), fulltext.phrase([word])), ["search"])
    }


def add_titles(database: Connection, words: Sequence[str], hits: Sequence[Hit]) -> None:
    """Add to the best hits for words verbatim in the title, a name that the query spells, and the whole title."""
    best = {hit.number: hit for hit in sorted(hits, key=lambda hit: -hit.score)[:_READ_TITLES]}
    rows = database.execute(
        f"SELECT number, title_key, title FROM entry WHERE number IN ({', '.join('?' * len(best))})", tuple(best)
    )
    for number, title, written in rows:
        hit = best[number]
        told: set[str] = set()
        for score, meaning in hit.by_word.values():
            there = [text for text in meaning.meant if f" {text} " in f" {title} "]
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
