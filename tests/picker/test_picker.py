"""The picker, key by key: what is on its screen, what it copies, opens, writes and ends with."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import time
import webbrowser
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from command_line import prunecat
from prunecat import Catalogue

pytest.importorskip("textual")

from textual.pilot import Pilot

from prunecat.picker.app import Picker
from prunecat.picker.copying import copy
from prunecat.picker.keys import KEYS

Steps = Callable[[Pilot[Sequence[str]]], Awaitable[None]]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.bundled()


@pytest.fixture(autouse=True)
def _no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "somewhere")


def screen(picker: Picker) -> list[str]:
    """The lines that are seen."""
    strips = picker.screen._compositor.render_strips()  # Textual has no public name for it
    return [strip.text.rstrip() for strip in strips]


def picked(picker: Picker, steps: Steps, size: tuple[int, int] = (100, 30)) -> tuple[Sequence[str], int | None]:
    """What the picker ends with after some steps: the ids, and the exit status."""

    async def run() -> None:
        async with picker.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(pilot)

    asyncio.run(run())
    return picker.return_value or (), picker.return_code


def after(picker: Picker, *keys: str, size: tuple[int, int] = (100, 30)) -> list[str]:
    """The screen after some keys."""
    lines: list[str] = []

    async def steps(pilot: Pilot[Sequence[str]]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        lines.extend(screen(picker))

    picked(picker, steps, size)
    return lines


def pressing(*keys: str) -> Steps:
    async def steps(pilot: Pilot[Sequence[str]]) -> None:
        await pilot.press(*keys)
        await pilot.pause()

    return steps


def titles(lines: Sequence[str]) -> list[str]:
    """The titles on a screen of less than a hundred columns, beside which no facets are."""
    return [line[27:].rstrip("…") for line in lines[2:] if re.match(r"[ ●] \d{4}  ", line)]


def test_it_answers_what_is_typed(catalogue: Catalogue) -> None:
    lines = after(Picker(catalogue, "", None, prints=True), *"lotery", size=(99, 30))
    assert "6 of 157" in lines[1]
    assert "searching for lottery" in lines[1]
    assert titles(lines)[0].startswith("The Lottery Ticket Hypothesis")
    assert any("Jonathan Frankle, Michael Carbin" in line for line in lines)


def test_the_first_answer_is_that_of_search(catalogue: Catalogue) -> None:
    for text in ("depgraph", "LTH", "venue:CVPR year:2023", "lottery ticket"):
        found = [result.entry.title for result in catalogue.search(text)]
        shown = titles(after(Picker(catalogue, text, None, prints=True), size=(99, 40)))
        assert [title[:40] for title in shown[:5]] == [title[:40] for title in found[:5]]


def test_what_is_wrong_with_a_query_is_told_while_it_is_typed(catalogue: Catalogue) -> None:
    lines = after(Picker(catalogue, "lottery", None, prints=True), *" venu:x", size=(99, 30))
    assert "unknown field 'venu'; did you mean venue?" in lines[1]


def test_enter_prints_the_entry_or_what_is_marked_in_the_order_of_the_marks(catalogue: Catalogue) -> None:
    first, second = (result.entry.id for result in catalogue.search("lottery")[:2])
    assert picked(Picker(catalogue, "lottery", None, prints=True), pressing("enter")) == ([first], 0)
    marks = pressing("down", "tab", "up", "up", "tab", "enter")
    assert picked(Picker(catalogue, "lottery", None, prints=True), marks) == ([second, first], 0)
    taken_back = pressing("tab", "up", "tab", "enter")
    assert picked(Picker(catalogue, "lottery", None, prints=True), taken_back) == ([second], 0)
    cleared = pressing("tab", "tab", "ctrl+r", "up", "up", "enter")
    assert picked(Picker(catalogue, "lottery", None, prints=True), cleared) == ([first], 0)


def test_marks_stay_while_the_query_changes(catalogue: Catalogue) -> None:
    steps = pressing("tab", "escape", *"thinet", "tab", "enter")
    ids, _ = picked(Picker(catalogue, "depgraph", None, prints=True), steps)
    assert ids == [catalogue.search("depgraph")[0].entry.id, catalogue.search("thinet")[0].entry.id]


@pytest.mark.parametrize(
    ("keys", "status"), [(("escape", "escape"), 130), (("ctrl+c",), 130), (("ctrl+q",), 130), (("f1", "ctrl+c"), 130)]
)
def test_leaving_prints_nothing(catalogue: Catalogue, keys: Sequence[str], status: int) -> None:
    assert picked(Picker(catalogue, "lottery", None, prints=True), pressing("tab", *keys)) == ((), status)


def test_escape_clears_the_query_first(catalogue: Catalogue) -> None:
    assert "157 of 157" in after(Picker(catalogue, "lottery", None, prints=True), "escape")[1]


def test_values_of_facets_narrow_and_their_counts_follow(catalogue: Catalogue) -> None:
    picker = Picker(catalogue, "", None, prints=True)
    lines = after(picker, "ctrl+t", "down", "space")
    assert "100 of 157 · section:conference" in lines[1]
    assert any(re.search(r"✓ conference +100", line) for line in lines)
    assert any(re.search(r"· CVPR +30", line) for line in lines)
    lines = after(Picker(catalogue, "", None, prints=True), "ctrl+t", "down", "space", "space")
    assert "157 of 157" in lines[1]


@pytest.mark.parametrize(
    ("key", "start"),
    [("ctrl+y", "@inproceedings{lottery"), ("ctrl+k", "lottery-ticket"), ("ctrl+l", "https://")],
)
def test_copying_is_done_and_said(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, key: str, start: str) -> None:
    copied: list[str] = []
    monkeypatch.setattr(Picker, "copy_to_clipboard", lambda _, text: copied.append(text))
    lines = after(Picker(catalogue, "lottery", None, prints=False), key)
    assert copied[0].startswith(start)
    assert f"sent to the terminal's clipboard: {start}" in lines[1]


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("enter", "https://openreview.net/forum?id=rJl-b3RcF7"),
        ("ctrl+o", "https://openreview.net/forum?id=rJl-b3RcF7"),
        ("ctrl+p", "https://arxiv.org/pdf/1803.03635"),
        ("ctrl+g", "https://github.com/facebookresearch/open_lth"),
    ],
)
def test_paper_pdf_and_code_are_opened(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, key: str, address: str
) -> None:
    opened: list[str] = []

    def open_it(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", open_it)
    after(Picker(catalogue, "lottery", None, prints=False), key)
    assert opened == [address]


def test_what_is_marked_is_written_into_a_file(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = after(Picker(catalogue, "lottery", None, prints=True), "tab", "tab", "ctrl+e", *"a.bib", "enter")
    assert "2 marked · wrote a.bib" in lines[1]
    assert (tmp_path / "a.bib").read_text(encoding="utf-8").count("@inproceedings") == 2
    lines = after(Picker(catalogue, "lottery", None, prints=True), "ctrl+e", *"no/a.bib", "enter")
    assert "can't be written" in lines[1]
    after(Picker(catalogue, "lottery", None, prints=True), "ctrl+e", *"b.bib", "escape")
    assert [file.name for file in tmp_path.iterdir()] == ["a.bib"]


def test_sorting_goes_through_the_orders(catalogue: Catalogue) -> None:
    lines = after(Picker(catalogue, "", None, prints=True), "ctrl+s", "ctrl+s")
    assert "by year" in lines[1]
    assert "2017" in lines[2]


def test_a_long_answer_is_sorted_whole(tmp_path: Path) -> None:
    made = [f"- {{id: e{n}, section: other, year: {1900 + n * 7 % 100}, title: Pruning {n}}}\n" for n in range(300)]
    (tmp_path / "in.yaml").write_text("".join(made))
    made_catalogue = Catalogue.open(tmp_path / "in.yaml")
    lines = after(Picker(made_catalogue, "pruning", None, prints=True))
    assert "200 or more of 300" in lines[1]
    lines = after(Picker(made_catalogue, "pruning", None, prints=True), "ctrl+s", "ctrl+s")
    assert "300 of 300" in lines[1]
    assert "1900" in lines[2]


def test_all_keys_are_listed_and_narrowed_by_typing(catalogue: Catalogue) -> None:
    lines = "\n".join(after(Picker(catalogue, "", None, prints=True), "f1"))
    assert all(key.shown in lines and key.says[:20] in lines for key in KEYS)
    lines = "\n".join(after(Picker(catalogue, "", None, prints=True), "f1", *"copy"))
    assert "BibTeX of what is marked" in lines
    assert "Open the PDF" not in lines
    assert "157 of 157" in "\n".join(after(Picker(catalogue, "", None, prints=True), "f1", "escape"))


@pytest.mark.parametrize("size", [(200, 50), (100, 30), (80, 24), (60, 16), (40, 12), (20, 6)])
def test_the_title_has_the_room_at_every_size(catalogue: Catalogue, size: tuple[int, int]) -> None:
    lines = after(Picker(catalogue, "", None, prints=True), size=size)
    assert len(lines) <= size[1]
    assert any("Pruning from"[: max(size[0] - 12, 4)] in line for line in lines)


def test_hostile_and_wide_titles_stay_in_their_lines(tmp_path: Path) -> None:
    wide = "剪枝" * 60
    (tmp_path / "in.yaml").write_text(
        f"- {{id: a, section: other, year: 2020, title: {wide}}}\n"
        '- {id: b, section: other, year: 2021, title: "[bold]x[/] \\e[31mred \\u009b31m"}\n'
    )
    lines = after(Picker(Catalogue.open(tmp_path / "in.yaml"), "", None, prints=True), size=(80, 20))
    text = "\n".join(lines)
    assert "[bold]x[/] \\x1b[31mred" in text
    assert not re.search("[\x1b\x9b]", text)


def test_an_empty_catalogue_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "in.yaml").write_text("entries: []\n")
    picker = Picker(Catalogue.open(tmp_path / "in.yaml"), "", None, prints=True)
    assert picked(picker, pressing("tab", "enter", "ctrl+y", "down", "pagedown", "ctrl+t", "space", "ctrl+c"))[1] == 130


def test_without_a_terminal_it_says_so() -> None:
    answer = prunecat("browse")
    assert (answer.code, answer.out) == (2, "")
    assert "browse needs a terminal" in answer.err


def test_the_only_answer_needs_no_screen() -> None:
    assert prunecat("browse", "--select-1", "--query", "DepGraph venue:CVPR").out == "depgraph-2023\n"
    assert prunecat("browse", "-1", "--venue", "NIPS", "--year", "2021").out.count("\n") == 1
    assert prunecat("browse", "--exit-0", "zzzqqqxxx") == ("", "", 1)
    assert prunecat("browse", "x", "--query", "y").code == 2


@pytest.mark.skipif(not shutil.which("tmux"), reason="no tmux here")
@pytest.mark.parametrize(("end", "status"), [("TERM", 143), ("HUP", 129), ("Escape", 130), ("C-c", 130), ("Enter", 0)])
def test_the_terminal_is_as_it_was_after_every_way_out(tmp_path: Path, end: str, status: int) -> None:
    tmux = ["tmux", "-L", f"prunecat-{os.getpid()}-{end}", "-f", "/dev/null"]
    flags = "#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{wrap_flag}"
    line = f"{sys.executable} -m prunecat browse --print DepGraph > {tmp_path}/out; echo $? > {tmp_path}/status"

    def run(*arguments: str) -> str:
        done = subprocess.run([*tmux, *arguments], capture_output=True, text=True, check=False, timeout=20)
        return done.stdout.strip()

    try:
        run("new-session", "-d", "-s", "t", "-x", "80", "-y", "24", "sh")
        before = run("display", "-p", "-t", "t", flags)
        run("send-keys", "-t", "t", line, "Enter")
        wait_for(lambda: "of 157" in run("capture-pane", "-p", "-t", "t"))
        if end.isupper():
            command = run("display", "-p", "-t", "t", "#{pane_pid}")
            subprocess.run(["pkill", f"-{end}", "-P", command], check=True)
        else:
            run("send-keys", "-t", "t", *(["Escape", "Escape"] if end == "Escape" else [end]))
        wait_for(lambda: (tmp_path / "status").exists() and (tmp_path / "status").read_text() != "")
        wait_for(lambda: run("display", "-p", "-t", "t", flags) == before)
        assert (tmp_path / "status").read_text() == f"{status}\n"
        assert (tmp_path / "out").read_text() == ("depgraph-2023\n" if end == "Enter" else "")
    finally:
        run("kill-server")


def wait_for(happens: Callable[[], bool]) -> None:
    """Wait until something happens; a test that hangs fails by its assertion instead."""
    for _ in range(1_000):
        if happens():
            return
        time.sleep(0.02)
    raise AssertionError("it does not happen")


@pytest.mark.parametrize(("program", "display"), [("pbcopy", ""), ("wl-copy", "WAYLAND_DISPLAY"), ("xclip", "DISPLAY")])
def test_the_system_copies_where_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, display: str
) -> None:
    (tmp_path / program).write_text(f"#!/bin/sh\nexec cat > {tmp_path}/copied\n")
    (tmp_path / program).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    for name in ("SSH_CONNECTION", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if display:
        monkeypatch.setenv(display, ":0")
    sent: list[str] = []
    assert copy("Wolle 羊毛", sent.append) == f"copied by {program}"
    assert (tmp_path / "copied").read_text(encoding="utf-8") == "Wolle 羊毛"
    (tmp_path / program).write_text("#!/bin/sh\nexit 1\n")
    assert copy("Wool", sent.append) == "sent to the terminal's clipboard"
    assert sent == ["Wool"]


def test_a_click_takes_the_cursor_there(catalogue: Catalogue) -> None:
    async def steps(pilot: Pilot[Sequence[str]]) -> None:
        await pilot.click("#rows", offset=(30, 1))
        await pilot.press("enter")

    second = catalogue.search("lottery")[1].entry.id
    assert picked(Picker(catalogue, "lottery", None, prints=True), steps) == ([second], 0)


def test_what_is_picked_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prunecat.commands.browse._has_terminal", lambda: True)
    monkeypatch.setattr("prunecat.commands.browse._keys_from_the_terminal", lambda: None)
    monkeypatch.setattr(Picker, "run", lambda _: ["a", "b"])
    assert prunecat("browse", "lottery", "--print") == ("a\nb\n", "", 0)
