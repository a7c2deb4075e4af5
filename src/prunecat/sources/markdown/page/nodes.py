"""The blocks of a list, whether Markdown or HTML makes them."""

from dataclasses import dataclass, field

from prunecat.sources.markdown.page.spans import Span

SUMMARY = 7
"""The level of a fold's summary, below the six of headings."""


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
class ListItem:
    """An item of a list with all that is in it."""

    line: int
    nodes: "list[Node]" = field(default_factory=list)


@dataclass(slots=True)
class BulletList:
    """A list, bulleted or numbered."""

    items: list[ListItem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    spans: tuple[Span, ...]


@dataclass(slots=True)
class TableRow:
    """A row of a table."""

    line: int
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table; `headed` where its first row names the columns."""

    headed: bool
    rows: list[TableRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Break:
    """A ruler across the page."""


Node = Heading | Paragraph | BulletList | Table | Break
