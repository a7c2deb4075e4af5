"""Rows of a source made into a reading: what can't be used of them is counted, never silently dropped."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from prunecat.sources.fields import Place, entry_from, label
from prunecat.sources.reading import Reading, Skipped
from prunecat.venue import Venue

if TYPE_CHECKING:
    from prunecat.entry import Entry


class Row(NamedTuple):
    """An entry's values under the names of its fields."""

    line: int
    values: dict[str, Any]
    own: bool
    """Whether the row is a catalogue's own, which must be right, or somebody else's, which may be sloppy."""


def reading_of(rows: Iterable[Row | Skipped], file: str) -> Reading:
    """The reading of a file's rows.

    A row without a title is skipped. Of a foreign row a field whose value can't be used is left out, and an
    id that an earlier row has; in an own row such a value is a SourceError.
    """
    entries: list[Entry] = []
    lines: list[int] = []
    skipped: list[Skipped] = []
    venues: dict[str, Venue] = {}
    ids: set[str] = set()
    for count, row in enumerate(rows, 1):
        if isinstance(row, Skipped):
            skipped.append(row)
            continue
        line, values, own = row
        title = values.get("title")
        if not title or (isinstance(title, str) and not title.strip()) or not (own or isinstance(title, str)):
            skipped.append(Skipped(line, "no title"))
            continue
        if not own and values.get("id") in ids:
            values = {name: value for name, value in values.items() if name != "id"}
        left_out: list[str] = []
        entry = entry_from(values, _location(file, line, values.get("id") or count), None if own else left_out)
        skipped += [Skipped(line, "its value can't be used", field) for field in left_out]
        if entry.venue and entry.venue_name:
            venues.setdefault(entry.venue, Venue(name=entry.venue, full_name=entry.venue_name))
        ids.add(entry.id)
        entries.append(entry)
        lines.append(line)
    return Reading(
        file=file,
        entries=tuple(entries),
        lines=tuple(lines),
        venues=tuple(venues.values()),
        skipped=tuple(skipped),
    )


def _location(file: str, line: int, name: object) -> Place:
    return lambda field: f"{file}:{line}: entry {label(name)}" + (f": {label(field)}" if field else "")
