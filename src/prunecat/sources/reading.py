"""What a source holds: its entries, and whatever it says of venues, types and vocabulary; and rows made into it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from prunecat.entry import Entry
from prunecat.errors import Location, SourceError
from prunecat.legend import LegendType
from prunecat.sources.decoding import Locate, entry_from, entry_with_left_out, label
from prunecat.venue import Venue
from prunecat.vocabulary import TermGroup

ABOUT = ("title", "description", "source", "licence")
"""What a catalogue can say of itself."""


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
    vocabulary: tuple[TermGroup, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    """What is said of the whole, by keys of ABOUT."""
    skipped: tuple[Skipped, ...] = ()
    refused: tuple[SourceError, ...] = ()
    """What is wrong with items that are left out, though a catalogue's own items must be right."""


class Shared(NamedTuple):
    """What bibliographies that are read together lend each other."""

    strings: Mapping[str, str]
    """The values of strings by their names."""
    entries: Mapping[str, dict[str, str]]
    """The fields of the entries that others name, by key."""


ALONE = Shared({}, {})
"""What a bibliography is lent that is read alone."""


class Row(NamedTuple):
    """An entry's values under the names of its fields."""

    line: int
    values: dict[str, Any]
    own: bool
    """Whether the row is a catalogue's own, which must be right, or somebody else's, which may be sloppy."""


class Item(NamedTuple):
    """An entry as one row of a source states it."""

    line: int
    own: bool
    entry: Entry
    left_out: list[str]
    """The fields whose values can't be used."""


def items_of(rows: Iterable[Row | Skipped], file: str) -> Iterator[Item | Skipped]:
    """The entries of a file's rows, one by one.

    A row without a title is skipped. Of a foreign row a field whose value can't be used is left out; in an own row
    such a value is a SourceError.
    """
    for count, row in enumerate(rows, 1):
        if isinstance(row, Skipped):
            yield row
            continue
        line, values, own = row
        title = values.get("title")
        if not title or (isinstance(title, str) and not title.strip()) or not (own or isinstance(title, str)):
            yield Skipped(line, "no title")
            continue
        locate = _locating(file, line, values.get("id"), count)
        entry, left_out = (entry_from(values, locate), []) if own else entry_with_left_out(values, locate)
        yield Item(line, own, entry, left_out)


def skips(item: Item) -> Iterator[Skipped]:
    """What is left out of an entry."""
    return (Skipped(item.line, "its value can't be used", name) for name in item.left_out)


def repeats(line: int, name: str) -> Skipped:
    """What is left out of a foreign entry whose id an earlier one of its file has."""
    return Skipped(line, f"{label(name)} is the id of an earlier entry", "id")


def venue_in(entry: Entry) -> Venue | None:
    """The venue that an entry names in full."""
    return Venue(name=entry.venue, full_name=entry.venue_name) if entry.venue and entry.venue_name else None


def reading_of(rows: Iterable[Row | Skipped], file: str) -> Reading:
    """The reading of a file's rows: the entries as in `items_of`, a foreign one without an id that another has."""
    entries: list[Entry] = []
    lines: list[int] = []
    skipped: list[Skipped] = []
    venues: dict[str, Venue] = {}
    ids: set[str] = set()
    for item in items_of(rows, file):
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        name = item.entry.id
        if not item.own and name in ids:
            skipped.append(repeats(item.line, name))
            item = item._replace(entry=item.entry._replace(id=""))
        elif name:
            ids.add(name)
        skipped += skips(item)
        if venue := venue_in(item.entry):
            venues.setdefault(venue.name, venue)
        entries.append(item.entry)
        lines.append(item.line)
    return Reading(
        file=file,
        entries=tuple(entries),
        lines=tuple(lines),
        venues=tuple(venues.values()),
        skipped=tuple(skipped),
    )


def _locating(file: str, line: int, name: object, count: int) -> Locate:
    def locate(field: str) -> Location:
        return Location(file, line, f"entry {label(name or count)}", label(name) if name else None, label(field))

    return locate
