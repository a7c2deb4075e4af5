"""What every command that answers has in common: its format and file, resolved once, and where its text goes."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from prunecat.errors import UsageError
from prunecat.formats.registry import FORMATS, Record, format_called, format_of_file, nearest_format
from prunecat.nearest import unknown
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.session import Drawing

_DRAWN = ("table", "text")
"""The formats that are drawn for a screen, and that any file takes but one with the ending of another format."""

_EXPORTED = {
    **dict.fromkeys((".db", ".sqlite", ".sqlite3"), ("database", "sqlite")),
    ".parquet": ("Parquet file", "parquet"),
    **dict.fromkeys((".html", ".htm"), ("page", "site")),
}
"""Endings of files that are exported, each with what such a file is and the kind of export."""
_STYLES = ("apa", "mla", "chicago", "ieee", "acm", "harvard", "vancouver", "gb", "gbt7714", "plain", "txt", "reference")
"""Styles of references, of which the format `text` is one to read."""


class Output(NamedTuple):
    """In which format to answer, and where to."""

    format: str
    file: str | None
    """None for standard output."""
    is_asked: bool
    """Whether an option names the format, rather than the file's ending or nothing."""


def resolved(asked: str | None, json: bool, file: str | None, formats: Sequence[str]) -> Output:
    """The output that the options ask for: a format by its name, else by the file's ending, else the first one.

    Raises UsageError for an unknown format, for two at once, for a file without a name, for an ending of a format
    that the command does not have or that is no format's, and for a table in a file of another kind.
    """
    if file == "":
        raise UsageError("--output is empty", remedy="give a file")
    if json and asked and format_called(asked) != "json":
        raise UsageError(f"json and {asked} at once", remedy="ask for one format")
    name = "json" if json else asked and format_called(asked)
    if name is not None and name not in formats:
        raise unknown("format", name, formats, near=["text"] if name.lower() in _STYLES and "text" in formats else None)
    file = None if file == "-" else file
    of_file = format_of_file(file) if file else None
    if name is None and file and (of_export := _EXPORTED.get(PurePath(file).suffix.lower())):
        what, kind = of_export
        raise UsageError(f"{file} is a {what}", remedy=f"write: prunecat export {kind} {quote(file)}")
    if name is None and file and (other := nearest_format(file)):
        near = other[1] if other[1] in formats else formats[0]
        raise UsageError(f"no format is for files in {other[0]}", remedy=f"the nearest is --format {near}")
    if of_file == "table" or (of_file is None and name is None):
        of_file = formats[0]
    chosen = name or of_file or formats[0]
    if chosen not in formats:
        raise UsageError(f"{file} is a file for {chosen}", remedy=f"the formats here are {', '.join(formats)}")
    if name in _DRAWN and of_file not in (None, formats[0]):
        raise UsageError(f"a {name} does not go into {file}", remedy="leave --format out, or name a file in .txt")
    return Output(chosen, file, name is not None)


def answer(
    session: Session, output: Output, texts: Callable[[str], Iterable[str]], drawing: "Drawing | None" = None
) -> None:
    """Draw an answer for a screen if its format is a drawing's; else write the text that `texts` gives of a format."""
    if output.format in _DRAWN and output.file is None and drawing and session.draws():
        session.draw(drawing)
    else:
        write_answer(session, texts(output.format), output.file)


def answer_records(session: Session, output: Output, records: Sequence[Record], drawing: "Drawing") -> int:
    """Write records in the format asked for, or draw them; the exit status."""

    def texts(name: str) -> Iterable[str]:
        if name == "table":
            return [session.drawn(drawing)] if records else ()
        from prunecat.formats.registry import record_writer

        return record_writer(name)(records, tuple(records[0]) if records else ())

    answer(session, output, texts, drawing if records else None)
    return 0


def write_answer(session: Session, pieces: Iterable[str], file: str | None) -> None:
    """Write text into the file named, whole or not at all, or on standard output."""
    if file is None:
        session.write(pieces)
    else:
        from prunecat.whole_file import write_whole

        write_whole(file, pieces)


def formats_help(formats: Sequence[str]) -> str:
    """What the help says of the option for the format."""
    endings = "" if formats[0] == "text" else " A file's ending tells it too."
    return f"One of {', '.join(formats)}.{endings}"


def completed_formats(formats: Sequence[str]) -> Callable[[str], list[tuple[str, str]]]:
    """What a TAB offers for the option for the format."""
    helps = {name: kind.help for name, kind in FORMATS.items()}
    return lambda incomplete: [(name, helps.get(name, "")) for name in formats if name.startswith(incomplete.lower())]
