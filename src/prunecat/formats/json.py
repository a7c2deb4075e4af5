"""JSON: an array of objects, indented."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from prunecat.formats.registry import Record

# DEL, the controls behind ASCII, marks that turn the direction of writing, and lone surrogates.
_OBEYED = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_encoded: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False).encode


def write(records: Iterable[Record], _columns: Sequence[str] = ()) -> Iterator[str]:
    """The array, an object at a time; `[]` when there is none."""
    yield from array(records)


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
    """JSON text with control characters and lone surrogates escaped."""
    if text.isascii() and "\x7f" not in text:
        return text
    return _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
