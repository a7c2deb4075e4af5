"""The output formats in the order that help lists them; a format's module is imported when asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from prunecat.result import Result


Record = Mapping[str, Any]
"""A row of any answer: text, numbers, None, lists of text, or lists of links, by their names."""


class Format(NamedTuple):
    """An output format."""

    module: str
    """The module in `formats` whose `write` takes records and the columns to write, or entries; it gives text."""
    help: str
    endings: tuple[str, ...] = ()
    """The endings of files that are written in it where no format is named."""
    cites: bool = False
    """Whether it writes entries, as works to cite, rather than records."""
    has_columns: bool = False
    """Whether it writes the columns that are asked for, rather than all that a record has."""


FORMATS = {
    "table": Format("aligned", "a table for reading, with links on a terminal", (".txt",), has_columns=True),
    "json": Format("json", "an array of objects, every key always there", (".json",)),
    "jsonl": Format("jsonl", "the same objects, one a line", (".jsonl", ".ndjson")),
    "csv": Format("csv", "comma-separated values, which can be read back", (".csv",), has_columns=True),
    "tsv": Format("tsv", "tab-separated values, one line an entry", (".tsv",), has_columns=True),
    "markdown": Format("markdown", "a pipe table with links", (".md", ".markdown"), has_columns=True),
    "bibtex": Format("bibtex", "for LaTeX; the keys are the ids", (".bib", ".bibtex"), cites=True),
    "biblatex": Format("biblatex", "for BibLaTeX and biber", cites=True),
    "ris": Format("ris", "for EndNote, Mendeley, Zotero", (".ris",), cites=True),
    "csl": Format("csl", "CSL-JSON, for Pandoc and Zotero", cites=True),
    "text": Format("text", "references as papers end with, one a line", cites=True),
    "cite": Format("cite", r"\cite{…} for LaTeX", cites=True),
    "pandoc": Format("pandoc", "[@…] for Pandoc", cites=True),
    "yaml": Format("yaml", "as catalogue files are written", (".yaml", ".yml"), cites=True),
    "ids": Format("ids", "ids, one a line"),
    "urls": Format("urls", "URLs, one a line; entries without one are left out"),
}
_OTHER_KINDS = {
    **dict.fromkeys((".xlsx", ".xls", ".ods"), "csv"),
    **dict.fromkeys((".docx", ".odt", ".rtf"), "text"),
    **dict.fromkeys((".pdf", ".png", ".svg"), "markdown"),
    **dict.fromkeys((".tex", ".xml", ".enw"), "bibtex"),
}
"""Endings of files that no format is for, each with the format nearest to them."""
_ALIASES = {"md": "markdown", "bib": "bibtex", "yml": "yaml", "ndjson": "jsonl", "txt": "table", "csl-json": "csl"}
KEYED_FORMATS = ("bibtex", "biblatex", "ris", "csl", "cite", "pandoc")
"""The formats in which works have keys to be cited by."""
RECORD_FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")
"""The formats of answers that are not entries."""


def format_called(name: str) -> str:
    """The name of a format, of whatever case or by its file's ending; a name that is none as it is."""
    return _ALIASES.get(name.lower(), name.lower() if name.lower() in FORMATS else name)


def format_of_file(path: str) -> str | None:
    """The format of a file by its ending, None where that names none."""
    ending = PurePath(path).suffix.lower()
    return next((name for name, kind in FORMATS.items() if ending in kind.endings), None)


def nearest_format(path: str) -> tuple[str, str] | None:
    """The ending of a file that no format is for, and the format that its programs read; None for any other file."""
    ending = PurePath(path).suffix.lower()
    return (ending, _OTHER_KINDS[ending]) if ending in _OTHER_KINDS else None


def record_writer(name: str) -> Callable[[Iterable[Record], Sequence[str]], Iterator[str]]:
    """What writes records in the format of that name, one of RECORD_FORMATS."""
    write: Callable[[Iterable[Record], Sequence[str]], Iterator[str]] = _module(name).write
    return write


def writer(name: str) -> "Callable[[Iterable[Result], Sequence[str]], Iterator[str]]":
    """What writes results in the format of that name, one of FORMATS; the table as it is in a pipe.

    It takes results that can be gone through anew, of which it holds a few, and the columns to write, none for the
    format's own. The pieces of text that it gives end in a newline as a whole.
    """
    module = _module(name)

    def write(results: "Iterable[Result]", columns: Sequence[str] = ()) -> Iterator[str]:
        from prunecat.anew import Anew
        from prunecat.formats.objects import as_object

        if FORMATS[name].cites:
            yield from module.write(result.entry for result in results)
            return
        if FORMATS[name].has_columns and not columns:
            from prunecat.formats.columns import columns_of

            columns = columns_of(name, results)
        yield from module.write(Anew(lambda: map(as_object, results)), columns)

    return write


def _module(name: str) -> Any:
    return import_module(f"prunecat.formats.{FORMATS[name].module}")
