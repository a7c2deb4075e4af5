"""Files that are broken, huge or of no kind: a sentence or a count says so, and nothing is lost in silence."""

import json
from pathlib import Path

import pytest

from command_line import prunecat
from prunecat.sources import files, first_bytes


def listed(path: Path) -> tuple[str, str, int]:
    """How many entries a catalogue has, what is said of it, and the exit status."""
    answer = prunecat("-C", str(path), "list", "--count")
    return answer.out.strip(), answer.err, answer.code


def test_many_entries_of_one_title_get_ids_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "same.jsonl"
    path.write_text('{"title": "One title"}\n' * 3000, "utf-8")
    ids = prunecat("-C", str(path), "list", "-f", "ids").out.split()
    assert ids[:3] + ids[-1:] == ["one-title", "one-title-2", "one-title-3", "one-title-3000"]
    assert len(set(ids)) == 3000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title.jsonl", json.dumps({"title": "a" * 60_000})),
        ("venue.jsonl", json.dumps({"title": "A", "venue": "word " * 2000})),
        ("authors.json", json.dumps([{"title": "A", "author": "Ann" + " " * 20_000 + "Byron"}])),
        ("capitals.md", "# L\n\n- [A work on nets](http://a.example/c) " + "A" * 25_000),
        ("note.csv", "title,note\nA," + "n" * 300_000),
    ],
)
def test_a_long_text_is_read_as_any_other(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert listed(tmp_path / name) == ("1", "", 0)
    assert prunecat("-C", str(tmp_path / name), "venues", "--all").code == 0


def test_long_cells_of_our_own_csv_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_text(json.dumps({"title": "A", "note": "n" * 200_000}), "utf-8")
    (tmp_path / "back.csv").write_text(prunecat("-C", str(path), "list", "-f", "csv").out, "utf-8")
    assert (
        prunecat("-C", str(tmp_path / "back.csv"), "list", "-f", "json").out
        == prunecat("-C", str(path), "list", "-f", "json").out
    )


def test_a_table_with_a_giant_first_line_and_no_titles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a" * 200_000 + ",b\n1,2\n", "utf-8")
    _, err, code = listed(tmp_path / "t.csv")
    assert (code, err.count("\n")) == (2, 1)
    assert "no column of titles" in err


@pytest.mark.parametrize("field", ["code: [{url: 'http://[x'}]", "note: 'see http://[y]z/w'", "url: 'https://[::1'"])
def test_a_url_that_is_none_is_a_flaw_of_its_entry_alone(tmp_path: Path, field: str) -> None:
    path = tmp_path / "u.yaml"
    path.write_text(f"- {{title: Good}}\n- title: Flawed\n  {field}\n", "utf-8")
    assert listed(path)[::2] == ("2", 0)
    assert prunecat("-C", str(path), "search", "flawed", "-f", "ids").out == "flawed\n"
    assert prunecat("import", str(path), "-o", str(tmp_path / "made")).code == 0
    assert listed(tmp_path / "made")[::2] == ("2", 0)


def test_a_bibliography_entry_of_a_broken_kind_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "p.bib"
    path.write_text(
        '@article{a,title={One thing}}\n\n@inproce"edings{b,title={Two things}}\n\n@article{c,title={Three}}\n'
    )
    count, err, code = listed(path)
    assert (count, code) == ("2", 0)
    assert "1 row skipped: line 3: not BibTeX" in err


def test_strings_that_name_each_other_do_not_grow_without_bound(tmp_path: Path) -> None:
    path = tmp_path / "bomb.bib"
    doubling = "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(40))
    path.write_text(f'@string{{s0 = "aaaaaaaaaa"}}\n{doubling}@article{{a, title = {{A}}, note = s40}}\n')
    answer = prunecat("-C", str(path), "list", "--json")
    assert answer.code == 0
    assert len(answer.out) < 30_000


def test_an_endless_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 2**20)
    monkeypatch.setattr(first_bytes, "LARGEST", 2**20)
    _, err, code = listed(Path("/dev/zero"))
    assert (code, err) == (
        2,
        "prunecat: error: /dev/zero: larger than the 1 MiB that are read; split it into several files\n",
    )
    (tmp_path / "just.jsonl").write_text('{"title": "A"}' + " " * (2**20 - 14))
    assert listed(tmp_path / "just.jsonl")[0] == "1"
    (tmp_path / "just.jsonl").write_text('{"title": "A"}' + " " * (2**20 - 13))
    assert listed(tmp_path / "just.jsonl")[2] == 2


def test_a_part_of_a_folder_that_can_not_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {title: A}\n")
    (tmp_path / "dangling.yaml").symlink_to("nowhere.yaml")
    _, err, code = listed(tmp_path)
    assert code == 2
    assert "dangling.yaml" in err
    (tmp_path / "dangling.yaml").unlink()
    (tmp_path / ".#a.yaml").symlink_to("an-editor@a-host")
    assert listed(tmp_path) == ("1", "", 0)


@pytest.mark.parametrize("settings", ["theme: x\n", "title: My list\ndescription: A site\n", "# nothing\n", "a: [1\n"])
def test_yaml_of_somebody_else_does_not_hide_a_list(tmp_path: Path, settings: str) -> None:
    (tmp_path / "README.md").write_text("# L\n\n## Papers\n\n- [A work on nets](https://arxiv.org/abs/2001.00001)\n")
    (tmp_path / "_config.yml").write_text(settings)
    assert listed(tmp_path) == ("1", "", 0)


@pytest.mark.parametrize("broken", ["section: other\nentris: []\n", "entries: 5\n", "- title: [\n"])
def test_a_broken_catalogue_beside_a_list_is_an_error(tmp_path: Path, broken: str) -> None:
    (tmp_path / "README.md").write_text("# L\n\n- [A work on nets](https://arxiv.org/abs/2001.00001)\n")
    (tmp_path / "list.yaml").write_text(broken)
    assert listed(tmp_path)[2] == 2


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("list.rst", "Papers\n======\n\n* A work\n", "reStructuredText"),
        ("list", ".. contents::\n\nPapers\n======\n\n- A work\n", "reStructuredText"),
        ("list", "- `A work on nets <https://arxiv.org/abs/2001.00001>`_\n", "reStructuredText"),
        ("page.html", "<ul><li><a href='https://a.org/x'>A work on nets</a></li></ul>", "HTML"),
        ("page", "<!-- saved -->\n<!DOCTYPE html>\n<html><body><p>A work</p></body></html>", "HTML"),
        ("paper.pdf", "%PDF-1.5\n", "PDF"),
        ("list", "%PDF-1.5\n", "PDF"),
        ("list.csv", "PK\x03\x04 and so on", "a zip archive or an office document"),
        ("list.md", "SQLite format 3\x00", "an SQLite database"),
    ],
)
def test_what_is_not_read_is_refused_by_its_name(tmp_path: Path, name: str, text: str, kind: str) -> None:
    (tmp_path / name).write_text(text)
    _, err, code = listed(tmp_path / name)
    assert (code, err.count("\n")) == (2, 1)
    assert f"{name}: {kind} is not read; " in err
