"""Catalogue YAML as a source: a document of entries, or of venues, types and vocabulary."""

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from prunecat.errors import SourceError
from prunecat.sources import fields
from prunecat.sources.reading import Reading

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_ABOUT = ("title", "description", "source", "licence")
_LISTS: dict[str, Callable[..., Any]] = {
    "types": fields.legend_type_from,
    "venues": fields.venue_from,
    "vocabulary": fields.group_from,
}
_KEYS = (*_ABOUT, *_LISTS, "section", "year", "entries")


def read(text: str, place: str, refused: list[SourceError] | None = None) -> Reading:
    """What a YAML document holds: a list of entries, or a mapping with `entries` and what they have in common.

    The keys of a mapping are `title`, `description`, `source`, `licence`, `types`, `venues`, `vocabulary`,
    `section`, `year` (both for the entries that state none) and `entries`. Raises SourceError, which names
    the line, for anything else. Given a list for them, what is wrong with an item of a list goes there, and
    the item is left out.
    """
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise SourceError(
            f"not YAML: {error.problem or error.context}",
            where=f"{place}:{mark.line + 1}" if mark else place,
            remedy="check the indentation and the quotes there",
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        raise SourceError(f"not YAML: {what}", where=place, remedy="save it as UTF-8 text") from error
    if root is None:
        return Reading(place=place)
    try:
        return _document(root, place, refused)
    except RecursionError as error:
        raise SourceError("nested too deeply", where=place, remedy="a catalogue needs four levels") from error


def _document(root: yaml.Node, place: str, refused: list[SourceError] | None) -> Reading:
    seen: set[int] = set()
    if isinstance(root, yaml.SequenceNode):
        parts: dict[str, yaml.Node] = {"entries": root}
    elif isinstance(root, yaml.MappingNode):
        parts = _fields(root, place, seen)
    else:
        fields.refuse(
            "neither a list of entries nor a mapping with entries", place, "see docs/catalogue-format.md"
        )
    for key, node in parts.items():
        if key not in _KEYS:
            fields.refuse(
                f"unknown key {key!r}", f"{place}:{_line(node)}", f"the keys are {', '.join(_KEYS)}"
            )
    common: dict[str, Any] = {
        key: _value(parts[key], place, seen) for key in ("section", "year") if key in parts
    }

    def made(
        key: str, what: str, make: Callable[..., Any], common: dict[str, Any]
    ) -> Iterator[tuple[Any, int]]:
        for item in _items(parts.get(key), place, what):
            try:
                record, where = _record(item, place, seen, what, common)
                yield make(record, where), _line(item)
            except SourceError as error:
                if refused is None:
                    raise
                refused.append(error)

    entries = list(made("entries", "entry", fields.entry_from, common))
    return Reading(
        place=place,
        entries=tuple(entry for entry, _ in entries),
        lines=tuple(line for _, line in entries),
        about={key: str(_value(parts[key], place, seen)) for key in _ABOUT if key in parts},
        **{key: tuple(item for item, _ in made(key, key, make, {})) for key, make in _LISTS.items()},
    )


def _items(node: yaml.Node | None, place: str, what: str) -> list[yaml.Node]:
    if node is None or node.tag == _TAG + "null":
        return []
    if not isinstance(node, yaml.SequenceNode):
        fields.refuse(f"{what}: expected a list", f"{place}:{_line(node)}", "start each item with '- '")
    return list(node.value)


def _record(
    item: yaml.Node, place: str, seen: set[int], what: str, common: dict[str, Any]
) -> tuple[Any, fields.Place]:
    """An item's values, and a function from a field's name to its place."""
    if not isinstance(item, yaml.MappingNode):
        fields.refuse(
            f"{what}: expected a mapping of fields", f"{place}:{_line(item)}", "write fields as 'name: value'"
        )
    parts = _fields(item, place, seen)
    values = {name: _value(part, place, seen) for name, part in parts.items()}
    name = next((str(values[key]) for key in ("id", "name", "code") if values.get(key)), "")

    def where(field: str) -> str:
        line = _line(parts.get(field, item))
        whose = f"{what} {fields.label(name)}" if name else what
        return f"{place}:{line}: {whose}" + (f": {fields.label(field)}" if field else "")

    return {**common, **values}, where


def _fields(node: yaml.MappingNode, place: str, seen: set[int]) -> dict[str, yaml.Node]:
    parts: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(_value(key, place, seen))
        if name in parts:
            fields.refuse(f"{name!r} stands twice", f"{place}:{_line(key)}", "leave one of them out")
        parts[name] = value
    return parts


def _value(node: yaml.Node, place: str, seen: set[int]) -> Any:
    """The plain value of a node. An alias is refused: a few of them can stand for billions of values."""
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, place)
    if id(node) in seen:
        fields.refuse("an alias (*name) is not taken", f"{place}:{_line(node)}", "write the value out")
    seen.add(id(node))
    if not isinstance(node, yaml.MappingNode):
        return [_value(item, place, seen) for item in node.value]
    return {name: _value(value, place, seen) for name, value in _fields(node, place, seen).items()}


def _scalar(node: yaml.ScalarNode, place: str) -> str | int | float | bool | None:
    kind = node.tag.removeprefix(_TAG)
    if kind in ("str", "timestamp"):
        return str(node.value)
    if kind == "int" and node.value.isdigit():
        return int(node.value)
    if kind == "null":
        return None
    if kind in ("int", "float"):
        return float("nan")  # a number of another form (hexadecimal, a fraction) suits no field
    if kind == "bool":
        return bool(node.value)
    fields.refuse(
        f"the tag {node.tag!r} is not taken", f"{place}:{_line(node)}", "write plain text or numbers"
    )


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
