"""Pipe tables found in a paragraph's lines, however loosely they are drawn."""

import re
from collections.abc import Iterator, Sequence

Rows = list[tuple[int, list[str]]]
"""Rows of cells, each with the number of its line in the paragraph."""

_CELL = re.compile(r"(?:[^|\\]|\\.|\\$)*")


def split_tables(content: str) -> Iterator[tuple[int, str] | tuple[bool, Rows]]:
    """A paragraph as it comes: `(line, text)` for prose, `(has a header, rows)` for a table.

    A table is a line of cells over a ruler (`|---|---|`), and the lines of cells that follow; the ruler need
    not have as many columns as the header. Lines that begin and end with a pipe are rows even without one.
    """
    lines = content.split("\n")
    if "|" not in content:
        yield 0, content
        return
    start = at = 0
    while at < len(lines):
        headed = at + 1 < len(lines) and "|" in lines[at] and _is_ruler(lines[at + 1])
        if not (headed or _is_row(lines[at])):
            at += 1
            continue
        if at > start:
            yield start, "\n".join(lines[start:at])
        rows: Rows = []
        end = at
        while end < len(lines) and "|" in lines[end]:
            if end > at and end + 1 < len(lines) and _is_ruler(lines[end + 1]):
                break
            if not _is_ruler(lines[end]):
                rows.append((end, split_row(lines[end])))
            end += 1
        yield headed, rows
        start = at = end
    if start < len(lines):
        yield start, "\n".join(lines[start:])


def split_row(line: str) -> list[str]:
    """The cells of a row; an escaped pipe is a part of its cell."""
    line = line.strip()
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.replace("\\|", "|").strip() for cell in _split(line)]


def _split(line: str) -> Sequence[str]:
    if "\\" not in line:
        return line.split("|")
    cells, at = [], 0
    while at <= len(line):
        match = _CELL.match(line, at)
        end = match.end() if match else at
        cells.append(line[at:end])
        at = end + 1
    return cells


def _is_ruler(line: str) -> bool:
    return "-" in line and "|" in line and not line.strip("|:- \t")


def _is_row(line: str) -> bool:
    line = line.strip()
    return line.startswith("|") and line.endswith("|") and line.count("|") > 2
