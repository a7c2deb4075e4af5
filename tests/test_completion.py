"""What a TAB offers in bash, zsh and fish, asked as their scripts ask."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import prunecat
from prunecat import Catalogue
from prunecat.app import COMMANDS
from prunecat.formats.columns import COLUMNS
from prunecat.formats.registry import FORMATS
from prunecat.query.facets import FACETS
from prunecat.query.sorting import SORT_KEYS

SHELLS = ("bash", "zsh", "fish")


def tab(shell: str, line: str) -> str:
    """What the program tells a shell's script when TAB is pressed at the end of a line."""
    words = line.split(" ")
    asked = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    answer = prunecat(environ={"_PRUNECAT_COMPLETE": f"complete_{shell}", **asked})
    assert (answer.err, answer.code) == ("", 0)
    return answer.out


def offers(shell: str, line: str) -> list[str]:
    """The values that are offered."""
    told = tab(shell, line)
    if shell == "zsh":
        found = re.findall(r'^(?:_arguments \'\*: :\(\()?"([^"]*)"', told, re.MULTILINE)
        return [value.replace(r"\\:", ":") for value in found]
    return [row.partition("\t")[0].replace("\\ ", " ") for row in told.splitlines() if row]


@pytest.fixture(scope="module")
def catalogue(_own_cache: None) -> Catalogue:
    return Catalogue.bundled()


@pytest.mark.parametrize("shell", SHELLS)
def test_values_come_out_of_the_catalogue(shell: str, catalogue: Catalogue) -> None:
    venues = {entry.venue for entry in catalogue.list() if entry.venue}
    assert set(offers(shell, "prunecat list --venue ")) == venues
    assert set(offers(shell, "prunecat search x --venue N")) == {name for name in venues if name.startswith("N")}
    assert offers(shell, "prunecat stats --venue IC")[:2] == ["ICLR", "ICCV"]
    assert offers(shell, "prunecat show depgraph") == ["depgraph-2023", "depgraph-2021"]
    for command in ("show", "open", "related"):
        assert offers(shell, f"prunecat {command} ") == [entry.id for entry in catalogue.list()]
    assert offers(shell, "prunecat list --year 201") == ["2019", "2018", "2017"]
    assert offers(shell, "prunecat list --type ") == ["S", "U"]
    assert len(tab(shell, "prunecat show ").splitlines()) == len(catalogue)
    assert offers(shell, "prunecat list --framework P") == ["PyTorch"]
    assert offers(shell, "prunecat list --year 2019,201")[:1] == ["2019,2019"]
    assert offers(shell, "prunecat list --author Song") == ["Song Guo", "Song Han"]


@pytest.mark.parametrize("shell", SHELLS)
def test_filters_are_completed_in_a_query(shell: str) -> None:
    assert offers(shell, "prunecat search lottery venue:cvp") == ["venue:CVPR"]
    assert offers(shell, "prunecat search lottery ye") == ["year:"]
    assert offers(shell, "prunecat search year:201") == ["year:2019", "year:2018", "year:2017"]
    assert offers(shell, "prunecat search title:lott") == []
    assert offers(shell, "prunecat search ") == []


def test_blanks_of_values_are_one_word_in_bash() -> None:
    for typed, offered in (("ieee", r"IEEE\ Access"), ('"IEEE A', "IEEE Access")):
        words = f"prunecat\nlist\n--venue\n{typed}"
        asked = {"COMP_WORDS": words, "COMP_CWORD": "3", "_PRUNECAT_COMPLETE": "complete_bash"}
        assert prunecat(environ=asked).out.strip() == offered
    assert offers("zsh", "prunecat list --venue ieee") == ["IEEE Access"]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not here")
def test_zsh_answers_the_first_tab(tmp_path: Path) -> None:
    (tmp_path / "_prunecat").write_text(prunecat(environ={"_PRUNECAT_COMPLETE": "source_zsh"}).out, encoding="utf-8")
    (tmp_path / "prunecat").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m prunecat "$@"\n', encoding="utf-8")
    (tmp_path / "prunecat").chmod(0o755)
    # What zsh does at a TAB, but for the line editor: the words are set, and the completion's function is called.
    script = """
        fpath=("$1" $fpath)
        path=("$1" $path)
        rehash
        compdef() { true }
        _arguments() { print -r -- "$@" }
        autoload -U _prunecat
        words=(prunecat show depgraph) CURRENT=3
        _prunecat
    """
    asked = ["zsh", "-f", "-c", script, "zsh", str(tmp_path)]
    told = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=True)
    assert "depgraph-2023" in told.stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_words_of_the_program(shell: str) -> None:
    assert offers(shell, "prunecat ") == list(COMMANDS)
    assert offers(shell, "prunecat s") == [name for name in COMMANDS if name.startswith("s")]
    assert offers(shell, "prunecat list --section s") == ["software", "survey"]
    assert offers(shell, "prunecat list --origin ") == ["official", "unofficial"]
    assert offers(shell, "prunecat list --format ") == list(FORMATS)
    assert offers(shell, "prunecat list -f js") == ["json", "jsonl"]
    assert offers(shell, "prunecat list --columns ") == list(COLUMNS)
    assert offers(shell, "prunecat list --columns id,ti") == ["id,title"]
    assert offers(shell, "prunecat list --sort ")[: len(SORT_KEYS)] == list(SORT_KEYS)
    assert offers(shell, "prunecat stats --by ") == list(FACETS)
    assert offers(shell, "prunecat stats --by year,t") == ["year,type", "year,topic"]
    assert "--venue" in offers(shell, "prunecat list --v")


@pytest.mark.parametrize("shell", SHELLS)
def test_another_catalogue_is_asked(shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "small.yaml"
    file.write_text("entries: [{id: shears-2020, title: Shears, year: 2020, venue: Shear Letters}]", encoding="utf-8")
    for line in (f"prunecat -C {file} show ", f"prunecat show -C {file} "):
        assert offers(shell, line) == ["shears-2020"]
    monkeypatch.setenv("PRUNECAT_CATALOGUE", str(file))
    assert offers(shell, "prunecat list --year ") == ["2020"]
    assert offers(shell, "prunecat list --venue ") == ["Shear Letters"]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("path", ["nowhere.yaml", "-", "broken.yaml"])
def test_a_catalogue_that_can_not_be_read_offers_nothing_and_says_nothing(
    shell: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.yaml").write_text("entries: [", encoding="utf-8")
    assert offers(shell, f"prunecat -C {path} show ") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_rows_that_were_skipped_are_not_told_at_a_prompt(shell: str, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("id,title,year\nshears-2020,Shears,2020\n,,\nx,,soon\n", encoding="utf-8")
    assert "shears-2020" in offers(shell, f"prunecat -C {file} show ")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_catalogue_can_not_command_the_shell(shell: str, tmp_path: Path) -> None:
    file = tmp_path / "hostile.jsonl"
    file.write_text(
        '{"id": "fine-2020", "title": "it\'s \\\\$(touch x) `touch x` \\"quoted\\" \\u001b[31m\\nred"}\n'
        '{"id": "a$(id)", "title": "no"}\n{"id": "b`c`", "title": "no"}\n{"id": "d\'e", "title": "no"}\n'
        '{"id": "marked-2021", "title": "[/] [red]red[/red] [link"}\n',
        encoding="utf-8",
    )
    told = tab(shell, f"prunecat -C {file} show ")
    assert offers(shell, f"prunecat -C {file} show ") == ["fine-2020", "marked-2021"]
    assert not set("$`\\\x1b") & set(told)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts_are_told(shell: str) -> None:
    answer = prunecat(environ={"_PRUNECAT_COMPLETE": f"source_{shell}"})
    assert (answer.err, answer.code) == ("", 0)
    assert f"_PRUNECAT_COMPLETE=complete_{shell}" in answer.out


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("prunecat show DBLP : conf/icml", ["conf/icml/Ewe20"]),
        ("prunecat show DBLP :", ["conf/icml/Ewe20", "conf/iclr/Ram21"]),
        ("prunecat show DB", ["DBLP:conf/icml/Ewe20", "DBLP:conf/iclr/Ram21"]),
        ("prunecat show DBLP:conf/icml", ["DBLP:conf/icml/Ewe20"]),
        ("prunecat list --year = 202", ["2020", "2021"]),
        ("prunecat -C x.bib -f csv show --limit = 3 DBLP : conf/icml", []),
    ],
)
def test_bash_parts_words_at_colons_and_equal_signs(tmp_path: Path, words: str, offered: list[str]) -> None:
    (tmp_path / "in.bib").write_text(
        "@misc{DBLP:conf/icml/Ewe20, title={A}, year=2020}\n@misc{DBLP:conf/iclr/Ram21, title={B}, year=2021}"
    )
    parted = words.split(" ")
    asked = {"COMP_WORDS": "\n".join(parted), "COMP_CWORD": str(len(parted) - 1)}
    catalogue = {"PRUNECAT_CATALOGUE": str(tmp_path / "in.bib")}
    answer = prunecat(environ={"_PRUNECAT_COMPLETE": "complete_bash", **asked, **catalogue})
    assert sorted(answer.out.split()) == sorted(offered)


def test_the_script_of_the_shell_that_is_named_is_shown() -> None:
    assert "#compdef prunecat" in prunecat("--show-completion", "zsh").out
    assert "complete --command prunecat" in prunecat("--show-completion", "fish").out


def test_of_many_ids_the_first_and_the_last_are_offered(monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue) -> None:
    monkeypatch.setattr("prunecat.snapshot.traits._ASKED_FROM", 0)
    every = sorted((entry.id for entry in catalogue.list()), key=str.lower)
    for begun in ("", "d", "De", "depgraph", "nowhere", "\udcff"):
        having = [name for name in every if name.lower().startswith(begun.lower())]
        for most in (3, 200):
            monkeypatch.setattr("prunecat.query.offers._MOST_IDS", most)
            wanted = having if len(having) < most else [*having[: most - 1], having[-1]]
            assert offers("fish", f"prunecat show {begun}") == wanted, begun
