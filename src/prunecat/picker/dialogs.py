"""What lies over the picker for a moment: the list of its keys, and the question for a file's name."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from prunecat.picker.keys import KEYS
from prunecat.picker.lines import Lines

_CSS = """
{name} {{ align: center middle; }}
{name} > Vertical {{ width: 90%; max-width: 84; height: auto; max-height: 90%; border: round $primary; padding: 0 1; }}
{name} Lines {{ height: auto; max-height: 20; min-height: 1; }}
"""


class KeyList(ModalScreen[None]):
    """All keys; what is typed narrows them."""

    DEFAULT_CSS = _CSS.format(name="KeyList")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss", "Close", show=False),
        Binding("down", "scroll(1)", "Down", show=False, priority=True),
        Binding("up", "scroll(-1)", "Up", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown = list(KEYS)

    def compose(self) -> ComposeResult:
        """Lay out the words to narrow by, and the keys."""
        with Vertical():
            yield Input(placeholder="type to narrow the keys, Esc to close")
            yield Lines(self._line, "key-list")

    def on_mount(self) -> None:
        """Show all keys."""
        self._narrow("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the keys that have what is typed."""
        self._narrow(event.value)

    def action_scroll(self, by: int) -> None:
        """Move within the list, while the words keep the focus."""
        self.query_one(Lines).action_move(by)

    def _narrow(self, text: str) -> None:
        words = text.lower().split()
        self._shown = [key for key in KEYS if all(word in f"{key.shown} {key.says}".lower() for word in words)]
        lines = self.query_one(Lines)
        lines.styles.height = max(min(len(self._shown), 20), 1)
        lines.fill(len(self._shown))

    def _line(self, at: int, _width: int) -> Text:
        key = self._shown[at]
        return Text.assemble((f"{key.shown:<10}", "bold"), key.says)


class Question(ModalScreen[str]):
    """A question that one line answers; nothing where it is left."""

    DEFAULT_CSS = _CSS.format(name="Question")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss('')", "Leave it", show=False)]

    def __init__(self, question: str, hint: str) -> None:
        super().__init__()
        self._question, self._hint = question, hint

    def compose(self) -> ComposeResult:
        """Lay out the question and its line."""
        with Vertical():
            yield Static(self._question, markup=False)
            yield Input(placeholder=self._hint)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was typed."""
        self.dismiss(event.value.strip())
