"""The options of commands that answer with changes, and the answer given that way."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from prunecat.errors import UsageError
from prunecat.nearest import unknown
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.changes.difference import Change

_FORMATS = ("table", "json", "markdown")


class ChangeOptions(NamedTuple):
    """How to answer with changes."""

    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(_FORMATS)}.")
    ] = None
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all."),
    ] = None
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never use the pager.")] = False

    def chosen_format(self) -> str:
        """The name of the format asked for; UsageError for an unknown one, for two, or a table into a file."""
        if self.json and self.format not in (None, "json"):
            raise UsageError(f"json and {self.format} at once", remedy="ask for one format")
        name = "json" if self.json else self.format
        if name is None:
            name = "table" if self.output in (None, "-") else "markdown"
        if name not in _FORMATS:
            raise unknown("format", name, _FORMATS)
        if name == "table" and self.output not in (None, "-"):
            raise UsageError("a table does not go into a file", remedy="ask for --format json or markdown")
        if self.output == "":
            raise UsageError("--output is empty", remedy="give a file")
        return name


def deliver_changes(session: Session, changes: "Sequence[Change]", options: ChangeOptions) -> None:
    """Write changes in the format asked for, or draw them."""
    from prunecat.formats import difference

    name = options.chosen_format()
    session.paged = session.paged and not options.no_pager
    if name == "table":
        if changes:
            session.draw(difference.table(changes))
    elif options.output and options.output != "-":
        from prunecat.whole_file import write_whole

        write_whole(options.output, difference.FORMATS[name](changes))
    else:
        session.write(difference.FORMATS[name](changes))
