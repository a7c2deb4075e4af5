"""The authors of most entries, and which these are, so that counts by author look at them alone.

The names of a large catalogue can't all be held. So names are counted by a hash of theirs first, while entries come;
then those whose hash is frequent are read, of which a few turn out to share a hash and nothing else.
"""

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, compress
from sqlite3 import Connection
from typing import NamedTuple
from zlib import crc32

_KEPT_FROM = 20_000
"""Entries of a catalogue: of fewer, all names are counted in some ten milliseconds."""
_HASHES = 2**22
"""Hashes of names that are told apart, at four bytes each: a million entries have half as many authors."""
_MOST = 100_000
"""Authors that are kept at most: their names are read in some milliseconds."""
_TOGETHER = 1_000
"""Entries whose authors are parsed at once, which takes half the time of one after the other."""


class Often(NamedTuple):
    """Which names may be those of the authors of most entries."""

    least: int
    """Entries that an author has who is kept."""
    marks: bytes
    """For each name of each entry, in catalogue order, whether its hash stands at so many places."""


class Names:
    """The names of authors, counted while entries come."""

    def __init__(self) -> None:
        self._hashes = array("I")
        self._counts = array("I", bytes(4 * _HASHES))
        self._entries = 0

    def add(self, authors: Sequence[Sequence[str]]) -> None:
        """Count the names of the authors of some entries."""
        names = map(str.encode, chain.from_iterable(authors))
        hashes = [found % _HASHES for found in map(crc32, names)]  # the same in each process, as Python's own are not
        for found in hashes:
            self._counts[found] += 1
        self._hashes.extend(hashes)
        self._entries += len(authors)

    def often(self) -> Often | None:
        """The names that stand at most places; None where there are few entries.

        They are no more than `_MOST`, and stand at no more places than there are entries.
        """
        if self._entries < _KEPT_FROM:
            return None
        of_size = Counter(self._counts)
        names = places = 0
        least = max(of_size) + 1
        for size in sorted(of_size, reverse=True):
            names, places = names + of_size[size], places + size * of_size[size]
            if not size or names > _MOST or places > self._entries:
                break
            least = size
        are_often = bytes(map(least.__le__, self._counts))
        return Often(least, bytes(map(are_often.__getitem__, self._hashes)))


def often_named(authors: Sequence[Sequence[str]]) -> Often | None:
    """The names that most of these entries have, of which each has its authors; None where they are few."""
    if len(authors) < _KEPT_FROM:
        return None
    names = Names()
    names.add(authors)
    return names.often()


class Authors(NamedTuple):
    """The authors of most entries, those of more before those of fewer."""

    least: int
    """Whoever is not among them has fewer entries."""
    names: Sequence[str]
    sizes: Sequence[int]
    """How often each is named as an author."""
    entries: Sequence[int]
    """The numbers of the entries of each, one author's behind another's; twice where one names an author twice."""


def authors_of_most(database: Connection, often: Often) -> Authors:
    """The authors of most of all entries, read from the table of entries."""
    wrote: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    marks = iter(often.marks)
    for number, names in enumerate(_named(database), 1):
        for name in compress(names, marks):
            wrote[name].append(number)
    kept = [name for name in wrote if len(wrote[name]) >= often.least]
    kept.sort(key=lambda name: (-len(wrote[name]), name))
    entries = array("I")
    for name in kept:
        entries.extend(wrote[name])
    return Authors(often.least, kept, array("I", (len(wrote[name]) for name in kept)), entries)


def _named(database: Connection) -> Iterator[list[str]]:
    """The names of the authors of each entry, in catalogue order."""
    rows = database.execute("SELECT authors FROM entry ORDER BY number")
    while some := rows.fetchmany(_TOGETHER):
        yield from json.loads(f"[{','.join([authors for (authors,) in some])}]")


def insert_authors(database: Connection, authors: Authors) -> None:
    """Write the authors of most entries."""
    least, names, sizes, entries = authors
    row = (least, json.dumps(names, ensure_ascii=False), sizes, entries)
    database.execute("INSERT INTO authors VALUES (?, ?, ?, ?)", row)


def read_authors(database: Connection) -> Authors | None:
    """The authors of most entries; None where the catalogue is so small that none are kept."""
    row = database.execute("SELECT least, names, sizes, entries FROM authors").fetchone()
    if row is None:
        return None
    least, names, sizes, entries = row
    return Authors(least, json.loads(names), array("I", sizes), array("I", entries))
