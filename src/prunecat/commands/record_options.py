"""The options of commands that answer with plain records rather than entries."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from prunecat.errors import UsageError
from prunecat.nearest import unknown
from prunecat.session import Session

if TYPE_CHECKING:
    from rich.console import RenderableType

_FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")


class RecordOptions(NamedTuple):
    """How to answer with records."""

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
        """The name of the format asked for; UsageError for an unknown one, or for two at once."""
        if self.json and self.format not in (None, "json"):
            raise UsageError(f"json and {self.format} at once", remedy="ask for one format")
        name = "json" if self.json else self.format
        if name is None:
            name = "table" if self.output in (None, "-") else "json"
        if name not in _FORMATS:
            raise unknown("format", name, _FORMATS)
        if self.output == "":
            raise UsageError("--output is empty", remedy="give a file")
        return name


def deliver_records(
    session: Session,
    records: Sequence[Mapping[str, Any]],
    options: RecordOptions,
    drawing: Callable[[], "RenderableType"],
) -> int:
    """Write records in the format asked for, or draw them; the exit status."""
    name = options.chosen_format()
    if options.no_pager:
        session.paged = False
    if name == "table":
        if options.output not in (None, "-"):
            raise UsageError("a table does not go into a file", remedy="ask for --format csv, json or markdown")
        if records:
            session.draw(drawing())
        return 0
    from prunecat.formats.records import write

    if options.output and options.output != "-":
        from prunecat.whole_file import write_whole

        write_whole(options.output, write(records, name))
    else:
        session.write(write(records, name))
    return 0
