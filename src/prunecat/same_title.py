"""Whether two titles are one: to the letter, but for slips of the pen, or as somebody remembers it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from prunecat.words import STOP_WORDS, words_of

_RARE = 30
"""Titles: a word, or pair of words, that more of them have is no reason to compare two: the pairs grow squared."""
ARTICLES = ("the", "a", "an")
_ROMAN = frozenset("ii iii iv vi vii viii ix".split())
"""Numbers of parts; of single letters nobody knows."""
_LONGEST = 400
"""Characters: longer titles are compared to the letter only, because the time for slips grows as their square."""
_FEWEST = 3
"""Words that say something: with fewer of them a slip of the pen may well be another title."""
_MOST_SLIPS = 2
_MOST_PLACES = 2
"""Places in which a title that is quoted from memory has other words."""
_LIKE = 88
"""Per cent of letters in common, of titles that look alike but differ by more than slips of the pen."""


def title_key(title: str) -> str:
    """The form in which all spellings of one title are equal: its folded letters, without blanks and signs."""
    return "".join(words_of(title)) or title.strip()


def are_near(one: str, other: str) -> bool:
    """Whether two titles differ by slips of the pen only, or by the name of a method before a colon.

    A slip is one letter of a word of four and more, or a hyphen; at most two are allowed. Numbers never differ, and
    neither do names (`BERT`, `DepGraph`) where each title has one that the other lacks.
    """
    if max(len(one), len(other)) > _LONGEST or _names_differ(one, other):
        return False
    words, others = _telling_words(one), _telling_words(other)
    bare, bare_other = _telling_words(_without_method(one)), _telling_words(_without_method(other))
    return (
        _differ_by_slips(words, others)
        or (bare != words and len(bare) >= _FEWEST and _differ_by_slips(bare, others))
        or (bare_other != others and len(bare_other) >= _FEWEST and _differ_by_slips(words, bare_other))
    )


def may_be_one(one: str, other: str) -> bool:
    """Whether two titles may be one that was changed: they are near or alike, or one has all words of the other."""
    words, others = {*_telling_words(one)}, {*_telling_words(other)}
    return words <= others or others <= words or are_near(one, other) or are_alike(one, other)


def are_alike(one: str, other: str) -> bool:
    """Whether a reader may take two titles for one, though they differ by more than slips of the pen."""
    from rapidfuzz import fuzz

    if max(len(one), len(other)) > _LONGEST:
        return False
    return bool(fuzz.ratio(" ".join(words_of(one)), " ".join(words_of(other)), score_cutoff=_LIKE))


def may_be_misquoted(one: str, other: str, *, places: int = _MOST_PLACES, kept: int = _FEWEST) -> bool:
    """Whether a title may be another one as somebody remembers it, where more than titles shows that they are one.

    Most words, and `kept` at least, are the same in one order, and what differs stands in few places. Numbers and
    names never differ.
    """
    from rapidfuzz.distance import Levenshtein

    if max(len(one), len(other)) > _LONGEST or _names_differ(one, other) or _numbers(one) != _numbers(other):
        return False
    words, others = _telling_words(one), _telling_words(other)
    steps = Levenshtein.opcodes(words, others)
    same = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    differing = sum(not equal for equal, _ in groupby(steps, lambda step: step.tag == "equal"))
    return differing <= places and same >= kept and 2 * same > max(len(words), len(others))


def is_name_of(short: str, title: str) -> bool:
    """Whether a text is what stands before a title's colon, an article aside: `The Lottery Ticket Hypothesis`."""
    name, colon, _ = title.partition(":")
    words = without_article(words_of(short))
    return bool(colon) and bool(words) and words == without_article(words_of(name))


def share_a_name(one: str, other: str) -> bool:
    """Whether the same stands before the colons of two titles, and no number tells them apart."""
    return ":" in one and is_name_of(one.partition(":")[0], other) and _numbers(one) == _numbers(other)


def without_article(words: Sequence[str]) -> Sequence[str]:
    """Words without the article that they begin with, if there are others."""
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def comparable(titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of indices, the lower first, of titles that may be one: equal, or with a rare word in common.

    All titles that are equal are paired with the first of them. The number of pairs grows as the number of titles, and
    none of them is held.
    """
    first: dict[str, int] = {}
    firsts = [first.setdefault(title_key(title), index) for index, title in enumerate(titles)]
    del first
    equal: defaultdict[int, list[int]] = defaultdict(list)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, before in enumerate(firsts):
        if before != index:
            equal[before].append(index)
            continue
        for block in _blocks(titles[index]):
            if len(holders[block]) <= _RARE:
                holders[block].append(index)
    for index, before in enumerate(firsts):
        if before == index:
            near = (held for block in _blocks(titles[index]) if len(held := holders[block]) <= _RARE)
            others = {other for held in near for other in held if other > index}
            yield from ((index, other) for other in sorted(others.union(equal.get(index, ()))))


def _blocks(title: str) -> set[str]:
    """The words of a title, and the pairs of them, by which it is compared."""
    words = _telling_words(title[:_LONGEST])
    return {*words, *map(" ".join, pairwise(words))}


def _telling_words(title: str) -> list[str]:
    words = words_of(title)
    return [word for word in words if word not in STOP_WORDS] or words


def _without_method(title: str) -> str:
    method, colon, rest = title.partition(":")
    return rest if colon and len(method.split()) <= 3 else title


def _differ_by_slips(words: list[str], others: list[str]) -> bool:
    from rapidfuzz.distance import OSA, Levenshtein

    if "".join(words) == "".join(others):
        return bool(words)
    if min(len(words), len(others)) < _FEWEST:
        return False
    slips = 0
    for step in Levenshtein.opcodes(words, others):
        left = "".join(words[step.src_start : step.src_end])
        right = "".join(others[step.dest_start : step.dest_end])
        if left != right:
            slips += 1
            if re.search(r"\d", left + right) or min(len(left), len(right)) < 4 or OSA.distance(left, right) > 1:
                return False
    return slips <= _MOST_SLIPS


def _names_differ(one: str, other: str) -> bool:
    names, names_other = _names(one), _names(other)
    return bool(names - {*words_of(other)}) and bool(names_other - {*words_of(one)})


def _numbers(title: str) -> set[str]:
    """The words of a title that number a version, a part or a size."""
    return {word for word in words_of(title) if word in _ROMAN or any(sign.isdigit() for sign in word)}


def _names(title: str) -> set[str]:
    """The words of a title that are names or versions by their form: with a digit, or two capitals."""
    words = re.findall(r"[^\W_]+", title)
    return {
        folded
        for word in words
        if sum(sign.isupper() for sign in word) > 1 or any(sign.isdigit() for sign in word)
        for folded in words_of(word)
    }
