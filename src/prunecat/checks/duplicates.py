"""Rules about the same work in two rows: by URL, by identifier, by nearly the same title."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Levenshtein

from prunecat.checks.finding import Finding
from prunecat.checks.subject import Listed, Subject
from prunecat.entry import Entry
from prunecat.words import STOP_WORDS, words_of

_KEYS: tuple[tuple[str, str, Callable[[Entry], str | None]], ...] = (
    ("same-url", "URL", lambda entry: _address(entry.url)),
    ("same-doi", "DOI", lambda entry: entry.doi and entry.doi.casefold()),
    ("same-arxiv", "arXiv id", lambda entry: entry.arxiv and re.sub(r"v\d+$", "", entry.arxiv)),
    ("same-openreview", "OpenReview id", lambda entry: entry.openreview),
)
# A word or pair of words that more titles have tells nothing, and would make their number count squared.
_RARE = 30
_NEAR = 88


def check(subject: Subject) -> Iterator[Finding]:
    """Findings of same-url, same-doi, same-arxiv, same-openreview and similar-title.

    Of entries that are one by a rule, or by several together, each but the first is told of once.
    """
    entries = subject.entries
    first = list(range(len(entries)))

    def join(one: int, other: int) -> bool:
        """Take two entries for the same; False where they are taken for it already."""
        while first[one] != one:
            one = first[one] = first[first[one]]
        while first[other] != other:
            other = first[other] = first[first[other]]
        first[max(one, other)] = min(one, other)
        return one != other

    for rule, what, key in _KEYS:
        holder: dict[str, int] = {}
        for number, listed in enumerate(entries):
            value = key(listed.entry)
            if value and join(other := holder.setdefault(value, number), number):
                yield _same(rule, f"has the {what} of", entries[other], listed)
    for one, other in sorted(_similar([listed.entry for listed in entries])):
        if join(one, other):
            yield _same("similar-title", "has nearly the title of", entries[one], entries[other])


def _same(rule: str, what: str, first: Listed, second: Listed) -> Finding:
    known = first.entry.id in second.entry.also_listed_as or second.entry.id in first.entry.also_listed_as
    return second.finding(
        rule,
        f"the entry {what} {first.name} at {first.where}",
        "correct it, leave one of them out, or let each name the other in also_listed_as",
        known=bool(known and first.entry.id),
    )


def _address(url: str | None) -> str | None:
    """A URL without what makes no other page of it: scheme, `www.`, a slash at its end."""
    if not url:
        return None
    scheme, _, rest = url.partition("://")
    host, slash, path = (rest or scheme).partition("/")
    return host.casefold().removeprefix("www.") + (slash + path).rstrip("/")


def _similar(entries: list[Entry]) -> set[tuple[int, int]]:
    """The pairs of entries whose titles are nearly the same."""
    titles = [_telling(entry.title) for entry in entries]
    bare = [_telling(_without_method(entry.title)) for entry in entries]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    exact: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(titles):
        for block in {*words, *map(" ".join, pairwise(words))}:
            holders[block].append(number)
        if words:
            exact["".join(words)].append(number)
    pairs = {(numbers[0], other) for numbers in exact.values() for other in numbers[1:]}
    candidates = {pair for numbers in holders.values() if len(numbers) <= _RARE for pair in combinations(numbers, 2)}
    pairs |= {(a, b) for a, b in candidates if _alike(titles[a], titles[b], bare[a], bare[b])}
    return {(a, b) for a, b in pairs if _share_an_author(entries[a], entries[b])}


def _alike(a: list[str], b: list[str], bare_a: list[str], bare_b: list[str]) -> bool:
    """Whether two titles are one, also when one of them lacks the method's name before the colon."""
    return (
        _same_words(a, b)
        or (len(bare_a) >= 3 and _same_words(bare_a, b))
        or (len(bare_b) >= 3 and _same_words(a, bare_b))
    )


def _same_words(a: list[str], b: list[str]) -> bool:
    """Whether what differs between two titles are slips of the pen: a letter, a hyphen; never a number."""
    if "".join(a) == "".join(b):
        return True
    if min(len(a), len(b)) < 3 or fuzz.ratio(" ".join(a), " ".join(b), score_cutoff=_NEAR) == 0:
        return False
    slips = 0
    for step in Levenshtein.opcodes(a, b):
        left, right = "".join(a[step.src_start : step.src_end]), "".join(b[step.dest_start : step.dest_end])
        if left != right:
            slips += 1
            if re.search(r"\d", left + right) or min(len(left), len(right)) < 4 or OSA.distance(left, right) > 1:
                return False
    return slips <= 2


def _telling(title: str) -> list[str]:
    words = words_of(title)
    return [word for word in words if word not in STOP_WORDS] or words


def _without_method(title: str) -> str:
    method, colon, rest = title.partition(":")
    return rest if colon and len(method.split()) <= 3 else title


def _share_an_author(a: Entry, b: Entry) -> bool:
    """Whether an author may be the same; two groups may well call their surveys the same."""
    names_a, names_b = ({word for word in words_of(" ".join(entry.authors)) if len(word) > 2} for entry in (a, b))
    return not names_a or not names_b or bool(names_a & names_b)
