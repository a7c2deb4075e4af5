"""JSON and JSON Lines as a source: prunecat's own, and dumps that name their fields in other usual ways."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from prunecat.errors import Location, SourceError
from prunecat.sources.reading import Reading, Row, reading_of
from prunecat.sources.records.field_names import entry_values, is_own

# Under these an object of a dump keeps its records, or the object that does.
_HOLDERS = (
    *("entries", "papers", "items", "works", "publications", "articles", "references", "results", "data", "notes"),
    *("message", "result", "hits", "hit"),
)
_REMEDY = "give an array of objects, or one object a line"
_BLANK = re.compile(r"[ \t\n\r]*")


class _Repeated(ValueError):
    """A name that stands twice in one object, whose first value JSON's reader would drop."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Repeated(next(name for name in names if names.count(name) > 1))
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_object)


def read_lines(text: str, file: str) -> Reading:
    """What a JSON Lines file holds, one object a line; SourceError for a line that is no JSON object."""
    lines = (match[0] for match in re.finditer("^.*$", text, re.MULTILINE))  # one by one, for they may be many
    return reading_of(rows_of(lines, file), file)


def rows_of(lines: Iterable[str], file: str) -> Iterator[Row]:
    """The rows that lines of JSON hold, one by one; SourceError for a line that is no JSON object."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = _record(line)
            except json.JSONDecodeError as error:
                raise _broken(error, file, number) from error
            except (ValueError, RecursionError) as error:
                raise _absurd(error, Location(file, number)) from error
            yield _row(record, number, file)


def _record(line: str) -> Any:
    """What a line holds. Raises ValueError or RecursionError as JSON's decoder does."""
    if line.startswith("{"):
        record, end = _DECODER.raw_decode(line)  # which does not look for blanks before and after
        if end == len(line):
            return record
    return _DECODER.decode(line)


def read_json(text: str, file: str) -> Reading:
    """What a JSON file holds: an array of objects, an object that keeps one under a usual name or under keys, or one.

    Raises SourceError for anything else.
    """
    try:
        root = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text.lstrip().startswith("{"):  # JSON Lines under the wrong name
            return read_lines(text, file)
        raise _broken(error, file, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise _absurd(error, Location(file)) from error
    if not isinstance(root, list | dict):
        raise SourceError("neither an array nor an object", at=Location(file, 1), remedy=_REMEDY)
    return reading_of((_row(record, line, file) for line, record in _listed(text)), file)


def _row(record: Any, line: int, file: str) -> Row:
    if not isinstance(record, dict):
        raise SourceError("not an object", at=Location(file, line), remedy=_REMEDY)
    own = is_own(record)
    return Row(line, entry_values(record, own), own)


def _broken(error: json.JSONDecodeError, file: str, line: int) -> SourceError:
    return SourceError(f"not JSON: {error.msg} (column {error.colno})", at=Location(file, line), remedy=_REMEDY)


def _absurd(error: Exception, at: Location) -> SourceError:
    if isinstance(error, _Repeated):
        return SourceError(f"{str(error)!r} stands twice in one object", at=at, remedy="leave one of them out")
    what = "nested too deeply" if isinstance(error, RecursionError) else "a number of too many digits"
    return SourceError(what, at=at, remedy=_REMEDY)


def _listed(text: str) -> Iterator[tuple[int, Any]]:
    """The records in a text that is valid JSON, each with its line."""
    line, seen = 1, 0
    for at, record in _records(text, _blank(text, 0)):
        line += text.count("\n", seen, at)
        seen = at
        yield line, record


def _records(text: str, start: int) -> list[tuple[int, Any]]:
    """The records of the array or object that begins at `start`, each with its beginning."""
    parts = list(_parts(text, start))
    if text[start] == "[":
        return [(at, value) for _, at, value in parts]
    held = {key: (at, value) for key, at, value in parts}
    if isinstance(held.get("title", (0, None))[1], str):
        return [(start, {key: value for key, (_, value) in held.items()})]
    for name in _HOLDERS:
        at, value = held.get(name, (0, None))
        if isinstance(value, list | dict):
            return _records(text, at)
    if held and all(isinstance(value, dict) for _, value in held.values()):
        return [(at, {"id": key, **value}) for key, (at, value) in held.items()]
    return [(start, {key: value for key, (_, value) in held.items()})]


def _parts(text: str, start: int) -> Iterator[tuple[str, int, Any]]:
    """What is in an array or object: each value with its beginning and, in an object, its key."""
    key, at = "", _blank(text, start + 1)
    while text[at] not in "]}":
        if text[start] == "{":
            key, end = _DECODER.raw_decode(text, at)
            at = _blank(text, _blank(text, end) + 1)
        value, end = _DECODER.raw_decode(text, at)
        yield key, at, value
        at = _blank(text, end)
        at = _blank(text, at + 1) if text[at] == "," else at


def _blank(text: str, at: int) -> int:
    """Where the blanks at a place of a text end."""
    match = _BLANK.match(text, at)
    return match.end() if match else at
