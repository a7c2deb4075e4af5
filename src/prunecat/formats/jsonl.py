"""JSON Lines: the objects of JSON, one a line."""

import json
from collections.abc import Iterator, Sequence

from prunecat.formats.json import escaped
from prunecat.formats.objects import as_object
from prunecat.result import Result


def write(results: Sequence[Result], _columns: Sequence[str] = ()) -> Iterator[str]:
    """A line for each result."""
    for result in results:
        yield escaped(json.dumps(as_object(result), ensure_ascii=False)) + "\n"
