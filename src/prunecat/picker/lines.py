"""A list that draws only the lines that are seen, so that its length costs nothing."""

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

Draw = Callable[[int, int], Text]
"""The text of a line, by its number and the width that there is."""


class Lines(ScrollView, can_focus=True):
    """Lines of text with a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor", "lines--quiet"}
    DEFAULT_CSS = """
    Lines { height: 1fr; overflow-x: hidden; }
    Lines > .lines--cursor { background: $primary 35%; text-style: bold; }
    Lines > .lines--quiet { background: $primary 12%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("home", "to(0)", "First", show=False),
        Binding("end", "to(-1)", "Last", show=False),
        Binding("space", "choose", "Take", show=False),
    ]

    class Moved(Message):
        """The cursor is on another line."""

    class Chosen(Message):
        """The line under the cursor was taken."""

        def __init__(self, lines: "Lines") -> None:
            super().__init__()
            self.lines = lines

        @property
        def control(self) -> "Lines":
            """The list, by whose name a handler may be chosen."""
            return self.lines

    def __init__(self, draw: Draw, name: str) -> None:
        super().__init__(id=name)
        self._draw = draw
        self.count = 0
        self.cursor = 0

    def fill(self, count: int, cursor: int = 0) -> None:
        """Show so many lines, with the cursor on one."""
        self.count = count
        self.cursor = max(min(cursor, count - 1), 0)
        self.virtual_size = Size(self.size.width, count)
        self._keep_in_sight()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the screen."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= self.count:
            return Strip.blank(width, self.rich_style)
        text = self._draw(at, width)
        text.truncate(width, overflow="ellipsis", pad=True)
        if at == self.cursor:
            text.stylize(self.get_component_rich_style("lines--cursor" if self.has_focus else "lines--quiet"))
        return Strip(text.render(self.app.console), width).apply_style(self.rich_style)

    def action_move(self, by: int) -> None:
        """Move the cursor by so many lines."""
        self.action_to(max(min(self.cursor + by, self.count - 1), 0))

    def action_to(self, line: int) -> None:
        """Move the cursor to a line; -1 is the last."""
        self.cursor = max(self.count - 1, 0) if line < 0 else line
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved())

    def action_choose(self) -> None:
        """Take the line under the cursor."""
        if self.count:
            self.post_message(self.Chosen(self))

    def page(self) -> int:
        """How many lines are seen at once."""
        return max(self.size.height - 1, 1)

    def on_click(self, event: Click) -> None:
        """Take the line that was clicked."""
        at = event.y + self.scroll_offset.y
        if at < self.count:
            self.action_to(at)
            self.action_choose()

    def _keep_in_sight(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)
