"""Counts drawn on a terminal: a table with bars, a table of two facets crossed, and a catalogue's summary."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from rich.bar import Bar
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from prunecat.formats.plain import plain
from prunecat.formats.together import BETWEEN, add_rows

NOT_STATED = "not stated"
_BAR = 30
_SHORTEST_BAR = 8
"""Cells in which bars are still told apart."""
_ENTRIES = "Entries"
_HEAD = 2
"""Lines of a table before its rows."""
_MOST_COLUMNS = 3


def bars(name: str, counts: Sequence[tuple[Any, int]], width: int = _BAR, room: int = 0) -> Table:
    """A row for each value with its count and a bar as long as it is large, at most so many cells.

    `room` is the width of the console, where the table has all of it.
    """
    table = Table(box=SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    table.add_column(name.capitalize(), overflow="fold")
    table.add_column(_ENTRIES, justify="right")
    table.add_column("", width=width, no_wrap=True)
    most = max((count for _, count in counts), default=0)
    add_rows(table, [(label(value), Text(str(count)), bar(count, most, width)) for value, count in counts], room)
    return table


def bar(count: int, most: int, width: int = _BAR) -> RenderableType:
    """A bar of the share that a count has of the largest one."""
    return Bar(size=max(most, 1), begin=0, end=count, width=width, color="cyan")


def in_order(value: Any) -> tuple[bool, str]:
    """By what values are sorted across and down a table: what is not stated comes last."""
    return value is None, str(value)


def joined(values: Sequence[Any]) -> str:
    """Two values as one: `CVPR 2023`."""
    return " ".join(NOT_STATED if value is None else str(value) for value in values)


def crossed_width(names: Sequence[str], counts: Mapping[tuple[Any, Any], int], totals: Mapping[Any, int]) -> int:
    """The width of a table of two facets in which nothing is broken."""
    first = max(map(cell_len, (names[0], *(label(down).plain for down in totals))), default=0)
    acrosses = {across for _, across in counts}
    widest = max((len(str(count)) for count in totals.values()), default=0)
    columns = [max(label(across).cell_len, widest) for across in acrosses]
    return first + sum(BETWEEN + width for width in (*columns, max(widest, len("All"))))


def crossed(names: Sequence[str], counts: Mapping[tuple[Any, Any], int], totals: Mapping[Any, int], room: int) -> Table:
    """A table of two facets: the values of the first down, in the order of their totals, those of the second across.

    `room` is the width of the console.
    """
    acrosses = sorted({across for _, across in counts}, key=in_order)
    table = Table(box=SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    table.add_column(names[0].capitalize(), overflow="fold")
    for across in acrosses:
        table.add_column(label(across), justify="right")
    table.add_column("All", justify="right", style="bold")
    rows = [
        (label(down), *(Text(str(counts.get((down, across), ""))) for across in acrosses), Text(str(total)))
        for down, total in totals.items()
    ]
    add_rows(table, rows, room)
    return table


Parts = Mapping[str, Sequence[tuple[Any, int]]]
"""The counts of several fields, by their names."""


def summary(title: str, parts: Parts, width: int) -> RenderableType:
    """A heading and the bars of each part, side by side where that fits a terminal of so many cells."""
    names = max((_names_width(name, counts) for name, counts in parts.items()), default=0)
    fixed = names + len(_ENTRIES) + 2 * BETWEEN
    count = max(1, min((width + BETWEEN) // (fixed + _SHORTEST_BAR + BETWEEN), _MOST_COLUMNS))
    room = (width + BETWEEN) // count - BETWEEN - fixed if count > 1 else _BAR
    grid = Table.grid(padding=(0, BETWEEN, 0, 0), pad_edge=False)
    grid.add_row(*(_stacked(parts, column, min(room, _BAR)) for column in _columns(parts, count)))
    return Group(Text(plain(title), style="bold"), "", grid)


def _names_width(name: str, counts: Sequence[tuple[Any, int]]) -> int:
    return max(cell_len(name), *(label(value).cell_len for value, _ in counts), 0)


def _columns(parts: Parts, count: int) -> Sequence[Sequence[str]]:
    """The names of the parts in so many columns, of which the tallest is as short as can be."""

    def columns(places: Sequence[int]) -> list[list[str]]:
        return [[name for name, at in zip(parts, places, strict=True) if at == column] for column in range(count)]

    def height(names: Sequence[str]) -> int:
        return sum(len(parts[name]) + _HEAD + 1 for name in names)

    best = min(
        product(range(count), repeat=len(parts)), key=lambda places: max(map(height, columns(places)), default=0)
    )
    return [names for names in columns(best) if names]


def _stacked(parts: Parts, names: Sequence[str], width: int) -> RenderableType:
    drawn: list[RenderableType] = []
    for name in names:
        drawn += [bars(name, parts[name], width), ""]
    return Group(*drawn[:-1])


def label(value: Any) -> Text:
    """A value as a cell; what is not stated is dimmed."""
    return Text(NOT_STATED, style="dim") if value is None else Text(plain(str(value)))
