"""A catalogue as YAML documents in their one canonical form: a folder's files, or one file alone."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from prunecat.entry import Entry
from prunecat.folders.layout import Header, by_path, stated
from prunecat.formats.plain import encodable
from prunecat.formats.yaml import Inline, item, record_of
from prunecat.legend import LegendType
from prunecat.loading.bundled import bundled_folder
from prunecat.loading.compile import Compiled
from prunecat.sources.reading import ABOUT
from prunecat.venue import Venue
from prunecat.venue import stated as stated_of

SCHEMA = "schema.json"


def folder_of(catalogue: Compiled) -> dict[str, str]:
    """The text of each file of a catalogue folder, by its path in the folder."""
    with open(os.path.join(bundled_folder(), SCHEMA), encoding="utf-8") as file:
        texts = {SCHEMA: file.read()}
    if head := "\n".join(_head(catalogue)):
        texts["catalogue.yaml"] = head_line("catalogue.yaml") + head
    if venues := used_venues(catalogue):
        texts["venues.yaml"] = head_line("venues.yaml") + "".join(_listing("venues", map(venue_item, venues)))
    for path, (header, entries) in by_path(catalogue.entries).items():
        texts[path] = head_line(path) + document(header, (entry_item(entry, header) for entry in entries))
    return texts


def file_of(catalogue: Compiled) -> Iterator[str]:
    """The text of a catalogue in one file: what is said of it, its legend, its venues, its entries."""
    parts = [*_head(catalogue)]
    if venues := used_venues(catalogue):
        parts.append("".join(_listing("venues", map(venue_item, venues))))
    parts.append(document(Header(), (entry_item(entry, Header()) for entry in catalogue.entries)))
    yield "\n".join(parts)


def document(header: Header, items: Iterable[str]) -> str:
    """A document of entries: what they have in common, and the text of an item for each."""
    top = {name: value for name, value in header._asdict().items() if value}
    return "".join([_mapping(top), "\n" if top else "", *_listing("entries", items)])


def entry_item(entry: Entry, header: Header) -> str:
    """The text of an entry's item in a file with that top."""
    return item(record_of(stated(entry, header)))


def head_line(path: str) -> str:
    """The first line of a file of a folder, which tells editors of the schema at its top."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{SCHEMA}\n\n"


def used_venues(catalogue: Compiled) -> list[Venue]:
    """The venues that have entries, in the order of their names."""
    used = {entry.venue for entry in catalogue.entries}
    return sorted((venue for venue in catalogue.venues if venue.name in used), key=lambda venue: venue.name.casefold())


def venue_item(venue: Venue) -> str:
    """The text of a venue's item."""
    lists = {"aliases": list(venue.aliases), "containers": [dict(container) for container in venue.containers]}
    return item({**stated_of(venue), **{name: values for name, values in lists.items() if values}})


def _type_item(line: LegendType) -> str:
    return item({"code": line.code, "name": line.name, **({"aliases": Inline(line.aliases)} if line.aliases else {})})


def _head(catalogue: Compiled) -> Iterator[str]:
    about = {name: encodable(catalogue.about[name]) for name in ABOUT if catalogue.about.get(name)}
    if about:
        yield _mapping(about)
    used = {code for entry in catalogue.entries for code in entry.types}
    if used:
        yield "".join(_listing("types", map(_type_item, catalogue.types)))


def _mapping(values: Mapping[str, Any]) -> str:
    return item(values).replace("- ", "", 1).replace("\n  ", "\n") if values else ""


def _listing(name: str, items: Iterable[str]) -> Iterator[str]:
    """A key with a list of items, a blank line between two."""
    gap = f"{name}:\n"
    for text in items:
        yield gap + indented(text, 2)
        gap = "\n"
    if gap != "\n":
        yield f"{name}: []\n"


def indented(text: str, blanks: int) -> str:
    """A text with its lines indented by so many blanks more, or fewer; empty lines stay empty."""
    if blanks < 0:
        return re.sub(rf"(?m)^ {{1,{-blanks}}}", "", text)
    return re.sub(r"(?m)^(?=[^\n]*\S)", " " * blanks, text)
