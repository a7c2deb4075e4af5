"""The text of a catalogue file, and where things are in it: what is edited changes, and nothing else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from prunecat.folders.documents import indented
from prunecat.folders.layout import Header
from prunecat.formats.yaml import item as item_text

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Edit(NamedTuple):
    """A stretch of a text and what is to be there instead."""

    start: int
    end: int
    text: str


class Item(NamedTuple):
    """An item of a list: what it is, and the stretch of its lines with the comments that belong to it."""

    node: yaml.MappingNode
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of records in a text."""

    text: str
    items: tuple[Item, ...]
    dash: int
    """The column of the items' dashes."""
    start: int
    """Where the list begins, after its key."""
    end: int

    def inserted_after(self, at: int, items: Sequence[str]) -> Edit:
        """The edit that puts items, which are indented already, after the item of that number."""
        offset = self.items[at].end
        return Edit(offset, offset, _on_new_line(self.text, offset) + "".join(f"\n{text}" for text in items))

    def inserted_before(self, at: int, items: Sequence[str]) -> Edit:
        """The edit that puts items before the item of that number."""
        offset = self.items[at].start
        return Edit(offset, offset, "".join(f"{text}\n" for text in items))

    def appended(self, items: Sequence[str]) -> list[Edit]:
        """Edits that put items at the end."""
        if self.items:
            return [self.inserted_after(len(self.items) - 1, items)]
        offset = line_end(self.text, self.end)
        emptied = Edit(self.start, self.end, "")
        return [emptied, Edit(offset, offset, _on_new_line(self.text, offset) + "\n".join(items))]

    def removed(self, at: int) -> Edit:
        """The edit that takes an item out, with the empty lines after it, or before it where it is the last."""
        _, start, end = self.items[at]
        if at < len(self.items) - 1:
            return Edit(start, _blank_lines(self.text, end), "")
        return Edit(min(start, len(self.text[:start].rstrip()) + 1), end, "")

    def emptied(self) -> list[Edit]:
        """Edits that say that the list is empty, once all its items are taken out."""
        return [Edit(self.start, self.start, " []")] if self.text[: self.start].endswith(":") else []


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made in it; those at one offset in the order in which they are given."""
    pieces, done = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def header_of(text: str) -> Header:
    """What the top of a valid catalogue file states of all its entries."""
    root = yaml.compose(text, Loader=_Loader)
    top = {name.value: value.value for name, value in root.value} if isinstance(root, yaml.MappingNode) else {}
    return Header(top.get("section"), int(top["year"]) if top.get("year") else None)


def listing(text: str, key: str) -> Listing | None:
    """The list under a key of a valid catalogue file, or the file's only list; None where there is none.

    A list that has items and is written in one line is none that could be edited.
    """
    root = yaml.compose(text, Loader=_Loader)
    name, node = None, root
    if isinstance(root, yaml.MappingNode):
        name, node = next(((name, value) for name, value in root.value if name.value == key), (None, None))
    if node is None or (isinstance(node, yaml.SequenceNode) and node.flow_style and node.value):
        return None
    start = name.end_mark.index + 1 if name else node.start_mark.index
    if not node.value:
        return Listing(text, (), 2, start, end_of(text, node))
    items: list[Item] = []
    dash = node.start_mark.column
    for child in node.value:
        first = _dash_line(text, child.start_mark.index, dash)
        if items or name:  # a comment over a file is not of its first item
            first = _with_comments_above(text, first)
        items.append(Item(child, first, with_comments_below(text, end_of(text, child), dash)))
    return Listing(text, tuple(items), dash, start, end_of(text, node))


def end_of(text: str, node: Any) -> int:
    """Where what a node says ends; its own mark may follow blanks and comments."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return len(text[:end].rstrip()) if end > start else int(end)
    last = node.value[-1]
    return max(end_of(text, part) for part in last) if isinstance(node, yaml.MappingNode) else end_of(text, last)


def field_end(text: str, name: yaml.Node, value: yaml.Node) -> int:
    """Where the lines of a field end, with the comments under it that are indented deeper."""
    return with_comments_below(text, max(end_of(text, name), end_of(text, value)), name.start_mark.column)


def field_text(name: str, value: object) -> str:
    """A field as it is written in an item, its first line not indented."""
    return indented(re.sub(r"^- ", "  ", item_text({name: value})), -2)


def line_end(text: str, offset: int) -> int:
    """The beginning of the next line."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def _on_new_line(text: str, offset: int) -> str:
    return "" if offset == 0 or text[offset - 1] == "\n" else "\n"


def _blank_lines(text: str, offset: int) -> int:
    while offset < len(text) and not text[offset : line_end(text, offset)].strip():
        offset = line_end(text, offset)
    return offset


def _dash_line(text: str, offset: int, dash: int) -> int:
    """The beginning of the line that has an item's dash; its first field may be on a later one."""
    start = text.rfind("\n", 0, offset) + 1
    while not re.match(rf" {{{dash}}}-(?:\s|$)", text[start : line_end(text, start)]):
        start = text.rfind("\n", 0, start - 1) + 1
    return start


def _with_comments_above(text: str, start: int) -> int:
    while start:
        before = text.rfind("\n", 0, start - 1) + 1
        if not text[before:start].lstrip().startswith("#"):
            break
        start = before
    return start


def with_comments_below(text: str, offset: int, column: int) -> int:
    """The beginning of the line after a offset and after the comments under it, indented deeper than a column."""
    offset = line_end(text, offset)
    while re.match(rf" {{{column + 1},}}#", text[offset : line_end(text, offset)]):
        offset = line_end(text, offset)
    return offset
