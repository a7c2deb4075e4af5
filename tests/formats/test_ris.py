from typing import Any

import pytest
import rispy

from prunecat.entry import Entry
from prunecat.formats.plain import plain
from prunecat.formats.registry import writer
from prunecat.result import Result
from prunecat.work import published_work


def records(*found: Result) -> list[dict[str, Any]]:
    return rispy.loads("".join(writer("ris")(found, ())))


def test_the_bundled_entries_read_back(bundled: list[Result]) -> None:
    found = records(*bundled)
    assert [record["id"] for record in found] == [result.entry.id for result in bundled]
    works = [published_work(result.entry) for result in bundled]
    assert [record["title"] for record in found] == [work.title for work in works]
    assert [record.get("urls") for record in found] == [work.url and [work.url] for work in works]
    assert [len(record.get("authors", ())) for record in found] == [len(work.authors) for work in works]


def test_a_hostile_entry_is_one_record_with_one_title(hostile: dict[str, Result]) -> None:
    for result in hostile.values():
        (record,) = records(result)
        assert record["title"] == plain(result.entry.title)


def test_an_entry_is_tagged() -> None:
    entry = Entry(
        id="depgraph-2023",
        section="conference",
        title="DepGraph: Towards Any Structural Pruning",
        authors=("Gongfan Fang", "Jan C. van Gemert", "Martin Luther King Jr.", "OpenAI"),
        venue="CVPR",
        venue_name="Conference on Computer Vision and Pattern Recognition",
        year=2023,
        types=("U", "S"),
        url="https://arxiv.org/abs/2301.12900",
        arxiv="2301.12900",
        doi="10.1109/x",
        note="A note",
    )
    assert "".join(writer("ris")([Result(entry)], ())) == (
        "TY  - CONF\n"
        "ID  - depgraph-2023\n"
        "TI  - DepGraph: Towards Any Structural Pruning\n"
        "AU  - Fang, Gongfan\n"
        "AU  - van Gemert, Jan C.\n"
        "AU  - King, Martin Luther, Jr.\n"
        "AU  - OpenAI\n"
        "C3  - Conference on Computer Vision and Pattern Recognition\n"
        "T2  - Conference on Computer Vision and Pattern Recognition\n"
        "PY  - 2023\n"
        "UR  - https://doi.org/10.1109/x\n"
        "DO  - 10.1109/x\n"
        "AN  - arXiv:2301.12900\n"
        "ER  - \n"
    )


@pytest.mark.parametrize(
    ("section", "venue", "tag"),
    [
        ("journal", "TPAMI", "JOUR"),
        ("software", None, "COMP"),
        ("other", None, "GEN"),
        ("survey", "arXiv", "UNPB"),
    ],
)
def test_the_type_follows_from_section_and_venue(section: str, venue: str | None, tag: str) -> None:
    (record,) = records(Result(Entry(id="x", section=section, title="X", venue=venue)))
    assert record["type_of_reference"] == tag
    assert record.get("secondary_title") == venue
