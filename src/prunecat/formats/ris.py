"""RIS, the tagged format that reference managers import."""

from collections.abc import Iterator, Sequence

from prunecat.citation import citation_key, publication, split_name
from prunecat.entry import Entry
from prunecat.formats.plain import plain

_TYPES = {"conference": "CPAPER", "journal": "JOUR", "preprint": "UNPB", "software": "COMP", "other": "GEN"}


def write(entries: Sequence[Entry]) -> Iterator[str]:
    """A record for each entry, a blank line between two."""
    gap = ""
    for entry in entries:
        tags = ((tag, plain(value or "")) for tag, value in _tags(entry))
        yield gap + "".join(f"{tag}  - {text}\n" for tag, text in tags if text) + "ER  - \n"
        gap = "\n"


def _tags(entry: Entry) -> Iterator[tuple[str, str | None]]:
    kind = publication(entry)
    yield "TY", _TYPES[kind]
    yield "ID", citation_key(entry)
    yield "TI", entry.title
    for name in entry.authors:
        yield "AU", _person(name)
    yield "JO" if kind == "journal" else "T2", entry.venue_name or entry.venue
    yield "PY", str(entry.year or "")
    yield "UR", entry.url
    yield "DO", entry.doi
    yield "AN", entry.arxiv and f"arXiv:{entry.arxiv}"
    for code in entry.types:
        yield "KW", code
    yield "N1", entry.note


def _person(name: str) -> str:
    parts = split_name(name)
    return ", ".join(part for part in (parts.surname, parts.given, parts.suffix) if part)
