"""A record of plain values (from YAML or JSON) turned into an entry, field by field, or refused with the place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, NoReturn

from prunecat.entry import ORIGINS, SECTIONS, STATUSES, CodeLink, Entry
from prunecat.errors import SourceError
from prunecat.legend import LegendType
from prunecat.venue import KINDS, Venue
from prunecat.vocabulary import Group

Place = Callable[[str], str]
"""Tells where a field of the record stands: `file:line: entry id: field`."""
_HALVES = re.compile("[\ud800-\udfff]")


def entry_from(record: Mapping[str, Any], place: Place, left_out: list[str] | None = None) -> Entry:
    """The entry that a record states.

    Raises SourceError for a field that is unknown, missing or of a wrong kind. Given a list for it, a field
    whose value can't be used is left out instead, and its name put into the list; the title is never left out.
    """
    return Entry(**_read(record, _ENTRY, place, required=("title",), left_out=left_out))


def venue_from(record: Mapping[str, Any], place: Place) -> Venue:
    """The venue that a record states."""
    return Venue(**_read(record, _VENUE, place, required=("name",)))


def legend_type_from(record: Mapping[str, Any], place: Place) -> LegendType:
    """The line of a legend that a record states."""
    return LegendType(**_read(record, _LEGEND, place, required=("code", "name")))


def group_from(record: Mapping[str, Any], place: Place) -> Group:
    """The group of vocabulary that a record states."""
    return Group(**_read(record, _GROUP, place, required=("terms",)))


def label(name: object) -> str:
    """A name as an error shows it: on one line, no longer than a line, control characters written out."""
    text = str(name)
    return f"{text if text.isprintable() else repr(text)[1:-1]:.60}"


def refuse(what: str, where: str, remedy: str | None = None) -> NoReturn:
    """Raise the SourceError for a value that can't be used."""
    raise SourceError(what, where=where, remedy=remedy)


def _read(
    record: Any,
    readers: Mapping[str, Any],
    place: Place,
    *,
    required: tuple[str, ...],
    left_out: list[str] | None = None,
) -> dict[str, Any]:
    if not isinstance(record, Mapping):
        refuse(f"expected a mapping of fields, found {_kind(record)}", place(""), "write fields as 'name: value'")
    values: dict[str, Any] = {}
    for name, value in record.items():
        if name not in readers:
            near = get_close_matches(str(name), list(readers), 1)
            refuse(
                f"unknown field {_shown(str(name))}",
                place(str(name)),
                f"did you mean {near[0]}?" if near else f"the fields are {', '.join(readers)}",
            )
        if value is None:
            continue
        try:
            values[name] = readers[name](value, place(name))
        except SourceError:
            if left_out is None or name in required:
                raise
            left_out.append(name)
    for name in required:
        if not values.get(name):
            refuse(f"no {name}", place(""), f"give the field {name}")
    return {**{name: "" for name in ("id", "section") if name in readers}, **values}


def _kind(value: object) -> str:
    kinds = {
        str: "text",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a mapping",
    }
    return kinds.get(type(value), "nothing" if value is None else type(value).__name__)


def _shown(value: object) -> str:
    return f"{value!r:.60}"


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        hint = "put it in quotes" if isinstance(value, int | float) else "write it as text"
        refuse(f"expected text, found {_kind(value)}", where, hint)
    # JSON can state halves of characters (lone surrogates), which no file or database can hold.
    return _HALVES.sub("\ufffd", " ".join(value.split()))


def _texts(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        refuse(f"expected a list, found {_kind(value)}", where, "write it as [one, two]")
    return tuple(text for item in value if (text := _text(item, where)))


def _year(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        found = _shown(value) if isinstance(value, str) else _kind(value)
        refuse(f"expected a year, found {found}", where, "write it as four digits")
    if not 1900 <= value <= 2100:
        refuse(f"{value} is not a year of a paper", where, "write it as four digits")
    return value


def _one_of(words: tuple[str, ...]) -> Callable[[object, str], str]:
    def read(value: object, where: str) -> str:
        text = _text(value, where)
        if text not in words:
            refuse(f"unknown value {_shown(text)}", where, f"it is one of {', '.join(words)}")
        return text

    return read


def _id(value: object, where: str) -> str:
    text = _text(value, where)
    if any(c.isspace() or not c.isprintable() for c in text):
        refuse(f"the id {_shown(text)} has a blank in it", where, "write it with hyphens")
    return text


def _code(value: object, where: str) -> tuple[CodeLink, ...]:
    if not isinstance(value, list):
        refuse(
            f"expected a list of code links, found {_kind(value)}",
            where,
            "write each as - {framework: …, url: …}",
        )
    return tuple(CodeLink(**_read(item, _CODE, lambda _: where, required=())) for item in value)


_CODE = {
    "framework": _text,
    "origin": _one_of(ORIGINS),
    "url": _text,
    "status": _one_of(STATUSES),
    "mark": _text,
}
_ENTRY = {
    "id": _id,
    "section": _one_of(SECTIONS),
    "title": _text,
    "authors": _texts,
    "venue": _text,
    "venue_name": _text,
    "year": _year,
    "types": _texts,
    "url": _text,
    "arxiv": _text,
    "doi": _text,
    "openreview": _text,
    "code": _code,
    "note": _text,
    "errata": _texts,
    "also_listed_as": _texts,
    "heading": _texts,
}
_VENUE = {
    "name": _text,
    "full_name": _text,
    "kind": _one_of(KINDS),
    "label": _text,
    "aliases": _texts,
    "url": _text,
}
_LEGEND = {"code": _text, "name": _text, "aliases": _texts}
_GROUP = {"terms": _texts, "near": _texts, "leads_to": _texts, "note": _text}

ENTRY_FIELDS = tuple(field.name for field in fields(Entry))
