"""Ranking: which entries answer a query, and in which order.

A word's score in an entry is the bm25 of the best meaning in which it matches there, times how sure that meaning is.
The entry's score is the sum over words, more for words side by side as in the query, for a title told whole,
and for a venue or year named in passing. bm25 is SQLite's (Robertson and Walker's, k1 1.2, b 0.75).
"""

import json
import math
from collections.abc import Collection, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from sqlite3 import Connection
from typing import TYPE_CHECKING

from prunecat.query.hints import Hint
from prunecat.query.meanings import Meaning
from prunecat.query.sieve import filtered
from prunecat.snapshot import fulltext
from prunecat.snapshot.bits import members
from prunecat.snapshot.sets import Sets
from prunecat.words import STOP_WORDS, words_of

if TYPE_CHECKING:
    from prunecat.snapshot.chosen import Chosen

# Scores are points of bm25, in which a word of a title is worth 10 to 60. They were found by trial on the labelled
# queries of benchmarks/queries, where half or twice of one of them changes no MRR@10 by more than 0.01.
_SURE_SCORE = 1.0
"""What a meaning must score somewhere for less sure ones to count as less."""
FACT_SCORE = 3.0
"""A type or framework, which many entries have."""
_VENUE_SCORE = 60.0
"""More than any word: a query that names a venue wants its papers first."""
_YEAR_SCORE = 30.0
HINT_SCORES = {"venue": _VENUE_SCORE, "year": _YEAR_SCORE}
"""By kind, what an entry's score gains that a hint names."""
_WHOLE_TITLE = 40.0
"""Above all titles that have further words."""
TO_THE_LETTER = 0.4
"""Share of a word's score that is added where the title has it as it was typed, not another form of it."""
OF_FUNCTION = 0.1
"""What a word such as `of` is worth of its score: it is rare in a short list, and says nothing."""
SIDE_BY_SIDE = 0.35
"""Share of the score of two words in a row that is added to theirs."""
ONE_NAME = 2.0
"""The same for two parts of one author's name, which of two authors are a chance."""
_NAME_TOLD = 2.5
"""For a name before a title's colon, in proportion to how much of it the query has."""
FEW = 400
"""Matches that are all scored, of each meaning and of a catalogue: as many take a few milliseconds."""
_READ_TITLES = 1_000
"""The hits whose titles are read: more than are ever looked at, and few enough to take a millisecond or two."""


class Hit:
    """An entry's answer to a query while it is being scored."""

    __slots__ = ("by_word", "has_all", "hints", "number", "score", "words")

    def __init__(self, number: int, words: Sequence[str] = ()) -> None:
        self.number = number
        self.words = words
        """The words of the query that it answers; of a query with alternatives, those of one of them."""
        self.score = 0.0
        self.by_word: dict[int, tuple[float, Meaning]] = {}
        """For each word that matches, by its index in the query: its score, and the meaning by which it matched."""
        self.hints: list[Hint] = []
        self.has_all = True
        """False for an answer that lacks words which others have: those come first."""

    def covers(self, words: Sequence[int]) -> bool:
        """Whether all these words of the query match; that an entry has code only raises it."""
        return all(at in self.by_word and self.by_word[at][1].kind != "code" for at in words)


def score_words(
    sets: Sets, words: Sequence[str], found: Sequence[Meaning], chosen: "Chosen | None" = None
) -> dict[int, Hit]:
    """Every entry, or every chosen one, that one meaning at least leads to, with the best meaning for each word."""
    hits: dict[int, Hit] = {}
    surest: dict[int, float] = {}
    for meaning in sorted(found, key=lambda meaning: -meaning.weight):
        span = range(meaning.start, meaning.stop)
        scores = _scores(sets, meaning, chosen)
        # A less sure meaning counts as less than the surest one, however many of its texts an entry has.
        most = sum(surest[at] for at in span) if all(at in surest for at in span) else math.inf
        for number, score in scores.items():
            if (hit := hits.get(number)) is None:
                hit = hits[number] = Hit(number, words)
            share = meaning.weight * min(score, most) / len(span)
            for at in span:
                worth = share * OF_FUNCTION if words[at] in STOP_WORDS else share
                if at not in hit.by_word or hit.by_word[at][0] < worth:
                    hit.by_word[at] = (worth, meaning)
        best = max(scores.values(), default=0.0) / len(span)
        surest.update({at: best for at in span if at not in surest and best > _SURE_SCORE})
    for hit in hits.values():
        hit.score = sum(score for score, _ in hit.by_word.values())
    _add_pairs(sets.database, words, hits, chosen)
    return hits


def _add_pairs(database: Connection, words: Sequence[str], hits: Mapping[int, Hit], chosen: "Chosen | None") -> None:
    """Add to the hits that have two words of the query side by side, in the title or as one author's name."""
    for first, second in pairwise(words):
        if first in STOP_WORDS or second in STOP_WORDS:
            continue
        title = [fulltext.within(fulltext.IN_TITLES, fulltext.phrase([first, second]))]
        name = [fulltext.phrase([first, second]), fulltext.phrase([second, first])]
        for table, pair, worth in (("search", title, SIDE_BY_SIDE), ("people", name, ONE_NAME)):
            found = chosen.scores(pair, table) if chosen else fulltext.scores(database, pair, table)
            for number, score in found.items():
                if number in hits:
                    hits[number].score += worth * score


def _scores(sets: Sets, meaning: Meaning, chosen: "Chosen | None") -> Mapping[int, float]:
    """The score of a meaning in each entry, or each chosen one, that has it."""
    if meaning.expressions:
        if chosen:
            return chosen.scores(meaning.expressions, meaning.table)
        return fulltext.scores(sets.database, meaning.expressions, meaning.table)
    among = sets.of(chosen.numbers) if chosen else sets.all_entries
    return dict.fromkeys(members(filtered(sets, meaning.fact, among)), FACT_SCORE)


def add_titles(database: Connection, words: Sequence[str], hits: Sequence[Hit], titled: Collection[int]) -> None:
    """Add to the best hits for words verbatim in the title, a name that the query spells, and the whole title.

    `titled` are the entries whose whole title is a part of the query.
    """
    best = {hit.number: hit for hit in sorted(hits, key=lambda hit: -hit.score)[:_READ_TITLES]}
    rows = database.execute(
        f"SELECT number, title_key, title FROM entry WHERE number IN ({', '.join('?' * len(best))})", tuple(best)
    )
    for number, title, written in rows:
        hit = best[number]
        told: set[str] = set()
        apart, in_title = f" {title} ", title.split()
        for score, meaning in hit.by_word.values():
            words_alone, runs = _words_and_runs(meaning.meant)
            there = words_alone.intersection(in_title).union(*(run.split() for run in runs if f" {run} " in apart))
            told |= there
            hit.score += TO_THE_LETTER * score if there else 0.0
        hit.score += name_told(written, told)
        read = _mended(words, hit)
        if len(in_title) == len(read) and sorted(in_title) == sorted(read):
            hit.score += _WHOLE_TITLE if title == " ".join(read) else _WHOLE_TITLE / 2
        elif number in titled:
            hit.score += _WHOLE_TITLE


def name_told(title: str, told: Set[str]) -> float:
    """What a title scores of whose name, before a colon, some words are told."""
    if not told:
        return 0.0
    name = {*words_of(title.partition(":")[0])} - STOP_WORDS
    return _NAME_TOLD * len(name & told) / max(len(name), 1)


@lru_cache(maxsize=256)
def _words_and_runs(texts: tuple[str, ...]) -> tuple[frozenset[str], Sequence[str]]:
    """Those of some texts that are one word, and those of several: the beginning of a word may be of forty."""
    return frozenset(text for text in texts if " " not in text), [text for text in texts if " " in text]


def _mended(words: Sequence[str], hit: Hit) -> list[str]:
    """The words of a query as an entry has them, without the typos that it was found by."""
    mended = {meaning.start: meaning.meant[0] for _, meaning in hit.by_word.values() if _is_slip_of_a_word(meaning)}
    return [mended.get(at, word) for at, word in enumerate(words)]


def _is_slip_of_a_word(meaning: Meaning) -> bool:
    return meaning.kind == "typo" and meaning.stop == meaning.start + 1


def add_hints(database: Connection, hints: Sequence[Hint], hits: Mapping[int, Hit]) -> None:
    """Raise the entries of a venue or year that the query names in passing."""
    if not hints:
        return
    rows = database.execute(
        "SELECT number, venue, year FROM json_each(?) AS given CROSS JOIN entry ON number = given.value",
        (json.dumps(list(hits)),),
    )
    for number, venue, year in rows:
        for hint in hints:
            if hint.value == (venue if hint.kind == "venue" else year):
                hits[number].score += HINT_SCORES[hint.kind]
                hits[number].hints.append(hint)
