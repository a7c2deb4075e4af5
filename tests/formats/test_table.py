import io
import math
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from prunecat.entry import CodeLink, Entry
from prunecat.formats import aligned, table
from prunecat.formats.columns import DEFAULT, shown
from prunecat.formats.objects import as_object
from prunecat.formats.plain import plain
from prunecat.formats.registry import writer
from prunecat.result import Result

DEPGRAPH = Entry(
    id="depgraph-2023",
    section="conference",
    title="DepGraph: Towards Any Structural Pruning",
    venue="CVPR",
    year=2023,
    types=("U", "S"),
    url="https://arxiv.org/abs/2301.12900",
    code=(CodeLink(framework="PyTorch", origin="official", url="https://github.com/VainF/Torch-Pruning"),),
)


def drawn(results: list[Result], width: int, columns: tuple[str, ...] = (), *, terminal: bool = False) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        console.print(table.render(results, columns, console))
    return capture.get()


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


def letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def test_a_wide_console_has_all_the_default_columns() -> None:
    assert lines(drawn([Result(DEPGRAPH)], 120)) == [
        "Year  Venue  Type  Title                                     Code        ID",
        "─" * 86,
        "2023  CVPR   U/S   DepGraph: Towards Any Structural Pruning  PyTorch[A]  depgraph-2023",
    ]


def test_where_it_is_narrow_an_entry_is_its_title_over_the_rest() -> None:
    assert lines(drawn([Result(DEPGRAPH)] * 2, 60)) == [
        "  Year  Venue  Type  Code        ID",
        "─" * 60,
        *("DepGraph: Towards Any Structural Pruning", "  2023  CVPR   U/S   PyTorch[A]  depgraph-2023"),
        *("DepGraph: Towards Any Structural Pruning", "  2023  CVPR   U/S   PyTorch[A]  depgraph-2023"),
    ]
    assert lines(drawn([Result(DEPGRAPH)], 30)) == [
        "  Year  Venue  Type  Code  ID",
        "─" * 30,
        "DepGraph: Towards Any",
        "Structural Pruning",
        "  2023  CVPR  U/S  PyTorch[A]",
        "  depgraph-2023",
    ]


def test_a_wider_console_never_makes_a_longer_answer_and_each_has_every_id(bundled: list[Result]) -> None:
    longer = math.inf
    for width in range(24, 260, 4):
        text = drawn(bundled[:40], width)
        assert len(text.splitlines()) <= longer
        longer = len(text.splitlines())
        assert letters("".join(result.entry.id for result in bundled[:1])) in letters(text)
        assert width < 60 or all(result.entry.id in text for result in bundled[:40])


def test_numbers_stand_before_the_rows_or_below_the_titles() -> None:
    console = Console(file=io.StringIO(), width=120, _environ={})
    with console.capture() as capture:
        console.print(table.render([Result(DEPGRAPH)] * 10, ("title",), console, first=1))
    assert lines(capture.get())[2] == "1   DepGraph: Towards Any Structural Pruning"
    assert lines(capture.get())[-1] == "10  DepGraph: Towards Any Structural Pruning"
    with (narrow := Console(file=io.StringIO(), width=30, _environ={})).capture() as capture:
        narrow.print(table.render([Result(DEPGRAPH)] * 2, ("title", "year"), narrow, first=1))
    assert lines(capture.get())[-1] == "  2  2023"


def test_columns_that_were_asked_for_never_give_way() -> None:
    for width in (20, 40, 60, 200):
        text = drawn([Result(DEPGRAPH)], width, ("id", "title", "section", "url"))
        assert letters("depgraph-2023") in letters(text)
        assert letters("https://arxiv.org/abs/2301.12900") in letters(text)
        assert "conference" in text


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 200])
def test_no_title_is_cut_at_any_width(width: int, bundled: list[Result]) -> None:
    for result in bundled:
        text = drawn([result], width, ("title",))
        assert letters(result.entry.title) in letters(text)
        assert all(cell_len(line) <= width for line in text.splitlines())


@pytest.mark.parametrize("width", [20, 60, 100, 200])
def test_hostile_text_is_shown_as_text_in_the_width(width: int, hostile: dict[str, Result]) -> None:
    for result in hostile.values():
        text = drawn([result], width, ("title", "year"))
        assert letters(plain(result.entry.title)) in letters(text).replace("2023", "")
        assert all(cell_len(line) <= width for line in text.splitlines())


def test_titles_and_codes_are_links_in_a_terminal_alone() -> None:
    terminal = drawn([Result(DEPGRAPH)], 100, terminal=True)
    assert re.search(r"\x1b\]8;id=\d+;https://arxiv\.org/abs/2301\.12900\x1b\\DepGraph", terminal)
    assert re.search(r"\x1b\]8;id=\d+;https://github\.com/VainF/Torch-Pruning\x1b\\PyTorch\[A\]", terminal)
    assert "\x1b" not in drawn([Result(DEPGRAPH)], 100)


def test_no_escape_of_a_catalogue_reaches_the_terminal(hostile: dict[str, Result]) -> None:
    for result in hostile.values():
        escapes = re.findall(r"\x1b(?:\[[\d;]*m|\]8;[\x20-\x7e]*\x1b\\)?", drawn([result], 200, terminal=True))
        assert "\x1b" not in escapes
        assert all(link.startswith(("\x1b[", "\x1b]8;;", "\x1b]8;id=")) for link in escapes)
        assert not any("javascript" in link and "https" not in link for link in escapes)
        assert "\x07" not in drawn([result], 200, terminal=True)


def test_words_that_begin_with_a_mark_are_highlighted() -> None:
    entry = DEPGRAPH._replace(title="Élagage: What's Pruned? Unpruned, pruning", url=None, code=())
    text = drawn([Result(entry, marks=("elag", "prun", "whats"))], 100, ("title",), terminal=True)
    assert re.findall(r"\x1b\[1;32m([^\x1b]+)\x1b\[0m", text) == ["Élagage", "What's", "Pruned", "pruning"]


def test_at_its_natural_width_nothing_wraps(bundled: list[Result]) -> None:
    width = _natural_width(bundled)
    text = drawn(bundled, width)
    assert len(text.splitlines()) == len(bundled) + 2
    assert max(map(cell_len, text.splitlines())) == width


def test_in_a_pipe_it_is_what_is_drawn_at_its_natural_width(bundled: list[Result], hostile: dict[str, Result]) -> None:
    for results in (bundled, list(hostile.values())):
        text = drawn(results, _natural_width(results))
        assert "".join(writer("table")(results, ())).splitlines() == lines(text)


def test_without_utf8_the_frame_is_ascii() -> None:
    class Ascii(io.StringIO):
        encoding = "ascii"

    console = Console(file=Ascii(), width=120, _environ={})
    with console.capture() as capture:
        console.print(table.render([Result(DEPGRAPH)], (), console))
    assert capture.get().isascii()
    assert "\n-----" in capture.get()


def test_a_score_and_code_links_have_cells() -> None:
    entry = DEPGRAPH._replace(
        code=(
            *DEPGRAPH.code,
            CodeLink(origin="unofficial", mark="*"),
            CodeLink(framework="JAX", status="announced"),
        ),
    )
    text = drawn([Result(entry, 3.14159)], 100, ("score", "code"))
    assert lines(text)[2] == "3.1416  PyTorch[A], Code[O]*, JAX (soon)"


def _natural_width(results: list[Result]) -> int:
    """The width at which no cell of the table wraps."""
    rows = [{name: shown(as_object(result), name) for name in DEFAULT} for result in results]
    return aligned.total(aligned.widths(rows, DEFAULT))
