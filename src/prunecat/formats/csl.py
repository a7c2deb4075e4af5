"""CSL-JSON, the form in which citation processors (Pandoc, Zotero) take references."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from prunecat.citation import MONTHS, Name, authors_of, citation_key, entry_type, people_in, publication
from prunecat.entry import Entry
from prunecat.formats.json import array
from prunecat.work import published_work

_TYPES = {
    "conference": "paper-conference",
    "journal": "article-journal",
    "preprint": "article",
    "software": "software",
    "other": "document",
}
_TYPES_OF = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    **dict.fromkeys(("book", "mvbook", "collection", "proceedings", "booklet"), "book"),
    **dict.fromkeys(("incollection", "inbook", "suppbook"), "chapter"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "thesis"),
    **dict.fromkeys(("techreport", "report", "manual"), "report"),
    "unpublished": "manuscript",
    "online": "webpage",
    "software": "software",
    "dataset": "dataset",
    "patent": "patent",
    "periodical": "periodical",
}
"""Types by BibTeX's, where the source has such."""
FIELDS = {
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "publisher": "publisher",
    "address": "publisher-place",
    "series": "collection-title",
    "edition": "edition",
    "chapter": "chapter-number",
    "isbn": "ISBN",
    "issn": "ISSN",
    "abstract": "abstract",
    "keywords": "keyword",
    "language": "language",
    "note": "note",
    "type": "genre",
    "school": "publisher",
    "institution": "publisher",
    "eventtitle": "event-title",
    "version": "version",
}
"""What CSL calls a field of BibTeX."""


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A JSON array with an item for each entry."""
    yield from array(_item(published_work(entry)) for entry in entries)


def _item(entry: Entry) -> dict[str, Any]:
    kind, stated = publication(entry), dict(entry.fields)
    venue = next((stated[name] for name in ("booktitle", "journal", "journaltitle") if name in stated), None)
    container = venue or entry.venue_name or entry.venue
    is_number = entry_type(entry) not in ("article", "inproceedings", "incollection")
    item = {
        "id": citation_key(entry),
        "type": _TYPES_OF.get(stated.get("entrytype", ""), _TYPES[kind]) if kind != "preprint" else _TYPES[kind],
        "title": entry.title,
        "author": [_person(name) for name in authors_of(entry).names],
        "editor": [_person(name) for name in people_in(stated.get("editor", "")).names],
        "publisher" if kind == "preprint" else "container-title": container,
        "container-title-short": entry.venue if kind != "preprint" and container != entry.venue else None,
        "issued": _date(entry),
        "URL": entry.url,
        "DOI": entry.doi,
        "archive": "arXiv" if entry.arxiv else None,
        "archive_location": entry.arxiv,
        "genre": "preprint" if kind == "preprint" else None,
        "number": f"arXiv:{entry.arxiv}" if kind == "preprint" and entry.arxiv else None,
        "keyword": ", ".join(entry.types),
        "annote": entry.note if entry.note != stated.get("note") else None,
        **{FIELDS[name]: text for name, text in stated.items() if name in FIELDS},
    }
    if is_number and "issue" in item:
        item["number"] = item.pop("issue")
    return {name: value for name, value in item.items() if value}


def _date(entry: Entry) -> dict[str, Any] | None:
    """The date in parts, as far as it is known."""
    text = entry.stated("date") or entry.stated("year")
    if match := re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", text):
        return {"date-parts": [[int(part) for part in match.groups() if part]]}
    if not entry.year:
        return {"literal": text} if text else None
    month = entry.stated("month").lower()[:3]
    number = int(month) if month.isdecimal() else MONTHS.index(month) + 1 if month in MONTHS else 0
    return {"date-parts": [[entry.year, *([number] if 0 < number < 13 else [])]]}


def _person(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    person = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in person.items() if text}
