"""`-o FILE`: the ending tells the format, and no table lands in a file of another kind."""

import json
from pathlib import Path

import pytest

from command_line import prunecat


@pytest.mark.parametrize(
    ("ending", "name"),
    [
        (".json", "json"), (".jsonl", "jsonl"), (".csv", "csv"), (".tsv", "tsv"), (".md", "markdown"),
        (".bib", "bibtex"), (".ris", "ris"), (".yaml", "yaml"), (".txt", "table"), ("", "table"), (".odd", "table"),
    ],
)  # fmt: skip
def test_the_ending_tells_the_format(tmp_path: Path, ending: str, name: str) -> None:
    file = tmp_path / f"found{ending}"
    assert prunecat("search", "lottery", "-o", str(file)).code == 0
    assert file.read_text("utf-8") == prunecat("search", "lottery", "-f", name).out


@pytest.mark.parametrize("command", ["stats", "venues", "info"])
@pytest.mark.parametrize(
    ("ending", "name"), [(".json", "json"), (".md", "markdown"), (".tsv", "tsv"), (".txt", "table")]
)
def test_every_command_goes_by_it(tmp_path: Path, command: str, ending: str, name: str) -> None:
    file = tmp_path / f"found{ending}"
    assert prunecat(command, "-o", str(file)).code == 0
    assert file.read_text("utf-8") == prunecat(command, "-f", name).out


def test_a_named_format_wins_over_the_ending(tmp_path: Path) -> None:
    file = tmp_path / "found.txt"
    prunecat("list", "--year", "2023", "-f", "json", "-o", str(file))
    assert json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("arguments", [["list", "-f", "table"], ["stats"], ["venues", "-f", "table"]])
def test_no_table_goes_into_a_bibliography(tmp_path: Path, arguments: list[str]) -> None:
    file = tmp_path / "found.bib"
    answer = prunecat(*arguments, "-o", str(file))
    assert (answer.code, file.exists()) == (2, False)


HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("command", ["venues", "stats", "info", "list"])
def test_markup_of_a_catalogue_comes_out_as_text_in_markdown(tmp_path: Path, command: str) -> None:
    path = tmp_path / "v.yaml"
    path.write_text(
        f"title: '{HOSTILE}'\nvenues:\n  - {{name: '{HOSTILE}', full_name: '[x](javascript:y)', kind: journal}}\n"
        f"entries:\n  - {{id: a-2020, title: '{HOSTILE}', venue: '{HOSTILE}'}}\n"
    )
    out = prunecat("-C", str(path), command, "-f", "markdown").out
    assert "<img" not in out.replace(r"\<img", "")
    assert "[x](" not in out


@pytest.mark.parametrize(("ending", "near"), [(".xlsx", "csv"), (".docx", "text"), (".TEX", "bibtex")])
def test_a_file_that_no_format_is_for_gets_no_table(tmp_path: Path, ending: str, near: str) -> None:
    file = tmp_path / f"found{ending}"
    answer = prunecat("list", "-o", str(file))
    assert (answer.code, file.exists()) == (2, False)
    assert f"--format {near}" in answer.err
    assert prunecat("list", "-o", str(file), "-f", "csv").code == 0


@pytest.mark.parametrize(("file", "kind"), [("x.db", "sqlite"), ("x.html", "site")])
def test_a_database_or_a_page_is_an_export(file: str, kind: str, tmp_path: Path) -> None:
    assert f"prunecat export {kind} {tmp_path}/{file}" in prunecat("list", "-o", f"{tmp_path}/{file}").err


def test_the_largest_values_are_drawn_too(tmp_path: Path) -> None:
    assert prunecat("stats", "-n", "2").code == 2
    for by in ("venue", "venue,year"):
        sizes = []
        for limit in ("2", "20"):
            assert prunecat("stats", "--by", by, "-n", limit, "--plot", f"{tmp_path}/p.svg").code == 0
            sizes.append(len((tmp_path / "p.svg").read_text("utf-8")))
        assert sizes[0] < sizes[1]


def test_of_nothing_it_is_said_that_it_is_nothing() -> None:
    assert prunecat("venues", "--year", "1990").err == "No venue matches.\n"
    assert prunecat("related", "xyzzyq", "zyxxyq").code == 1
    assert prunecat("show", "--from", "").code == 2
    assert prunecat("show", "-", "--from", "x").code == 2
    assert prunecat("show", "--from", "/").code == 2


def test_the_rules_are_listed_in_json_too() -> None:
    rules = json.loads(prunecat("check", "--list-rules", "--json").out)
    assert {"rule": "same-doi", "level": "warning"} in rules
