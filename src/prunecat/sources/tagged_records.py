"""Records of lines that begin with a tag, as bibliographies were written before there was BibTeX."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from prunecat.citation import MONTHS

Tags = list[tuple[str, str]]
"""A record's tags and their values, in order."""
_SEVERAL = {
    "author": None,
    "authorfullnames": None,
    "editor": " and ",
    "keywords": ", ",
    "mesh": "; ",
}
"""Fields that a record has several times, and what joins them where they are one text."""


def records_in(
    text: str,
    tagged: re.Pattern[str],
    first: str,
    *,
    ends_with_title: str = "",
    a_line_each: Collection[str] = (),
) -> Iterator[tuple[int, Tags]]:
    """The records in a text, each with its line: its tags and their values in order; a line without one goes on.

    A record begins with the tag `first`, and with any after an empty line where the one above has a title of the tag
    `ends_with_title`. A further line of a tag of `a_line_each` is a further value.
    """
    start, tags, is_apart = 0, Tags(), False
    for number, line in enumerate(text.split("\n"), 1):
        match = tagged.match(line.rstrip())
        if match and (match[1] == first or (is_apart and any(tag == ends_with_title for tag, _ in tags))):
            if tags:
                yield start, tags
            start, tags = number, []
        if match:
            start = start if tags else number
            tags.append((match[1], (match[2] or "").strip()))
        elif tags and line.strip():
            tag, value = tags[-1]
            if tag in a_line_each:
                tags.append((tag, line.strip()))
            else:
                tags[-1] = (tag, f"{value} {line.strip()}")
        is_apart = not line.strip()
    if tags:
        yield start, tags


def record_of(tags: Tags, names: dict[str, str]) -> dict[str, Any]:
    """A record's fields by the names of dumps; tags that nobody knows keep their own.

    Of several tags for one field the first counts, but notes and what nobody knows are joined.
    """
    record: dict[str, Any] = {}
    several: dict[str, list[str]] = {}
    for tag, value in tags:
        name = names.get(tag, tag.lower())
        if name in _SEVERAL and value:
            several.setdefault(name, []).append(value)
        elif name in record and value and (tag not in names or name == "note"):
            record[name] += f"; {value}"
        elif name and value:
            record.setdefault(name, value)
    for name, values in several.items():
        joint = _SEVERAL[name]
        record[name] = "; ".join(values) if joint is None else joint.join(values)
    return record


def put_serial_number(record: dict[str, Any], number: str) -> None:
    """Put a number that a program has in one field for both under the name of its form: ISSN or ISBN."""
    record["issn" if re.fullmatch(r"\d{4}-?\d{3}[\dXx]", number) else "isbn"] = number


def put_day(record: dict[str, Any], day: str) -> None:
    """Put a date without a year (`Mar`, `12 March`) where the month stands, and any other as a date."""
    month = day[:3].lower()
    if re.search(r"\d{4}", day):
        record["date"] = day
    else:
        record["month"] = month if month in MONTHS and day.isalpha() else day
