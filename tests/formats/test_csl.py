import json
from typing import Any

import jsonschema
from hypothesis import given

from formats.strategies import results
from prunecat.entry import Entry
from prunecat.formats.registry import writer
from prunecat.result import Result

# The part of CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html) that is written.
TEXTS = (
    *("title", "container-title", "container-title-short", "publisher", "URL", "DOI"),
    *("archive", "archive_location", "genre", "number", "volume", "issue", "page", "publisher-place"),
    *("collection-title", "ISSN"),
)
TEXT = {"type": "string", "minLength": 1}
NAME = {
    "type": "object",
    "properties": dict.fromkeys(("family", "given", "non-dropping-particle", "suffix", "literal"), TEXT),
    "additionalProperties": False,
    "oneOf": [{"required": ["family", "given"]}, {"required": ["literal"]}],
}
YEAR = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": TEXT,
            "type": {"enum": ["paper-conference", "article-journal", "article", "software", "document"]},
            "author": {"type": "array", "items": NAME, "minItems": 1},
            "issued": {"type": "object", "properties": {"date-parts": {"type": "array", "items": YEAR}}},
            "editor": {"type": "array", "items": NAME, "minItems": 1},
            **dict.fromkeys(TEXTS, TEXT),
        },
        "required": ["id", "type", "title"],
        "additionalProperties": False,
    },
}


def items(*found: Result) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads("".join(writer("csl")(found, ())))
    return items


def test_the_bundled_entries_are_csl_json(bundled: list[Result]) -> None:
    found = items(*bundled)
    jsonschema.validate(found, SCHEMA)
    assert [item["id"] for item in found] == [result.entry.id for result in bundled]
    types = {"paper-conference", "article-journal", "article", "software", "document"}
    assert {item["type"] for item in found} == types


@given(results)
def test_any_entry_is_csl_json(found: list[Result]) -> None:
    jsonschema.validate(items(*found), SCHEMA)


def test_a_paper_has_its_names_in_parts() -> None:
    entry = Entry(
        id="x-2023",
        section="conference",
        title="X",
        authors=("Jan C. van Gemert", "Martin Luther King Jr.", "OpenAI"),
        venue="CVPR",
        venue_name="Conference on Computer Vision and Pattern Recognition",
        year=2023,
    )
    assert items(Result(entry)) == [
        {
            "id": "x-2023",
            "type": "paper-conference",
            "title": "X",
            "author": [
                {"family": "Gemert", "given": "Jan C.", "non-dropping-particle": "van"},
                {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
                {"literal": "OpenAI"},
            ],
            "container-title": "Conference on Computer Vision and Pattern Recognition",
            "container-title-short": "CVPR",
            "issued": {"date-parts": [[2023]]},
        }
    ]


def test_a_preprint_names_its_server_and_its_number_there() -> None:
    (item,) = items(Result(Entry(id="x", section="other", title="X", venue="arXiv", arxiv="2301.12900")))
    assert item == {
        "id": "x",
        "type": "article",
        "title": "X",
        "publisher": "arXiv",
        "archive": "arXiv",
        "archive_location": "2301.12900",
        "genre": "preprint",
        "number": "arXiv:2301.12900",
    }
