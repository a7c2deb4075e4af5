from typing import Any

import yaml
from hypothesis import given

from formats.strategies import results
from prunecat.entry import DERIVED, CodeLink, Entry
from prunecat.formats.objects import as_object
from prunecat.formats.registry import writer
from prunecat.formats.yaml import dump
from prunecat.result import Result
from prunecat.sources.registry import read

DEPGRAPH = Entry(
    id="depgraph-2023",
    section="conference",
    title="DepGraph: Towards Any Structural Pruning",
    authors=("Gongfan Fang", "Xinyin Ma"),
    venue="CVPR",
    venue_name="Conference on Computer Vision and Pattern Recognition",
    year=2023,
    types=("S",),
    code=(CodeLink(framework="PyTorch", origin="official", status="announced"), CodeLink(framework="JAX")),
)
TEXT = """\
- id: depgraph-2023
  section: conference
  title: 'DepGraph: Towards Any Structural Pruning'
  authors:
    - Gongfan Fang
    - Xinyin Ma
  venue: CVPR
  year: 2023
  types: [S]
  code:
    - {framework: PyTorch, origin: official, status: announced}
    - {framework: JAX}
"""


def stated(result: Result) -> dict[str, Any]:
    """What a record says: what the entry holds, but for the venue's full name and an obvious status."""
    record = {name: value for name, value in as_object(result).items() if value not in (None, [], {})}
    for link in record.get("code", []):
        if link["status"] == "available" and len([value for value in link.values() if value]) > 1:
            link["status"] = None
    if record.get("code"):
        record["code"] = [{key: value for key, value in link.items() if value} for link in record["code"]]
    return {name: value for name, value in record.items() if name not in (*DERIVED, "pdf", "score")}


def test_an_entry_is_written_as_in_a_catalogue_file() -> None:
    assert "".join(writer("yaml")([Result(DEPGRAPH)], ())) == TEXT


def test_entries_are_parted_by_a_blank_line() -> None:
    assert "".join(dump([DEPGRAPH, DEPGRAPH])) == f"{TEXT}\n{TEXT}"


@given(results)
def test_yaml_reads_back_to_the_same_entries(found: list[Result]) -> None:
    text = "".join(writer("yaml")(found, ()))
    assert yaml.safe_load(text) == [stated(result) for result in found]


def test_no_value_is_folded(bundled: list[Result]) -> None:
    lines = "".join(writer("yaml")(bundled, ())).splitlines()
    assert len(lines) - lines.count("") == sum(
        len(value) + 1 if isinstance(value, list | dict) and name != "types" else 1
        for result in bundled
        for name, value in stated(result).items()
    )


def test_the_bundled_entries_can_be_read_as_a_catalogue(bundled: list[Result]) -> None:
    reading = read("".join(writer("yaml")(bundled, ())), "list.yaml")
    derived = dict.fromkeys(DERIVED)
    written = [as_object(result) | derived for result in bundled]
    for entry, expected in zip(reading.entries, written, strict=True):
        assert as_object(Result(entry)) | derived == expected
