"""A result as the object that JSON, JSON Lines and templates show."""

from dataclasses import fields
from operator import attrgetter
from typing import Any

from prunecat.entry import CodeLink, Entry
from prunecat.result import Result

FIELDS = tuple(field.name for field in fields(Entry))
"""The keys of an object in order; a search adds `score`."""
_LISTS = ("authors", "types", "errata", "also_listed_as", "heading")
_values = attrgetter(*FIELDS)
_LINK_FIELDS = tuple(field.name for field in fields(CodeLink))


def as_object(result: Result) -> dict[str, Any]:
    """The entry's fields, what is absent as None or `[]`; last a search's score, and if asked why it matches."""
    entry = result.entry
    values: dict[str, Any] = dict(zip(FIELDS, _values(entry), strict=True))
    for name in _LISTS:
        values[name] = list(values[name])
    values["code"] = [link_object(link) for link in entry.code]
    if result.score is not None:
        values["score"] = round(result.score, 4)
    if result.matches:
        values["matches"] = [match._asdict() for match in result.matches]
    return values


def link_object(link: CodeLink) -> dict[str, str | None]:
    """A code link's fields under their names."""
    return {name: getattr(link, name) for name in _LINK_FIELDS}
