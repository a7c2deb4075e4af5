"""A large catalogue compiled while it is read: entries come one by one, and what only the whole tells comes last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from prunecat.entry import Entry
from prunecat.loading.compile import Compiled, Venues, compiled_of, complete
from prunecat.loading.remarks import Remarks
from prunecat.sources.large_files import LargeFile
from prunecat.sources.reading import Item, Reading, Skipped, items_of, venue_in
from prunecat.sources.registry import rows_in
from prunecat.venue import Venue

Part = Reading | LargeFile
"""What a catalogue is made of: files that are read, and such as are gone through."""
Described = Sequence[Sequence[Venue]]
"""The venues that each part describes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What is known of a catalogue when all of its entries have come."""

    catalogue: Compiled
    """All but its entries, and its remarks, which `parts` have."""
    parts: tuple[tuple[str, int, Remarks], ...]
    """For each part its name, how many entries come before it, and what could not be read."""
    lacking: int
    """How many entries state no id."""
    described: Described
    """Where an entry named a venue before it was described, the venues of each part, to go through all again with."""


class Streaming:
    """A catalogue of several parts that is compiled while the large ones among them are read."""

    def __init__(self, parts: Sequence[Part], lent: Sequence[Reading], described: Described = ()) -> None:
        """`lent` are readings of other catalogues; `described` are the venues that the parts are known to describe."""
        self._parts, self._lent = parts, lent
        self._readings = [part for part in parts if isinstance(part, Reading)]
        self._described = described or [part.venues if isinstance(part, Reading) else () for part in parts]
        self._venues = Venues(chain(*self._described), lent)
        self._codes: dict[str, None] = {}
        self._remarks: list[tuple[str, int, Remarks]] = []
        self._new: list[dict[str, Venue]] = [{} for _ in parts]
        self._count = self._lacking = self._above = 0
        self.gone = 0
        """How many lines of large files have been gone through."""

    def entries(self) -> Iterator[tuple[Entry, int]]:
        """The complete entries, but for ids that none states, each with its line: 0 where there is none.

        The line of somebody else's entry is negative: such a one may repeat an id.
        """
        for part, new in zip(self._parts, self._new, strict=True):
            remarks, begin = Remarks(), self._count
            lines = part.line_count if isinstance(part, LargeFile) else 0
            above = self._above
            self._above += lines
            self._remarks.append((part.path if isinstance(part, LargeFile) else part.file, begin, remarks))
            for item in items_of(rows_in(part), part.path) if isinstance(part, LargeFile) else _read(part):
                if isinstance(item, Skipped):
                    remarks.add_row(item, self._count - begin)
                    continue
                line, own, entry, left_out = item
                if left_out:
                    remarks.add_fields(item, self._count - begin)
                if venue := venue_in(entry):
                    new.setdefault(venue.name, venue)
                self._count += 1
                self._lacking += not entry.id
                for code in entry.types:
                    self._codes[code] = None
                self.gone = above + min(line, lines)
                yield complete(entry, self._venues), line if own else -line

    def ending(self) -> Ending:
        """What is known when all entries have come."""
        described = [
            part.venues if isinstance(part, Reading) else tuple(new.values())
            for part, new in zip(self._parts, self._new, strict=True)
        ]
        known = Venues(chain(*described), self._lent)
        are_same = [_tells(known.called(name)) == _tells(venue) for name, venue in self._venues.found.items()]
        return Ending(
            catalogue=compiled_of(self._readings, self._lent, known, self._codes),
            parts=tuple(self._remarks),
            lacking=self._lacking,
            described=() if all(are_same) else described,
        )


def _tells(venue: Venue) -> tuple[str, str | None]:
    """What a venue tells of an entry."""
    return venue.name, venue.kind


def _read(reading: Reading) -> Iterator[Item | Skipped]:
    """What a reading has, as a large file would give it; which ids repeat others is settled in it."""
    yield from reading.skipped
    lines = reading.lines or (0,) * len(reading.entries)
    for entry, line in zip(reading.entries, lines, strict=True):
        yield Item(line, True, entry, [])
