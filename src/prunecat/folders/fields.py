"""Fields of a record set, added and taken out in the text of its file."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from prunecat.entry import CodeLink
from prunecat.folders.text import Edit, end_of, field_end, field_text, line_end, with_comments_below
from prunecat.formats.yaml import inline

Link = Mapping[str, str]
_LINK = CodeLink._fields


def set_field(text: str, record: yaml.MappingNode, name: str, value: Any, order: Sequence[str]) -> list[Edit]:
    """Edits that give a record's field a value, in its place, or by `order` among the others if it is new.

    What is inside of a list of the text that stays keeps its place and its comments.
    """
    parts = {key.value: (key, node) for key, node in record.value}
    if name not in parts:
        return [_added(text, record, name, value, order)]
    key, node = parts[name]
    if record.flow_style:
        return [_replaced(text, node, inline(value))]
    if isinstance(node, yaml.SequenceNode) and node.value:
        if node.flow_style:
            return [_replaced(text, node, inline(value))]
        return _set_links(text, node, value) if name == "code" else _set_texts(text, node, value)
    written = field_text(name, value).removeprefix(f"{name}:").rstrip("\n")
    if written.startswith("\n"):  # a list, where the file has an empty value
        offset = field_end(text, key, node)
        lines = re.sub(r"(?m)^", " " * key.start_mark.column, written.lstrip("\n"))
        return [_replaced(text, node, ""), Edit(offset, offset, lines + "\n")]
    return [_replaced(text, node, written.lstrip())]


def without_field(text: str, record: yaml.MappingNode, name: str) -> list[Edit]:
    """Edits that take a field out; none where it is beside the dash, or has a comment that would be lost."""
    at = next((at for at, (key, _) in enumerate(record.value) if key.value == name), 0)
    if at == 0 or record.flow_style:
        return []
    key, node = record.value[at]
    start, end = text.rfind("\n", 0, key.start_mark.index) + 1, field_end(text, key, node)
    return [] if "#" in text[end_of(text, node) : end] else [Edit(start, end, "")]


def _replaced(text: str, node: Any, written: str) -> Edit:
    """The edit that puts another value in the place of one; comments inside of what is replaced come after it."""
    start, end = node.start_mark.index, end_of(text, node)
    before = len(text[:start].rstrip(" "))
    if not written:
        return Edit(before, end, "")
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    if is_block or isinstance(node, yaml.CollectionNode):
        stretch = text[start : line_end(text, start) if is_block else end]
        written = "  ".join([written, *re.findall(r"(?<=\s)#[^\n]*", stretch)])
    return Edit(start, end, f" {written}" if start == before else written)


def _added(text: str, record: yaml.MappingNode, name: str, value: Any, order: Sequence[str]) -> Edit:
    ahead = {key.value: (key, node) for key, node in record.value if key.value in order[: order.index(name)]}
    key, node = ahead[max(ahead, key=order.index)] if ahead else record.value[0]
    if record.flow_style:
        offset = max(end_of(text, key), end_of(text, node))
        return Edit(offset, offset, f", {name}: {inline(value)}")
    offset = field_end(text, key, node)
    lines = re.sub(r"(?m)^(?=.)", " " * record.start_mark.column, field_text(name, value))
    return Edit(offset, offset, lines if text[offset - 1] == "\n" else f"\n{lines}")


def _set_texts(text: str, node: yaml.SequenceNode, values: Sequence[str]) -> list[Edit]:
    """A list of texts, an item a line: items that are not wanted go, those that lack are added at the end."""
    have = [item.value for item in node.value]
    edits = []
    for item in node.value:
        if item.value not in values:
            start, end = text.rfind("\n", 0, item.start_mark.index) + 1, line_end(text, end_of(text, item))
            comment = text[end_of(text, item) : end].strip()
            edits.append(Edit(start, end, f"{' ' * node.start_mark.column}{comment}\n" if comment else ""))
    return edits + _items_added(text, node, [inline(value) for value in values if value not in have])


def _set_links(text: str, node: yaml.SequenceNode, links: Sequence[Link]) -> list[Edit]:
    """A list of code links: those of the text come first and in their order, then the new ones."""
    edits = []
    for item, link in zip(node.value, links, strict=False):
        have = {"status": "available", **{key.value: value.value for key, value in item.value}}
        wanted = {"status": "available", **link}
        if have == wanted:
            continue
        if item.flow_style:
            edits.append(_replaced(text, item, inline(link)))
            continue
        for name, value in wanted.items():
            if value != have.get(name):
                edits += set_field(text, item, name, value, _LINK)
    return edits + _items_added(text, node, [inline(link) for link in links[len(node.value) :]])


def _items_added(text: str, node: yaml.SequenceNode, items: Sequence[str]) -> list[Edit]:
    column = node.start_mark.column
    offset = with_comments_below(text, end_of(text, node), column - 1)
    lines = "".join(f"{' ' * column}- {item}\n" for item in items)
    return [Edit(offset, offset, lines if text[offset - 1] == "\n" else f"\n{lines}")] if items else []
