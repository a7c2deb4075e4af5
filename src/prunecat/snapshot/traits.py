"""Traits of entries: what few values tell apart, as one sign for each entry, so that all entries are asked at once.

Signs are kept twice: one after the other, to look some up, and in bit slices, after the bit-sliced index of O'Neil and
Quass, "Improved query performance with variant indexes" (1997). Of a million entries a slice is a number of 125 kB; the
entries of a sign are where some slices are set and the others are not. To split a set by a slice takes six
microseconds, and to count a part 40, so that it is counted by 80 years in four milliseconds, where going through its
signs took 25.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from math import log2
from sqlite3 import Connection
from typing import TYPE_CHECKING, Literal, NamedTuple

from prunecat.snapshot import bits
from prunecat.snapshot.rows import meta

if TYPE_CHECKING:
    from prunecat.entry import Entry


class Trait(NamedTuple):
    """What entries have in common."""

    of: "Callable[[Entry, bool], Hashable]"
    """An entry's value, by the entry and whether it is known where its PDF is."""
    width: Literal["B", "H"] = "B"
    """How much room a sign takes: a byte or two, as an array has them."""

    @property
    def most(self) -> int:
        """How many values can have a sign: entries of others have the sign 0, and are looked up one by one."""
        return int(256 ** array(self.width).itemsize) - 1

    @property
    def is_sliced(self) -> bool:
        """Whether its signs are in slices too: of so many as venues have, to go through the signs is quicker."""
        return self.width == "B"


TRAITS = {
    "year": Trait(lambda entry, _: entry.year),
    "section": Trait(lambda entry, _: entry.section),
    "types": Trait(lambda entry, _: entry.types),
    "links": Trait(lambda entry, _: tuple([(link.framework, link.origin) for link in entry.code])),
    "addresses": Trait(
        lambda entry, _: (entry.doi is None, entry.arxiv is None, entry.openreview is None, entry.url is None)
    ),
    "known": Trait(
        lambda entry, has_pdf: (
            has_pdf,
            entry.note is None,
            bool(entry.authors),
            any(name == "abstract" for name, _ in entry.fields),
        )
    ),
    "venue": Trait(lambda entry, _: entry.venue, "H"),
}
WITH_SIGN = "sign CROSS JOIN entry ON entry.number = sign.entry"
"""The signs of all traits, each with the first entry that has it, in SQL."""

LENGTH = "length"
"""Under what it stands, beside the traits, how many words of an entry are searched."""
_EXACT, _TO_DOUBLE = 128, 16
"""Words up to which a length is told exactly, and steps to twice as many: of one more the rank hardly knows."""
_ASKED_FROM = 10_000
"""Entries of a catalogue: of fewer, each is looked at sooner than sets are made."""

Signs = dict[str, bytes]
"""By trait, the signs of entries, one after the other."""


def length_sign(words: int) -> int:
    """How many words there are as a byte, which rises with them."""
    return words if words <= _EXACT else min(255, _EXACT + int(_TO_DOUBLE * log2(words / _EXACT)))


def are_asked(database: Connection) -> bool:
    """Whether a catalogue is so large that signs tell sooner what its entries have."""
    return int(meta(database, "entries")) >= _ASKED_FROM


class Signing:
    """The signs that were given so far."""

    def __init__(self) -> None:
        self._known: dict[str, dict[Hashable, int]] = {name: {} for name in TRAITS}

    def signs(self, entries: "Iterable[tuple[int, Entry, bool]]") -> tuple[Signs, list[tuple[str, int, int]]]:
        """The signs of entries, and those that are new: trait, sign, and the number of the first entry that has it.

        Each entry comes with its number and whether it is known where its PDF is.
        """
        every, new = list(entries), list[tuple[str, int, int]]()
        signs = {}
        for name, (of, width) in TRAITS.items():
            known, given = self._known[name], array(width)
            for number, entry, has_pdf in every:
                value = of(entry, has_pdf)
                if (sign := known.get(value)) is None:
                    sign = 0
                    if len(known) < TRAITS[name].most:
                        sign = known[value] = len(known) + 1
                        new.append((name, sign, number))
                given.append(sign)
            signs[name] = given.tobytes()
        return signs, new


class Gathered:
    """The signs of all entries while they come, eight bytes an entry."""

    def __init__(self) -> None:
        self._signs = {name: array(trait.width, [0]) for name, trait in TRAITS.items()}
        self._lengths = bytearray(1)
        self._first: list[tuple[str, int, int]] = []

    def add(self, signs: Signs, new: Iterable[tuple[str, int, int]], lengths: bytes) -> None:
        """Add those of a batch of entries, as `Signing.signs` gives them, and what `length_sign` gives for each."""
        for name, some in signs.items():
            self._signs[name].frombytes(some)
        self._first += new
        self._lengths += lengths

    def insert(self, database: Connection) -> None:
        """Write them: of each trait the signs of all entries, by their numbers from 0, and how many have each."""
        signs = {name: signs.tobytes() for name, signs in self._signs.items()}
        database.executemany("INSERT INTO trait VALUES (?, ?)", [*signs.items(), (LENGTH, bytes(self._lengths))])
        database.executemany("INSERT INTO sign VALUES (?, ?, ?, ?)", self._counted())
        sliced = {name: some for name, some in signs.items() if TRAITS[name].is_sliced} | {LENGTH: bytes(self._lengths)}
        for name, some in sliced.items():
            rows = [(name, bit, bits.in_bytes(having)) for bit, having in enumerate(bits.slices(some))]
            database.executemany("INSERT INTO slice VALUES (?, ?, ?)", rows)

    def _counted(self) -> Iterator[tuple[str, int, int, int]]:
        counts = {name: Counter(signs) for name, signs in self._signs.items()}
        for name, sign, entry in self._first:
            yield name, sign, entry, counts[name][sign]
