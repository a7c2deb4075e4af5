"""JSON: an array of objects, indented."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from prunecat.formats.objects import as_object
from prunecat.result import Result

_encoded: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False).encode


def write(results: Sequence[Result], _columns: Sequence[str] = ()) -> Iterator[str]:
    """The array, an object at a time; `[]` when there is none."""
    yield from array(map(as_object, results))


def array(objects: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Objects as a JSON array, one in a piece, a line a key.

    json's own indentation is done in Python and takes ten times as long.
    """
    opening = "["
    for item in objects:
        # What is absent, as most keys are, needs no call of the encoder.
        lines = ",\n    ".join(
            [
                f'"{key}": ' + ("null" if value is None else "[]" if value == [] else _encoded(value))
                for key, value in item.items()
            ]
        )
        yield f"{opening}\n  {{\n    {escaped(lines)}\n  }}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def escaped(text: str) -> str:
    """JSON text whose halves of characters (lone surrogates), which no file can hold, are escaped."""
    return text if text.isascii() else re.sub(r"[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)
