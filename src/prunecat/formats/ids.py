"""Ids, one a line, for other commands to take."""

from collections.abc import Iterable, Iterator, Sequence

from prunecat.formats.plain import plain
from prunecat.formats.registry import Record


def write(records: Iterable[Record], _columns: Sequence[str] = ()) -> Iterator[str]:
    """A line for each record."""
    return (plain(record["id"]) + "\n" for record in records)
