"""JSON Lines: the objects of JSON, one a line."""

import json
from collections.abc import Iterable, Iterator, Sequence

from prunecat.formats.json import escaped
from prunecat.formats.registry import Record


def write(records: Iterable[Record], _columns: Sequence[str] = ()) -> Iterator[str]:
    """A line for each record."""
    for record in records:
        yield escaped(json.dumps(record, ensure_ascii=False)) + "\n"
