"""The kinds of export in the order that help lists them; a kind's module is imported when asked for."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple

from prunecat.catalogue import Catalogue
from prunecat.entry import Entry

Exporter = Callable[[Catalogue, Iterable[Entry]], Iterable[str] | Iterable[bytes]]
"""Takes a catalogue and those of its entries that are asked for, which can be gone through anew; gives a file's text
or bytes in pieces, of which it holds a few."""


class Export(NamedTuple):
    """A kind of export."""

    module: str
    help: str
    is_text: bool = True
    """Whether it can go to standard output."""
    sort: tuple[str, ...] = ()
    """The order that it takes entries in; else that of the catalogue."""
    guards: str = ""
    """What a file of something else is called, which only --force replaces; empty where any file is replaced."""
    in_folder: str | None = None
    """What its file is called in a folder that is named; None where a file is named."""


EXPORTS = {
    "readme": Export("readme", "an awesome list: a README of tables, by section and year", sort=("-year",)),
    "sqlite": Export("sqlite", "a SQLite file for Datasette and its like", is_text=False, guards="database"),
    "site": Export("site", "a page to search, one HTML file without network", guards="page", in_folder="index.html"),
    "opensearch": Export("opensearch", "JSON Lines in the bulk form of OpenSearch and Quickwit"),
    "parquet": Export("parquet", "a Parquet file for DuckDB and Spark", is_text=False),
}


def made(kind: str, path: str) -> bool:
    """Whether a file is one that the export of that kind made, which must be one that guards."""
    is_exported: Callable[[str], bool] = import_module(f"prunecat.exports.{EXPORTS[kind].module}").is_exported
    return is_exported(path)


def exporter(kind: str) -> Exporter:
    """What makes the export of that kind, one of EXPORTS."""
    export: Exporter = import_module(f"prunecat.exports.{EXPORTS[kind].module}").export
    return export
