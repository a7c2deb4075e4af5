"""A run of the program: which catalogue it asks, and the streams that it answers on."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from prunecat.catalogue import Catalogue
from prunecat.errors import SourceError, UsageError
from prunecat.loading.bundled import bundled_folder
from prunecat.settings import Values, settled

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress

    Drawing = Callable[[Console], RenderableType]
    """What to draw, made for the console that draws it."""

_PATIENCE = 1.0
"""Seconds that somebody waits without asking what goes on."""
_PIECES = 500
"""Pieces of text that are written at once."""
_ENDLESS = 10_000
"""Columns of a drawing in a pipe or file: more than any line has."""


class Session:
    """What the commands of one run share."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        """A run that asks the catalogue in these files and folders; none means the bundled one."""
        self.given = list(paths)
        """The paths of -C."""
        self.said: list[str] = []
        """What was said of the answer, which the pager shows before it."""
        self.paged = True
        """Whether an answer longer than the terminal may go through the pager."""

    @property
    def paths(self) -> list[str]:
        """What the catalogue is read from: the paths of -C, else PRUNECAT_CATALOGUE's, else settled ones, else ours."""
        if not all(self.given):
            raise UsageError("--catalogue is empty", remedy="give a file or folder")
        stated = os.environ.get("PRUNECAT_CATALOGUE", "")
        asked = self.given or [path for path in stated.split(os.pathsep) if path]
        return asked or self.settings.get("catalogue") or [bundled_folder()]

    @cached_property
    def settings(self) -> Values:
        """What the user has settled for every run."""
        return settled()

    @property
    def program(self) -> str:
        """What begins a command line that asks this catalogue."""
        import shlex

        return shlex.join(["prunecat", *(word for path in self.given for word in ("-C", path))])

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue, opened when it is first asked; what could not be read of it is said."""
        try:
            with _progress() as told:
                catalogue = Catalogue.open(*self.paths, told=told)
        except SourceError:
            if self.paths == self.settings.get("catalogue"):
                self.say("The catalogue is a settled one; to settle it no longer: prunecat config catalogue --unset")
            raise
        for remark in catalogue.remarks:
            self.say(remark)
        return catalogue

    def say(self, text: str) -> None:
        """A sentence about the answer, for the person rather than the next program."""
        if sys.stderr:
            from prunecat.formats.plain import plain

            self.said.append(plain(text))
            encoding = sys.stderr.encoding or "utf-8"
            print(plain(text).encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)

    def write(self, pieces: Iterable[str]) -> None:
        """The answer as text, on standard output; on a terminal, control characters are written out."""
        _speak_utf8()
        if sys.stdout.isatty():
            from prunecat.formats.plain import without_orders

            pieces = map(without_orders, pieces)
        held: list[str] = []
        for piece in pieces:  # few large writes, also where standard output is unbuffered
            held.append(piece)
            if len(held) >= _PIECES:
                sys.stdout.write("".join(held))
                held.clear()
        sys.stdout.write("".join(held))

    def is_read(self) -> bool:
        """Whether the answer goes to a terminal, where somebody reads it."""
        return sys.stdout.isatty()

    def may_ask(self) -> bool:
        """Whether there is somebody to ask, who types at a terminal and sees what is asked."""
        return bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())

    def draws(self) -> bool:
        """Whether an answer is drawn for a screen: on a terminal, or where the environment states a width or colour."""
        return sys.stdout.isatty() or bool(_columns() or os.environ.get("FORCE_COLOR"))

    def _console(self) -> "Console":
        """A console on standard output; in a pipe so wide that no line is broken, unless COLUMNS says otherwise."""
        from shutil import get_terminal_size

        from rich.console import Console

        _speak_utf8()
        # Rich takes COLUMNS=0 at its word, and a dumb terminal for one of 80 columns, unless both sizes are told.
        size = get_terminal_size()
        width = size.columns if sys.stdout.isatty() else _columns() or _ENDLESS
        colours = (
            "auto" if os.environ.get("NO_COLOR") or os.environ.get("FORCE_COLOR") else self.settings.get("colours")
        )
        return Console(
            width=width,
            height=size.lines,
            highlight=False,
            emoji=False,
            markup=False,
            no_color=True if colours == "never" else None,
            force_terminal=True if colours == "always" else None,
        )

    def draw(self, drawing: "Drawing") -> None:
        """The answer as a drawing; through the pager where it is longer than the terminal."""
        self.draw_each([drawing])

    def draw_each(self, drawings: Iterable["Drawing"]) -> None:
        """The answer as drawings one below the other, made when the one before is written.

        They are gone through anew if the pager fails.
        """
        console = self._console()
        texts = (_captured(console, drawing) for drawing in drawings)
        first: list[str] = []
        lines = 0
        if sys.stdout.isatty() and self._may_page(console):
            while lines < console.height and (text := next(texts, None)) is not None:
                first.append(text)
                lines += text.count("\n")
            if lines >= console.height:
                from prunecat.pager import page

                said = (f"{line}\n" for line in self.said)
                pager = os.environ.get("PAGER", str(self.settings.get("pager", "less")))
                if page(chain(said, first, texts), pager):
                    return
                first, texts = [], (_captured(console, drawing) for drawing in drawings)
        sys.stdout.writelines(chain(first, texts))

    def drawn(self, drawing: "Drawing") -> str:
        """A drawing as plain text for a file or pipe, so wide that no line is broken."""
        from rich.console import Console

        return _captured(
            Console(width=_ENDLESS, color_system=None, highlight=False, emoji=False, markup=False), drawing
        )

    def _may_page(self, console: "Console") -> bool:
        return self.paged and bool(sys.stdin and sys.stdin.isatty()) and not console.is_dumb_terminal


@contextmanager
def _progress() -> Iterator["Callable[[float], None]"]:
    """What to tell how much is done, from 0 to 1: where it takes long, a bar shows it on a terminal, and then goes."""
    bars: list[Progress] = []
    start = time.monotonic()

    def told(done: float) -> None:
        if not bars and sys.stderr and sys.stderr.isatty() and time.monotonic() - start > _PATIENCE:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

            shown = TextColumn("compiling"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
            bars.append(Progress(*shown, console=Console(stderr=True), transient=True))
            bars[0].add_task("", total=1.0)
            bars[0].start()
        for bar in bars:
            bar.update(bar.task_ids[0], completed=done)

    try:
        yield told
    finally:
        for bar in bars:
            bar.stop()


def _captured(console: "Console", drawing: "Drawing") -> str:
    with console.capture() as capture:
        console.print(drawing(console))
    text = capture.get()
    return text if sys.stdout.isatty() else "\n".join(line.rstrip(" ") for line in text.split("\n"))


def _columns() -> int:
    """The width that COLUMNS states; 0 where it states none."""
    stated = os.environ.get("COLUMNS", "")
    return int(stated) if stated.isdecimal() else 0


def _speak_utf8() -> None:
    """Files and pipes get UTF-8 whatever the locale; a terminal gets what it can show."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and sys.stdout.isatty():
        reconfigure(errors="replace")
    elif reconfigure:
        reconfigure(encoding="utf-8", errors="replace")
