"""What some services put deeper into their records than others, brought up to where all have it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Record = Mapping[str, Any]


def opened(record: Record) -> Record:
    """A record of a known service with its inner parts among its own fields; any other as it is."""
    for sign, bring in _SERVICES.items():
        if sign in record:
            return {
                **record,
                **{name: value for name, value in bring(record).items() if value and not record.get(name)},
            }
    return record


def _semantic_scholar(record: Record) -> dict[str, Any]:
    """Of a published work its journal may still be arXiv, with the number there for a volume."""
    journal = _part(record, "journal")
    is_preprint = "arxiv" in str(journal.get("name")).lower()
    return {} if is_preprint else {name: journal.get(name) for name in ("volume", "pages")}


def _open_alex(record: Record) -> dict[str, Any]:
    biblio = _part(record, "biblio")
    places = _part(record, "abstract_inverted_index")
    words = sorted((at, word) for word, all_at in places.items() if isinstance(all_at, list) for at in all_at)
    return {
        **{name: biblio.get(name) for name in ("volume", "issue", "first_page", "last_page")},
        "abstract": " ".join(word for _, word in words),
    }


def _zotero(record: Record) -> dict[str, Any]:
    data = record if "creators" in record else _part(record, "data")
    people = [person for person in data.get("creators") or () if isinstance(person, Mapping)]
    roles = {
        role: [
            {"family": person.get("lastName"), "given": person.get("firstName"), "literal": person.get("name")}
            for person in people
            if person.get("creatorType") == role
        ]
        for role in ("editor", "translator")
    }
    tags = [tag.get("tag") for tag in data.get("tags") or () if isinstance(tag, Mapping)]
    identifier = re.search(r"^arXiv:\s*(\S+)", str(data.get("extra") or ""), re.MULTILINE | re.IGNORECASE)
    return {
        **roles,
        "keywords": ", ".join(tag for tag in tags if isinstance(tag, str)),
        "arxiv": identifier[1] if identifier else None,
    }


def _zbmath(record: Record) -> dict[str, Any]:
    source, people = _part(record, "source"), _part(record, "contributors")
    series = next((part for part in source.get("series") or () if isinstance(part, Mapping)), {})
    links = [link for link in record.get("links") or () if isinstance(link, Mapping)]
    return {
        "authors": people.get("authors"),
        "editor": [person.get("name") for person in people.get("editors") or () if isinstance(person, Mapping)],
        "journal": series.get("title"),
        "pages": source.get("pages"),
        **{name: series.get(name) for name in ("volume", "issue", "publisher")},
        **{str(link.get("type")): link.get("identifier") for link in links if link.get("type") in ("doi", "arxiv")},
        "item_type": _part(record, "document_type").get("description"),
        "url": record.get("zbmath_url"),
    }


def _part(record: Record, name: str) -> Record:
    part = record.get(name)
    return part if isinstance(part, Mapping) else {}


_SERVICES: dict[str, Callable[[Record], dict[str, Any]]] = {
    "paperId": _semantic_scholar,
    "authorships": _open_alex,
    "creators": _zotero,
    "data": _zotero,
    "zbmath_url": _zbmath,
}
"""The services by a field that only their records have."""
