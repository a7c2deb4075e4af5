"""Writes docs/pictures: what commands print on a terminal, and plots, as SVG that reads on light and dark pages.

usage: python docs/make_pictures.py

The pictures of the page of `export site` are PNG, made by Chromium; they stay as they are where that or the extra
`browser` is missing.
"""

import asyncio
import io
import itertools
import json
import math
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

FOLDER = Path(__file__).parent / "pictures"
WIDTH = 92
PICTURES = {
    "search": ["prunecat search lottery", "prunecat search lotery tickt --year 2022"],
    "show": ["prunecat show depgraph-2023"],
    "stats": ["prunecat stats --by venue --year 2022-2023 --type S --section conference"],
}
"""The commands that each picture shows."""
PLOTS = {
    "plot": "prunecat stats --plot",
    "plot-venues": "prunecat stats --by venue,year --plot",
}
"""The commands that draw the other pictures, without the file's name."""
MEASURED = {"rivals": FOLDER / "rivals.json"}
"""Pictures of what was measured, and where that stands."""
SCREENS = {"browse": ("lottery", ("tab", "tab"))}
"""Screens of the picker: the query and the keys that are pressed."""
PAGES: dict[str, tuple[dict[str, Any], str]] = {
    "site": ({"viewport": {"width": 1120, "height": 760}, "color_scheme": "light"}, "#q=lotery+tickt"),
    "site-phone": ({"viewport": {"width": 360, "height": 640}, "color_scheme": "dark"}, "#q=lottery"),
}
"""Pictures of the page: the window, and what the address says."""
# A page that shows a picture loads nothing else, so the fonts are those of whoever looks.
FONTS = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono"'
FORM = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" xml:space="preserve">
<style>
.{unique_id}-matrix {{
    font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
}}
.{unique_id}-title {{
    font-family: system-ui, sans-serif;
    font-size: 16px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def printed(command: str) -> str:
    """What a command prints on a terminal of that width: remarks, colours and links included."""
    terminal = {"COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"}
    own = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "PRUNECAT_CATALOGUE")}
    run = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(run, env={**own, **terminal}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True)
    return done.stdout.decode()


async def screen(query: str, keys: Sequence[str]) -> str:
    """The picker on a screen of 100 columns, as SVG."""
    from prunecat import Catalogue
    from prunecat.picker.app import Picker

    picker = Picker(Catalogue.bundled(), query, None, prints=False)
    async with picker.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        svg = picker.export_screenshot(title="prunecat")
    return re.sub(r"Fira Code\b", FONTS, re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL))


PANEL, PLOT, TALL = 380, 210, 190
"""Pixels: how wide a chart of one question is, how much of it the lines take, and how tall these are."""
Took = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Milliseconds by the number of entries, the tool and the question."""


def growth(took: Took) -> str:
    """What each tool takes for each question, by the number of entries; both axes are logarithmic."""
    from prunecat.plots.svg import document, moved, words

    asked = list(took["157"]["prunecat"])
    marks = [words("CPU milliseconds by the number of entries", 20, 28, "title")]
    for at, question in enumerate(asked):
        x, y = 20 + PANEL * (at % 2), 60 + (TALL + 70) * (at // 2)
        marks += [words(question, x, y, "head"), moved([*_axes(took, x), *_lines(took, question, x)], y + 20)]
    height = 60 + (TALL + 70) * math.ceil(len(asked) / 2)
    return document(20 + 2 * PANEL, height, "prunecat beside other tools", "; ".join(asked), marks)


def _at(milliseconds: float) -> float:
    """How far below its top a chart has a time: 1 ms to 10 s from bottom to top."""
    return TALL * (1 - math.log10(max(milliseconds, 1)) / 4)


def _axes(took: Took, x: float) -> Iterator[str]:
    from prunecat.plots.svg import rule, words

    for power in range(5):
        y = _at(10**power)
        yield rule(x + 44, y, x + 44 + PLOT, y)
        yield words(f"{10**power:,}", x + 38, y + 4, "quiet", "end")
    for size, across in _across(took, x).items():
        yield words(f"{int(size):,}", across, TALL + 18, "quiet", "middle")


def _across(took: Took, x: float) -> dict[str, float]:
    return {size: x + 56 + (PLOT - 24) * at / (len(took) - 1) for at, size in enumerate(took)}


def _lines(took: Took, question: str, x: float) -> Iterator[str]:
    """A line for each tool, with its name where it ends; names keep a distance."""
    from prunecat.plots.svg import GREY, PARTS, words

    places = _across(took, x)
    asked = took["157"]["prunecat"].keys()
    tools = dict.fromkeys(tool for one in took.values() for tool, by in one.items() if by.keys() & asked)
    ends: list[tuple[float, float, str]] = []
    for tool, kind in zip(tools, (*PARTS, GREY), strict=False):
        told = {size: one[tool][question] for size, one in took.items() if question in one.get(tool, {})}
        points = [(places[size], _at(milliseconds)) for size, milliseconds in told.items()]
        for (left, above), (right, below) in itertools.pairwise(points):
            corners = ((left, above - 1), (right, below - 1), (right, below + 1), (left, above + 1))
            yield f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in corners)}" class="{kind}"/>'
        yield from (f'<circle cx="{left}" cy="{above:.1f}" r="3" class="{kind}"/>' for left, above in points)
        ends += [(*points[-1], tool)] if points else []
    for _, named in itertools.groupby(sorted(ends), key=lambda end: end[0]):
        lowest = -math.inf
        for across, y, tool in named:
            lowest = max(y + 4, lowest + 14)
            yield words(tool, across + 10, lowest)


def picture(name: str) -> str:
    """The SVG of a picture."""
    if name in MEASURED:
        return growth(json.loads(MEASURED[name].read_text(encoding="utf-8")))
    if name in PLOTS:
        with tempfile.TemporaryDirectory() as folder:
            printed(f"{PLOTS[name]} {folder}/plot.svg")
            return (Path(folder) / "plot.svg").read_text(encoding="utf-8")
    if name in SCREENS:
        return asyncio.run(screen(*SCREENS[name]))
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for number, command in enumerate(PICTURES[name]):
        if number:
            console.print()
        console.print(Text(f"$ {command}", style="bold"))
        for line in printed(command).splitlines():
            console.print(Text.from_ansi(line.rstrip()), soft_wrap=True)
    return console.export_svg(title="prunecat", code_format=FORM, unique_id=f"prunecat-{name}")


def page_pictures(browser: Any) -> dict[str, bytes]:
    """The PNG of each picture of the page, as a browser draws it."""
    pictures = {}
    with tempfile.TemporaryDirectory() as folder:
        printed(f"prunecat export site {folder}/site.html")
        for name, (window, state) in PAGES.items():
            page = browser.new_page(**window)
            page.goto((Path(folder) / "site.html").as_uri() + state)
            page.locator("#results:not([aria-busy=true]) mark").first.wait_for()
            pictures[name] = page.screenshot()
            page.close()
    return pictures


def write_page_pictures() -> None:
    """Write the pictures of the page; nothing where there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return
    if not chromium:
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, png in page_pictures(browser).items():
            (FOLDER / f"{name}.png").write_bytes(png)
        browser.close()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in (*PICTURES, *PLOTS, *MEASURED, *SCREENS):
        (FOLDER / f"{name}.svg").write_text(picture(name), encoding="utf-8")
    write_page_pictures()
