"""What every command that answers has in common: how its format is chosen and where its text goes."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from prunecat.errors import UsageError
from prunecat.nearest import unknown
from prunecat.session import Session

JsonFlag = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
OutputFile = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all.")
]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Never use the pager.")]


def choose_format(asked: str | None, json: bool, output: str | None, formats: Sequence[str], in_file: str) -> str:
    """The format asked for; where none is, the first of the formats, or `in_file` for a file.

    Raises UsageError for an unknown one, for two at once, for a file without a name, and for a table into a file.
    """
    if output == "":
        raise UsageError("--output is empty", remedy="give a file")
    if json and asked not in (None, "json"):
        raise UsageError(f"json and {asked} at once", remedy="ask for one format")
    into_file = output not in (None, "-")
    name = "json" if json else (in_file if into_file else formats[0]) if asked is None else asked
    if name not in formats:
        raise unknown("format", name, formats)
    if name == "table" and into_file:
        others = [other for other in ("csv", "json", "markdown") if other in formats]
        raise UsageError(
            "a table does not go into a file",
            remedy=f"ask for --format {', '.join(others[:-1])} or {others[-1]}",
        )
    return name


def write_answer(session: Session, pieces: Iterable[str], output: str | None) -> None:
    """Write text into the file named, whole or not at all, or on standard output."""
    if output and output != "-":
        from prunecat.whole_file import write_whole

        write_whole(output, pieces)
    else:
        session.write(pieces)
