"""Entries brought into the files of a folder: fields set in place, entries added and moved to the right file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from prunecat.entry import Entry
from prunecat.errors import Location, PrunecatError
from prunecat.folders.documents import document, entry_item, head_line, indented, venue_item
from prunecat.folders.fields import set_field, without_field
from prunecat.folders.files import CatalogueFile
from prunecat.folders.layout import Header, path_of, stated
from prunecat.folders.text import Edit, Item, edited, listing
from prunecat.formats.yaml import record_of
from prunecat.venue import Venue

_IDENTIFIERS = ("arxiv", "doi", "openreview")


class EntryChange(NamedTuple):
    """An entry of the folder and what it is to become; None and the new one for an entry that is added."""

    before: Entry | None
    after: Entry


class Position(NamedTuple):
    """Where an entry is: its file, its index in it, and what its item states."""

    file: CatalogueFile
    at: int
    raw: Entry


@dataclass
class _Changes:
    """What is done to one file."""

    edits: list[Edit] = field(default_factory=list)
    removed: set[int] = field(default_factory=set)
    arrivals: list[tuple[int | None, str]] = field(default_factory=list)
    """For each new item: the index of the item to insert it after, None where no neighbour is known, and its text."""


def with_entries(
    files: Sequence[CatalogueFile], ours: Sequence[Entry], wanted: Sequence[EntryChange]
) -> dict[str, str]:
    """The new texts of the files that change, and of new files, by their paths.

    `ours` are the entries of the files in their order. PrunecatError for a file that can't be edited.
    """
    listed = (Position(file, at, raw) for file in files for at, raw in enumerate(file.reading.entries))
    positions = {entry.id: position for entry, position in zip(ours, listed, strict=True)}
    changes: dict[str, _Changes] = defaultdict(_Changes)
    fresh: dict[str, tuple[Header, list[str]]] = {}
    latest: dict[str, int] = {}
    for before, after in wanted:
        position = positions[before.id] if before else None
        if position and (before == after or _header_of(position).holds(after)):
            latest[position.file.path] = position.at
            if before and before != after:
                changes[position.file.path].edits += _field_edits(position, before, after, _header_of(position))
            continue
        target = _target(files, after)
        path, header = (target.path, target.header) if target else path_of(after)
        text = _moved(position, before, after, header) if position and before else entry_item(after, header)
        if position:
            changes[position.file.path].removed.add(position.at)
        if target:
            text = indented(text, target.editable().dash)
            changes[path].arrivals.append((latest.get(path), text))
        else:
            fresh.setdefault(path, (header, []))[1].append(text)
    texts = {file.path: _text(file, changes[file.path]) for file in files if file.path in changes}
    for path, (header, items) in fresh.items():
        if any(file.path == path for file in files):
            raise PrunecatError(
                "its entries can't be edited where they stand", at=Location(path), remedy="write it as a list"
            )
        texts[path] = head_line(path) + document(header, items)
    return texts


def with_venues(files: Sequence[CatalogueFile], texts: dict[str, str], venues: Iterable[Venue]) -> dict[str, str]:
    """The new text of the file that describes the folder's venues, with these at its end, if there is such a file."""
    found = list(venues)
    for file in files:
        text = texts.get(file.path, file.text)
        if found and file.reading.venues and (listed := listing(text, "venues")):
            items = [indented(venue_item(venue), listed.dash) for venue in found]
            return {file.path: edited(text, listed.appended(items))}
    return {}


def _text(file: CatalogueFile, changes: _Changes) -> str:
    listed = file.editable()
    edits = [*changes.edits, *map(listed.removed, sorted(changes.removed))]
    if changes.removed and len(changes.removed) == len(listed.items) and not changes.arrivals:
        edits += listed.emptied()
    staying = [at for at in range(len(listed.items)) if at not in changes.removed]
    by_path: dict[int | None, list[str]] = defaultdict(list)
    for after, text in changes.arrivals:
        by_path[after].append(text)
    for at, items in by_path.items():
        if at is not None:
            edits.append(listed.inserted_after(at, items))
        elif staying:
            edits.append(listed.inserted_before(staying[0], items))
        else:
            edits += listed.appended(items)
    return edited(file.text, edits)


def _header_of(position: Position) -> Header:
    """What the top of the file states of an item, which may state otherwise itself."""
    names = {key.value for key, _ in position.file.editable().items[position.at].node.value}
    return Header(*(None if name in names else value for name, value in position.file.header._asdict().items()))


def _field_edits(position: Position, before: Entry, after: Entry, header: Header) -> list[Edit]:
    """Edits of an item that stays in its file."""
    text, node = position.file.text, position.file.editable().items[position.at].node
    have, want = record_of(position.raw), record_of(stated(after, header))
    for name in _IDENTIFIERS:  # one that the URL tells is written only where the item says otherwise
        if name in have and getattr(after, name):
            want[name] = getattr(after, name)
    edits = []
    for name in Entry._fields:
        changed = name in _IDENTIFIERS or getattr(before, name) != getattr(after, name)
        if changed and name != "id" and name in want and want[name] != have.get(name):
            edits += set_field(text, node, name, want[name], Entry._fields)
    return edits


def _moved(position: Position, before: Entry, after: Entry, header: Header) -> str:
    """The text of an item for a file with that top, with its comments, its dash in the first column."""
    listed = position.file.editable()
    moved: Item = listed.items[position.at]
    text, names = position.file.text, {key.value for key, _ in moved.node.value}
    edits = _field_edits(position, before, after, header)
    for name in ("section", "year"):
        told, value = getattr(header, name), getattr(after, name)
        if told and name in names:
            edits += without_field(text, moved.node, name) or set_field(text, moved.node, name, value, Entry._fields)
        elif not told and name not in names and value == getattr(before, name) and value:
            edits += set_field(text, moved.node, name, value, Entry._fields)
    lines = edited(text[: moved.end], edits)[moved.start :]
    return indented(lines.rstrip("\n") + "\n", -listed.dash)


def _target(files: Sequence[CatalogueFile], entry: Entry) -> CatalogueFile | None:
    """The file that an entry belongs into: the one with most of its kind; None where it needs a new one."""

    def kin(file: CatalogueFile) -> tuple[int, int]:
        same = [other for other in file.reading.entries if (other.section or "other") == entry.section]
        return sum(other.year == entry.year for other in same), len(same)

    holding = [file for file in files if file.entries and file.header.holds(entry)]
    fit = [file for file in holding if file.header.section or kin(file)[1]]
    if not fit and len(holding) == 1 and not any(file.header.section for file in files):
        fit = holding
    return max(fit, key=kin, default=None)
