"""The options of commands that answer with changes, and the answer given that way."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from prunecat.commands.answering import JsonFlag, NoPager, OutputFile, choose_format, write_answer
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.changes.difference import Change

_FORMATS = ("table", "json", "markdown")


class ChangeOptions(NamedTuple):
    """How to answer with changes."""

    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(_FORMATS)}.")
    ] = None
    json: JsonFlag = False
    output: OutputFile = None
    no_pager: NoPager = False

    def chosen_format(self) -> str:
        """The name of the format asked for; UsageError for one that can't be used."""
        return choose_format(self.format, self.json, self.output, _FORMATS, "markdown")


def deliver_changes(session: Session, changes: "Sequence[Change]", options: ChangeOptions) -> None:
    """Write changes in the format asked for, or draw them."""
    from prunecat.formats import difference

    name = options.chosen_format()
    session.paged = session.paged and not options.no_pager
    if name == "table":
        if changes:
            session.draw(difference.table(changes))
    else:
        write_answer(session, difference.FORMATS[name](changes), options.output)
