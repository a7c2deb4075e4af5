"""Tables whose rows are drawn many at a time look as those whose rows are drawn one by one."""

import io
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from prunecat.formats import chart, together
from prunecat.formats.together import add_rows


def drawn(drawing: RenderableType, width: int) -> str:
    console = Console(width=width, color_system="truecolor", force_terminal=True, highlight=False, file=io.StringIO())
    with console.capture() as capture:
        console.print(drawing)
    return capture.get()


def both(monkeypatch: pytest.MonkeyPatch, draw: Callable[[], RenderableType], width: int) -> tuple[str, str]:
    """A drawing as it is, and with each row drawn alone."""
    drawing = drawn(draw(), width)
    with monkeypatch.context() as patch:
        patch.setattr(together, "_TOGETHER", 1)
        return drawing, drawn(draw(), width)


VALUES = ["ICML", None, "剪枝 网络", "[b]x[/b]", "", "A venue of a long name that many lines would be broken at"]
COUNTS = [(VALUES[at % len(VALUES)], 250 - at) for at in range(250)]


@pytest.mark.parametrize("width", [20, 60, 120])
def test_bars_of_many_values_are_those_drawn_one_by_one(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    drawing, alone = both(monkeypatch, lambda: chart.bars("venue", COUNTS, room=width), width)
    assert drawing == alone == drawn(chart.bars("venue", COUNTS), width)
    assert drawing.count("━") + drawing.count("█") > 250


def test_two_facets_crossed_are_those_drawn_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = {(at, year): at + (year or 0) for at in range(150) for year in (2019, None) if at % 3}
    totals = {at: at for at in range(150)}
    drawing, alone = both(monkeypatch, lambda: chart.crossed(("venue", "year"), pairs, totals, 80), 80)
    assert drawing == alone == drawn(chart.crossed(("venue", "year"), pairs, totals, 0), 80)
    assert drawing.count("\n") == 152


CELLS = st.text("ab 剪é[]/", max_size=9).map(str.strip)
ROWS = st.lists(st.tuples(CELLS, CELLS, st.sampled_from(["", "dim", "bold green"])), min_size=1, max_size=5)


@given(rows=ROWS, width=st.integers(1, 40), justify=st.sampled_from(["left", "right"]))
def test_any_rows_are_those_that_rich_draws(rows: Sequence[tuple[str, str, str]], width: int, justify: str) -> None:
    def table(room: int) -> Table:
        made = Table(show_edge=False, pad_edge=False)
        made.add_column("One", overflow="fold")
        made.add_column("Two", overflow="fold", justify="right" if justify == "right" else "left")
        add_rows(made, [(Text(one, style=style), Text(two)) for one, two, style in rows], room)
        return made

    assert drawn(table(width), width) == drawn(table(0), width)
