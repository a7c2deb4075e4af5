"""The lines of the picker: an entry with its title as wide as there is room, and a value of a facet."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from prunecat.formats.plain import plain
from prunecat.formats.styles import MARKED, QUIET, types_text
from prunecat.formats.table import marked_title
from prunecat.result import Result

_VENUE = 9
"""Columns of a venue's short name; most have fewer."""
_WIDE = 60
"""Columns from which a venue, types and code stand beside a title."""


def row_line(result: Result, width: int, *, is_marked: bool) -> Text:
    """An entry: its mark, year, venue, types, whether it has code, and its title."""
    entry = result.entry
    line = Text.assemble(("● " if is_marked else "  ", MARKED), no_wrap=True, end="")
    line.append(f"{entry.year or '':<4}  ", style=QUIET)
    if width >= _WIDE:
        line.append(f"{_fitted(plain(entry.venue or ''), _VENUE)}  ")
        types = types_text(entry.types)
        line.append_text(types)
        line.append(" " * max(4 - cell_len(types.plain), 1))
        line.append("</> " if entry.code else "    ", style=QUIET)
    title = marked_title(Text(plain(entry.title)), result.marks)
    line.append_text(title)
    return line


def facet_line(name: str, value: str | None, count: int, width: int, *, is_ticked: bool) -> Text:
    """A field's name, or a value of it with a tick and how many entries have it."""
    if value is None:
        return Text(f" {name.capitalize()}", style="bold", no_wrap=True, end="")
    number = str(count)
    text = _fitted(plain(value), max(width - len(number) - 6, 1))
    return Text.assemble((" ✓ " if is_ticked else " · "), text, " ", (number, QUIET), no_wrap=True, end="")


def _fitted(text: str, width: int) -> str:
    """A text in exactly so many columns, cut where it is longer."""
    return set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"
