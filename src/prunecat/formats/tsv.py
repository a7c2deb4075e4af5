r"""TSV: a line a record, no quotes; in a cell a tab is `\t`, a line break `\n` or `\r`, a backslash `\\`."""

from collections.abc import Iterable, Iterator, Sequence

from prunecat.formats.columns import stored
from prunecat.formats.registry import Record

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def write(records: Iterable[Record], columns: Sequence[str]) -> Iterator[str]:
    """A line of column names and one for each record."""
    yield "\t".join(columns) + "\n"
    for record in records:
        yield "\t".join(stored(record, name).translate(_ESCAPES) for name in columns) + "\n"
