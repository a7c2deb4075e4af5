"""What a source holds: its entries, and whatever it says of venues, types and vocabulary."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from prunecat.entry import Entry
from prunecat.legend import LegendType
from prunecat.venue import Venue
from prunecat.vocabulary import Group


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of a source that could not be read: a whole row, or one field of a row that was kept."""

    line: int
    reason: str
    field: str = ""
    """The field that was left out; empty where the whole row was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one source holds, in its order, nothing derived yet.

    Entries may lack an id (`""`), carry a venue under any of its names and no `venue_name`; whoever compiles
    a catalogue from readings fills those in.
    """

    file: str
    """The file, as the user named it; `standard input` for `-`."""
    entries: tuple[Entry, ...] = ()
    lines: tuple[int, ...] = ()
    """For each entry the line it starts on; empty where the kind of source has no lines."""
    venues: tuple[Venue, ...] = ()
    types: tuple[LegendType, ...] = ()
    vocabulary: tuple[Group, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    """`title`, `description`, `source`, `licence`, as far as they are stated."""
    skipped: tuple[Skipped, ...] = ()
