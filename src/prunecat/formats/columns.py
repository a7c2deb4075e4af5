"""The columns that a row of an answer can have, and the text of a cell, for readers and for programs.

For readers (`shown`: table, Markdown) a cell is one line, and lists are joined as they are in prose.

For programs (`stored`: CSV, TSV) a cell can be read back to what the entry holds:
- an absent value is an empty cell, text is written as it is;
- `authors`, `errata`, `also_listed_as` and `heading` are joined by `; `, `types` by `/`;
- a list with an item that such a reader would take apart (one that contains `;`, `,`, `/` or the word
  `and`, begins with `[`, or begins or ends with a blank) is a JSON array of its items instead: a list's cell
  that begins with `[` is JSON;
- `published`, `container`, `fields` and `latex` are JSON objects;
- `code` is always a JSON array, of objects with the keys framework, origin, url, status and mark.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prunecat.entry import CodeLink
from prunecat.formats.objects import FIELDS
from prunecat.formats.plain import encodable, plain
from prunecat.nearest import unknown
from prunecat.result import Match, Result

COLUMNS = {
    "id": "ID",
    "section": "Section",
    "title": "Title",
    "authors": "Authors",
    "venue": "Venue",
    "venue_name": "Venue name",
    "year": "Year",
    "types": "Type",
    "url": "URL",
    "arxiv": "arXiv",
    "doi": "DOI",
    "openreview": "OpenReview",
    "code": "Code",
    "note": "Note",
    "errata": "Errata",
    "also_listed_as": "Also listed as",
    "heading": "Heading",
    "published": "Published",
    "container": "Container",
    "fields": "Fields",
    "latex": "LaTeX",
    "pdf": "PDF",
    "score": "Score",
    "why": "Why",
}
"""Each column's heading by its name."""
DEFAULT = ("year", "venue", "types", "title", "code", "id")
"""The columns of a table for readers that names none."""

_ORIGINS = {"official": "[A]", "unofficial": "[O]"}
_JOINS = {"types": "/", "heading": " > ", "errata": " "}
_AMBIGUOUS = re.compile(r"[;,/]|\band\b|\A(?:[\[\s]|\Z)|\s\Z", re.IGNORECASE)


def check(names: Sequence[str]) -> tuple[str, ...]:
    """The names as they are, if all are columns; else a UsageError that names the nearest ones."""
    for name in names:
        if name not in COLUMNS:
            raise unknown("column", name, COLUMNS)
    return tuple(names)


def columns_of(format_name: str, results: Iterable[Result]) -> tuple[str, ...]:
    """The columns that a format has where none are asked for: a few for readers, every field for programs."""
    if format_name in ("table", "markdown"):
        return DEFAULT
    first = next(iter(results), None)  # of an answer all are scored, or none
    return (*FIELDS, *(("score",) if first and first.score is not None else ()))


def shown(record: Mapping[str, Any], column: str) -> str:
    """A cell's text for a reader: one line, free of control characters, empty where nothing is known."""
    value = _value(record, column)
    if isinstance(value, tuple | list):
        joint = _JOINS.get(column, ", ")
        value = joint.join(code_label(CodeLink(**item)) if isinstance(item, dict) else str(item) for item in value)
    if isinstance(value, dict):
        value = "; ".join(f"{name}: {text}" for name, text in value.items())
    return "" if value is None else plain(str(value))


def why(match: Match) -> str:
    """How a word of a query matched: `tickt → ticket (typo)`, or the word alone where the title has it itself."""
    how = dict.fromkeys([match.kind] if match.kind != "word" else [])
    how |= dict.fromkeys([match.where] if match.where not in ("", "title") else [])
    if not how:
        return match.typed if match.meant in ("", match.typed) else f"{match.typed} → {match.meant}"
    return f"{match.typed} → {match.meant} ({', '.join(how)})"


def code_label(link: CodeLink) -> str:
    """A code link as lists write it: `PyTorch[A]`, `Code[O]*`, `PyTorch[A] (soon)`."""
    soon = " (soon)" if link.status == "announced" else ""
    return plain(f"{link.framework or 'Code'}{_ORIGINS.get(link.origin or '', '')}{link.mark or ''}{soon}")


def stored(record: Mapping[str, Any], column: str) -> str:
    """A cell's text for a program, from which the value can be read back (see above)."""
    value = _value(record, column)
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, dict):
        return encodable(_json(value))
    if isinstance(value, list):
        as_json = any(not isinstance(item, str) or _AMBIGUOUS.search(item) for item in value)
        value = _json(value) if as_json else ("/" if column == "types" else "; ").join(value)
    return encodable(str(value))


def heading(column: str) -> str:
    """A column's heading for a reader."""
    return COLUMNS.get(column) or column.replace("_", " ").capitalize()


def _value(record: Mapping[str, Any], column: str) -> Any:
    return [why(Match(**match)) for match in record.get("matches", ())] if column == "why" else record.get(column)


def _json(values: Sequence[Any] | Mapping[str, Any]) -> str:
    import json

    return json.dumps(values, ensure_ascii=False)
