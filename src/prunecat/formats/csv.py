"""CSV, from which entries can be read back; `columns` says how lists are written.

It is quoted as RFC 4180 has it; lines end in a line feed alone, as other programs of a pipe expect.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence

from prunecat.formats.columns import stored
from prunecat.formats.registry import Record


class _Line:
    """A file for the csv module that hands each line back."""

    def write(self, line: str) -> str:
        # The csv module quotes a carriage return in a cell only where its own lines end in one.
        return line.removesuffix("\r\n") + "\n"


def write(records: Iterable[Record], columns: Sequence[str]) -> Iterator[str]:
    """A line of column names and one for each record."""
    lines = csv.writer(_Line())
    yield lines.writerow(columns)
    for record in records:
        yield lines.writerow([stored(record, name) for name in columns])
