"""The table for reading: it fits the console's width, wraps titles and never cuts them.

Where the width leaves titles too little room beside the default columns, the id gives way, then the code.
Where that does not help, and where columns that were asked for do not fit, each entry is its title over its
other columns.
"""

import re
from collections.abc import Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from prunecat.formats.aligned import GAP, total, widths
from prunecat.formats.columns import COLUMNS, DEFAULT, check, code_label, shown
from prunecat.formats.objects import as_object
from prunecat.formats.styles import MARKED, QUIET, linked, types_text, wrapped
from prunecat.result import Result
from prunecat.words import words_of

# Cells of the other columns wrap, down to a width that can still be read.
_RIGID = frozenset(("id", "section", "venue", "year", "types", "arxiv", "doi", "openreview", "score"))
_READABLE = 18
# What the default columns leave out where titles would have less room than this.
_STEPS = ((48, ()), (30, ("id",)), (28, ("id", "code")))
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ASCII = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)


def render(results: Sequence[Result], columns: Sequence[str], console: Console) -> RenderableType:
    """The results in a form for the console's width; without `columns`, the default ones.

    Raises UsageError for an unknown column.
    """
    names = _fitting(results, check(columns), console.width)
    if not names:
        return Text("\n").join(_stacked(result, columns or DEFAULT, console) for result in results)
    frame = _ASCII if console.options.ascii_only else box.SIMPLE_HEAD
    table = Table(box=frame, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), border_style=QUIET)
    for name in names:
        table.add_column(COLUMNS[name], no_wrap=name in _RIGID, overflow="fold")
    for result in results:
        table.add_row(*(_cell(result, name) for name in names))
    return table


def _fitting(results: Sequence[Result], columns: Sequence[str], width: int) -> Sequence[str]:
    """The columns that fit, none if not even a few would."""
    natural = _natural(results, columns or DEFAULT)
    for title, left_out in _STEPS if not columns else _STEPS[-1:]:
        room = {"title": title}
        names = tuple(name for name in natural if columns or name not in left_out)
        least = {
            name: natural[name] if name in _RIGID else min(natural[name], room.get(name, _READABLE)) for name in names
        }
        if total(least) <= width:
            return names
    return ()


def _natural(results: Sequence[Result], columns: Sequence[str]) -> dict[str, int]:
    rows = [{name: shown(record, name) for name in columns} for record in map(as_object, results)]
    return widths(rows, columns)


def _stacked(result: Result, columns: Sequence[str], console: Console) -> Text:
    """The title, and below it the other columns one after the other."""
    others = Text("  ", style=QUIET).join(
        _cell(result, name) for name in columns if name != "title" and shown(as_object(result), name)
    )
    title = [_cell(result, "title")] if "title" in columns else []
    return Text("\n").join([*title, *wrapped(others, console, console.width, GAP)])


def _cell(result: Result, column: str) -> Text:
    entry = result.entry
    if column == "title":
        return marked_title(linked(entry.title, entry.url), result.marks)
    if column == "types":
        return types_text(entry.types)
    if column == "code":
        return Text(", ").join(linked(code_label(link), link.url) for link in entry.code)
    if column == "url":
        return linked(shown(as_object(result), column), entry.url)
    return Text(shown(as_object(result), column), style=QUIET if column in ("id", "score") else "")


def marked_title(title: Text, marks: tuple[str, ...]) -> Text:
    """A title with the words that answer a query made to stand out."""
    if marks:
        for word in _WORD.finditer(title.plain):
            if "".join(words_of(word[0])).startswith(marks):
                title.stylize(MARKED, *word.span())
    return title
