"""What entries promise for some words of a query: which may score best, told by sets, without a look at any.

The first rows of the index are the best where each word stands for itself. Where one stands for many, as a beginning
does, and where few entries have all words, an entry is the better the rarer the words are that it has. So each set of
what a word may mean adds its points to all that are in it, as bit slices count, and those with the most come first.
"""

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from heapq import nlargest
from itertools import chain, islice, pairwise
from operator import or_

from prunecat.query.answers import having_each, weights
from prunecat.query.meanings import Meaning
from prunecat.query.meant import with_each_text, with_phrase
from prunecat.query.only_hints import filter_of_hint
from prunecat.query.ranking import (
    FACT_SCORE,
    HINT_SCORES,
    OF_FUNCTION,
    ONE_NAME,
    SIDE_BY_SIDE,
    TO_THE_LETTER,
    name_told,
)
from prunecat.query.sieve import filtered, sifted
from prunecat.query.understood import Understood
from prunecat.snapshot import bits
from prunecat.snapshot.chosen import entries_with
from prunecat.snapshot.sets import Sets
from prunecat.snapshot.traits import LENGTH, length_sign
from prunecat.words import STOP_WORDS

_SCORES = {"search": 2.0, "people": 0.5}
"""By table, what a text scores for each unit of its rarity: in a title of usual length, and as one of a few names."""
_SORTED = 2_000
"""Entries that are sorted by their lengths sooner than sets tell who has each length."""
_READ = 600
"""Entries whose titles are read, in two milliseconds, to know what is there to the letter."""
_LONG = 40
"""Words of an entry that has an abstract, in which a word most likely is where an entry with so many has it."""
_IN_LONG, _TITLE_OF_LONG = 0.3, 2.0
"""What a text is worth there beside one in a title, and by how much more one counts that is in the title after all."""
_WHOLE = 1_000
"""What all words weigh together, in whole numbers, as which slices count."""
_Texts = Sequence[tuple[float, int]]
"""For each text of a meaning its points, as bm25 has them, and the entries that have it."""


class Promise:
    """What each entry of a catalogue promises for some words of a query."""

    def __init__(self, sets: Sets, query: Understood, asked: Sequence[int]) -> None:
        """For the words of these indices."""
        self._sets, self._query, self.words = sets, query, asked

    @property
    def known(self) -> Sequence[int]:
        """The words that any entry has."""
        return [at for at in self.words if self._having[at]]

    def with_all(self) -> int:
        """The entries that have all the words and pass the query's sieve."""
        entries = self._sets.all_entries
        for meant in self._meant.values():  # that an entry has code only raises it
            entries &= reduce(or_, (_any_of(texts) for meaning, texts in meant if meaning.kind != "code"), 0)
        return sifted(self._sets, entries, self._query.sieve)

    def with_most(self, share: float) -> int:
        """The entries that have a share of the words by weight, for 0 any, or the rarest one, and pass the sieve."""
        known = self.known
        weighed = weights(having_each(self._sets, self._query, known), self._sets.all_entries.bit_count())
        sums: list[int] = []
        for at, weight in weighed.items():
            bits.add_number(sums, self._having[at], math.ceil(_WHOLE * weight / sum(weighed.values())))
        entries = bits.at_least(reduce(or_, self._having.values(), 0), sums, int(_WHOLE * share))
        entries |= self._having[max(known, key=weighed.__getitem__)] if known else 0
        return sifted(self._sets, entries, self._query.sieve)

    def best(self, entries: int, most: int) -> Collection[int]:
        """At most so many of a set of entries, those that promise most."""
        if entries.bit_count() <= most:
            return [*bits.members(entries)]
        points: dict[int, float] = dict(islice(_in_order(self._sets, entries, self._points), _READ))
        self._add_titles(points)
        return nlargest(most, points, key=points.__getitem__)

    def _add_titles(self, points: dict[int, float]) -> None:
        """Add to the points of some entries for the words that their titles have to the letter, and for their names."""
        worth = self._to_the_letter()
        rows = self._sets.database.execute(
            "SELECT number, title_key, title FROM json_each(?) AS given CROSS JOIN entry ON number = given.value",
            (json.dumps([*points]),),
        )
        for number, folded, title in rows:
            told = worth.keys() & folded.split()
            times = _TITLE_OF_LONG if self._sets.lengths[number] >= length_sign(_LONG) else 1.0
            to_the_letter = math.fsum(map(worth.__getitem__, told))  # the same in whatever order a set has its words
            points[number] += times * to_the_letter + name_told(title, told)

    def _to_the_letter(self) -> Mapping[str, float]:
        """By word, what it adds to a title that has it so; words such as `of` are not told otherwise."""
        worth: dict[str, float] = {}
        for word in STOP_WORDS.intersection(self._query.words):
            having = self._sets.may_have((word,), "search")
            worth[word] = OF_FUNCTION * (1 + TO_THE_LETTER) * _worth(self._sets, having, "search")
        for meaning, texts in chain.from_iterable(self._meant.values()):
            for text, (points, _) in zip(meaning.meant, texts, strict=False):
                worth[text] = max(worth.get(text, 0.0), TO_THE_LETTER * points)
        return worth

    @cached_property
    def _meant(self) -> Mapping[int, Sequence[tuple[Meaning, _Texts]]]:
        """The meanings of each word."""
        found = self._query.found
        return {
            at: [(meaning, _texts(self._sets, meaning)) for meaning in found if meaning.start <= at < meaning.stop]
            for at in self.words
        }

    @cached_property
    def _having(self) -> Mapping[int, int]:
        """The entries that have each word in any meaning."""
        return {at: reduce(or_, (_any_of(texts) for _, texts in meant), 0) for at, meant in self._meant.items()}

    @cached_property
    def _points(self) -> Sequence[int]:
        """The points of each entry, in slices."""
        points: list[int] = []
        for hint in self._query.hints:
            named = filtered(self._sets, filter_of_hint(hint), self._sets.all_entries)
            bits.add_number(points, named, round(HINT_SCORES[hint.kind]))
        for pair in pairwise(self._query.words):
            for worth, having in () if STOP_WORDS.intersection(pair) else self._side_by_side(pair):
                bits.add_number(points, having, round(worth))
        for meant in self._meant.values():
            left = self._sets.all_entries  # one that has a word in several meanings scores by the best alone
            for texts in sorted((texts for _, texts in meant), key=_surest, reverse=True):
                _add(self._sets, points, texts, left)
                left ^= left & _any_of(texts)
        return points

    def _side_by_side(self, pair: Sequence[str]) -> _Texts:
        """What two words of the query in a row add, in a title and, in either order, as one name."""
        sets = self._sets
        about = with_phrase(sets, pair, "search")
        found = [(SIDE_BY_SIDE * _worth(sets, about, "search"), about)]
        if all(entries_with(sets.database, [word], "people") for word in pair):
            names = with_phrase(sets, pair, "people") | with_phrase(sets, pair[::-1], "people")
            found.append((ONE_NAME * _worth(sets, names, "people"), names))
        return found


def best_of(sets: Sets, meaning: Meaning, most: int) -> Iterator[int]:
    """At most so many of the entries that score best for a meaning."""
    texts, points = _texts(sets, meaning), list[int]()
    _add(sets, points, texts, sets.all_entries)
    return (number for number, _ in islice(_in_order(sets, _any_of(texts), points), most))


def _in_order(sets: Sets, entries: int, points: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The entries of a set by their points, the most first, and as many by their lengths."""
    lost = [entries ^ (entries & one) for one in points]  # split begins with what no bit is set of
    most = (1 << len(points)) - 1
    for less, equal in bits.split(entries, lost):
        if equal.bit_count() <= _SORTED:
            yield from ((number, most - less) for number in sorted(bits.members(equal), key=sets.lengths.__getitem__))
        else:
            for _, some in bits.split(equal, sets.slices_of(LENGTH)):
                yield from ((number, most - less) for number in bits.members(some))


def _texts(sets: Sets, meaning: Meaning) -> _Texts:
    """The texts of a meaning as points and entries."""
    share, each = meaning.weight / (meaning.stop - meaning.start), with_each_text(sets, meaning)
    if not meaning.expressions:
        return [(share * FACT_SCORE, having) for having in each]
    return [(share * _worth(sets, having, meaning.table), having) for having in each]


def _worth(sets: Sets, having: int, table: str) -> float:
    """The points of a text that some entries have, the more the fewer they are."""
    return _SCORES[table] * math.log((sets.all_entries.bit_count() + 1) / (having.bit_count() + 0.5))


def _add(sets: Sets, points: list[int], texts: _Texts, among: int) -> None:
    """Add the points of the texts of a meaning for the entries of a set."""
    long = bits.at_least(among, sets.slices_of(LENGTH), length_sign(_LONG))
    for share, some in ((1.0, among ^ long), (_IN_LONG, long)):
        for worth, having in texts if some else ():
            bits.add_number(points, having & some, round(share * worth))


def _any_of(texts: _Texts) -> int:
    """The entries that have any of some texts."""
    return reduce(or_, (having for _, having in texts), 0)


def _surest(texts: _Texts) -> float:
    """The points of the rarest of some texts."""
    return max((points for points, _ in texts), default=0.0)
