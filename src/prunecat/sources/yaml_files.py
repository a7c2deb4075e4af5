"""Catalogue YAML as a source: a document of entries, or of venues, types and vocabulary."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from prunecat.entry import Entry
from prunecat.errors import Location, SourceError
from prunecat.sources import decoding
from prunecat.sources.decoding import label, refuse
from prunecat.sources.reading import ABOUT, Reading, Row, reading_of
from prunecat.sources.records.field_names import entry_values, known_name
from prunecat.sources.yaml_tree import YamlNode, read_tree

_LISTS: dict[str, Callable[..., Any]] = {
    "types": decoding.legend_type_from,
    "venues": decoding.venue_from,
    "vocabulary": decoding.group_from,
}
_FOREIGN = 2
"""Names of fields that others use: one is more likely a slip in a catalogue's own."""
_KEYS = (*ABOUT, *_LISTS, "section", "year", "entries")


def read(text: str, file: str) -> Reading:
    """What a YAML document holds: a list of entries, or a mapping with `entries` and what they have in common.

    The keys of a mapping are `title`, `description`, `source`, `licence`, `types`, `venues`, `vocabulary`,
    `section`, `year` (both for the entries that state none) and `entries`. An item that can't be used is left out,
    and its error is in `refused`. Raises SourceError, which names the line, for anything else.
    """
    root = read_tree(text, file)
    if root is None or root.value is None:
        return Reading(file=file)
    parts: Mapping[str, YamlNode] = {"entries": root} if isinstance(root.value, list) else root.value
    if (foreign := _of_others(root, file)) is not None:
        return foreign
    if not isinstance(parts, dict):
        what = "neither a list of entries nor a mapping with entries"
        refuse(what, Location(file, root.line), "see docs/catalogue-format.md")
    for key, node in parts.items():
        if key not in _KEYS:
            refuse(f"unknown key {label(key)!r}", Location(file, node.line), f"the keys are {', '.join(_KEYS)}")
    common = {key: parts[key] for key in ("section", "year") if key in parts}
    refused: list[SourceError] = []

    def decoded(
        key: str, item_name: str, decode: Callable[..., Any], common: Mapping[str, YamlNode]
    ) -> Iterator[tuple[Any, int]]:
        for item in _items(parts.get(key), file, key):
            try:
                yield decode(*_record(item, file, item_name, common)), item.line
            except SourceError as error:
                refused.append(error)

    entries = list(decoded("entries", "entry", _entry, common))
    lists = {key: tuple(item for item, _ in decoded(key, key, decode, {})) for key, decode in _LISTS.items()}
    return Reading(
        file=file,
        entries=tuple(entry for entry, _ in entries),
        lines=tuple(line for _, line in entries),
        about={key: _about(key, parts[key], file) for key in ABOUT if key in parts},
        refused=tuple(refused),
        **lists,
    )


def _of_others(root: YamlNode, file: str) -> Reading | None:
    """The reading of another program's document, None of a catalogue's own."""
    if not isinstance(root.value, dict) or any(key in root.value for key in ("entries", *_LISTS)):
        return None
    from prunecat.sources.yaml_of_others import records_in

    records = records_in(_plain(root))
    if records is None:
        return None
    return reading_of(
        (Row(_line(root, path), entry_values(record, own=False), own=False) for path, record in records), file
    )


def _line(node: YamlNode, path: Sequence[str | int]) -> int:
    for key in path:
        node = node.value[key]
    return node.line


def _entry(record: Any, locate: decoding.Locate) -> Any:
    """The entry of an item; one with several fields that only others have is somebody else's, and read as such."""
    others = [name for name in record if name not in Entry._fields] if isinstance(record, Mapping) else []
    if len(others) < _FOREIGN or not all(isinstance(name, str) and known_name(name) for name in others):
        return decoding.entry_from(record, locate)
    return decoding.entry_with_left_out(entry_values(record, own=False), locate)[0]


def _about(key: str, node: YamlNode, file: str) -> str:
    if not isinstance(node.value, str):
        refuse(f"{key}: expected text", Location(file, node.line), "put it in quotes")
    return " ".join(node.value.split())


def _items(node: YamlNode | None, file: str, key: str) -> list[YamlNode]:
    if node is None or node.value is None:
        return []
    items: Any = node.value
    if not isinstance(items, list):
        refuse(f"{key}: expected a list", Location(file, node.line), "start each item with '- '")
    return items


def _record(item: YamlNode, file: str, item_name: str, common: Mapping[str, YamlNode]) -> tuple[Any, decoding.Locate]:
    """An item's values, and where each of its fields is."""
    if not isinstance(item.value, dict):
        what = f"{item_name}: expected a mapping of fields"
        refuse(what, Location(file, item.line), "write fields as 'name: value'")
    parts: Mapping[str, YamlNode] = {**common, **item.value}
    name = next((label(parts[key].value) for key in ("id", "name", "code") if key in parts), "")

    def locate(field: str) -> Location:
        line = parts.get(field, item).line
        entry = name if name and item_name == "entry" else None
        return Location(file, line, f"{item_name} {name}".rstrip(), entry, label(field))

    return _plain(YamlNode(parts, item.line)), locate


def _plain(node: YamlNode) -> Any:
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    if isinstance(node.value, dict):
        return {name: _plain(value) for name, value in node.value.items()}
    return node.value
