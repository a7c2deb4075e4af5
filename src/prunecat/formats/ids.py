"""Ids, one a line, for other commands to take."""

from collections.abc import Iterator, Sequence

from prunecat.formats.plain import plain
from prunecat.result import Result


def write(results: Sequence[Result], _columns: Sequence[str] = ()) -> Iterator[str]:
    """A line for each result."""
    for result in results:
        yield plain(result.entry.id) + "\n"
