"""A table as drafts of entries: columns are known by header, by form and by their neighbours."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any

from prunecat.sources.markdown.entries.draft import Draft
from prunecat.sources.markdown.entries.drafting import read_draft
from prunecat.sources.markdown.entries.labelled_parts import take_part
from prunecat.sources.markdown.entries.title_text import tidy, words_in
from prunecat.sources.markdown.facts import labels, link_kinds
from prunecat.sources.markdown.facts.appearance import read_appearance
from prunecat.sources.markdown.facts.legend import split_types
from prunecat.sources.markdown.facts.person_names import read_person_names
from prunecat.sources.markdown.facts.venue_names import VenueNames
from prunecat.sources.markdown.page.lines import plain_text
from prunecat.sources.markdown.page.nodes import Cell, Table, TableRow
from prunecat.sources.markdown.page.spans import Span

_EMPTY = Cell(())
LAST_CELLS, OTHER_TITLE = "its last cells", "another title in it"
_OTHER_NAMES = (labels.AUTHORS, labels.VENUE, labels.DATE)
"""Columns whose links may have as many words as a title."""
_MOST_TYPES = 6
"""Words of a cell of types; the longest at hand has four."""
_ADDRESS = re.compile(r"/\S*$|\(?https?\b")
"""What a title begins with that is the rest of a broken link."""
_SAMPLE = 200
"""How many rows are looked at to know a column."""


def read_table(table: Table, venues: VenueNames, codes: Collection[str]) -> list[tuple[Draft, str]]:
    """A draft for each row, its title perhaps empty, with the row over it that serves as a heading, if any."""
    head, body = _head_and_body(table)
    columns = _columns(head, body, venues, codes)
    title_column = _title_column(columns, body, venues)
    if title_column is None:
        return []
    columns[title_column] = labels.TITLE
    found, group = [], ""
    cut = _cut_rows(head, body)
    for row in body:
        if title_column < min(len(row.cells), len(head)) and _text(row.cells[title_column]) == _text(
            head[title_column]
        ):
            continue
        if (line := _as_heading(row)) is not None:
            group = line
            continue
        draft = _read_row(row, columns, title_column, venues, codes)
        draft.unread = LAST_CELLS if row.line in cut else _other_title(row, columns, draft)
        found.append((draft, group))
    return found


def _cut_rows(head: Sequence[Cell], body: Sequence[TableRow]) -> set[int]:
    """The lines of rows with links beyond the header's columns; none where most have, for then the header is short."""
    longer = {row.line for row in body if any(s.kind == "link" for c in row.cells[len(head) :] for s in c.spans)}
    return longer if head and len(longer) * 2 < len(body) else set()


def _other_title(row: TableRow, columns: Sequence[str | None], draft: Draft) -> str:
    """OTHER_TITLE if a linked title in a row is not its draft's, a cell of types has a text, or the title an address.

    Two rows may have run together, the cells may stand one too far to the left, or a link may be broken.
    """
    pairs = list(zip(row.cells, columns, strict=False))
    if any(role == labels.TYPE and words_in(_text(cell)) > _MOST_TYPES for cell, role in pairs):
        return OTHER_TITLE
    if _ADDRESS.match(draft.title):
        return OTHER_TITLE
    shifted = bool(draft.title) and words_in(draft.title) < 2
    cells = [cell for cell, role in pairs if shifted or role not in _OTHER_NAMES]
    links = [(s.text, s.url or "") for cell in cells for s in cell.spans if s.kind == "link"]
    others = (text for text, url in links if words_in(text) > 2 and link_kinds.link_kind(text, url) == link_kinds.NAME)
    return OTHER_TITLE if any(tidy(text) not in draft.title for text in others) else ""


def _text(cell: Cell) -> str:
    return plain_text(cell.spans)


def _head_and_body(table: Table) -> tuple[Sequence[Cell], Sequence[TableRow]]:
    if not table.rows:
        return (), ()
    first = table.rows[0].cells
    named = sum(labels.role_of(plain_text(cell.spans)) is not None for cell in first)
    plain = not any(s.kind == "link" and not (s.url or "").startswith("#") for cell in first for s in cell.spans)
    if table.headed or (plain and named * 2 >= len(first) and named):
        return first, table.rows[1:]
    return (), table.rows


def _columns(
    head: Sequence[Cell], body: Sequence[TableRow], venues: VenueNames, codes: Collection[str]
) -> list[str | None]:
    """The role of each column, by its header, or by what is in it where that has none."""
    width = max([len(head), *(len(row.cells) for row in body)], default=0)
    columns = [labels.role_of(plain_text(head[n].spans)) if n < len(head) else None for n in range(width)]
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
            columns[n] = labels.TYPE
        elif (
            labels.VENUE not in columns
            and _share(texts, lambda text: (w := read_appearance(text, venues)).told and w.venue is not None) > 0.5
        ):
            columns[n] = labels.VENUE
        elif (
            labels.YEAR not in columns
            and _share(texts, lambda text: (w := read_appearance(text, venues)).told and w.venue is None) > 0.6
        ):
            columns[n] = labels.YEAR
        elif labels.AUTHORS not in columns and _share(texts, lambda text: bool(read_person_names(text))) > 0.5:
            columns[n] = labels.AUTHORS
        elif labels.CODE not in columns and _share(cells, lambda cell: _leads(cell, link_kinds.CODE)) > 0.5:
            columns[n] = labels.CODE
        elif _share(cells, lambda cell: _leads(cell, link_kinds.PAPER, link_kinds.CODE, link_kinds.PROJECT)) > 0.5:
            columns[n] = labels.LINKS
    return columns


def _share(values: Sequence[Any], test: Callable[[Any], object]) -> float:
    return sum(bool(test(value)) for value in values) / len(values)


def _leads(cell: Cell, *kinds: str) -> bool:
    """Whether a cell has nothing but links with labels of these kinds."""
    found = [s for s in cell.spans if s.kind == "link"]
    return bool(found) and all(link_kinds.link_kind(s.text, s.url or "") in kinds for s in found)


def _title_column(columns: Sequence[str | None], body: Sequence[TableRow], venues: VenueNames) -> int | None:
    """The column of titles: so named; else papers or names by how much they say; else the one most like titles."""
    for role in (labels.TITLE, labels.PAPER, labels.NAME, None):
        found = [n for n, column in enumerate(columns) if column == role]
        if role == labels.TITLE and found:
            return found[0]
        telling = [
            (words, n)
            for n in found
            if (words := _words(body, n, venues)) >= (2.5 if role in (labels.PAPER, None) else 0.5)
        ]
        if telling:
            return max(telling, key=lambda pair: (pair[0], -pair[1]))[1] if role != labels.NAME else telling[0][1]
    return None


def _words(body: Sequence[TableRow], column: int, venues: VenueNames) -> float:
    """How many words the titles in a column have, on average; 0 for a column of people, long prose or links alone."""
    counts = []
    for row in body[:_SAMPLE]:
        cell = row.cells[column] if column < len(row.cells) else _EMPTY
        text = plain_text(cell.spans)
        label = max(
            (
                s.text
                for s in cell.spans
                if s.kind == "link" and link_kinds.link_kind(s.text, s.url or "") == link_kinds.NAME
            ),
            key=len,
            default="",
        )
        if label and not read_appearance(label, venues).told:
            counts.append(words_in(label))
        elif (
            text
            and any(s.kind == "link" for s in cell.spans)
            and not any(s.kind == "text" and words_in(s.text) > 2 for s in cell.spans)
        ):
            counts.append(0.0)
        elif text:
            counts.append(
                0.0
                if read_person_names(text) or words_in(text) > 35 or read_appearance(text, venues).told
                else words_in(text)
            )
    return sum(counts) / len(counts) if counts else 0.0


def _as_heading(row: TableRow) -> str | None:
    """The text of a row whose first cell alone is filled, without a link: a heading inside the table."""
    filled = [cell for cell in row.cells if plain_text(cell.spans)]
    if len(filled) != 1 or len(row.cells) < 2 or any(s.kind == "link" for s in filled[0].spans):
        return None
    return plain_text(filled[0].spans)


def _read_row(
    row: TableRow, columns: Sequence[str | None], title_column: int, venues: VenueNames, codes: Collection[str]
) -> Draft:
    cell = row.cells[title_column] if title_column < len(row.cells) else _EMPTY
    draft = _read_title(cell, venues, codes, alone=labels.VENUE in columns) or Draft(row.line, title="")
    draft.line = row.line
    for role in (
        labels.VENUE,
        labels.YEAR,
        labels.AUTHORS,
        labels.PAPER,
        labels.CODE,
        labels.LINKS,
        labels.DATE,
        labels.TYPE,
    ):
        for n, other in enumerate(row.cells[: len(columns)]):
            if n == title_column or columns[n] != role or not other.spans:
                continue
            if role == labels.TYPE:
                draft.types = split_types(plain_text(other.spans), codes)
            else:
                _take_cell(draft, role, other, venues)
    return draft


def _take_cell(draft: Draft, role: str, cell: Cell, venues: VenueNames) -> None:
    if role == labels.VENUE:
        # What the Venue column says goes before what is found in the title's cell.
        found = draft.appearances
        draft.appearances = []
        take_part(draft, role, cell.spans, venues)
        draft.appearances = draft.appearances or found
    else:
        take_part(draft, role, cell.spans, venues)


def _read_title(cell: Cell, venues: VenueNames, codes: Collection[str], *, alone: bool) -> Draft | None:
    """The title's cell: a plain one is the title as it is, any other is read as an item is."""
    spans = [s for s in cell.spans if s.kind != "image"]
    lines = any(s.kind == "hard" for s in spans)
    linked = any(s.kind == "link" for s in spans)
    if not lines and not linked and alone:
        title = tidy(plain_text(spans))
        return Draft(cell.spans[0].line, title, sure=True) if re.search(r"\w", title) else None
    return read_draft(_as_line(spans) if not lines else cell.spans, venues, codes)


def _as_line(spans: Sequence[Span]) -> list[Span]:
    return [s for s in spans if s.kind not in ("soft", "hard")]
