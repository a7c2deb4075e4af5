"""A list's text as a tree of headings, paragraphs, items and tables, from Markdown and HTML alike."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from prunecat.sources.markdown.page.html_tables import CELL_TAGS, HtmlTable
from prunecat.sources.markdown.page.inline import read_inline
from prunecat.sources.markdown.page.lines import plain_text, trimmed
from prunecat.sources.markdown.page.nodes import (
    SUMMARY,
    Break,
    BulletList,
    Cell,
    Heading,
    ListItem,
    Node,
    Paragraph,
    Table,
    TableRow,
)
from prunecat.sources.markdown.page.pipe_tables import Grid, split_tables
from prunecat.sources.markdown.page.spans import SETS_APART, Span, Tag

_DEEPEST = 30
"""Lists within lists beyond this depth are read as one."""
_FOLDED_AWAY = re.compile(r"abstract|bib\s?te?x|citation|cite|tl;?\s?dr|摘要|figure|more details?", re.IGNORECASE)


def read_blocks(text: str) -> list[Node]:
    """The tree of a clean text; blocks of code and what is folded away as an abstract are left out."""
    from markdown_it import MarkdownIt

    # One parser for blocks alone, one for what is inside them, which is read piece by piece.
    blocks, inline = (
        MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("strikethrough") for _ in range(2)
    )
    blocks.core.ruler.enableOnly(["normalize", "block"])
    env: dict[str, Any] = {}
    builder = _Builder()

    def spans(content: str, line: int) -> list[Span | Tag]:
        return read_inline(content, line, inline, env)

    for token in blocks.parse(text, env):
        line = builder.line = token.map[0] + 1 if token.map else builder.line
        if token.type == "inline":
            for part in split_tables(token.content):
                if isinstance(part, Grid):
                    builder.table(part.headed, [(line + n, [spans(c, line + n) for c in row]) for n, row in part.rows])
                else:
                    builder.feed(spans(part.text, line + part.line))
        elif token.type == "html_block" or (token.type == "code_block" and "](http" in token.content):
            builder.flush()
            builder.feed(spans(token.content.strip("\n"), line))
            builder.flush()
        else:
            builder.frame(token.type, token.tag)
    builder.flush()
    return builder.document


class _Builder:
    """Puts spans and tags together; knows which list, cell, heading or fold is open."""

    def __init__(self) -> None:
        self.line = 1
        self.document: list[Node] = []
        self.frames: list[tuple[str, BulletList | ListItem]] = []
        """The lists and items that are open, each with the name of its tag."""
        self.spans: list[Span] = []
        self.level = 0
        """That of the heading that is open, 0 for none."""
        self.muted = False
        self.tables = 0
        """How many HTML tables are open, one inside the other; only the outermost has cells."""
        self.html_table = HtmlTable()
        """The outermost of them."""

    def frame(self, kind: str, tag: str) -> None:
        """A Markdown block begins or ends."""
        if kind == "hr":
            self.put(Break())
        elif kind == "heading_open":
            self.begin_heading(int(tag[1]))
        elif tag in ("ul", "ol", "li"):
            (self.enter if kind.endswith("_open") else self.leave)("li" if tag == "li" else "ul")
        else:
            self.flush()

    def put(self, node: Node) -> None:
        self.flush()
        self._nodes().append(node)

    def _nodes(self) -> list[Node]:
        """Where the next block goes: the innermost item, else the document."""
        return next((frame.nodes for _, frame in reversed(self.frames) if isinstance(frame, ListItem)), self.document)

    def feed(self, spans: Iterable[Span | Tag]) -> None:
        for span in spans:
            if isinstance(span, Tag):
                self._tag(span)
            elif not self.muted:
                self.spans.append(span)

    def flush(self) -> None:
        """Ends the paragraph or heading that is open; in a cell, its line."""
        if self.tables:
            self.feed([Span("hard", "\n", self.line)])
            return
        spans, self.spans = tuple(trimmed(self.spans)), []
        level, self.level = self.level, 0
        if any(s.kind == "soft" for s in spans):
            # Lines over a row of dashes are a heading to Markdown, mostly without their author's knowledge.
            level = 0
        if spans:
            line = spans[0].line
            self._nodes().append(Heading(level, spans, line) if level else Paragraph(spans, line))

    def begin_heading(self, level: int) -> None:
        self.flush()
        self.level = level

    def enter(self, kind: str) -> None:
        self.flush()
        if self.tables or len(self.frames) > _DEEPEST:
            return
        if kind == "ul":
            listing = BulletList()
            self._nodes().append(listing)
            self.frames.append(("ul", listing))
            return
        if not self.frames or self.frames[-1][0] != "ul":
            self.enter("ul")
        item = ListItem(self.line)
        frame = self.frames[-1][1]
        if isinstance(frame, BulletList):
            frame.items.append(item)
            self.frames.append(("li", item))

    def leave(self, kind: str) -> None:
        self.flush()
        if self.tables or all(kind != name for name, _ in self.frames):
            return
        while self.frames.pop()[0] != kind:
            pass

    def table(self, headed: bool, rows: Sequence[tuple[int, list[list[Span | Tag]]]]) -> None:
        """A pipe table, or more rows of the one before it."""
        self.flush()
        if self.tables:
            self.feed(span for line, row in rows for cell in row for span in [*cell, Span("hard", "\n", line)])
            return
        nodes = self._nodes()
        table = nodes[-1] if nodes and not headed else None
        if not isinstance(table, Table):
            table = Table(headed)
            nodes.append(table)
        for line, row in rows:
            table.rows.append(TableRow(line, [Cell(tuple(trimmed(_without_tags(cell)))) for cell in row]))

    def _tag(self, tag: Tag) -> None:
        self.line = tag.line
        name = tag.name
        if name == "table":
            self._table_tag(tag)
        elif self.tables:
            self._cell_tag(tag)
        elif re.fullmatch(r"h[1-6]", name):
            self.flush() if tag.closing else self.begin_heading(int(name[1]))
        elif name in ("summary", "details"):
            self._fold_tag(tag)
        elif name in ("ul", "ol", "li"):
            kind = "li" if name == "li" else "ul"
            if kind == "li" and not tag.closing and self.frames and self.frames[-1][0] == "li":
                self.leave("li")
            (self.leave if tag.closing else self.enter)(kind)
        elif name == "hr":
            self.put(Break())
        elif name in SETS_APART:
            self.flush()

    def _fold_tag(self, tag: Tag) -> None:
        """A fold's summary is a heading over what is folded, unless it hides an abstract or the like."""
        if tag.name == "summary" and not tag.closing:
            self.begin_heading(SUMMARY)
        elif tag.name == "summary" and self.level == SUMMARY:
            self.muted = bool(_FOLDED_AWAY.match(plain_text(self.spans)))
            self.spans = [] if self.muted else self.spans
            self.flush()
        elif tag.closing:
            if self.muted:
                self.muted = False
            else:
                self.put(Heading(SUMMARY, (), tag.line))

    def _table_tag(self, tag: Tag) -> None:
        if not tag.closing:
            if not self.tables:
                self.html_table = HtmlTable()
                self.put(self.html_table.table)
            self.tables += 1
        elif self.tables:
            self.tables -= 1
            if not self.tables:
                self._end_cell()

    def _cell_tag(self, tag: Tag) -> None:
        if self.tables == 1 and tag.name in CELL_TAGS:
            self._end_cell()
            self.html_table.take(tag)
        elif tag.name in SETS_APART or tag.name in ("li", "tr", "hr", "summary"):
            self.flush()

    def _end_cell(self) -> None:
        spans, self.spans = tuple(trimmed(self.spans)), []
        self.html_table.fill(spans)


def _without_tags(spans: Iterable[Span | Tag]) -> list[Span]:
    """A cell's spans; a tag in it that shapes blocks ends a line."""
    out: list[Span] = []
    for span in spans:
        if isinstance(span, Span):
            out.append(span)
        elif span.name in SETS_APART or span.name in ("li", "summary"):
            out.append(Span("hard", "\n", span.line))
    return out
