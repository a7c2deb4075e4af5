"""The catalogue as a Parquet file for DuckDB, Spark and their like: a row an entry, lists and mappings as such."""

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from itertools import islice
from typing import Any, get_args

from prunecat.anew import HELD, portions
from prunecat.catalogue import Catalogue
from prunecat.entry import CodeLink, Entry, Stated
from prunecat.errors import MissingExtra
from prunecat.exports.made import bytes_of
from prunecat.formats.objects import link_object
from prunecat.pdf import pdf

_GROUP = 50
"""Batches of a row group, which readers go through in parallel: 50,000 rows take 25 MB while they are gathered."""


def export(_catalogue: Catalogue, entries: Iterable[Entry]) -> Iterator[bytes]:
    """The file's bytes. Raises MissingExtra without the extra `parquet`."""
    try:
        arrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ModuleNotFoundError as error:
        raise MissingExtra("a Parquet file", "parquet") from error
    return bytes_of(partial(_make, arrow, parquet, entries))


def _make(arrow: Any, parquet: Any, entries: Iterable[Entry], path: str) -> None:
    schema = _schema(arrow)
    rows = (arrow.RecordBatch.from_pylist(list(map(_row, portion)), schema) for portion in portions(entries, HELD))
    with parquet.ParquetWriter(path, schema, compression="zstd") as file:
        while group := list(islice(rows, _GROUP)):
            file.write_table(arrow.Table.from_batches(group))


def _schema(arrow: Any) -> Any:
    """The columns: an entry's fields under their names, and where its PDF is."""
    text = arrow.string()
    types = {
        str: text,
        str | None: text,
        int | None: arrow.int64(),
        tuple[str, ...]: arrow.list_(text),
        Stated: arrow.map_(text, text),
        tuple[CodeLink, ...]: arrow.list_(arrow.struct([(name, text) for name in CodeLink._fields])),
    }
    columns = [(name, types[get_args(Entry.__annotations__[name])[0]]) for name in Entry._fields]
    return arrow.schema([*columns, ("pdf", text)])


def _row(entry: Entry) -> dict[str, Any]:
    return {**entry._asdict(), "code": [link_object(link) for link in entry.code], "pdf": pdf(entry)}
