"""Lines given to Rich many at a time: it takes longer over a text, and over a cell of a table, than over its lines."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from prunecat.anew import portions

BETWEEN = 3
"""Cells between two columns of a table, as Rich pads them where it is not told otherwise."""
_TOGETHER = 100
"""Lines of a text: of more it takes no less time for each."""


def below_one_another(lines: Iterable[Text]) -> Iterator[Text]:
    """Lines as few texts of many lines."""
    return (Text("\n").join(some) for some in portions(lines, _TOGETHER))


def add_lines(table: Table, lines: Iterable[Sequence[RenderableType]]) -> None:
    """Add lines, each a cell for every column, which all fit into theirs, as few rows of many lines."""
    for some in portions(lines, _TOGETHER):
        table.add_row(*map(_joined, zip(*some, strict=True)))


def add_rows(table: Table, rows: Sequence[Sequence[RenderableType]], width: int) -> None:
    """Add rows, as few of many lines where each takes one line in that width; what is no text takes one anyway."""
    columns = list(zip(table.columns, zip(*rows, strict=True), strict=False))
    needed = [column.width or max(_width(column.header), *map(_width, cells)) for column, cells in columns]
    if sum(needed) + BETWEEN * (len(needed) - 1) <= width:
        add_lines(table, ([filled(cell, room) for cell, room in zip(row, needed, strict=True)] for row in rows))
        return
    for row in rows:
        table.add_row(*row)


def filled(cell: RenderableType, width: int) -> RenderableType:
    """A cell with blanks up to a width where it has a style, as Rich fills one that stands alone."""
    if isinstance(cell, Text) and cell.style:
        cell.pad_right(max(width - cell.cell_len, 0))
    return cell


def _joined(cells: Sequence[RenderableType]) -> RenderableType:
    texts = [cell for cell in cells if isinstance(cell, Text)]
    return Text("\n").join(texts) if len(texts) == len(cells) else Group(*cells)


def _width(cell: RenderableType) -> int:
    return cell_len(str(cell)) if isinstance(cell, str | Text) else 0
