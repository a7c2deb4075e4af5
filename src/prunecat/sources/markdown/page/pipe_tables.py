"""Pipe tables found in a paragraph's lines, however loosely they are drawn."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_COLUMNS = 30
"""Cells of a row beyond these are not read."""

_CELL = re.compile(r"(?:[^|\\]|\\.|\\$)*")


class Prose(NamedTuple):
    """Lines of a paragraph that are no table, and which line of it they start on."""

    line: int
    text: str


class Grid(NamedTuple):
    """A table: whether its first row is a header, and its rows, each with its line in the paragraph."""

    headed: bool
    rows: list[tuple[int, list[str]]]


def split_tables(content: str) -> Iterator[Prose | Grid]:
    """A paragraph's prose and tables in their order.

    A table is a line of cells over a ruler (`|---|---|`), and the lines of cells that follow; the ruler need
    not have as many columns as the header. Lines that begin and end with a pipe are rows even without one.
    """
    if "|" not in content:
        yield Prose(0, content)
        return
    lines = content.split("\n")
    start = at = 0
    while at < len(lines):
        headed = at + 1 < len(lines) and "|" in lines[at] and _is_ruler(lines[at + 1])
        if not (headed or _is_row(lines[at])):
            at += 1
            continue
        if at > start:
            yield Prose(start, "\n".join(lines[start:at]))
        rows = []
        end = at
        while end < len(lines) and "|" in lines[end]:
            # A row with a link over a ruler is no header: a row of a few dashes looks like one too.
            if end > at and end + 1 < len(lines) and _is_ruler(lines[end + 1]) and "](" not in lines[end]:
                break
            if not _is_ruler(lines[end]):
                rows.append((end, _cells(lines[end])))
            end += 1
        yield Grid(headed, rows)
        start = at = end
    if start < len(lines):
        yield Prose(start, "\n".join(lines[start:]))


def _cells(line: str) -> list[str]:
    """The cells of a row, MAX_COLUMNS at most; an escaped pipe is a part of its cell."""
    line = line.strip().removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    if "\\" not in line:
        return [cell.strip() for cell in line.split("|", MAX_COLUMNS)[:MAX_COLUMNS]]
    cells: list[str] = []
    at = 0
    while at <= len(line) and len(cells) < MAX_COLUMNS:
        match = _CELL.match(line, at)
        end = match.end() if match else at
        cells.append(line[at:end].replace("\\|", "|").strip())
        at = end + 1
    return cells


def _is_ruler(line: str) -> bool:
    return "-" in line and "|" in line and not line.strip("|:- \t")


def _is_row(line: str) -> bool:
    line = line.strip()
    return line.startswith("|") and line.endswith("|") and line.count("|") > 2
