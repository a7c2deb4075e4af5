"""The output formats in the order that help lists them; a format's module is imported when asked for."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from prunecat.result import Result

Writer = Callable[[Sequence[Result], Sequence[str]], Iterator[str]]
"""Takes results and the columns to write, none for the format's own; gives text in pieces."""


class Format(NamedTuple):
    """An output format."""

    module: str
    help: str


FORMATS = {
    "table": Format("aligned", "a table for reading, with links where the terminal takes them"),
    "json": Format("json", "an array of objects, every key always there"),
    "jsonl": Format("jsonl", "the same objects, one a line"),
    "csv": Format("csv", "comma-separated values, which can be read back"),
    "tsv": Format("tsv", "tab-separated values, one line an entry"),
    "markdown": Format("markdown", "a pipe table with links"),
    "bibtex": Format("bibtex", "for LaTeX; the keys are the ids"),
    "ris": Format("ris", "for EndNote, Mendeley, Zotero"),
    "csl": Format("csl", "CSL-JSON, for Pandoc and Zotero"),
    "yaml": Format("yaml", "as catalogue files are written"),
    "ids": Format("ids", "ids, one a line"),
    "urls": Format("urls", "URLs, one a line; entries without one are left out"),
}


def writer(name: str) -> Writer:
    """What writes the format of that name, one of FORMATS; the table as it is in a pipe.

    The pieces of text that it gives end in a newline as a whole. It raises UsageError for a column that there
    is not.
    """
    write: Writer = import_module(f"prunecat.formats.{FORMATS[name].module}").write
    return write
