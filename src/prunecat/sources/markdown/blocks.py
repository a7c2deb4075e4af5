"""A list's text as a tree of headings, paragraphs, items and tables, from Markdown and HTML alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from prunecat.sources.markdown.pipes import split_tables
from prunecat.sources.markdown.spans import Span, Tag, read_inline

SUMMARY = 7
"""The level of a fold's summary, below the six of headings."""

_DEEPEST = 60
_SETS_APART = frozenset("p div center section article blockquote figure header main aside dl dt dd form".split())
_FOLDED_AWAY = re.compile(r"abstract|bib\s?te?x|citation|cite|tl;?\s?dr|摘要|figure|more details?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; one without spans ends a fold."""

    level: int
    spans: tuple[Span, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one or several lines."""

    spans: tuple[Span, ...]
    line: int


@dataclass(slots=True)
class Item:
    """An item of a list with whatever stands in it."""

    line: int
    nodes: "list[Node]" = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """A list, bulleted or numbered."""

    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    spans: tuple[Span, ...]


@dataclass(slots=True)
class Row:
    """A row of a table."""

    line: int
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table; `headed` where its first row names the columns."""

    headed: bool
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Break:
    """A ruler across the page."""


Node = Heading | Paragraph | Listing | Table | Break


def read_blocks(text: str) -> list[Node]:
    """The tree of a clean text; nothing in it is dropped but code blocks and pictures' frames."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("strikethrough")
    inline = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("strikethrough")
    markdown.core.ruler.enableOnly(["normalize", "block"])
    env: dict[str, Any] = {}
    builder = _Builder()

    def spans(content: str, line: int) -> list[Span | Tag]:
        return read_inline(content, line, inline, env)

    for token in markdown.parse(text, env):
        line = (token.map or [builder.line])[0] + 1
        builder.line = line
        name, _, side = token.type.rpartition("_")
        if token.type == "inline":
            for piece in split_tables(token.content):
                if isinstance(piece[0], bool):
                    headed, rows = piece
                    builder.table(headed, [(line + n, [spans(c, line + n) for c in cells]) for n, cells in rows])  # type: ignore[union-attr]
                else:
                    builder.feed(spans(piece[1], line + piece[0]))  # type: ignore[arg-type]
        elif token.type in ("html_block", "code_block"):
            builder.flush()
            if token.type == "html_block" or "](http" in token.content:
                builder.feed(spans(token.content.strip("\n"), line))
            builder.flush()
        elif token.type == "hr":
            builder.flush()
            builder.nodes.append(Break())
        elif name == "heading":
            # Text over a row of dashes is a heading to Markdown, often without its author's knowledge.
            real = token.markup.startswith("#")
            builder.flush() if side == "close" or not real else builder.begin_heading(int(token.tag[1]))
        elif name == "paragraph":
            builder.flush()
        elif name in ("bullet_list", "ordered_list", "list_item"):
            (builder.enter if side == "open" else builder.leave)("li" if name == "list_item" else "ul", line)
    builder.flush()
    while len(builder.frames) > 1:
        builder.leave(builder.frames[-1][0], builder.line)
    return builder.nodes


class _Builder:
    """Puts spans and tags together; knows which list, cell, heading or fold is open."""

    def __init__(self) -> None:
        self.line = 1
        self.frames: list[tuple[str, Any]] = [("", [])]
        self.spans: list[Span] = []
        self.level = 0
        self.tables = 0
        self.html_table: Table | None = None
        self.spanning: dict[int, tuple[int, Cell]] = {}
        self.muted = False
        self.at = 0

    @property
    def nodes(self) -> list[Node]:
        """Where the next block goes: the innermost item, else the document."""
        for kind, frame in reversed(self.frames):
            if kind == "li":
                return frame.nodes  # type: ignore[no-any-return]
        return self.frames[0][1]  # type: ignore[no-any-return]

    @property
    def in_cell(self) -> bool:
        return self.tables > 0

    def feed(self, spans: Iterable[Span | Tag]) -> None:
        for span in spans:
            if isinstance(span, Tag):
                self.tag(span)
            elif not self.muted:
                self.spans.append(span)

    def flush(self) -> None:
        """Ends the paragraph or heading that is open; in a cell, its line."""
        if self.in_cell:
            self.feed([Span("hard", "\n", self.line)])
            return
        spans, self.spans = tuple(_trimmed(self.spans)), []
        level, self.level = self.level, 0
        if not spans:
            return
        line = spans[0].line
        self.nodes.append(Heading(level, spans, line) if level else Paragraph(spans, line))

    def begin_heading(self, level: int) -> None:
        self.flush()
        self.level = level

    def enter(self, kind: str, line: int) -> None:
        self.flush()
        if self.in_cell or len(self.frames) > _DEEPEST:
            return
        if kind == "ul":
            listing = Listing()
            self.nodes.append(listing)
            self.frames.append(("ul", listing))
            return
        if self.frames[-1][0] != "ul":
            self.enter("ul", line)
        item = Item(line)
        self.frames[-1][1].items.append(item)
        self.frames.append(("li", item))

    def leave(self, kind: str, _line: int) -> None:
        self.flush()
        if self.in_cell or kind not in [k for k, _ in self.frames[1:]]:
            return
        while self.frames[-1][0] != kind:
            self.frames.pop()
        self.frames.pop()

    def table(self, headed: bool, rows: Sequence[tuple[int, list[list[Span | Tag]]]]) -> None:
        """A pipe table, or more rows of the one before it."""
        self.flush()
        if self.in_cell:
            for _, cells in rows:
                self.feed(span for cell in cells for span in [*cell, Span("hard", "\n", self.line)])
            return
        nodes = self.nodes
        if headed or not (nodes and isinstance(nodes[-1], Table)):
            nodes.append(Table(headed))
        table = nodes[-1]
        assert isinstance(table, Table)  # noqa: S101 - for the type checker: it was just put there
        for line, cells in rows:
            table.rows.append(Row(line, [Cell(tuple(_trimmed(_plain(cell)))) for cell in cells]))

    def tag(self, tag: Tag) -> None:
        name = tag.name
        if name == "table":
            self._table_tag(tag)
        elif self.in_cell:
            self._cell_tag(tag)
        elif re.fullmatch(r"h[1-6]", name):
            self.flush() if tag.closing else self.begin_heading(int(name[1]))
        elif name == "summary":
            if not tag.closing:
                self.begin_heading(SUMMARY)
            elif self.level == SUMMARY:
                self.muted = bool(_FOLDED_AWAY.match(_text(self.spans).strip()))
                self.spans = [] if self.muted else self.spans
                self.flush()
        elif name == "details" and tag.closing:
            self.flush()
            if not self.muted:
                self.nodes.append(Heading(SUMMARY, (), tag.line))
            self.muted = False
        elif name in ("ul", "ol", "li"):
            kind = "li" if name == "li" else "ul"
            if kind == "li" and not tag.closing and self.frames[-1][0] == "li":
                self.leave("li", tag.line)
            (self.leave if tag.closing else self.enter)(kind, tag.line)
        elif name == "hr":
            self.flush()
            self.nodes.append(Break())
        elif name in _SETS_APART:
            self.flush()

    def _table_tag(self, tag: Tag) -> None:
        if tag.closing:
            self.tables = max(0, self.tables - 1)
            if self.tables == 0 and self.html_table:
                self._end_cell()
                self.html_table = None
            return
        if self.tables == 0:
            self.flush()
            self.html_table, self.spanning = Table(headed=False), {}
            self.nodes.append(self.html_table)
        self.tables += 1

    def _cell_tag(self, tag: Tag) -> None:
        table = self.html_table
        if table is None or self.tables > 1 or tag.name not in ("tr", "td", "th"):
            if tag.name in _SETS_APART or tag.name in ("li", "tr", "hr", "summary"):
                self.feed([Span("hard", "\n", tag.line)])
            return
        self._end_cell()
        if tag.closing:
            return
        if tag.name == "tr":
            table.rows.append(Row(tag.line))
            return
        if not table.rows:
            table.rows.append(Row(tag.line))
        row = table.rows[-1]
        table.headed = table.headed or (tag.name == "th" and len(table.rows) == 1)
        self._carry_down(row)
        row.cells.append(Cell(()))
        if (rows := tag.number("rowspan")) > 1:
            self.spanning[len(row.cells) - 1] = (rows - 1, row.cells[-1])
        row.cells += [Cell(())] * (min(tag.number("colspan"), 50) - 1)
        self.at = len(row.cells) - min(tag.number("colspan"), 50)

    def _carry_down(self, row: Row) -> None:
        """A cell that spans rows stands in each of them."""
        while (column := len(row.cells)) in self.spanning:
            left, cell = self.spanning.pop(column)
            row.cells.append(cell)
            if left > 1:
                self.spanning[column] = (left - 1, cell)

    def _end_cell(self) -> None:
        spans, self.spans = tuple(_trimmed(self.spans)), []
        rows = self.html_table.rows if self.html_table else []
        if not spans or not rows or not rows[-1].cells:
            return
        cells, at = rows[-1].cells, min(self.at, len(rows[-1].cells) - 1)
        if cells[at].spans:
            return
        cells[at] = Cell(spans)
        if at in self.spanning:
            self.spanning[at] = (self.spanning[at][0], cells[at])


def _plain(spans: Iterable[Span | Tag]) -> list[Span]:
    """A cell's spans; a tag in it that shapes blocks ends a line."""
    return [s if isinstance(s, Span) else Span("hard", "\n", s.line) for s in spans if isinstance(s, Span) or s.name in _SETS_APART or s.name in ("li", "summary")]


def _trimmed(spans: Sequence[Span]) -> Sequence[Span]:
    """Without blank spans at either end."""
    start, end = 0, len(spans)
    while start < end and _blank(spans[start]):
        start += 1
    while end > start and _blank(spans[end - 1]):
        end -= 1
    return spans[start:end]


def _blank(span: Span) -> bool:
    return span.kind in ("soft", "hard", "text") and not span.text.strip()


def _text(spans: Iterable[Span]) -> str:
    return "".join(s.text for s in spans)
