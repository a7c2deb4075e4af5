"""YAML as a tree of plain values, each with its line."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import yaml
from yaml.resolver import Resolver

from prunecat.errors import Location, SourceError
from prunecat.sources.decoding import label, refuse

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_TAKEN = ("!", *(_TAG + kind for kind in ("str", "seq", "map")))
_DEEPEST = 20
"""Levels of lists and mappings; a catalogue has four, and more than this is a mistake or an attack."""
_TOO_DEEP = "a catalogue needs four levels"
_kind_of: Callable[..., str] = Resolver().resolve


class YamlNode(NamedTuple):
    """A value of a document."""

    value: Any
    """Text, a number, a truth value or None; a list of nodes; or a mapping of nodes by name."""
    line: int


def read_tree(text: str, file: str) -> YamlNode | None:
    """The root of a document, None of an empty one.

    Raises SourceError, which names the line, for what is not YAML, and for what a catalogue has no use for:
    an alias (a few of them can stand for billions of values), a tag, a repeated name, deep nesting,
    a second document. No collection is built by recursion, so that depth can't exhaust the stack.
    """
    documents: list[YamlNode] = []
    try:
        _plant(yaml.parse(text, Loader=_Loader), documents, file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and _open_brackets(text[: mark.index]) > _DEEPEST:  # libyaml has a limit of its own, since 0.2.6
            refuse("nested too deeply", Location(file, mark.line + 1), _TOO_DEEP)
        raise SourceError(
            f"not YAML: {error.problem or error.context}",
            at=Location(file, mark.line + 1) if mark else Location(file),
            remedy="check the indentation and the quotes there",
        ) from error
    except yaml.YAMLError as error:
        what = str(error).partition("\n")[0]
        raise SourceError(f"not YAML: {what}", at=Location(file), remedy="save it as UTF-8 text") from error
    documents = [document for document in documents if document.value is not None] or documents[:1]
    if len(documents) > 1:
        refuse("a second document", Location(file, documents[1].line), "give each document a file of its own")
    return documents[0] if documents else None


def _open_brackets(text: str) -> int:
    return text.count("[") + text.count("{") - text.count("]") - text.count("}")


def _plant(events: Iterable[Any], documents: list[YamlNode], file: str) -> None:
    """Put the documents that the events make up into the list."""
    parents: list[Any] = [documents]
    names: list[str | None] = [None]
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            parents.pop()
            names.pop()
        elif isinstance(event, yaml.NodeEvent):
            mark: Any = event.start_mark
            line = mark.line + 1
            parent, name = parents[-1], names[-1]
            if isinstance(parent, dict) and name is None:
                names[-1] = _name(event, parent, Location(file, line))
                continue
            node = YamlNode(_value(event, Location(file, line)), line)
            if isinstance(parent, list):
                parent.append(node)
            else:
                parent[name] = node
                names[-1] = None
            if isinstance(event, yaml.CollectionStartEvent):
                parents.append(node.value)
                names.append(None)
                if len(parents) > _DEEPEST:
                    refuse("nested too deeply", Location(file, line), _TOO_DEEP)


def _name(event: yaml.NodeEvent, parent: dict[str, YamlNode], at: Location) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        refuse("a name that is no text", at, "write fields as 'name: value'")
    name = str(event.value)
    if name in parent:
        entry = label(parent["id"].value) if "id" in parent else None
        at = at._replace(item=f"entry {entry}" if entry else "", entry=entry)
        refuse(f"{label(name)!r} stands twice", at, "leave one of them out")
    return name


def _value(event: yaml.NodeEvent, at: Location) -> Any:
    if isinstance(event, yaml.AliasEvent):
        refuse(f"an alias (*{label(event.anchor)}) is not taken", at, "write the value out")
    tag = getattr(event, "tag", None)
    if tag and tag not in _TAKEN:
        refuse(f"the tag {label(tag)!r} is not taken", at, "write plain text or numbers")
    if not isinstance(event, yaml.ScalarEvent):
        return {} if isinstance(event, yaml.MappingStartEvent) else []
    if tag or not event.implicit[0]:  # in quotes or a block
        return event.value
    return _scalar(event.value, _kind_of(yaml.ScalarNode, event.value, event.implicit))


def _scalar(text: str, tag: str) -> str | int | float | bool | None:
    kind = tag.removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in ("yes", "true", "on")
    if kind == "int" and text.isdecimal() and len(text) < 10:
        return int(text)
    if kind in ("int", "float"):
        return float("nan")  # a number of another form (hexadecimal, a fraction) suits no field
    return text
