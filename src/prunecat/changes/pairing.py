"""Entries of two sources paired: which of the one is which of the other."""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from prunecat import identifiers
from prunecat.entry import Entry
from prunecat.same_title import are_alike, are_near, comparable, may_be_one, title_key
from prunecat.same_work import Sign, address, sign

_MOST_TRIED = 30
"""Entries of one key that are tried for each entry of the other source, so that the time grows as the entries do."""

Key = Callable[[Entry], Hashable]


class Pairing(NamedTuple):
    """What became of the entries of an older source in a newer one."""

    pairs: list[tuple[Entry, Entry]]
    """Old and new, in the order of the new ones."""
    added: list[Entry]
    dropped: list[Entry]
    doubtful: list[tuple[Entry, Entry]]
    """Pairs of a dropped and an added entry that a reader may take for one work: by id, address or similar titles."""


def pair(
    old: Sequence[Entry],
    new: Sequence[Entry],
    stated_old: Collection[str],
    stated_new: Collection[str],
) -> Pairing:
    """Pair the entries of two sources, the surest signs first: ids, addresses, titles, near titles.

    Ids count where both sources state them and nothing makes them two works (`_is_retitled`). Entries that are equal
    under a sign are paired in their order. No pair is made of two works that `same_work` tells apart.
    """
    found: dict[int, int] = {}

    def stated(entry: Entry, ids: Collection[str]) -> str | None:
        return entry.id if entry.id in ids else None

    _pair_by(old, new, lambda e: stated(e, stated_old), lambda e: stated(e, stated_new), _is_retitled, found)
    for key in _KEYS:
        _pair_by(old, new, key, key, sign, found)
    found.update(_near_titles(old, new, found))
    old_of = {at_new: at_old for at_old, at_new in found.items()}
    dropped = [entry for at, entry in enumerate(old) if at not in found]
    added = [entry for at, entry in enumerate(new) if at not in old_of]
    return Pairing(
        pairs=[(old[old_of[at]], entry) for at, entry in enumerate(new) if at in old_of],
        added=added,
        dropped=dropped,
        doubtful=list(_doubtful(dropped, added, stated_old, stated_new)),
    )


def _is_retitled(one: Entry, other: Entry) -> bool:
    """Whether two entries of one id are one work; made ids, such as `pruning-2020`, often agree by chance."""
    return bool(
        sign(one, other)
        or (one.authors and one.authors == other.authors)
        or (one.url and address(one.url) == address(other.url))
        or may_be_one(one.title, other.title)
    )


def _with(*keys: Key) -> Key:
    def key(entry: Entry) -> Hashable:
        values = tuple(key(entry) for key in keys)
        return values if values[0] else None

    return key


def _address(entry: Entry) -> str | None:
    return address(entry.url)


def _title(entry: Entry) -> str:
    return title_key(entry.title)


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
    lambda entry: identifiers.key("arxiv", entry.arxiv),
    lambda entry: identifiers.key("doi", entry.doi),
    lambda entry: identifiers.key("openreview", entry.openreview),
    _title,
)


def _pair_by(
    old: Sequence[Entry],
    new: Sequence[Entry],
    key_old: Key,
    key_new: Key,
    are_same: Callable[[Entry, Entry], object],
    found: dict[int, int],
) -> None:
    """Add to the pairs found those of equal keys that are the same work."""
    taken = set(found.values())
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for at, entry in enumerate(new):
        if at not in taken and (value := key_new(entry)):
            waiting[value].append(at)
    for at, entry in enumerate(old):
        if at not in found and (value := key_old(entry)) and (queue := waiting.get(value)):
            for index, candidate in enumerate(islice(queue, _MOST_TRIED)):
                if are_same(entry, new[candidate]):
                    found[at] = candidate
                    del queue[index]
                    break


def _near_titles(old: Sequence[Entry], new: Sequence[Entry], found: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Pairs of what is left whose titles are nearly the same, in the order of the old ones, each entry once."""
    taken = set(found.values())
    left_old = [at for at in range(len(old)) if at not in found]
    left_new = [at for at in range(len(new)) if at not in taken]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for index_old, index_new in _across([old[at] for at in left_old], [new[at] for at in left_new]):
        at_old, at_new = left_old[index_old], left_new[index_new]
        unused = at_old not in used_old and at_new not in used_new
        if unused and sign(old[at_old], new[at_new]) is Sign.NEAR_TITLE:
            used_old.add(at_old)
            used_new.add(at_new)
            yield at_old, at_new


def _across(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """The pairs of indices, of an old and a new entry, whose titles may be one."""
    if old and new:
        for one, other in comparable([entry.title for entry in (*old, *new)]):
            if one < len(old) <= other:
                yield one, other - len(old)


def _doubtful(
    dropped: Sequence[Entry], added: Sequence[Entry], stated_old: Collection[str], stated_new: Collection[str]
) -> Iterator[tuple[Entry, Entry]]:
    told: set[int] = set()
    for key in (lambda entry: entry.id if entry.id in stated_old and entry.id in stated_new else None, _address):
        by_key = {value: entry for entry in reversed(dropped) if (value := key(entry))}
        for at, entry in enumerate(added):
            if at not in told and (before := by_key.get(key(entry))):
                told.add(at)
                yield before, entry
    for at_old, at_new in _across(dropped, added):
        one, other = dropped[at_old], added[at_new]
        alike = title_key(one.title) == title_key(other.title) or are_near(one.title, other.title)
        if at_new not in told and (alike or are_alike(one.title, other.title)):
            told.add(at_new)
            yield one, other
