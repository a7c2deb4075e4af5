"""Exports that other engines take: OpenSearch and Quickwit, DuckDB and Spark."""

import json
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from command_line import prunecat
from formats.strategies import entries as some_entries
from prunecat import Catalogue
from prunecat.entry import STATED, Entry
from prunecat.exports import opensearch, parquet
from prunecat.formats.objects import FIELDS, as_object
from prunecat.result import Result

PERFORMANCE = (Path(__file__).parents[2] / "docs" / "performance.md").read_text(encoding="utf-8")


def pairs(text: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    lines = [json.loads(line) for line in text.removesuffix("\n").split("\n")]
    return list(zip(lines[::2], lines[1::2], strict=True))


def test_each_entry_is_an_action_and_a_document() -> None:
    listed = json.loads(prunecat("list", "--json").out)
    exported = pairs(prunecat("export", "opensearch").out)
    assert [action for action, _ in exported] == [{"create": {"_id": entry["id"]}} for entry in listed]
    stated = [{name: value for name, value in entry.items() if value not in (None, [], {})} for entry in listed]
    assert [document for _, document in exported] == stated


def test_filters_narrow_what_is_handed_over(tmp_path: Path) -> None:
    answer = prunecat("export", "opensearch", "--venue", "ECCV", "-o", str(tmp_path / "eccv.ndjson"))
    assert answer.err == f"Wrote 1 entry to {tmp_path / 'eccv.ndjson'}.\n"
    ((action, document),) = pairs((tmp_path / "eccv.ndjson").read_text("utf-8"))
    assert (action["create"]["_id"], document["id"]) == ("smcp-2022", "smcp-2022")


@given(entry=some_entries)
def test_whatever_an_entry_says_stays_on_its_line(entry: Entry) -> None:
    text = "".join(opensearch.export(Catalogue.bundled(), [entry]))
    ((_, document),) = pairs(text)
    assert text.count("\n") == 2
    assert document == {k: v for k, v in as_object(Result(entry)).items() if v not in (None, [], {})}


def test_an_id_that_is_too_long_for_the_engine_stands_in_the_document_alone() -> None:
    for length, action in ((512, {"create": {"_id": "x" * 512}}), (513, {"create": {}})):
        entry = Entry(id="x" * length, section="other", title="Long")
        assert pairs("".join(opensearch.export(Catalogue.bundled(), [entry]))) == [
            (action, {"id": "x" * length, "section": "other", "title": "Long"})
        ]


def test_the_mapping_that_the_page_gives_names_what_documents_have() -> None:
    (mapping,) = re.findall(r"^(\{\n.*?^\})$", PERFORMANCE, re.MULTILINE | re.DOTALL)
    assert list(json.loads(mapping)["mappings"]["properties"]) == list(FIELDS)


def test_without_its_extra_a_parquet_file_is_not_begun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = prunecat("export", "parquet", str(tmp_path / "x.parquet"))
    assert answer.code == 2
    assert "[parquet]'" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_list_does_not_go_into_a_parquet_file() -> None:
    answer = prunecat("list", "-o", "x.parquet")
    assert (answer.code, answer.err.splitlines()) == (
        2,
        ["prunecat: error: x.parquet is a Parquet file; write: prunecat export parquet x.parquet"],
    )


def rows_of(content: bytes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pytest.importorskip("pyarrow.parquet").read_table(BytesIO(content)).to_pylist()
    return [row | {name: dict(row[name]) for name in STATED} for row in rows]


@pytest.fixture
def _extra() -> None:
    pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")


@pytest.mark.usefixtures("_extra")
def test_a_parquet_file_holds_what_json_does(tmp_path: Path) -> None:
    assert prunecat("export", "parquet", str(tmp_path / "x.parquet")).err.startswith("Wrote 157 entries to ")
    assert rows_of((tmp_path / "x.parquet").read_bytes()) == json.loads(prunecat("list", "--json").out)
    assert prunecat("export", "parquet").code == 2


@pytest.mark.usefixtures("_extra")
@given(entry=some_entries)
def test_whatever_an_entry_says_comes_back_from_parquet(entry: Entry) -> None:
    content = b"".join(parquet.export(Catalogue.bundled(), [entry]))
    assert rows_of(content) == [as_object(Result(entry))]
