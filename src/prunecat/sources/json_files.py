"""JSON and JSON Lines as a source: prunecat's own, and dumps that name their fields in other usual ways."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from prunecat.entry import Entry
from prunecat.errors import SourceError
from prunecat.sources.fields import Place, entry_from
from prunecat.sources.reading import Reading, Skipped
from prunecat.sources.records import familiar
from prunecat.venue import Venue

_HOLDERS = ("entries", "papers", "items", "data", "results", "references")


def read_lines(text: str, place: str) -> Reading:
    """What a JSON Lines file holds, one object a line; SourceError for a line that is no JSON object."""
    return _reading(_lines(text, place), place)


def read_json(text: str, place: str) -> Reading:
    """What a JSON file holds: an array of objects, or an object that has one under a usual name."""
    try:
        root = json.loads(text)
    except json.JSONDecodeError as error:
        if text.count("\n") and text.lstrip().startswith("{"):  # JSON Lines under the wrong name
            return read_lines(text, place)
        raise _broken(error, place, error.lineno) from error
    except RecursionError as error:
        raise SourceError("nested too deeply", where=place, remedy="give an array of objects") from error
    if isinstance(root, dict):
        root = next((root[name] for name in _HOLDERS if isinstance(root.get(name), list)), [root])
    if not isinstance(root, list):
        raise SourceError("neither an array nor an object", where=place, remedy="give an array of objects")
    return _reading(((0, record) for record in root), place)


def _lines(text: str, place: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise _broken(error, place, number) from error
            except RecursionError as error:
                raise SourceError("nested too deeply", where=f"{place}:{number}") from error


def _broken(error: json.JSONDecodeError, place: str, line: int) -> SourceError:
    return SourceError(
        f"not JSON: {error.msg} (column {error.colno})",
        where=f"{place}:{line}",
        remedy="give an array of objects, or one object a line",
    )


def _reading(records: Iterable[tuple[int, Any]], place: str) -> Reading:
    entries: list[Entry] = []
    lines: list[int] = []
    skipped: list[Skipped] = []
    venues: dict[str, Venue] = {}
    for count, (line, record) in enumerate(records, 1):
        where = _place(place, line, count, record)
        if not isinstance(record, dict):
            raise SourceError("not an object", where=where(""), remedy="give an array of objects, or one a line")
        values = familiar(record)
        if not values.get("title"):
            skipped.append(Skipped(line or count, "no title"))
            continue
        entry = entry_from(values, where)
        if entry.venue and entry.venue_name:
            venues.setdefault(entry.venue, Venue(name=entry.venue, full_name=entry.venue_name))
        entries.append(entry)
        lines.append(line)
    return Reading(
        place=place,
        entries=tuple(entries),
        lines=tuple(lines) if any(lines) else (),
        venues=tuple(venues.values()),
        skipped=tuple(skipped),
    )


def _place(place: str, line: int, count: int, record: Any) -> Place:
    def where(field: str) -> str:
        name = record.get("id") if isinstance(record, dict) else None
        parts = [f"{place}:{line}" if line else place, f"entry {name or count}", field]
        return ": ".join(part for part in parts if part)

    return where
