"""CSV by RFC 4180, from which entries can be read back; `columns` says how lists are written."""

import csv
from collections.abc import Iterator, Sequence

from prunecat.formats.columns import stored, stored_columns
from prunecat.result import Result


class _Line:
    """A file for the csv module that hands each line back."""

    def write(self, line: str) -> str:
        return line


def write(results: Sequence[Result], columns: Sequence[str] = ()) -> Iterator[str]:
    r"""A line of column names and one for each result; lines end in `\r\n`, as the RFC has it."""
    names = stored_columns(results, columns)
    lines = csv.writer(_Line())
    yield lines.writerow(names)
    for result in results:
        yield lines.writerow([stored(result, name) for name in names])
