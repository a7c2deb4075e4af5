"""The table for reading: it fits the console's width, wraps titles and never cuts or leaves out a column.

Below the headings an answer has one of two shapes: rows of a table, or entries of which each is its title over its
other columns. The shape that takes fewer lines in the width is drawn: a wider window never makes a longer answer.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from prunecat.formats.aligned import GAP, total, widths
from prunecat.formats.columns import DEFAULT, check, code_label, heading, shown
from prunecat.formats.objects import as_object
from prunecat.formats.styles import MARKED, QUIET, linked, types_text, wrapped
from prunecat.formats.together import add_lines, below_one_another, filled
from prunecat.result import Result
from prunecat.words import words_of

# Cells of the other columns wrap, down to a width that can still be read.
_NUMBER = "#"
_RIGID = frozenset((_NUMBER, "id", "section", "venue", "year", "types", "arxiv", "doi", "openreview", "score"))
_READABLE = {"title": 28}
_READABLE_ELSE = 18
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ASCII = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)


def render(
    results: Sequence[Result], columns: Sequence[str], console: Console, *, first: int | None = None
) -> RenderableType:
    """The results in the shape for the console's width; without `columns`, the default ones.

    `first` is the number of the first, where each has one before it. Raises UsageError for an unknown column.
    """
    names = check(columns) or DEFAULT
    rows = [{name: shown(record, name) for name in names} for record in map(as_object, results)]
    if first is not None:
        rows = [{_NUMBER: str(number), **row} for number, row in enumerate(rows, first)]
    natural = widths(rows, (*((_NUMBER,) if first is not None else ()), *names))
    room = _room(natural, console.width)
    entries = _Entries(natural, console)
    cells = ({name: _cell(result, row, name) for name in natural} for result, row in zip(results, rows, strict=True))
    if room and sum(_height(row, room, console) for row in rows) <= sum(map(entries.height, rows)):
        return _table(cells, room, console)
    return Group(*entries.headings(), *below_one_another(line for row in cells for line in entries.lines(row)))


def _room(natural: Mapping[str, int], width: int) -> dict[str, int]:
    """The width of each column of a table: what it needs, or an even share where all would not fit.

    Empty where a column would have less room than can be read.
    """
    room = {name: needed for name, needed in natural.items() if name in _RIGID}
    left = width - total(natural) + sum(natural[name] for name in natural if name not in room)
    sharing = sorted((name for name in natural if name not in room), key=lambda name: natural[name])
    for count, name in enumerate(sharing):
        room[name] = min(natural[name], left // (len(sharing) - count))
        left -= room[name]
        if room[name] < min(natural[name], _READABLE.get(name, _READABLE_ELSE)):
            return {}
    return {name: room[name] for name in natural} if left >= 0 else {}


def _height(row: Mapping[str, str], room: Mapping[str, int], console: Console) -> int:
    return max(_lines(row[name], width, console) for name, width in room.items())


def _lines(text: str, width: int, console: Console) -> int:
    """How many lines a text takes in a width."""
    return 1 if cell_len(text) <= width else len(Text(text).wrap(console, max(width, 1), overflow="fold"))


def _table(rows: Iterable[Mapping[str, Text]], room: Mapping[str, int], console: Console) -> Table:
    frame = _ASCII if console.options.ascii_only else box.SIMPLE_HEAD
    table = Table(box=frame, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), border_style=QUIET)
    for name, width in room.items():
        table.add_column(heading(name), width=width, no_wrap=name in _RIGID, overflow="fold")
    add_lines(table, (line for row in rows for line in _lines_of(row, room, console)))
    return table


def _lines_of(row: Mapping[str, Text], room: Mapping[str, int], console: Console) -> Iterator[Sequence[RenderableType]]:
    """The lines that a row takes, each a cell for every column."""
    wrapped = (
        [cell] if cell.cell_len <= room[name] else cell.wrap(console, max(room[name], 1), overflow="fold")
        for name, cell in row.items()
    )
    cells = ([filled(line, width) for line in lines] for lines, width in zip(wrapped, room.values(), strict=True))
    return zip_longest(*cells, fillvalue=Text())


class _Entries:
    """Entries one under the other, each its title over its other columns."""

    def __init__(self, natural: Mapping[str, int], console: Console) -> None:
        """Entries of columns that need these widths, for the console's."""
        self.others = {name: width for name, width in natural.items() if name != "title"}
        self.has_title = "title" in natural
        self.console = console
        self.absent = "-" if console.options.ascii_only else "–"
        """What stands for an empty cell where the cells are not below one another."""
        self.is_aligned = GAP + total(self.others) <= console.width
        """Whether the other columns are below those of the entry before."""

    def height(self, row: Mapping[str, str]) -> int:
        """How many lines an entry takes."""
        title = _lines(row["title"], self.console.width, self.console) if self.has_title else 0
        if self.is_aligned:
            return title + any(row[name] for name in self.others)
        return title + len(self._below({name: Text(row[name]) for name in self.others}))

    def lines(self, cells: Mapping[str, Text]) -> list[Text]:
        """The lines of an entry, the title as long as it is."""
        title = [Text("", style="bold") + cells["title"]] if self.has_title else []
        return [*title, *self._below({name: cells[name] for name in self.others})]

    def headings(self) -> list[RenderableType]:
        """The names of the other columns over a rule."""
        names = self._below({name: Text(heading(name), style="bold") for name in self.others})
        return [*names, Rule(style=QUIET, characters="-" if self.console.options.ascii_only else "─")]

    def _below(self, cells: Mapping[str, Text]) -> Sequence[Text]:
        cells = {
            name: cell if cell.plain or self.is_aligned else Text(self.absent, style=QUIET)
            for name, cell in cells.items()
        }
        if self.is_aligned and cells:
            padded = (cell + " " * (self.others[name] - cell.cell_len) for name, cell in cells.items())
            line = Text(" " * GAP) + Text(" " * GAP).join(padded)
            line.rstrip()
            return [line] if line.plain else []
        present = (cell if cell.plain else Text("-", style=QUIET) for cell in cells.values())
        return list(wrapped(Text(" " * GAP).join(present), self.console, self.console.width, GAP))


def _cell(result: Result, row: Mapping[str, str], column: str) -> Text:
    """The text of a cell in its styles; `row` has it without."""
    entry = result.entry
    if column == "title":
        return marked_title(linked(entry.title, entry.url), result.marks)
    if column == "types":
        return types_text(entry.types)
    if column == "code":
        return Text(", ").join(linked(code_label(link), link.url) for link in entry.code)
    if column == "url":
        return linked(row[column], entry.url)
    return Text(row[column], style=QUIET if column in (_NUMBER, "id", "score") else "")


def marked_title(title: Text, marks: tuple[str, ...]) -> Text:
    """A title with the words that answer a query made to stand out."""
    if marks:
        for word in _WORD.finditer(title.plain):
            if "".join(words_of(word[0])).startswith(marks):
                title.stylize(MARKED, *word.span())
    return title
