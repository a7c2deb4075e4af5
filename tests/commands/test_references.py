"""What means entries on the command line: several at once, lines of a file, numbers of the last answer, a choice."""

from pathlib import Path

import pytest

from command_line import prunecat
from prunecat.commands.last_answer import remember
from prunecat.loading.bundled import bundled_folder
from prunecat.session import Session

NAMES = "thinet-2017\nhrank-2020\n"


@pytest.mark.parametrize("arguments", [["thinet,hrank"], ["thinet", "hrank"], ["[@thinet-2017; @hrank-2020]"]])
def test_names_joined_or_apart_are_several_references(arguments: list[str]) -> None:
    assert prunecat("show", *arguments, "-f", "ids").out == NAMES


def test_of_several_those_that_mean_none_are_named_and_the_others_answered() -> None:
    answer = prunecat("show", "thinet", "xyzzyq", "hrank", "-f", "ids")
    assert (answer.out, answer.code) == (NAMES, 1)
    assert answer.err.count("\n") == 1
    assert "'xyzzyq'" in answer.err


def test_references_stand_in_a_file_or_on_standard_input_a_line_each(tmp_path: Path) -> None:
    lines = "ThiNet\n\n  \\cite{hrank-2020}\nno such paper at all xyzzyq\n"
    (tmp_path / "titles.txt").write_text(lines, encoding="utf-8")
    for answer in (
        prunecat("show", "--from", str(tmp_path / "titles.txt"), "-f", "ids"),
        prunecat("show", "-", "-f", "ids", stdin=lines.encode()),
        prunecat("show", "--from", "-", "-f", "ids", stdin=lines.encode()),
    ):
        assert (answer.out, answer.code) == (NAMES, 1)
        assert "xyzzyq" in answer.err
    one = prunecat("open", "thinet", "nisp", "--from", str(tmp_path / "titles.txt"), "--print")
    assert one.out.count("http") == 3
    (tmp_path / "cited.tex").write_text("\\cite{hrank-2020} % \\cite{x}\n\\citep{hrank-2020,thinet-2017}", "utf-8")
    assert prunecat("show", "--from", str(tmp_path / "cited.tex"), "-f", "ids").out == "hrank-2020\nthinet-2017\n"
    (tmp_path / "cited.bib").write_text(prunecat("show", "thinet", "hrank", "-f", "bibtex").out, encoding="utf-8")
    assert prunecat("show", "--from", str(tmp_path / "cited.bib"), "-f", "ids").out == NAMES
    assert "titles" in prunecat("show", "--from", str(tmp_path / "no-titles")).err


def test_a_number_of_the_last_answer_is_its_entry_in_the_same_catalogue_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert prunecat("show", "2", "-f", "ids").code == 1
    remember([bundled_folder()], ["thinet-2017", "hrank-2020"])
    assert prunecat("show", "2", "-f", "ids").out == "hrank-2020\n"
    assert prunecat("show", "1", "2", "-f", "ids").out == NAMES
    assert prunecat("show", "1-2", "-f", "ids").out == NAMES
    assert prunecat("show", "network", "slimming", "2017", "-f", "ids").out == "network-slimming-2017\n"
    assert "the last answer of this catalogue has 2 entries" in prunecat("show", "3", "-f", "ids").err
    (tmp_path / "other.yaml").write_text("- {id: a, section: other, title: A}", encoding="utf-8")
    assert prunecat("-C", str(tmp_path / "other.yaml"), "show", "2") == (
        "",
        "prunecat: error: no number 2; the last answer was of another catalogue\n",
        1,
    )
    (tmp_path / "prunecat" / "answer.json").write_text("{", encoding="utf-8")
    assert prunecat("show", "2", "-f", "ids").code == 1


def test_somebody_at_a_terminal_is_asked_which_entry_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "may_ask", lambda _: True)
    chosen = prunecat("show", "network", "-f", "ids", stdin=b"2\n")
    candidates = [line for line in chosen.err.splitlines() if line[:1].isdigit()]
    assert chosen.code == 0
    assert prunecat("show", chosen.out.strip(), "-f", "markdown").out.splitlines()[-1].count("|")
    assert candidates[1].startswith("2 ")
    assert prunecat("show", "network", "-f", "ids", stdin=b"0\n9999\n2\n") == chosen._replace(
        err=chosen.err + "Which one? " * 2
    )
    for typed in (b"", b"q\n", b"0\n9999\n0\n"):
        assert prunecat("show", "network", "-f", "ids", stdin=typed).code == 1
    assert prunecat("show", "2", "-f", "ids").out == chosen.out


def test_no_reference_is_an_error() -> None:
    for command in ("show", "open", "related"):
        assert prunecat(command).code == 2
    assert prunecat("related", "thinet", "hrank").code == 2
