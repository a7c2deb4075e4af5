"""Entries of two sources paired: which of the one is which of the other."""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from typing import NamedTuple

from prunecat.entry import Entry
from prunecat.words import words_of

_NEAR = 88
"""How like two titles are, of 100, that may be two spellings of one."""
_TELLING = 3
"""By how many of its rarest words a title is looked up."""

Key = Callable[[Entry], Hashable]


class Pairing(NamedTuple):
    """What became of the entries of an older source in a newer one."""

    pairs: list[tuple[Entry, Entry]]
    """Old and new, in the order of the new ones."""
    added: list[Entry]
    dropped: list[Entry]


def pair(
    old: Sequence[Entry],
    new: Sequence[Entry],
    stated_old: Collection[str],
    stated_new: Collection[str],
) -> Pairing:
    """Pair the entries of two sources, the surest signs first: ids, addresses with place, titles, then near titles.

    Ids count where both sources state them. Entries that are equal under a sign are paired in their order.
    """
    found: dict[int, int] = {}
    keys: list[tuple[Key, Key]] = [
        (lambda entry: entry.id if entry.id in stated_old else None,
         lambda entry: entry.id if entry.id in stated_new else None),
        *((key, key) for key in _KEYS),
    ]  # fmt: skip
    for key_old, key_new in keys:
        _pair_by(old, new, key_old, key_new, found)
    found.update(_near_titles(old, new, found))
    places = {at_new: at_old for at_old, at_new in found.items()}
    return Pairing(
        pairs=[(old[places[at]], entry) for at, entry in enumerate(new) if at in places],
        added=[entry for at, entry in enumerate(new) if at not in places],
        dropped=[entry for at, entry in enumerate(old) if at not in found],
    )


def same_address(url: str | None) -> str | None:
    """The form under which two spellings of one address are equal."""
    if not url:
        return None
    scheme, mark, rest = url.strip().rpartition("://")
    return (rest if mark and scheme.lower() in ("http", "https") else url).removeprefix("www.").rstrip("/")


def same_title(title: str) -> str:
    """The form under which two spellings of one title are equal: its folded words."""
    return " ".join(words_of(title))


def _with(*keys: Key) -> Key:
    def key(entry: Entry) -> Hashable:
        values = tuple(key(entry) for key in keys)
        return values if values[0] else None

    return key


def _address(entry: Entry) -> str | None:
    return same_address(entry.url)


def _title(entry: Entry) -> str | None:
    return same_title(entry.title)


def _section(entry: Entry) -> str:
    return entry.section


def _year(entry: Entry) -> int | None:
    return entry.year


_KEYS: tuple[Key, ...] = (
    _with(_address, _title, _section, _year),
    _with(_address, _section, _year),
    _with(_title, _section, _year),
    _with(_title, _year),
    _with(_title, _address),
    _address,
    lambda entry: entry.arxiv,
    lambda entry: entry.doi and entry.doi.casefold(),
    lambda entry: entry.openreview,
    _title,
)


def _pair_by(old: Sequence[Entry], new: Sequence[Entry], key_old: Key, key_new: Key, found: dict[int, int]) -> None:
    taken = set(found.values())
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for at, entry in enumerate(new):
        if at not in taken and (value := key_new(entry)):
            waiting[value].append(at)
    for at, entry in enumerate(old):
        if at not in found and (value := key_old(entry)) and (queue := waiting.get(value)):
            found[at] = queue.popleft()


def _near_titles(old: Sequence[Entry], new: Sequence[Entry], found: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Pairs of what is left whose titles are nearly the same, the likest first, each entry once."""
    taken = set(found.values())
    left_old = [at for at in range(len(old)) if at not in found]
    left_new = [at for at in range(len(new)) if at not in taken]
    if not left_old or not left_new:
        return
    from rapidfuzz import fuzz

    titles = {at: same_title(new[at].title) for at in left_new}
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, title in titles.items():
        for word in set(title.split()):
            by_word[word].append(at)
    scored = []
    for at_old in left_old:
        title = same_title(old[at_old].title)
        # Titles that are nearly the same share their rarest words, so not every title is held against every other.
        rarest = sorted((word for word in set(title.split()) if word in by_word), key=lambda word: len(by_word[word]))
        for at_new in {at for word in rarest[:_TELLING] for at in by_word[word]}:
            score = fuzz.ratio(title, titles[at_new], score_cutoff=_NEAR)
            if score and _may_be_same(old[at_old], new[at_new]):
                scored.append((-score, at_old, at_new))
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, at_old, at_new in sorted(scored):
        if at_old not in used_old and at_new not in used_new:
            used_old.add(at_old)
            used_new.add(at_new)
            yield at_old, at_new


def _may_be_same(one: Entry, other: Entry) -> bool:
    """Whether nothing that both state tells two entries with like titles apart."""
    numbers = [{word for word in words_of(entry.title) if any(c.isdigit() for c in word)} for entry in (one, other)]
    if numbers[0] != numbers[1] or (one.arxiv and other.arxiv):
        return False
    families = [{words_of(name)[-1] for name in entry.authors if words_of(name)} for entry in (one, other)]
    return not all(families) or bool(families[0] & families[1])
