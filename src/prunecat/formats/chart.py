"""Counts drawn on a terminal: a table with bars, a table of two facets crossed, and a catalogue's summary."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.bar import Bar
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from prunecat.formats.plain import plain

NOT_STATED = "not stated"
_BAR = 30


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


def crossed(names: Sequence[str], counts: Mapping[tuple[Any, Any], int], totals: Mapping[Any, int]) -> Table:
    """A table of two facets: the values of the first down, in the order of their totals, those of the second across."""
    acrosses = sorted({across for _, across in counts}, key=lambda value: (value is None, str(value)))
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
