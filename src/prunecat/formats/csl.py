"""CSL-JSON, the form in which citation processors (Pandoc, Zotero) take references."""

from collections.abc import Iterator, Sequence
from typing import Any

from prunecat.citation import citation_key, publication, split_name
from prunecat.entry import Entry
from prunecat.formats.json import array

_TYPES = {
    "conference": "paper-conference",
    "journal": "article-journal",
    "preprint": "article",
    "software": "software",
    "other": "document",
}


def write(entries: Sequence[Entry]) -> Iterator[str]:
    """A JSON array with an item for each entry."""
    yield from array(_item(entry) for entry in entries)


def _item(entry: Entry) -> dict[str, Any]:
    kind = publication(entry)
    venue = entry.venue_name or entry.venue
    item = {
        "id": citation_key(entry),
        "type": _TYPES[kind],
        "title": entry.title,
        "author": [_person(name) for name in entry.authors],
        "publisher" if kind == "preprint" else "container-title": venue,
        "container-title-short": entry.venue if kind != "preprint" and venue != entry.venue else None,
        "issued": {"date-parts": [[entry.year]]} if entry.year else None,
        "URL": entry.url,
        "DOI": entry.doi,
        "archive": "arXiv" if entry.arxiv else None,
        "archive_location": entry.arxiv,
        "keyword": ", ".join(entry.types),
        "annote": entry.note,
    }
    return {name: value for name, value in item.items() if value}


def _person(name: str) -> dict[str, str]:
    parts = split_name(name)
    if not parts.given:
        return {"literal": name}
    person = {
        "family": parts.family,
        "given": parts.given,
        "non-dropping-particle": parts.particle,
        "suffix": parts.suffix,
    }
    return {part: text for part, text in person.items() if text}
