"""The legend of a list: what the codes in its Type column mean."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from prunecat.legend import LegendType
from prunecat.sources.markdown.page.lines import plain_text, split_lines
from prunecat.sources.markdown.page.nodes import BulletList, Heading, ListItem, Node, Paragraph, Table
from prunecat.sources.markdown.page.spans import Span

_CODES = re.compile(
    r"(?:pruning )?types?|symbols?|abbr(?:eviation)?s?|notations?|codes?|tags?|labels?|keywords?|short|acronyms?|"
    r"marks?|legend|符号|缩写|类型",
    re.IGNORECASE,
)
_MEANINGS = re.compile(
    r"meanings?|explanations?|descriptions?|definitions?|full names?|stands for|explained|names?|"
    r"details?|含义|说明|解释|全称",
    re.IGNORECASE,
)
_LEGEND = re.compile(
    r"legend|symbols?|notations?|abbreviations?|types? (?:of|explanation)|keywords? convention|"
    r"pruning types?|图例|符号|缩写",
    re.IGNORECASE,
)
_NOT_TYPES = re.compile(
    r"\b(?:official|unofficial|author|authors|3rd[- ]party|third[- ]party|implementation|paper|code|link|"
    r"recommended|stars?|dataset|project|website|new)\b|\d+ (?:stars?|citations?)",
    re.IGNORECASE,
)
_LINE = re.compile(r"^[\s*`\[(]*([^\s`*\[\]():=]{1,10})[`*\])]*\s*(?:[:：=]|-{1,2}>?|–|—|→)\s*(\S.*)$")
_MEANING = re.compile(r"\s*(?:[:：=]|-{1,2}>?|–|—|→)\s*([^|;,\n]{2,80}?)\s*(?:[|;,\n]|$)")
_LONGEST = 60

Legend = tuple[LegendType, ...]


def read_legend(nodes: Sequence[Node]) -> tuple[Legend, set[int]]:
    """The legend's types in their order, and which of the nodes (by identity) hold it."""
    types: dict[str, LegendType] = {}
    held: set[int] = set()
    under_legend = False
    for node in nodes:
        found: list[tuple[str, str]] = []
        if isinstance(node, Heading):
            under_legend = bool(_LEGEND.search(plain_text(node.spans)))
        elif isinstance(node, Table):
            found = _of_table(node)
        elif isinstance(node, BulletList):
            found = [pair for item in node.items for pair in _of_line(_own_spans(item), sure=under_legend)]
            found = found if len(found) == len(node.items) > 1 else []
        elif isinstance(node, Paragraph):
            words = plain_text(node.spans)
            introduces = len(words) < 80 and bool(_LEGEND.search(words))
            found = _of_codes(node.spans) or [
                pair
                for line in split_lines(node.spans)
                for pair in _of_line(line, sure=under_legend)
                if introduces or under_legend
            ]
            under_legend = under_legend or introduces
        if found:
            held.add(id(node))
        for code, name in found:
            if not _NOT_TYPES.search(name) and code not in types:
                types[code] = LegendType(code, name)
    return (tuple(types.values()) if len(types) > 1 else ()), held


def split_types(text: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The types in a cell: parted by signs, and letters written together where the legend has each of them."""
    known = set(codes)
    out: list[str] = []
    for part in re.split(r"\s*[/,&;+|、\n]\s*|\s+", text):
        code = part.strip("`*[]() ")
        if not code or not re.search(r"\w", code) or code.lower() in ("n/a", "na", "none"):
            continue
        out += [code] if code in known or not known or not set(code) <= known else list(code)
    return tuple(dict.fromkeys(out))


def _of_table(table: Table) -> list[tuple[str, str]]:
    if len(table.rows) > _LONGEST:
        return []
    grid = [[plain_text(cell.spans) for cell in row.cells] for row in table.rows]
    if len(grid) < 2 or any(s.kind == "link" for row in table.rows for cell in row.cells for s in cell.spans):
        return []
    head = grid[0]
    if len(head) > 2 and _CODES.fullmatch(head[0]) and grid[1] and _MEANINGS.fullmatch(grid[1][0]):
        return [(code, name) for code, name in zip(head[1:], grid[1][1:], strict=False) if _is_code(code) and name]
    if len(head) >= 2 and _CODES.fullmatch(head[0]) and _MEANINGS.fullmatch(head[1]):
        return [(row[0], row[1]) for row in grid[1:] if len(row) > 1 and _is_code(row[0]) and row[1]]
    return []


def _of_line(spans: Sequence[Span], *, sure: bool) -> list[tuple[str, str]]:
    """`code: meaning`, where the code is set as code or a heading says that a legend follows."""
    if any(s.kind == "link" for s in spans):
        return []
    match = _LINE.match(plain_text(spans))
    set_as_code = bool(spans) and next((s for s in spans if s.text.strip()), spans[0]).kind == "code"
    if not match or not (sure or set_as_code) or len(match[2].split()) > 12:
        return []
    return (
        [(match[1], match[2].strip().rstrip(".;,"))]
        if _is_code(match[1]) and (set_as_code or match[1][:1].isupper())
        else []
    )


def _of_codes(spans: Sequence[Span]) -> list[tuple[str, str]]:
    """Codes and meanings in a row: `qnn`: quantized networks | `bnn`: binary networks."""
    if any(s.kind == "link" for s in spans):
        return []
    found = []
    for span, after in pairwise(spans):
        match = _MEANING.match(after.text) if span.kind == "code" and after.kind == "text" else None
        if match and _is_code(span.text):
            found.append((span.text.strip(), match[1].strip()))
    return found if len(found) > 1 else []


def _is_code(text: str) -> bool:
    return 0 < len(text) <= 12 and " " not in text and any(c.isalnum() for c in text)


def _own_spans(item: ListItem) -> Sequence[Span]:
    return item.nodes[0].spans if len(item.nodes) == 1 and isinstance(item.nodes[0], Paragraph) else ()
