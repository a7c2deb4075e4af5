"""The bundled catalogue's list, read apart from the catalogue: what its answers are held against."""

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from prunecat.loading.load import lent_by_bundled

Row = dict[str, Any]


@cache
def rows() -> tuple[Row, ...]:
    """The 157 rows of the list in its order."""
    return tuple(json.loads((Path(__file__).parent / "data" / "entries.json").read_text(encoding="utf-8")))


def same(title: str) -> str:
    """A title for comparison: case, kinds of quotes and dashes, and footnote marks make no difference."""
    text = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(text.translate(str.maketrans("’‘“”–—", "''\"\"--", "⋆*")).split())


def key(row: Row) -> tuple[str, int, str]:
    """What tells a row from every other."""
    return row["section"], row["year"], same(row["title"])


@cache
def venue_names() -> tuple[str, ...]:
    """The names of the bundled venues, by which every list is read."""
    return tuple(name for reading in lent_by_bundled() for venue in reading.venues for name in venue.names())
