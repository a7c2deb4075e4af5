"""An answer of which only the first hits are ranked: all its entries, in any order, scored as they are read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain
from operator import or_
from sqlite3 import Connection
from typing import NamedTuple

from prunecat.query.further import Further, in_order_of_rows, scored
from prunecat.query.hits import Hits
from prunecat.query.listing import members_listed
from prunecat.query.ranking import Hit
from prunecat.snapshot import bits
from prunecat.snapshot.sets import Sets


class Beyond(NamedTuple):
    """The entries of an answer."""

    sets: Sets
    more: Sequence[Further]
    """What they are by each alternative of the query."""
    first: Sequence[Hit]
    """Those that are ranked, the best first."""
    every: int
    """All of them, as a set."""

    def scored(self, numbers: Iterable[int]) -> Iterator[Hit]:
        """The hits of entries of these numbers, in this order."""
        return scored(self.sets, self.more, {hit.number: hit for hit in self.first}, numbers)

    def best_first(self) -> Iterator[Hit]:
        """All hits: those that are ranked, then the others in the order of the index."""
        return chain(self.first, self.scored(self._unranked()))

    def numbers(self, among: int) -> Iterator[int]:
        """The numbers of those that are in a set, in the same order."""
        held = bits.in_bytes(among)
        every = chain((hit.number for hit in self.first), self._unranked())
        return (number for number in every if bits.has(held, number))

    def _unranked(self) -> Iterator[int]:
        others = self.every & ~self.sets.of(hit.number for hit in self.first)
        return in_order_of_rows(self.sets.database, self.more, others)


def beyond(database: Connection, found: Hits, *, is_scored: bool) -> Beyond:
    """What was found, all of it; unless its hits are scored as they shall be, this is done."""
    sets, first = Sets(database), found.hits
    every = reduce(or_, (one.entries for one in found.further)) | sets.of(hit.number for hit in first)
    answer = Beyond(sets, found.further, first, every)
    if is_scored:
        return answer
    again = answer.scored(hit.number for hit in first)
    return answer._replace(first=sorted(again, key=lambda hit: (-hit.score, hit.number)))


def by_fields(answer: Beyond, fields: Sequence[str]) -> Callable[..., Iterator[int]]:
    """What lists the numbers of those of a set, sorted by fields, at most so many."""
    return lambda among, most=None: members_listed(answer.sets, among, fields, most)
