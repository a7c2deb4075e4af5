"""The options of commands that answer with plain records rather than entries."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from prunecat.commands.answering import JsonFlag, NoPager, OutputFile, choose_format, write_answer
from prunecat.session import Session

if TYPE_CHECKING:
    from rich.console import RenderableType

_FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")


class RecordOptions(NamedTuple):
    """How to answer with records."""

    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(_FORMATS)}.")
    ] = None
    json: JsonFlag = False
    output: OutputFile = None
    no_pager: NoPager = False

    def chosen_format(self) -> str:
        """The name of the format asked for; UsageError for one that can't be used."""
        return choose_format(self.format, self.json, self.output, _FORMATS, "json")


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
        if records:
            session.draw(drawing())
        return 0
    from prunecat.formats.records import write

    write_answer(session, write(records, name), options.output)
    return 0
