"""URLs, one a line, of the entries that have one."""

from collections.abc import Iterator, Sequence

from prunecat.formats.plain import plain
from prunecat.result import Result


def write(results: Sequence[Result], _columns: Sequence[str] = ()) -> Iterator[str]:
    """A line for each result with a URL."""
    for result in results:
        if result.entry.url:
            yield plain(result.entry.url) + "\n"
