"""Catalogue YAML as a source: a document of entries, or of venues, types and vocabulary."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from prunecat.errors import SourceError
from prunecat.sources import fields
from prunecat.sources.reading import Reading
from prunecat.sources.yaml_tree import Node, read_tree

_ABOUT = ("title", "description", "source", "licence")
_LISTS: dict[str, Callable[..., Any]] = {
    "types": fields.legend_type_from,
    "venues": fields.venue_from,
    "vocabulary": fields.group_from,
}
_KEYS = (*_ABOUT, *_LISTS, "section", "year", "entries")


def read(text: str, file: str, refused: list[SourceError] | None = None) -> Reading:
    """What a YAML document holds: a list of entries, or a mapping with `entries` and what they have in common.

    The keys of a mapping are `title`, `description`, `source`, `licence`, `types`, `venues`, `vocabulary`,
    `section`, `year` (both for the entries that state none) and `entries`. Raises SourceError, which names
    the line, for anything else. Given a list for them, what is wrong with an item of a list goes there, and
    the item is left out.
    """
    root = read_tree(text, file)
    if root is None or root.value is None:
        return Reading(file=file)
    parts: Mapping[str, Node] = {"entries": root} if isinstance(root.value, list) else root.value
    if not isinstance(parts, dict):
        what = "neither a list of entries nor a mapping with entries"
        fields.refuse(what, f"{file}:{root.line}", "see docs/catalogue-format.md")
    for key, node in parts.items():
        if key not in _KEYS:
            what = f"unknown key {fields.label(key)!r}"
            fields.refuse(what, f"{file}:{node.line}", f"the keys are {', '.join(_KEYS)}")
    common = {key: parts[key] for key in ("section", "year") if key in parts}

    def made(key: str, what: str, make: Callable[..., Any], common: Mapping[str, Node]) -> Iterator[tuple[Any, int]]:
        for item in _items(parts.get(key), file, key):
            try:
                yield make(*_record(item, file, what, common)), item.line
            except SourceError as error:
                if refused is None:
                    raise
                refused.append(error)

    entries = list(made("entries", "entry", fields.entry_from, common))
    return Reading(
        file=file,
        entries=tuple(entry for entry, _ in entries),
        lines=tuple(line for _, line in entries),
        about={key: _about(key, parts[key], file) for key in _ABOUT if key in parts},
        **{key: tuple(item for item, _ in made(key, key, make, {})) for key, make in _LISTS.items()},
    )


def _about(key: str, node: Node, file: str) -> str:
    if not isinstance(node.value, str):
        fields.refuse(f"{key}: expected text", f"{file}:{node.line}", "put it in quotes")
    return " ".join(node.value.split())


def _items(node: Node | None, file: str, key: str) -> list[Node]:
    if node is None or node.value is None:
        return []
    if not isinstance(node.value, list):
        fields.refuse(f"{key}: expected a list", f"{file}:{node.line}", "start each item with '- '")
    return node.value


def _record(item: Node, file: str, what: str, common: Mapping[str, Node]) -> tuple[Any, fields.Place]:
    """An item's values, and a function from a field's name to its place."""
    if not isinstance(item.value, dict):
        what = f"{what}: expected a mapping of fields"
        fields.refuse(what, f"{file}:{item.line}", "write fields as 'name: value'")
    parts: Mapping[str, Node] = {**common, **item.value}
    name = next((parts[key].value for key in ("id", "name", "code") if key in parts), "")

    def where(field: str) -> str:
        whose = f"{what} {fields.label(name)}" if name else what
        line = f"{file}:{parts.get(field, item).line}: {whose}"
        return f"{line}: {fields.label(field)}" if field else line

    return _plain(Node(parts, item.line)), where


def _plain(node: Node) -> Any:
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    if isinstance(node.value, dict):
        return {name: _plain(value) for name, value in node.value.items()}
    return node.value
