"""RIS, the tagged format that reference managers import, as Zotero and EndNote read it."""

from collections.abc import Iterable, Iterator

from prunecat.citation import Name, authors_of, citation_key, people_in, publication
from prunecat.entry import Entry
from prunecat.formats.plain import plain
from prunecat.work import published_work

_TYPES = {"conference": "CONF", "journal": "JOUR", "preprint": "UNPB", "software": "COMP", "other": "GEN"}
_TYPES_OF = {
    "article": "JOUR",
    "inproceedings": "CONF",
    "conference": "CONF",
    "proceedings": "CONF",
    **dict.fromkeys(("book", "mvbook", "collection", "booklet"), "BOOK"),
    **dict.fromkeys(("incollection", "inbook", "suppbook"), "CHAP"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "THES"),
    **dict.fromkeys(("techreport", "report", "manual"), "RPRT"),
    "unpublished": "UNPB",
    "online": "ELEC",
    "software": "COMP",
    "dataset": "DATA",
    "patent": "PAT",
}
"""Types by BibTeX's, where the source has such."""
TAGS = {
    "volume": "VL",
    "number": "IS",
    "publisher": "PB",
    "address": "CY",
    "edition": "ET",
    "series": "T3",
    "isbn": "SN",
    "issn": "SN",
    "abstract": "AB",
    "language": "LA",
    "school": "PB",
    "institution": "PB",
    "type": "M3",
}
"""The tag of a field of BibTeX."""


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A record for each entry, a blank line between two."""
    gap = ""
    for entry in map(published_work, entries):
        tags = ((tag, plain(value or "")) for tag, value in _tags(entry))
        yield gap + "".join(f"{tag}  - {text}\n" for tag, text in tags if text) + "ER  - \n"
        gap = "\n"


def _tags(entry: Entry) -> Iterator[tuple[str, str | None]]:
    kind, stated = publication(entry), dict(entry.fields)
    yield "TY", _TYPES_OF.get(stated.get("entrytype", ""), _TYPES[kind]) if kind != "preprint" else _TYPES[kind]
    yield "ID", citation_key(entry)
    yield "TI", entry.title
    for name in authors_of(entry).names:
        yield "AU", _person(name)
    for name in people_in(stated.get("editor", "")).names:
        yield "A2", _person(name)
    yield from _container(entry, kind)
    yield "PY", str(entry.year or "")
    yield "DA", stated.get("date")
    for field, tag in TAGS.items():
        yield tag, stated.get(field)
    first, _, last = stated.get("pages", "").partition("-")
    yield "SP", first
    yield "EP", last
    yield "UR", entry.url
    yield "DO", entry.doi
    yield "AN", entry.arxiv and f"arXiv:{entry.arxiv}"
    for word in entry.types or stated.get("keywords", "").split(","):
        yield "KW", word.strip()
    yield "N1", entry.note
    if (note := stated.get("note")) != entry.note:
        yield "N1", note


def _container(entry: Entry, kind: str) -> Iterator[tuple[str, str | None]]:
    """What the work stands in: of a journal its name and its short one, of a conference the proceedings."""
    stated = next((entry.stated(name) for name in ("booktitle", "journal", "journaltitle") if entry.stated(name)), None)
    name = stated or entry.venue_name or entry.venue
    if kind == "conference":
        yield "C3", name
    yield "T2", name
    if kind == "journal" and entry.venue != name:
        yield "J2", entry.venue


def _person(name: Name) -> str:
    return ", ".join(part for part in (name.surname, name.given, name.suffix) if part)
