"""JSON: an array of objects, indented."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from prunecat.formats.objects import as_object
from prunecat.result import Result


def write(results: Sequence[Result], _columns: Sequence[str] = ()) -> Iterator[str]:
    """The array, an object at a time; `[]` when there is none."""
    yield from array(map(as_object, results))


def array(objects: Iterable[object]) -> Iterator[str]:
    """Objects as a JSON array, one in a piece."""
    opening = "["
    for item in objects:
        lines = json.dumps(item, indent=2, ensure_ascii=False).replace("\n", "\n  ")
        yield f"{opening}\n  {escaped(lines)}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def escaped(text: str) -> str:
    """JSON text whose halves of characters (lone surrogates), which no file can hold, are escaped."""
    return re.sub(r"[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)
