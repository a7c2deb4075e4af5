"""The picker: a query, what it finds, the values to narrow it by, and the card of the entry under the cursor."""

import asyncio
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Resize
from textual.widgets import Input, Static

from prunecat.errors import PrunecatError
from prunecat.formats import card
from prunecat.formats.plain import plain
from prunecat.picker import taking
from prunecat.picker.dialogs import KeyList, Question
from prunecat.picker.keys import KEYS
from prunecat.picker.lines import Lines
from prunecat.picker.rows import facet_line, row_line
from prunecat.picker.style import LOW, NARROW, SLIM, STYLE
from prunecat.picker.view import SORTS, View, get_ready, view
from prunecat.result import Result

if TYPE_CHECKING:
    from prunecat.catalogue import Catalogue
    from prunecat.entry import Entry
    from prunecat.query.filters import Filter

LEFT = 130
"""The exit status of who leaves without taking anything, as fzf's."""


class Picker(App[Sequence[str]]):
    """Pick entries; ends with the ids that were taken, its return code the exit status."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "prunecat"
    CSS = STYLE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key.keys, key.action, key.says, show=False, priority=True) for key in KEYS
    ]

    def __init__(self, catalogue: "Catalogue", text: str, only: "Filter | None", *, prints: bool) -> None:
        super().__init__()
        self._catalogue, self._text, self._only, self._prints = catalogue, text, only, prints
        self._ticked: dict[str, list[str]] = {}
        self._marked: dict[str, Entry] = {}
        self._sort = 0
        self._facets_wanted: bool | None = None
        self._view = View((), "", (), ())
        self._facet_lines: list[tuple[str, str | None, int]] = []

    def compose(self) -> ComposeResult:
        """Lay out the screen: the query, what is said of the answer, the facets beside list and card, the keys."""
        yield Input(self._text, placeholder="a title, a name, jargon, venue:CVPR …", id="query", select_on_focus=False)
        yield Static(id="said", markup=False)
        with Horizontal():
            yield Lines(self._facet, "facets")
            with Vertical():
                yield Lines(self._row, "rows")
                with VerticalScroll(id="card", can_focus=False):
                    yield Static(id="entry", markup=False)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the first answer; leave the terminal as it was also where the system ends the program."""
        for name in ("SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, and threads of tests
                    asyncio.get_running_loop().add_signal_handler(number, self._ended, number)
        self.query_one("#query", Input).focus()
        self._arrange(self.size.width)
        self._refill()
        self.call_after_refresh(get_ready, self._catalogue)

    def _ended(self, number: int) -> None:
        self.exit((), return_code=128 + number)

    def on_resize(self, event: Resize) -> None:
        """Give the list the room that there is."""
        self._arrange(event.size.width)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Answer what is typed."""
        if event.input.id == "query":
            self._text = event.value
            self._refill()

    def on_lines_moved(self) -> None:
        """Show the card of the entry under the cursor."""
        self._show_card()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        """Tick or untick a value of a facet."""
        if event.lines.id != "facets":
            return
        name, value, _ = self._facet_lines[event.lines.cursor]
        if value is not None:
            values = self._ticked.setdefault(name, [])
            values.remove(value) if value in values else values.append(value)
            self._refill(event.lines.cursor)

    def _arrange(self, width: int) -> None:
        wanted = self._facets_wanted if self._facets_wanted is not None else width >= NARROW
        self.query_one("#facets").set_class(not wanted, "hidden")
        self.query_one("#card").set_class(width < SLIM or self.size.height < LOW, "hidden")
        gap = "   " if width >= SLIM + 10 else "  "
        shown = gap.join(f"{key.shown} {key.footer}" for key in KEYS if key.footer)
        self.query_one("#keys", Static).update(shown)

    def _refill(self, facet: int = 0) -> None:
        try:
            self._view = view(self._catalogue, self._text, self._ticked, self._only, SORTS[self._sort])
        except PrunecatError as error:  # as while a field's name is typed
            self._say(str(error))
            return
        self._facet_lines = [
            line
            for name, values in self._view.facets
            for line in ((name, None, 0), *((name, value, count) for value, count in values))
        ]
        self.query_one("#rows", Lines).fill(len(self._view.results))
        self.query_one("#facets", Lines).fill(len(self._facet_lines), facet)
        self._say()
        self._show_card()

    def _say(self, remark: str = "") -> None:
        ticked = [f"{name}:{','.join(values)}" for name, values in self._ticked.items() if values]
        marked = [f"{len(self._marked)} marked"] if self._marked else []
        order = [f"by {', '.join(SORTS[self._sort])}"] if self._sort else []
        parts = [self._view.counted, *ticked, *marked, *order, *([remark] if remark else self._view.remarks)]
        self.query_one("#said", Static).update(plain(" · ".join(parts)))

    def _show_card(self) -> None:
        result = self._current()
        shown = card.render(result, self._catalogue.legend) if result else Text("No entries match.", style="dim")
        self.query_one("#entry", Static).update(shown)
        self.query_one("#card").scroll_home(animate=False)

    def _current(self) -> Result | None:
        at = self.query_one("#rows", Lines).cursor
        return self._view.results[at] if at < len(self._view.results) else None

    def _taken(self) -> Sequence["Entry"]:
        """The marked entries in the order of their marks, else the one under the cursor."""
        current = self._current()
        return tuple(self._marked.values()) or ((current.entry,) if current else ())

    def _row(self, at: int, width: int) -> Text:
        result = self._view.results[at]
        return row_line(result, width, is_marked=result.entry.id in self._marked)

    def _facet(self, at: int, width: int) -> Text:
        name, value, count = self._facet_lines[at]
        return facet_line(name, value, count, width, is_ticked=value in self._ticked.get(name, ()))

    def action_line(self, by: int) -> None:
        """Move the cursor of the list, or of the facets where they have the focus."""
        self._lines().action_move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by as many lines as are seen."""
        lines = self._lines()
        lines.action_move(by * lines.page())

    def _lines(self) -> Lines:
        facets = self.query_one("#facets", Lines)
        return facets if facets.has_focus else self.query_one("#rows", Lines)

    def action_take(self) -> None:
        """Print what is marked, or open it."""
        if self.query_one("#facets", Lines).has_focus:
            self.query_one("#facets", Lines).action_choose()
        elif self._prints:
            if taken := self._taken():
                self.exit([entry.id for entry in taken], return_code=0)
        else:
            self.action_open("paper")

    def action_mark(self) -> None:
        """Mark the entry under the cursor, or take its mark back."""
        if result := self._current():
            if self._marked.pop(result.entry.id, None) is None:
                self._marked[result.entry.id] = result.entry
            self.query_one("#rows", Lines).action_move(1)
            self._say()

    def action_clear_marks(self) -> None:
        """Take all marks back."""
        self._marked.clear()
        self.query_one("#rows", Lines).refresh()
        self._say()

    def action_sort(self) -> None:
        """Go on to the next order."""
        self._sort = (self._sort + 1) % len(SORTS)
        self._refill()

    def action_open(self, what: str) -> None:
        """Open the paper, the PDF or the code of what is taken."""
        self._say(taking.opened(self._taken(), what))

    def action_copy(self, what: str) -> None:
        """Copy the BibTeX, the keys or the addresses of what is taken."""
        if entries := self._taken():
            self._say(taking.copied(entries, what, self.copy_to_clipboard))

    def action_export(self) -> None:
        """Ask for a file, and write what is taken into it."""
        if entries := self._taken():
            count = "the entry" if len(entries) == 1 else f"{len(entries)} entries"
            question = Question(f"Write {count} into which file?", "papers.bib, .json, .csv, .md, .ris, .yaml …")
            self.push_screen(question, lambda file: self._say(taking.exported(entries, file)) if file else None)

    def action_facets(self) -> None:
        """Show the facets and go to them, or back to the query."""
        facets = self.query_one("#facets", Lines)
        self._facets_wanted = None if facets.has_focus else True
        self._arrange(self.size.width)
        (facets if self._facets_wanted else self.query_one("#query", Input)).focus()

    def action_help(self) -> None:
        """Show the list of keys."""
        if not isinstance(self.screen, KeyList):
            self.push_screen(KeyList())

    def action_step_back(self) -> None:
        """Close what lies on top, leave the facets, clear the query, or leave."""
        if len(self.screen_stack) > 1:
            self.screen.dismiss(None if isinstance(self.screen, KeyList) else "")
        elif self.query_one("#facets", Lines).has_focus:
            self.action_facets()
        elif self._text:
            self.query_one("#query", Input).value = ""
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave, and print nothing."""
        self.exit((), return_code=LEFT)

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:  # noqa: ARG002 - Textual's interface
        """Whether a key does something now: what lies on top has the keys to itself."""
        return len(self.screen_stack) < 2 or action in ("step_back", "leave")
