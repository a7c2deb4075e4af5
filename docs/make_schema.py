"""Writes catalogue/schema.json out of the declared fields of entries, code links, venues, the legend and vocabulary.

usage: python docs/make_schema.py
"""

import json
from pathlib import Path
from typing import Any, get_args

from prunecat.entry import DERIVED, ORIGINS, SECTIONS, STATUSES, CodeLink, Entry, Stated
from prunecat.legend import LegendType
from prunecat.venue import KINDS, Venue
from prunecat.vocabulary import TermGroup

SCHEMA = Path(__file__).parents[1] / "catalogue" / "schema.json"


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _list_of(name: str, **more: Any) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, **more, "items": _ref(name)}


_TEXTS = {"type": "object", "minProperties": 1, "additionalProperties": {"type": ["string", "number"]}}

FORMS: dict[Any, dict[str, Any]] = {
    str: _ref("line"),
    str | None: _ref("line"),
    int | None: _ref("year"),
    tuple[str, ...]: _ref("lines"),
    Stated: _TEXTS,
    tuple[Stated, ...]: {"type": "array", "minItems": 1, "items": _TEXTS},
    (Entry, "id"): _ref("id"),
    (Entry, "section"): _ref("section"),
    (Entry, "types"): {**_ref("lines"), "examples": [["S"], ["U"], ["S", "U"]]},
    (Entry, "url"): _ref("url"),
    (Entry, "arxiv"): {"type": "string", "pattern": "^([0-9]{4}\\.[0-9]{4,5}|[a-z][a-zA-Z.-]*/[0-9]{7})$"},
    (Entry, "doi"): {"type": "string", "pattern": "^10\\.[0-9]{4,9}/\\S+$"},
    (Entry, "openreview"): {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
    (Entry, "code"): _list_of("code"),
    (Entry, "also_listed_as"): _list_of("id", uniqueItems=True),
    (CodeLink, "origin"): {"enum": ORIGINS},
    (CodeLink, "url"): _ref("url"),
    (CodeLink, "status"): {"enum": STATUSES},
    (Venue, "kind"): {"enum": KINDS},
    (Venue, "url"): _ref("url"),
}
"""The form of a field by its class and name, else by its type."""
NOT_WRITTEN = DERIVED
"""Fields that an entry has from elsewhere."""
REQUIRED = {Entry: ("id", "title"), CodeLink: ()}
"""The fields that an item must have, where these are not the ones without a default."""
TOP = {
    "title": ("The catalogue's title.", _ref("line")),
    "description": ("What the catalogue holds, in a sentence.", _ref("line")),
    "source": ("Where the catalogue comes from: a URL, or a name.", _ref("line")),
    "licence": ("The catalogue's licence, as an SPDX identifier where it has one.", _ref("line")),
    "types": ("The legend: what each type's code means.", _list_of("type")),
    "venues": ("The venues and every name they go by.", _list_of("venue")),
    "vocabulary": ("The field's jargon, for searching.", _list_of("group")),
    "section": ("The section of the entries of this file.", _ref("section")),
    "year": ("The year of those entries of this file that state none.", _ref("year")),
    "entries": ("Papers and software, in the list's order.", _ref("entries")),
}


def schema() -> str:
    """The schema's text."""
    described = {name: {"description": description, **form} for name, (description, form) in TOP.items()}
    definitions: dict[str, Any] = {
        "document": {
            "description": "Any of these keys. Several files together are one catalogue.",
            "type": "object",
            "properties": described,
            "additionalProperties": False,
            "minProperties": 1,
        },
        "entries": {"type": "array", "items": _ref("entry")},
        "entry": _item(Entry),
        "code": {**_item(CodeLink), "minProperties": 1},
        "venue": _item(Venue),
        "type": _item(LegendType),
        "group": _item(TermGroup),
        "section": {"enum": SECTIONS},
        "year": {"type": "integer", "minimum": 1000, "maximum": 2100},
        "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "url": {"type": "string", "pattern": "^https?://\\S+$"},
        "line": {
            "description": "Text on one line, without blanks at its ends.",
            "type": "string",
            "pattern": "^\\S(.*\\S)?$",
        },
        "lines": _list_of("line", uniqueItems=True),
    }
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Catalogue document",
        "description": "One file of a catalogue: entries, venues, the legend of types, vocabulary, or what is said of "
        "the catalogue itself.",
        "anyOf": [_ref("document"), _ref("entries")],
        "$defs": definitions,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _item(kind: Any) -> dict[str, Any]:
    """What an item of a list is, by its class."""
    declared = [name for name in kind._fields if name not in NOT_WRITTEN]
    properties = {}
    for name in declared:
        form, description = get_args(kind.__annotations__[name])
        properties[name] = {"description": description, **(FORMS.get((kind, name)) or FORMS[form])}
    required = REQUIRED.get(kind, [name for name in declared if name not in kind._field_defaults])
    return {
        "description": str(kind.__doc__).partition("\n")[0],
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


if __name__ == "__main__":
    SCHEMA.write_text(schema(), encoding="utf-8")
