"""Whether two entries are one work: what shows that they are, and what tells two works apart.

The list of signs is the same for `check`, `diff`, `sync`, `show` and `related`, so that they agree.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import combinations, pairwise

from prunecat import identifiers
from prunecat.entry import Entry
from prunecat.words import STOP_WORDS, words_of

_RARE = 30
"""Titles: a word, or pair of words, that more of them have is no reason to compare two: the pairs grow squared."""
_LONGEST = 400
"""Characters: longer titles are compared to the letter only, because the time for slips grows as their square."""
_FEWEST = 3
"""Words that say something: with fewer of them a slip of the pen may well be another title."""
_MOST_SLIPS = 2
_LIKE = 88
"""Per cent of letters in common, of titles that look alike but differ by more than slips of the pen."""
_HOST_END = re.compile("[/?#]")
_REMEMBERED = 2_048
"""URLs: those of the entries that are worked on together are asked for several times."""


class Sign(IntEnum):
    """What shows that two entries are one work, the surest last."""

    NEAR_TITLE = 1
    TITLE = 2
    ADDRESS = 3
    IDENTIFIER = 4


def sign(one: Entry, other: Entry) -> Sign | None:
    """The surest sign that two entries are one work; None if there is none, or something tells them apart.

    The order of the two makes no difference. The entries' identifiers must be complete (`identifiers.identified`).
    """
    if _share_an_identifier(one, other):
        return Sign.IDENTIFIER
    if _differ(*_arxiv_ids(one, other)) or _have_other_authors(one, other):
        return None
    same_title = title_key(one.title) == title_key(other.title)
    if _agree(address(one.url), address(other.url)):
        return Sign.ADDRESS if not _differ(one.year, other.year) or may_be_one(one.title, other.title) else None
    if same_title:
        return Sign.TITLE
    if _have_other_identifiers(one, other) or have_moved(one, other):
        return None
    return Sign.NEAR_TITLE if are_near(one.title, other.title) else None


def have_moved(one: Entry, other: Entry) -> bool:
    """Whether two entries differ in year and in address: with another title too, nothing is left that they share."""
    return _differ(one.year, other.year) and _differ(address(one.url), address(other.url))


def address(url: str | None) -> str | None:
    """The form in which all addresses of one work are equal; None without a URL.

    An arXiv, DOI or OpenReview URL becomes its identifier, any other its page.
    """
    for kind, value in identifiers.of_url(url).items():
        return f"{kind}:{identifiers.key(kind, value)}"
    return page(url)


@lru_cache(_REMEMBERED)
def page(url: str | None) -> str | None:
    """The form in which all spellings of one page's URL are equal; None without a URL.

    Scheme, `www.`, the host's case, its usual port and a slash at the end make no difference. A fragment does: it may
    be the only difference between two papers on one page.
    """
    url = (url or "").strip()
    if not url:
        return None
    scheme, mark, rest = url.partition("://")
    if not mark or scheme.lower() not in ("http", "https"):
        scheme, rest = "", url
    if not mark and not rest.lower().startswith("www."):
        return rest.rstrip("/") or rest
    end = _HOST_END.search(rest)
    split = end.start() if end else len(rest)
    host, path = rest[:split].lower().removeprefix("www."), rest[split:]
    host = host.removesuffix({"http": ":80", "https": ":443"}.get(scheme.lower(), ":"))
    return host + path.rstrip("/")


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


def comparable(titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of indices, the lower first, of titles that may be one: equal, or with a rare word in common.

    All titles that are equal are paired with the first of them. The number of pairs grows as the number of titles.
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    first: dict[str, int] = {}
    pairs: set[tuple[int, int]] = set()
    for index, title in enumerate(titles):
        key = title_key(title)
        if (before := first.setdefault(key, index)) != index:
            pairs.add((before, index))
            continue
        words = _telling_words(title[:_LONGEST])
        for block in {*words, *map(" ".join, pairwise(words))}:
            holders[block].append(index)
    for indices in holders.values():
        if len(indices) <= _RARE:
            pairs.update(combinations(indices, 2))
    yield from sorted(pairs)


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


def _names(title: str) -> set[str]:
    """The words of a title that are names or versions by their form: with a digit, or two capitals."""
    words = re.findall(r"[^\W_]+", title)
    return {
        folded
        for word in words
        if sum(sign.isupper() for sign in word) > 1 or any(sign.isdigit() for sign in word)
        for folded in words_of(word)
    }


def _share_an_identifier(one: Entry, other: Entry) -> bool:
    return any(_agree(*values) for values in _identifiers(one, other))


def _have_other_identifiers(one: Entry, other: Entry) -> bool:
    """Whether two entries have each an identifier of one kind; a preprint and its publication may, under one title."""
    return any(_differ(*values) for values in _identifiers(one, other))


def _arxiv_ids(one: Entry, other: Entry) -> tuple[str | None, str | None]:
    return identifiers.key("arxiv", one.arxiv), identifiers.key("arxiv", other.arxiv)


def _identifiers(one: Entry, other: Entry) -> Iterator[tuple[str | None, str | None]]:
    """The arXiv ids, DOIs and OpenReview ids of two entries, in the form in which they are compared."""
    for kind in identifiers.KINDS:
        yield identifiers.key(kind, getattr(one, kind)), identifiers.key(kind, getattr(other, kind))


def _have_other_authors(one: Entry, other: Entry) -> bool:
    """Whether both entries have authors, and none of one is an author of the other: two groups, two surveys."""
    names, names_other = _author_words(one), _author_words(other)
    return bool(names) and bool(names_other) and not names & names_other


def _author_words(entry: Entry) -> set[str]:
    words = words_of(" ".join(entry.authors))
    return {word for word in words if len(word) > 2} or {*words}


def _agree(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other
