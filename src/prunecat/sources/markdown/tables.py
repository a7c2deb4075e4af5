"""A table as drafts of entries: columns are known by header, by form and by their neighbours."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any

from prunecat.sources.markdown import links, roles
from prunecat.sources.markdown.draft import Draft
from prunecat.sources.markdown.drafting import read_draft
from prunecat.sources.markdown.legend import split_types
from prunecat.sources.markdown.lines import plain_text
from prunecat.sources.markdown.names import Names
from prunecat.sources.markdown.nodes import Cell, Row, Table
from prunecat.sources.markdown.parts import take_part
from prunecat.sources.markdown.people import read_people
from prunecat.sources.markdown.spans import Span
from prunecat.sources.markdown.titles import tidy, words_in
from prunecat.sources.markdown.where import read_where

_EMPTY = Cell(())
_SAMPLE = 200
"""How many rows are looked at to know a column."""


def read_table(table: Table, names: Names, codes: Collection[str]) -> list[tuple[Draft, str]]:
    """A draft for each row, its title perhaps empty, with the row over it that stands as a heading, if any."""
    head, body = _head_and_body(table)
    columns = _columns(head, body, names, codes)
    title_column = _title_column(columns, body, names)
    if title_column is None:
        return []
    columns[title_column] = roles.TITLE
    found, group = [], ""
    for row in body:
        if title_column < min(len(row.cells), len(head)) and _text(row.cells[title_column]) == _text(
            head[title_column]
        ):
            continue
        if (line := _as_heading(row)) is not None:
            group = line
            continue
        found.append((_read_row(row, columns, title_column, names, codes), group))
    return found


def _text(cell: Cell) -> str:
    return plain_text(cell.spans)


def _head_and_body(table: Table) -> tuple[Sequence[Cell], Sequence[Row]]:
    if not table.rows:
        return (), ()
    first = table.rows[0].cells
    named = sum(roles.role_of(plain_text(cell.spans)) is not None for cell in first)
    plain = not any(s.kind == "link" and not (s.url or "").startswith("#") for cell in first for s in cell.spans)
    if table.headed or (plain and named * 2 >= len(first) and named):
        return first, table.rows[1:]
    return (), table.rows


def _columns(head: Sequence[Cell], body: Sequence[Row], names: Names, codes: Collection[str]) -> list[str | None]:
    """The role of each column, by its header, and by what stands in it where that has none."""
    width = max([len(head), *(len(row.cells) for row in body)], default=0)
    columns = [roles.role_of(plain_text(head[n].spans)) if n < len(head) else None for n in range(width)]
    for n, role in enumerate(columns):
        if role is not None:
            continue
        cells = [row.cells[n] for row in body[:_SAMPLE] if n < len(row.cells) and row.cells[n].spans]
        texts = [plain_text(cell.spans) for cell in cells]
        if not cells:
            continue
        if (
            codes
            and _share(
                texts, lambda text: set(split_types(text, codes)) <= set(codes) and bool(split_types(text, codes))
            )
            > 0.6
        ):
            columns[n] = roles.TYPE
        elif (
            roles.VENUE not in columns
            and _share(texts, lambda text: (w := read_where(text, names)).told and w.venue is not None) > 0.5
        ):
            columns[n] = roles.VENUE
        elif (
            roles.YEAR not in columns
            and _share(texts, lambda text: (w := read_where(text, names)).told and w.venue is None) > 0.6
        ):
            columns[n] = roles.YEAR
        elif roles.AUTHORS not in columns and _share(texts, lambda text: bool(read_people(text))) > 0.5:
            columns[n] = roles.AUTHORS
        elif roles.CODE not in columns and _share(cells, lambda cell: _leads(cell, links.CODE)) > 0.5:
            columns[n] = roles.CODE
        elif _share(cells, lambda cell: _leads(cell, links.PAPER, links.CODE, links.PROJECT)) > 0.5:
            columns[n] = roles.LINKS
    return columns


def _share(values: Sequence[Any], test: Callable[[Any], object]) -> float:
    return sum(bool(test(value)) for value in values) / len(values)


def _leads(cell: Cell, *kinds: str) -> bool:
    """Whether a cell has nothing but links with labels of these kinds."""
    found = [s for s in cell.spans if s.kind == "link"]
    return bool(found) and all(links.link_kind(s.text, s.url or "") in kinds for s in found)


def _title_column(columns: Sequence[str | None], body: Sequence[Row], names: Names) -> int | None:
    """The column of titles: so named; else papers or names by how much they say; else the one most like titles."""
    for role in (roles.TITLE, roles.PAPER, roles.NAME, None):
        found = [n for n, column in enumerate(columns) if column == role]
        if role == roles.TITLE and found:
            return found[0]
        telling = [
            (words, n)
            for n in found
            if (words := _words(body, n, names)) >= (2.5 if role in (roles.PAPER, None) else 0.5)
        ]
        if telling:
            return max(telling, key=lambda pair: (pair[0], -pair[1]))[1] if role != roles.NAME else telling[0][1]
    return None


def _words(body: Sequence[Row], column: int, names: Names) -> float:
    """How many words the titles in a column have, on average; 0 for a column of people, long prose or links alone."""
    counts = []
    for row in body[:_SAMPLE]:
        cell = row.cells[column] if column < len(row.cells) else _EMPTY
        text = plain_text(cell.spans)
        label = max(
            (s.text for s in cell.spans if s.kind == "link" and links.link_kind(s.text, s.url or "") == links.NAME),
            key=len,
            default="",
        )
        if label and not read_where(label, names).told:
            counts.append(words_in(label))
        elif (
            text
            and any(s.kind == "link" for s in cell.spans)
            and not any(s.kind == "text" and words_in(s.text) > 2 for s in cell.spans)
        ):
            counts.append(0.0)
        elif text:
            counts.append(
                0.0 if read_people(text) or words_in(text) > 35 or read_where(text, names).told else words_in(text)
            )
    return sum(counts) / len(counts) if counts else 0.0


def _as_heading(row: Row) -> str | None:
    """The text of a row whose first cell alone is filled, without a link: a heading inside the table."""
    filled = [cell for cell in row.cells if plain_text(cell.spans)]
    if len(filled) != 1 or len(row.cells) < 2 or any(s.kind == "link" for s in filled[0].spans):
        return None
    return plain_text(filled[0].spans)


def _read_row(
    row: Row, columns: Sequence[str | None], title_column: int, names: Names, codes: Collection[str]
) -> Draft:
    cell = row.cells[title_column] if title_column < len(row.cells) else _EMPTY
    draft = _read_title(cell, names, codes, alone=roles.VENUE in columns) or Draft(row.line, title="")
    draft.line = row.line
    for role in (roles.VENUE, roles.YEAR, roles.AUTHORS, roles.PAPER, roles.CODE, roles.LINKS, roles.DATE, roles.TYPE):
        for n, other in enumerate(row.cells[: len(columns)]):
            if n == title_column or columns[n] != role or not other.spans:
                continue
            if role == roles.TYPE:
                draft.types = split_types(plain_text(other.spans), codes)
            else:
                _take_cell(draft, role, other, names)
    return draft


def _take_cell(draft: Draft, role: str, cell: Cell, names: Names) -> None:
    if role == roles.VENUE:
        # What the Venue column says goes before what is found in the title's cell.
        found = draft.wheres
        draft.wheres = []
        take_part(draft, role, cell.spans, names)
        draft.wheres = draft.wheres or found
    else:
        take_part(draft, role, cell.spans, names)


def _read_title(cell: Cell, names: Names, codes: Collection[str], *, alone: bool) -> Draft | None:
    """The title's cell: a plain one is the title as it stands, any other is read as an item is."""
    spans = [s for s in cell.spans if s.kind != "image"]
    lines = any(s.kind == "hard" for s in spans)
    linked = any(s.kind == "link" for s in spans)
    if not lines and not linked and alone:
        title = tidy(plain_text(spans))
        return Draft(cell.spans[0].line, title, sure=True) if re.search(r"\w", title) else None
    return read_draft(_as_line(spans) if not lines else cell.spans, names, codes)


def _as_line(spans: Sequence[Span]) -> list[Span]:
    return [s for s in spans if s.kind not in ("soft", "hard")]
