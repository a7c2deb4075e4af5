"""Plain records (counts, venues) as text: JSON, JSON Lines, CSV, TSV or Markdown."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from prunecat.formats.json import array
from prunecat.formats.plain import plain

Records = Sequence[Mapping[str, Any]]


def write(records: Records, name: str) -> Iterator[str]:
    """The records in the format of that name, one of FORMATS."""
    return FORMATS[name](records)


def _jsonl(records: Records) -> Iterator[str]:
    return (json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _separated(records: Records, dialect: str) -> Iterator[str]:
    text = io.StringIO()
    rows = csv.writer(text, dialect=dialect, lineterminator="\n")
    if records:
        rows.writerow(records[0])
    rows.writerows([_cell(value) for value in record.values()] for record in records)
    yield text.getvalue()


def _markdown(records: Records) -> Iterator[str]:
    if records:
        yield f"| {' | '.join(records[0])} |\n|{' --- |' * len(records[0])}\n"
    for record in records:
        yield f"| {' | '.join(plain(str(_cell(value))).replace('|', chr(92) + '|') for value in record.values())} |\n"


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else value


FORMATS: dict[str, Callable[[Records], Iterator[str]]] = {
    "json": array,
    "jsonl": _jsonl,
    "csv": lambda records: _separated(records, "excel"),
    "tsv": lambda records: _separated(records, "excel-tab"),
    "markdown": _markdown,
}
