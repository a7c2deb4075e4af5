"""Counts drawn on a terminal: a table with bars, a table of two facets crossed, and a catalogue's summary."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.bar import Bar
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from prunecat.formats.plain import plain

NOT_STATED = "not stated"
_BAR = 30
_BETWEEN = 3
"""Cells between two columns of a table, as Rich pads them."""


def bars(name: str, counts: Sequence[tuple[Any, int]]) -> Table:
    """A row for each value with its count and a bar as long as it is large."""
    table = Table(box=SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    table.add_column(name.capitalize(), overflow="fold")
    table.add_column("Entries", justify="right")
    table.add_column("", width=_BAR, no_wrap=True)
    most = max((count for _, count in counts), default=0)
    for value, count in counts:
        table.add_row(label(value), str(count), bar(count, most))
    return table


def bar(count: int, most: int) -> RenderableType:
    """A bar of the share that a count has of the largest one."""
    return Bar(size=max(most, 1), begin=0, end=count, width=_BAR, color="cyan")


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
    return first + sum(_BETWEEN + width for width in (*columns, max(widest, len("All"))))


def crossed(names: Sequence[str], counts: Mapping[tuple[Any, Any], int], totals: Mapping[Any, int]) -> Table:
    """A table of two facets: the values of the first down, in the order of their totals, those of the second across."""
    acrosses = sorted({across for _, across in counts}, key=in_order)
    table = Table(box=SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    table.add_column(names[0].capitalize(), overflow="fold")
    for across in acrosses:
        table.add_column(label(across), justify="right")
    table.add_column("All", justify="right", style="bold")
    for down, total in totals.items():
        cells = [str(counts.get((down, across), "")) for across in acrosses]
        table.add_row(label(down), *cells, str(total))
    return table


def summary(title: str, parts: Mapping[str, Sequence[tuple[Any, int]]]) -> RenderableType:
    """A heading and the bars of each part, one under the other."""
    drawn: list[RenderableType] = [Text(plain(title), style="bold"), ""]
    for name, counts in parts.items():
        drawn += [bars(name, counts), ""]
    return Group(*drawn[:-1])


def label(value: Any) -> Text:
    """A value as a cell; what is not stated is dimmed."""
    return Text(NOT_STATED, style="dim") if value is None else Text(plain(str(value)))
