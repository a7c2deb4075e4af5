"""Counts as pictures: their numbers are those of `stats`, and nothing in them overlaps or is cut."""

import json
import re
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_line import prunecat
from prunecat import Catalogue
from prunecat.plots.figures import by_one, by_two, page
from prunecat.plots.svg import lines_of, width_of
from prunecat.query.facets import FACETS

SVG = "{http://www.w3.org/2000/svg}"


class Area(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        beside = self.right <= other.left + 0.5 or other.right <= self.left + 0.5
        return not beside and self.bottom > other.top + 0.5 and other.bottom > self.top + 0.5


def texts(svg: str) -> list[tuple[str, Area]]:
    """The texts of a picture and where each is, as wide as the widest usual face makes it."""
    found: list[tuple[str, Area]] = []

    def walk(node: ET.Element, down: float) -> None:
        moved = re.match(r"translate\(0 (.*)\)", node.get("transform", ""))
        down += float(moved[1]) if moved else 0
        if node.tag == f"{SVG}text":
            x, y, text = float(node.get("x", 0)), float(node.get("y", 0)) + down, node.text or ""
            wide = width_of(text, 15 if node.get("class") == "title" else 12)
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
            turned = "rotate" in node.get("transform", "")
            area = Area(x - 10, y - wide, x + 2, y) if turned else Area(left, y - 9, left + wide, y + 2)
            found.append((text, area))
        for child in node:
            walk(child, down)

    walk(ET.fromstring(svg), 0)
    return found


def nothing_overlaps(svg: str) -> None:
    placed = texts(svg)
    _, _, width, height = map(float, ET.fromstring(svg).get("viewBox", "").split())
    for text, area in placed:
        assert area.left >= 0 and area.top >= 0 and area.right <= width and area.bottom <= height, (text, area)
    for (one, area), (other, place) in combinations(placed, 2):
        assert not area.meets(place), (one, other)


def told(svg: str) -> list[str]:
    """What a pointer is told on the marks of a picture."""
    return re.findall(r"<title>(.*?)</title>", svg)


@pytest.mark.parametrize("count", [1, 2, 7, 24, 25, 31, 60])
@pytest.mark.parametrize("most", [1, 99, 12345])
def test_bars_of_years_have_room(count: int, most: int) -> None:
    counts = [((1960 + at,), (at * 37) % most + 1) for at in range(count)]
    svg = page(
        "A title",
        [by_one("year", counts), by_two(("year", "type"), [((*y, t), n) for y, n in counts for t in "SU"], counts)],
    )
    nothing_overlaps(svg)
    assert f"1960: {counts[0][1]}" in told(svg)


NAMES = st.text(min_size=1, max_size=60).filter(str.strip)


@given(st.dictionaries(NAMES, st.integers(1, 10**6), min_size=1, max_size=60), st.integers(1, 30))
def test_any_names_have_room_and_are_text(totals: dict[str, int], years: int) -> None:
    counts = [((name,), count) for name, count in totals.items()]
    pairs = [((name, 2000 + at), count) for name, count in totals.items() for at in range(years)]
    crossed = [((name, other), count) for name, count in totals.items() for other in "ABC"]
    panels = [
        by_one("venue", counts),
        by_two(("venue", "year"), pairs, counts),
        by_two(("venue", "type"), crossed, counts),
    ]
    nothing_overlaps(page("T " * 80, panels))


def test_years_of_more_than_a_lifetime_are_decades() -> None:
    counts = [((year,), 1) for year in range(1901, 1998)] + [((None,), 3)]
    venues = [((f"Venue {year % 9}", year), 1) for year in range(1901, 1998)]
    totals = [((f"Venue {at}",), 10) for at in range(9)]
    svg = page("Title", [by_one("year", counts), by_two(("venue", "year"), venues, totals)])
    nothing_overlaps(svg)
    shown = [text for text, _ in texts(svg)]
    assert "1900s" in shown and "1990s" in shown and "1950" not in shown
    assert [shown.count(number) for number in ("9", "8")] == [1, 1]  # of the 1900s and the 1990s


def test_what_many_others_are_together_leaves_the_named_ones_their_bars() -> None:
    panel = by_one("venue", [((f"Venue {at}",), 2) for at in range(900)])
    widths = [float(width) for width in re.findall(r'width="([\d.]+)"', "".join(panel.marks))]
    assert len(widths) == 16 and widths[0] == max(widths) > 100 and widths[-1] == 0
    assert "1770" in "".join(panel.marks)


def test_a_title_that_is_longer_than_the_picture_is_broken() -> None:
    lines = lines_of("Supercalifragilisticexpialidocious " * 4 + "x" * 300, 200)
    assert all(width_of(line) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == ("Supercalifragilisticexpialidocious" * 4 + "x" * 300)


@pytest.mark.parametrize(
    "names", [*((name,) for name in FACETS), ("year", "type"), ("year", "code"), ("venue", "year")]
)
def test_the_numbers_are_those_of_stats(tmp_path: Path, names: tuple[str, ...]) -> None:
    file = tmp_path / "a.svg"
    assert prunecat("stats", "--by", ",".join(names), "--plot", str(file)).code == 0
    svg = file.read_text(encoding="utf-8")
    counts = Catalogue.bundled().counts(names)
    drawn = sum(int(re.findall(r": (\d+)$", mark)[0]) for mark in told(svg))
    assert drawn == sum(count.entries for count in counts)
    nothing_overlaps(svg)


def test_without_a_field_it_is_an_overview(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    assert prunecat("stats", "--plot", str(file)).code == 0
    svg = file.read_text(encoding="utf-8")
    nothing_overlaps(svg)
    heads = re.findall(r'class="head">(.*?)</text>', svg)
    assert heads == [
        "Entries by year and type",
        "Share of entries with code",
        "Entries by venue",
        "Entries by venue and year",
        "Topics by year",
    ]
    assert "CVPR: 14 of 30 with official code" in told(svg)
    assert "2017: 4 of 5 with code" in told(svg)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    hostile = "</text><script>alert(1)</script>]]>&x; \x1b[31m \ud800"
    entries = [{"id": "a", "title": "T", "section": "other", "venue": hostile, "year": 2020}]
    (tmp_path / "in.json").write_text(json.dumps(entries), encoding="utf-8")
    file = tmp_path / "a.svg"
    assert prunecat("-C", str(tmp_path / "in.json"), "stats", "--plot", str(file)).code == 0
    tree = ET.fromstring(file.read_text(encoding="utf-8"))
    assert {node.tag for node in tree.iter()} <= {
        f"{SVG}{tag}" for tag in "svg title desc style g rect line text".split()
    }


def test_a_png_is_drawn_of_it(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    file = tmp_path / "a.png"
    assert prunecat("stats", "--by", "year", "--plot", str(file)).code == 0
    assert file.read_bytes().startswith(b"\x89PNG\r\n")


def test_a_picture_of_another_kind_is_refused(tmp_path: Path) -> None:
    answer = prunecat("stats", "--plot", str(tmp_path / "a.jpg"))
    assert (answer.code, answer.out) == (2, "")
    assert "is no picture's name; let it end in .svg or .png" in answer.err
    assert not list(tmp_path.iterdir())


def test_on_the_terminal_it_is_drawn_there() -> None:
    assert prunecat("stats", "--by", "year", "--plot", "-").out == prunecat("stats", "--by", "year").out


@pytest.mark.parametrize("other", [("--json",), ("-f", "csv"), ("-o", "x.csv")])
def test_a_plot_is_the_only_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    answer = prunecat("stats", "--plot", "a.svg", *other)
    assert (answer.code, answer.out) == (2, "")
    assert "a plot and another output at once" in answer.err
    assert not list(tmp_path.iterdir())
