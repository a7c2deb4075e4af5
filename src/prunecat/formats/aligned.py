"""The table as text, for a pipe or a file: an entry a line, as wide as it needs, no colours.

It is what `table` draws at its natural width, made without Rich, which would take as long again as all else.
"""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len

from prunecat.formats.columns import COLUMNS, DEFAULT, check, shown
from prunecat.result import Result

GAP = 2
"""The blanks between two columns."""


def write(results: Sequence[Result], columns: Sequence[str] = ()) -> Iterator[str]:
    """The head, a rule and a line for each result; nothing when there is none."""
    names = check(columns) or DEFAULT
    if results:
        room = widths(results, names)
        yield _line(COLUMNS, room)
        yield "─" * total(room) + "\n"
        for result in results:
            yield _line({name: shown(result, name) for name in names}, room)


def widths(results: Sequence[Result], columns: Sequence[str]) -> dict[str, int]:
    """The terminal cells that each column needs for its heading and its longest text."""
    return {
        name: max(cell_len(COLUMNS[name]), *(cell_len(shown(result, name)) for result in results), 0)
        for name in columns
    }


def total(room: Mapping[str, int]) -> int:
    """The width of columns of these widths side by side."""
    return sum(room.values()) + GAP * (len(room) - 1)


def _line(cells: Mapping[str, str], room: Mapping[str, int]) -> str:
    padded = (cells[name] + " " * (width - cell_len(cells[name]) + GAP) for name, width in room.items())
    return "".join(padded).rstrip() + "\n"
