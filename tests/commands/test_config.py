"""`config`: what is settled in a file counts where neither the command line nor the environment says otherwise."""

import json
from pathlib import Path
from typing import Any

import pytest

from command_line import prunecat


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "prunecat" / "config.toml"


def settled() -> dict[str, Any]:
    return {one["setting"]: one["value"] for one in json.loads(prunecat("config", "--json").out)}


def test_nothing_is_settled_at_first_and_the_place_is_told(file: Path) -> None:
    assert not any(settled().values())
    assert str(file) in prunecat("config").err
    assert not file.exists()


def test_what_is_settled_counts_until_it_is_no_longer(file: Path) -> None:
    for line in (["columns", "year,title"], ["sort", "--", "-year"], ["keys", "scholar"]):
        assert prunecat("config", *line).code == 0
    assert settled() | {"columns": ["year", "title"], "sort": ["-year"], "keys": "scholar"} == settled()
    assert prunecat("list").out == prunecat("list", "--columns", "year,title", "--sort", "-year").out
    assert prunecat("list", "--sort", "year", "--columns", "id").out.splitlines()[2] == "energy-aware-pruning-2017"
    assert "@inproceedings{frankle2019lottery," in prunecat("search", "lottery ticket 2019", "-f", "bibtex").out
    assert prunecat("list", "-f", "csv").out.startswith("id,section,title,")
    assert "Venue" in prunecat("show", "thinet").out
    for name in ("columns", "sort", "keys"):
        assert prunecat("config", name, "--unset").code == 0
    assert file.read_text("utf-8") == ""


def test_a_catalogue_is_settled_as_seen_from_here_and_outranked(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.yaml").write_text("- {id: a, section: other, title: A}", encoding="utf-8")
    (tmp_path / "theirs.yaml").write_text("- {id: b, section: other, title: B}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert prunecat("config", "catalogue", "mine.yaml").code == 0
    monkeypatch.chdir("/")
    assert prunecat("list", "-f", "ids").out == "a\n"
    theirs = str(tmp_path / "theirs.yaml")
    assert prunecat("list", "-f", "ids", environ={"PRUNECAT_CATALOGUE": theirs}).out == "b\n"
    assert prunecat("list", "-f", "ids", "-C", theirs).out == "b\n"
    file.write_text('catalogue = ["../mine.yaml", "../theirs.yaml"]', encoding="utf-8")
    assert prunecat("list", "-f", "ids").out == "a\nb\n"


def test_what_else_is_in_the_file_stays(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('# mine\nsort = "year"  # old\npager = "less -S"\n', encoding="utf-8")
    assert prunecat("config", "sort", "title").code == 0
    assert prunecat("config", "pager", "false").code == 0
    assert file.read_text("utf-8") == '# mine\nsort = "title"  # old\npager = false\n'


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b'sort = "year"\ncolumns = 3\n', 2, "columns: 3 is not names"),
        (b"\nsrot = 1\n", 2, "did you mean sort?"),
        (b'sort = "year"\nkeys = [\n', 3, "not TOML"),
        (b'sort = "year"\n# \xff\n', 2, "not UTF-8"),
        (b'columns = "id"\nsort = "size"\n', 2, "unknown sort key 'size'"),
        (b'colours = "blue"\n', 1, "one of auto, always, never"),
        (b"catalogue = []\n", 1, "a path"),
    ],
)
def test_a_bad_file_is_named_with_its_line(file: Path, content: bytes, line: int, said: str) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    answer = prunecat("list")
    assert (answer.out, answer.code, answer.err.count("\n")) == ("", 2, 1)
    assert f"{file}:{line}: " in answer.err
    assert said in answer.err


@pytest.mark.parametrize(
    "line",
    [
        *(["nothing"], ["sort", "size"], ["columns", "colour"], ["keys", "{nobody}"], ["colours", "blue"]),
        *(["sort", "year", "--unset"], ["--unset"], ["pager", "less '"]),
    ],
)
def test_what_can_not_be_settled_changes_nothing(file: Path, line: list[str]) -> None:
    file.parent.mkdir()
    file.write_text('sort = "year"\n', encoding="utf-8")
    answer = prunecat("config", *line)
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert file.read_text("utf-8") == 'sort = "year"\n'


def test_a_setting_of_several_lines_is_left_to_its_owner(file: Path) -> None:
    file.parent.mkdir()
    text = 'columns = [\n  "id",\n]\n'
    file.write_text(text, encoding="utf-8")
    assert prunecat("config", "columns", "title").code == 2
    assert file.read_text("utf-8") == text


def test_colours_are_settled_and_the_environment_outranks_that() -> None:
    narrow = {"COLUMNS": "80"}
    assert "\x1b[" not in prunecat("list", "-n", "1", environ=narrow).out
    assert prunecat("config", "colours", "always").code == 0
    assert "\x1b[" in prunecat("list", "-n", "1", environ=narrow).out
    assert "\x1b[3" not in prunecat("list", "-n", "1", environ=narrow | {"NO_COLOR": "1"}).out


def test_marks_and_line_ends_of_the_file_stay(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'\xef\xbb\xbf"sort" = "year"\r\npager = false\r\n')
    assert prunecat("config", "sort", "title").code == 0
    assert prunecat("config", "keys", "scholar").code == 0
    assert file.read_bytes() == b'\xef\xbb\xbfsort = "title"\r\npager = false\r\nkeys = "scholar"\r\n'


@pytest.mark.parametrize("content", [b"a = " + b"[" * 5000, b"sort = " + b"9" * 6000])
def test_a_file_that_is_too_deep_or_too_long_is_no_fault_of_the_program(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert "not TOML" in prunecat("list").err


def test_what_is_no_file_is_told(file: Path) -> None:
    file.mkdir(parents=True)
    assert f"{file}: no file" in prunecat("list").err
    file.rmdir()
    file.parent.rmdir()
    file.parent.write_text("", encoding="utf-8")
    assert prunecat("list", "--count").code == 0


@pytest.mark.parametrize(
    ("name", "value"), [("catalogue", ""), ("catalogue", "/no/such"), ("columns", ","), ("keys", "a\udcff")]
)
def test_a_value_that_is_none_is_refused(file: Path, name: str, value: str) -> None:
    answer = prunecat("config", name, value)
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert not file.exists()


def test_a_bad_value_in_the_file_can_be_replaced(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("sort = 5 # five\n", encoding="utf-8")
    assert prunecat("config", "sort", "year").code == 0
    assert file.read_text("utf-8") == 'sort = "year" # five\n'


def test_where_a_settled_catalogue_is_gone_it_is_told_how_to_settle_it_no_longer(file: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("- {id: a, section: other, title: A}", encoding="utf-8")
    assert prunecat("config", "catalogue", str(tmp_path / "mine.yaml")).code == 0
    (tmp_path / "mine.yaml").unlink()
    assert "prunecat config catalogue --unset" in prunecat("list").err
    assert file.exists()
