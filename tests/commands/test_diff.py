import json
from pathlib import Path
from typing import Any

import pytest

from command_line import prunecat

OLD = """\
entries:
  - {id: a-2020, section: conference, title: 'Alpha: Pruning of Nets', venue: ICLR, year: 2020, url: https://ex.org/a}
  - {id: b-2021, section: journal, title: Beta, year: 2021, types: [S], code: [{framework: JAX, status: announced}]}
  - {id: c-2022, section: survey, title: A Survey of Gamma Pruning in Networks, year: 2022}
"""
NEW = """\
entries:
  - {id: a-2020, section: conference, title: 'Alpha: Pruning of Nets', venue: NIPS, year: 2020, url: https://ex.org/a}
  - {id: c-2022, section: survey, title: A Survey of Gamma Pruning in Neural Networks, year: 2022}
  - {id: d-2023, section: other, title: 'Delta | <b>x</b>', year: 2023, url: https://ex.org/d}
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("old.yaml", OLD), ("new.yaml", NEW)):
        (tmp_path / name).write_text(text, "utf-8")
    return str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")


def changes(*arguments: str, stdin: bytes = b"") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(prunecat("diff", *arguments, "--json", stdin=stdin).out)
    return found


def test_json_tells_each_change_with_both_entries_and_its_fields(files: tuple[str, str]) -> None:
    found = changes(*files)
    assert [(change["change"], change["id"]) for change in found] == [
        ("added", "d-2023"),
        ("dropped", "b-2021"),
        ("renamed", "c-2022"),
        ("changed", "a-2020"),
    ]
    assert [list(change) for change in found] == [["change", "id", "title", "fields", "old", "new"]] * 4
    assert (found[0]["old"], found[0]["new"]["title"]) == (None, "Delta | <b>x</b>")
    assert (found[1]["new"], found[1]["old"]["code"][0]["status"]) == (None, "announced")
    assert [field["field"] for field in found[2]["fields"]] == ["title"]
    assert found[3]["fields"] == [{"field": "venue", "old": "ICLR", "new": "NeurIPS"}]


def test_the_table_tells_old_and_new(files: tuple[str, str]) -> None:
    answer = prunecat("diff", *files)
    assert answer.code == 1
    assert "Venue: ICLR → NeurIPS" in answer.out
    assert answer.err == "1 added, 1 dropped, 1 renamed, 1 changed.\n"


def test_markdown_is_for_a_pull_request(files: tuple[str, str], tmp_path: Path) -> None:
    target = tmp_path / "summary.md"
    assert prunecat("diff", *files, "-o", str(target)).out == ""
    text = target.read_text("utf-8")
    assert text.startswith("**1 added, 1 dropped, 1 renamed, 1 changed.**\n")
    assert "\n### Added\n\n- [Delta \\| \\<b\\>x\\</b\\>](https://ex.org/d) 2023 (other)\n" in text
    assert "| [Alpha: Pruning of Nets](https://ex.org/a) | Venue | ICLR | NeurIPS |\n" in text


def test_no_differences_are_said_and_end_well(files: tuple[str, str]) -> None:
    assert prunecat("diff", files[0], files[0]) == ("", "No differences.\n", 0)
    assert prunecat("diff", files[0], files[0], "--json").out == "[]\n"
    assert prunecat("diff", files[0], files[0], "-f", "markdown").out == "**No differences.**\n"


def test_a_source_may_be_standard_input(files: tuple[str, str]) -> None:
    assert changes("-", files[1], stdin=OLD.encode()) == changes(*files)


def test_the_same_entries_under_other_ids_are_renamed(tmp_path: Path, files: tuple[str, str]) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(OLD.replace("id: a-2020", "id: alpha-2020"), "utf-8")
    [change] = changes(files[0], str(other))
    assert (change["change"], change["fields"]) == (
        "renamed",
        [{"field": "id", "old": "a-2020", "new": "alpha-2020"}],
    )


def test_ids_that_were_made_and_another_order_are_no_difference(tmp_path: Path, files: tuple[str, str]) -> None:
    dump = tmp_path / "dump.json"
    entries = json.loads(prunecat("-C", files[0], "list", "--json").out)
    without = [{name: value for name, value in entry.items() if name != "id"} for entry in reversed(entries)]
    dump.write_text(json.dumps(without), "utf-8")
    assert prunecat("diff", files[0], str(dump)).code == 0


def test_the_list_and_the_bundled_catalogue_differ_only_in_what_was_added(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    prunecat("export", "readme", "-o", str(readme))
    found = changes(str(readme), "bundled")
    assert {change["change"] for change in found} == {"changed"}
    fields = [field for change in found for field in change["fields"]]
    assert {field["field"].partition(".")[0] for field in fields} == {
        *("authors", "arxiv", "doi", "openreview", "note", "errata", "also_listed_as", "published"),
    }
    assert not any(field["old"] for field in fields)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-", "-"), "standard input is asked for twice; give - once"),
        (("nowhere.yaml", "bundled"), "nowhere.yaml: no such file or folder; check the path"),
        (("bundled", "bundled", "-f", "csv"), "unknown format 'csv'; it is one of table, json, markdown"),
        (
            ("bundled", "bundled", "-f", "table", "-o", "x.json"),
            "a table does not go into x.json; leave --format out, or name a file in .txt",
        ),
        (("bundled", "bundled", "--json", "-f", "markdown"), "json and markdown at once; ask for one format"),
    ],
)
def test_what_can_not_be_used_is_refused(arguments: tuple[str, ...], said: str) -> None:
    assert prunecat("diff", *arguments) == ("", f"prunecat: error: {said}\n", 2)


def test_text_of_a_catalogue_is_no_markup_and_no_escape(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([{"title": "[red]x[/] \x1b[31mred"}]), "utf-8")
    empty = tmp_path / "empty.json"
    empty.write_text("[]", "utf-8")
    answer = prunecat("diff", str(empty), str(path))
    assert "[red]x[/] \\x1b[31mred" in answer.out
    assert "\x1b" not in answer.out


def test_each_side_is_read_with_the_venues_that_the_other_describes(tmp_path: Path) -> None:
    venue = "venues: [{name: XYZ, full_name: Conference on X, label: Foo}]\n"
    described = f"{venue}entries: [{{title: Alpha, year: 2020, venue: XYZ}}]\n"
    (tmp_path / "described.yaml").write_text(described, "utf-8")
    (tmp_path / "plain.yaml").write_text("- {title: Alpha, year: 2020, venue: Foo}\n", "utf-8")
    one, other = str(tmp_path / "described.yaml"), str(tmp_path / "plain.yaml")
    assert prunecat("diff", one, other).code == prunecat("diff", other, one).code == 0
    assert prunecat("diff", other, other, "-C", one).code == 0
    assert "venue: XYZ" in prunecat("-C", one, "import", other).out
