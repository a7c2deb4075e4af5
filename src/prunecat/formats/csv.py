"""CSV, from which entries can be read back; `columns` says how lists are written.

It is quoted as RFC 4180 has it; lines end in a line feed alone, as other programs of a pipe expect.
"""

import csv
from collections.abc import Iterator, Sequence

from prunecat.formats.columns import stored, stored_columns
from prunecat.result import Result


class _Line:
    """A file for the csv module that hands each line back."""

    def write(self, line: str) -> str:
        # The csv module quotes a carriage return in a cell only where its own lines end in one.
        return line.removesuffix("\r\n") + "\n"


def write(results: Sequence[Result], columns: Sequence[str] = ()) -> Iterator[str]:
    """A line of column names and one for each result."""
    names = stored_columns(results, columns)
    lines = csv.writer(_Line())
    yield lines.writerow(names)
    for result in results:
        yield lines.writerow([stored(result, name) for name in names])
