"""Pages of `export site` in Chromium, opened from the disk; without it, or without the extra `browser`, a skip."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from command_line import prunecat
from exports.pages import HOSTILE, SCREEN, Open

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A browser for the tests of a module: where Playwright runs, no other test can start a loop of asyncio."""
    needed = "the page is tried in a browser by the extra: pip install 'prunecat[browser]'"
    playwright = pytest.importorskip("playwright.sync_api", reason=needed)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.skip("no Chromium: apt-get install chromium")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page of the bundled catalogue and that of a hostile one."""
    folder = tmp_path_factory.mktemp("sites")
    prunecat("export", "site", str(folder / "pruning.html"))
    source = folder / "hostile.yaml"
    source.write_text(json.dumps(HOSTILE), encoding="utf-8")
    prunecat("-C", str(source), "export", "site", str(folder / "hostile.html"))
    return folder


@pytest.fixture
def open_page(browser: "Browser", sites: Path) -> Iterator[Open]:
    """Opens a page at a state; at the end no page may have said anything on the console, or asked the network."""
    said: list[str] = []
    contexts = []

    def opened(state: str = "", name: str = "pruning", width: int = SCREEN, script: str = "", **options: Any) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: _noted(request.url, said))
        page.add_init_script(script)
        page.goto(f"{(sites / name).as_uri()}.html{state}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def _noted(url: str, said: list[str]) -> None:
    if not url.startswith(("file:", "data:", "blob:")):
        said.append(url)
