"""What a page knows of a catalogue: the entries as objects, what searching them needs, and each entry's BibTeX."""

from collections.abc import Mapping, Sequence
from typing import Any

from prunecat.catalogue import Catalogue
from prunecat.entry import SECTIONS, CodeLink, Entry
from prunecat.exports.site.search_data import index_of, search_of
from prunecat.formats import addresses
from prunecat.formats.plain import plain, web_link
from prunecat.formats.registry import writer
from prunecat.result import Result
from prunecat.version import VERSION

_SHOWN = ("id", "title", "section", "venue", "venue_name", "arxiv", "doi", "openreview", "note")
"""The fields that are shown as the text that they are."""


def data_of(catalogue: Catalogue, entries: Sequence[Entry]) -> dict[str, Any]:
    """What the page shows: what the catalogue says of itself, its legend and sections, its entries."""
    topics = catalogue.topics(entry.id for entry in entries)
    return {
        "about": {name: plain(text) for name, text in {"title": catalogue.title, **catalogue.about}.items()},
        "program": f"prunecat {VERSION}",
        "legend": {plain(code): plain(name) for code, name in catalogue.legend.items()},
        "sections": SECTIONS,
        "entries": [_object(entry, topics.get(entry.id, ())) for entry in entries],
    }


def found_by(catalogue: Catalogue, entries: Sequence[Entry]) -> dict[str, Any]:
    """What searching needs beside: the words of each entry, and what is known of the language and the field."""
    return {"index": [index_of(entry) for entry in entries], "search": search_of(catalogue)}


def bibtex_of(entries: Sequence[Entry]) -> list[str]:
    """Each entry as it stands in the bibliography of them all."""
    return [piece.strip("\n") for piece in writer("bibtex")([Result(entry) for entry in entries], ())]


def abstracts_of(entries: Sequence[Entry]) -> list[str]:
    """Each entry's abstract, empty for none."""
    return [plain(entry.stated("abstract")) for entry in entries]


def _object(entry: Entry, topics: Sequence[str]) -> Mapping[str, Any]:
    """An entry without what it lacks; addresses only where they lead to a page of the web."""
    values = {
        **{name: plain(getattr(entry, name) or "") for name in _SHOWN},
        "authors": [plain(name) for name in entry.authors],
        "year": entry.year,
        "types": [plain(code) for code in dict.fromkeys(entry.types)],
        "url": web_link(entry.url),
        "pdf": addresses.pdf(entry),
        "code": [_link(link) for link in entry.code],
        "heading": [plain(text) for text in entry.heading],
        "topics": [plain(topic) for topic in topics],
        "has_abstract": bool(entry.stated("abstract")),
    }
    return {name: value for name, value in values.items() if value}


def _link(link: CodeLink) -> Mapping[str, str]:
    values = {
        "framework": plain(link.framework or ""),
        "origin": link.origin,
        "url": web_link(link.url),
        "status": link.status if link.status == "announced" else None,
    }
    return {name: value for name, value in values.items() if value}
