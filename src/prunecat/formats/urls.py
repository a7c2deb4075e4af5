"""URLs, one a line, of the entries that have one."""

from collections.abc import Iterable, Iterator, Sequence

from prunecat.formats.plain import plain
from prunecat.formats.registry import Record


def write(records: Iterable[Record], _columns: Sequence[str] = ()) -> Iterator[str]:
    """A line for each record with a URL."""
    return (plain(record["url"]) + "\n" for record in records if record["url"])
