"""The table as text, for a pipe or a file: a record a line, as wide as it needs, no colours.

It is what `table` draws at its natural width, made without Rich, which would take as long again as all else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len

from prunecat.anew import Anew, held_if_few
from prunecat.formats.columns import heading, shown
from prunecat.formats.registry import Record

GAP = 2
"""The blanks between two columns."""


def write(records: Iterable[Record], columns: Sequence[str]) -> Iterator[str]:
    """The head, a rule and a line for each record; nothing when there is none. Many records are gone through twice."""
    rows = held_if_few(Anew(lambda: ({name: shown(record, name) for name in columns} for record in records)))
    if rows:
        room = widths(rows, columns)
        yield _line({name: heading(name) for name in columns}, room)
        yield "─" * total(room) + "\n"
        yield from (_line(row, room) for row in rows)


def widths(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> dict[str, int]:
    """The terminal cells that each column needs for its heading and its longest text."""
    room = {name: cell_len(heading(name)) for name in columns}
    for row in rows:
        room = {name: max(width, cell_len(row[name])) for name, width in room.items()}
    return room


def total(room: Mapping[str, int]) -> int:
    """The width of columns of these widths side by side."""
    return sum(room.values()) + GAP * (len(room) - 1)


def _line(cells: Mapping[str, str], room: Mapping[str, int]) -> str:
    padded = (cells[name] + " " * (width - cell_len(cells[name]) + GAP) for name, width in room.items())
    return "".join(padded).rstrip() + "\n"
