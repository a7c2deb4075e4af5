"""The authors of most entries, and which these are, so that counts by author look at them alone.

The names of a large catalogue can't all be held. So names are counted by a hash of theirs first, while entries come;
then those whose hash is frequent are read, of which a few turn out to share a hash and nothing else.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, compress
from sqlite3 import Connection
from typing import NamedTuple
from zlib import crc32

_KEPT_FROM = 20_000
"""Entries of a catalogue: of fewer, all names are counted in some ten milliseconds."""
_HASHES = 2**23
"""Hashes of names that are told apart, at a byte each: a million entries have a fourth as many authors."""
_MOST_COUNTED = 255
"""Places up to which those of a hash are counted, which is what a byte holds."""
_MOST = 150_000
"""Hashes of authors that are kept at most, for their names are held while they are looked for."""
_TOGETHER = 1_000
"""Entries whose authors are parsed at once, which takes half the time of one after the other."""
_FIRST, _MOST_IN_ROW = 10, 1_000
"""Authors in the first row, and in any: a row has twice as many as the one before, for each has fewer entries."""


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
        self._counts = bytearray(_HASHES)
        self._entries = 0

    def add(self, authors: Sequence[Sequence[str]]) -> None:
        """Count the names of the authors of some entries."""
        names, counts = map(str.encode, chain.from_iterable(authors)), self._counts
        hashes = [found % _HASHES for found in map(crc32, names)]  # the same in each process, as Python's own are not
        for found in hashes:
            if counts[found] < _MOST_COUNTED:
                counts[found] += 1
        self._hashes.extend(hashes)
        self._entries += len(authors)

    def often(self) -> Often | None:
        """The names that stand at most places, of no more than `_MOST` hashes if that can be; None of few entries."""
        if self._entries < _KEPT_FROM:
            return None
        least, hashes = 1, _HASHES - self._counts.count(0)
        while hashes > _MOST and least < _MOST_COUNTED:
            hashes -= self._counts.count(least)
            least += 1
        are_often = self._counts.translate(bytes(count >= least for count in range(256)))
        return Often(least, bytes(map(are_often.__getitem__, self._hashes)))


def often_named(authors: Sequence[Sequence[str]]) -> Often | None:
    """The names that most of these entries have, of which each has its authors; None where they are few."""
    if len(authors) < _KEPT_FROM:
        return None
    names = Names()
    names.add(authors)
    return names.often()


class Authors(NamedTuple):
    """Some of the authors of most entries, those of more before those of fewer."""

    least: int
    """Whoever is not known has fewer entries."""
    sizes: Sequence[int]
    """How many entries each has."""
    entries: Sequence[int]
    """The numbers of the entries of each, one author's behind another's."""
    names_as_json: str

    @property
    def names(self) -> list[str]:
        """Who they are."""
        found: list[str] = json.loads(self.names_as_json)
        return found


def authors_of_most(database: Connection, often: Often) -> list[Authors]:
    """The authors of most of all entries, read from the table of entries."""
    wrote: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    marks = iter(often.marks)
    for number, names in enumerate(_named(database), 1):
        for name in compress(names, marks):
            if not (numbers := wrote[name]) or numbers[-1] != number:  # an entry may name somebody twice
                numbers.append(number)
    kept = [name for name in wrote if len(wrote[name]) >= often.least]
    kept.sort(key=lambda name: (-len(wrote[name]), name))
    found: list[Authors] = []
    at, size = 0, _FIRST
    while names := kept[at : at + size]:
        sizes, entries = array("I", (len(wrote[name]) for name in names)), array("I")
        for name in names:
            entries.extend(wrote[name])
        found.append(Authors(often.least, sizes, entries, json.dumps(names, ensure_ascii=False)))
        at, size = at + size, min(2 * size, _MOST_IN_ROW)
    return found


def _named(database: Connection) -> Iterator[list[str]]:
    """The names of the authors of each entry, in catalogue order."""
    rows = database.execute("SELECT authors FROM entry ORDER BY number")
    while some := rows.fetchmany(_TOGETHER):
        yield from json.loads(f"[{','.join([authors for (authors,) in some])}]")


def insert_authors(database: Connection, authors: Sequence[Authors]) -> None:
    """Write the authors of most entries."""
    database.executemany("INSERT INTO authors VALUES (?, ?, ?, ?)", authors)


def read_authors(database: Connection) -> Iterator[Authors]:
    """The authors of most entries, some after others; none where the catalogue is so small that none are kept."""
    for least, sizes, entries, names in database.execute("SELECT * FROM authors ORDER BY rowid"):
        yield Authors(least, array("I", sizes), array("I", entries), names)
