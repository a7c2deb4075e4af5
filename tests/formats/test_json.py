import json

from hypothesis import given

from formats.strategies import results
from prunecat.entry import CodeLink, Entry
from prunecat.formats.registry import writer
from prunecat.result import Result

DEPGRAPH = Entry(
    id="depgraph-2023",
    section="conference",
    title="DepGraph: Towards Any Structural Pruning",
    authors=("Gongfan Fang",),
    venue="CVPR",
    venue_name="Conference on Vision",
    year=2023,
    types=("S",),
    url="https://arxiv.org/abs/2301.12900",
    arxiv="2301.12900",
    code=(CodeLink(framework="PyTorch", origin="official", status="announced"),),
)
OBJECT = """\
[
  {
    "id": "depgraph-2023",
    "section": "conference",
    "title": "DepGraph: Towards Any Structural Pruning",
    "authors": ["Gongfan Fang"],
    "venue": "CVPR",
    "venue_name": "Conference on Vision",
    "year": 2023,
    "types": ["S"],
    "url": "https://arxiv.org/abs/2301.12900",
    "arxiv": "2301.12900",
    "doi": null,
    "openreview": null,
    "code": [{"framework": "PyTorch", "origin": "official", "url": null, "status": "announced", "mark": null}],
    "note": null,
    "errata": [],
    "also_listed_as": [],
    "heading": [],
    "published": {},
    "container": {},
    "fields": {},
    "latex": {},
    "pdf": "https://arxiv.org/pdf/2301.12900"
  }
]
"""


def test_an_entry_is_an_object_with_every_key_in_order() -> None:
    assert "".join(writer("json")([Result(DEPGRAPH)], ())) == OBJECT


def test_a_search_adds_its_score_in_four_digits() -> None:
    (found,) = json.loads("".join(writer("json")([Result(DEPGRAPH, 12.345678)], ())))
    assert list(found)[-1] == "score"
    assert found["score"] == 12.3457


def test_half_a_character_is_kept_as_an_escape(hostile: dict[str, Result]) -> None:
    for name in ("json", "jsonl"):
        text = "".join(writer(name)([hostile["surrogate"]], ()))
        assert "half \\ud83d of" in text


@given(results)
def test_json_lines_hold_the_objects_of_json_one_a_line(found: list[Result]) -> None:
    array = json.loads("".join(writer("json")(found, ())))
    lines = "".join(writer("jsonl")(found, ())).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == array
    assert [item["title"] for item in array] == [result.entry.title for result in found]
