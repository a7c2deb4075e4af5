"""`prunecat browse`: the catalogue on a full screen, to look around, to pick and to copy from."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from prunecat.commands.filter_options import FilterOptions
from prunecat.commands.options import command
from prunecat.errors import MissingExtra, PrunecatError, UsageError
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.catalogue import Catalogue
    from prunecat.query.filters import Filter

_PICTURES = "120"
"""Pictures a second that Textual draws at most: what a key changes takes three, one after the other, which at its usual
60 is longer than the answer itself."""


@command
def run(
    session: Session,
    filters: FilterOptions,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]...", help="What to begin with.", show_default=False)
    ] = None,
    query: Annotated[str | None, typer.Option("--query", "-q", help="The same as QUERY.")] = None,
    print_: Annotated[
        bool, typer.Option("--print", help="Print the ids of what is marked on Enter, rather than open it.")
    ] = False,
    select_1: Annotated[
        bool, typer.Option("--select-1", "-1", help="Take the only entry that matches, without a screen.")
    ] = False,
    exit_0: Annotated[
        bool, typer.Option("--exit-0", "-0", help="Leave with status 1 where nothing matches, without a screen.")
    ] = False,
) -> int:
    """Look around on a full screen: results as you type, values to narrow them by, and a card of each entry.

    F1 lists the keys. Tab marks, Enter opens the paper, ^y copies BibTeX. The status is 0 where something was taken,
    130 where you left.

    \b
    Examples:
      prunecat browse
      prunecat browse lottery --year 2020-
      prunecat show $(prunecat browse --print) -f bibtex
    """
    if words and query is not None:
        raise UsageError("a QUERY and --query at once", remedy="give one of them")
    text = " ".join(words or ()) or query or ""
    catalogue = session.catalogue
    only = filters.filter_in(catalogue)
    if select_1 or exit_0:
        found = (
            [result.entry for result in catalogue.search(text, only)] if text.strip() else catalogue.list(only, limit=2)
        )
        if not found and exit_0:
            return 1
        if len(found) == 1 and select_1:
            session.write([f"{found[0].id}\n"])
            return 0
    ids, status = _picked(catalogue, text, only, prints=print_)
    session.write(f"{name}\n" for name in ids)
    return status


def _picked(catalogue: "Catalogue", text: str, only: "Filter | None", *, prints: bool) -> tuple[list[str], int]:
    """The ids that were taken, and the exit status."""
    os.environ.setdefault("TEXTUAL_FPS", _PICTURES)
    try:
        from prunecat.picker.app import Picker
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "textual":
            raise
        raise MissingExtra("browse", "tui") from error
    if not _has_terminal():
        raise UsageError("browse needs a terminal, and standard error is none", remedy="ask with search instead")
    _keys_from_the_terminal()
    picker = Picker(catalogue, text, only, prints=prints)
    ids = picker.run()
    return list(ids or ()), picker.return_code or 0


def _has_terminal() -> bool:
    """Whether there is a screen: it is drawn on standard error, so that standard output can go elsewhere."""
    return bool(sys.stderr and sys.stderr.isatty())


def _keys_from_the_terminal() -> None:
    """Read keys from the terminal where standard input is a file or pipe, out of which a catalogue may have come."""
    if sys.stdin is not None and sys.stdin.isatty():
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise PrunecatError("browse finds no terminal to read keys from", remedy="ask with search instead") from error
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the program runs
