r"""TSV: a line an entry, no quotes; in a cell a tab is `\t`, a line break `\n` or `\r`, a backslash `\\`."""

from collections.abc import Iterator, Sequence

from prunecat.formats.columns import stored, stored_columns
from prunecat.result import Result

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def write(results: Sequence[Result], columns: Sequence[str] = ()) -> Iterator[str]:
    """A line of column names and one for each result."""
    names = stored_columns(results, columns)
    yield "\t".join(names) + "\n"
    for result in results:
        yield "\t".join(stored(result, name).translate(_ESCAPES) for name in names) + "\n"
