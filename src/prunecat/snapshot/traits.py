"""Traits of entries: what few values tell apart, as one sign for each entry, so that all entries are asked at once.

Of a million entries the signs of a trait are a megabyte, out of which any condition on the trait makes a set in a
millisecond or two (snapshot/sets.py), and which are counted in some 30 (query/tallies.py).
"""

from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from sqlite3 import Connection
from typing import TYPE_CHECKING, Literal, NamedTuple

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

_ASKED_FROM = 10_000
"""Entries of a catalogue: of fewer, each is looked at sooner than sets are made."""

Signs = dict[str, bytes]
"""By trait, the signs of entries, one after the other."""


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
        self._first: list[tuple[str, int, int]] = []

    def add(self, signs: Signs, new: Iterable[tuple[str, int, int]]) -> None:
        """Add those of a batch of entries, as `Signing.signs` gives them."""
        for name, some in signs.items():
            self._signs[name].frombytes(some)
        self._first += new

    def insert(self, database: Connection) -> None:
        """Write them: of each trait the signs of all entries, by their numbers from 0, and how many have each."""
        database.executemany("INSERT INTO trait VALUES (?, ?)", [(n, s.tobytes()) for n, s in self._signs.items()])
        database.executemany("INSERT INTO sign VALUES (?, ?, ?, ?)", self._counted())

    def _counted(self) -> Iterator[tuple[str, int, int, int]]:
        counts = {name: Counter(signs) for name, signs in self._signs.items()}
        for name, sign, entry in self._first:
            yield name, sign, entry, counts[name][sign]
