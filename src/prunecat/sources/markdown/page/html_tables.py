"""A table of HTML, put together a tag and a cell at a time."""

from prunecat.sources.markdown.page.nodes import Cell, Table, TableRow
from prunecat.sources.markdown.page.pipe_tables import MAX_COLUMNS
from prunecat.sources.markdown.page.spans import Span, Tag

CELL_TAGS = ("tr", "td", "th")


class HtmlTable:
    """The rows that have been begun, and the cell that is open."""

    def __init__(self) -> None:
        self.table = Table(headed=False)
        self._spanning: dict[int, tuple[int, Cell]] = {}
        """For a column the cell that spans more rows, and how many."""
        self._column = 0

    def take(self, tag: Tag) -> None:
        """A row or cell begins or ends."""
        if tag.closing:
            return
        rows = self.table.rows
        if tag.name == "tr" or not rows:
            rows.append(TableRow(tag.line))
        cells = rows[-1].cells
        if tag.name == "tr" or len(cells) >= MAX_COLUMNS:
            return
        self.table.headed = self.table.headed or (tag.name == "th" and len(rows) == 1)
        while len(cells) in self._spanning and len(cells) < MAX_COLUMNS:
            self._carry_down(cells)
        self._column = len(cells)
        cells += [Cell(())] * min(tag.number("colspan"), MAX_COLUMNS)
        if (left := tag.number("rowspan") - 1) > 0:
            self._spanning[self._column] = (left, cells[self._column])

    def _carry_down(self, cells: list[Cell]) -> None:
        """A cell that spans rows is in each of them."""
        left, cell = self._spanning.pop(len(cells))
        if left > 1:
            self._spanning[len(cells)] = (left - 1, cell)
        cells.append(cell)

    def fill(self, spans: tuple[Span, ...]) -> None:
        """The open cell ends and holds these spans."""
        cells = self.table.rows[-1].cells if self.table.rows else []
        if not spans or self._column >= len(cells) or cells[self._column].spans:
            return
        cells[self._column] = Cell(spans)
        if self._column in self._spanning:
            self._spanning[self._column] = (self._spanning[self._column][0], cells[self._column])
