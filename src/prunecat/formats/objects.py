"""A result as the object that JSON, JSON Lines and templates show."""

from typing import Any

from prunecat.entry import STATED, CodeLink, Entry
from prunecat.pdf import pdf
from prunecat.result import Result

FIELDS = (*Entry._fields, "pdf")
"""The keys of an object in order: the entry's fields and where its PDF is; a search adds `score`."""
_LISTS = ("authors", "types", "errata", "also_listed_as", "heading")


def as_object(result: Result) -> dict[str, Any]:
    """The entry's fields, what is absent as None or `[]`; last a search's score, and if asked why it matches."""
    entry = result.entry
    values: dict[str, Any] = entry._asdict()
    for name in _LISTS:
        values[name] = list(values[name])
    for name in STATED:
        values[name] = dict(values[name])
    values["pdf"] = pdf(entry)
    values["code"] = [link_object(link) for link in entry.code]
    if result.score is not None:
        values["score"] = round(result.score, 4)
    if result.matches:
        values["matches"] = [match._asdict() for match in result.matches]
    return values


def link_object(link: CodeLink) -> dict[str, str | None]:
    """A code link's fields under their names."""
    return link._asdict()
