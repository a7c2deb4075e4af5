"""How soon the page of `export site` is there and how soon it answers a key, in Chromium, for a made catalogue.

usage: python benchmarks/site.py [--entries N] [--runs N]

Needs the extra `browser` and Chromium. Prints the page's size; when the first works are in the page and when they are
painted, from the start of loading; when the index is made; and for each query the milliseconds until its works are in
the page, and until they are painted. Bars: seen within 300 ms, a key answered within 50 ms. Nothing else should be at
work.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from scale import entries

from prunecat import Catalogue
from prunecat.exports.site import export

QUERIES = "l lo lot lott lottery pruning pr deep+neural+network lotery lotery+tickt lth venue:CVPR xyzzy".split()
WATCH = """new MutationObserver((_, watching) => {
  if (!document.querySelector('.card')) return;
  watching.disconnect();
  window.drawn = performance.now();
  requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now() }));
}).observe(document, {subtree: true, childList: true})"""
INDEXED = """() => new Promise((told) => {
  const look = () => document.querySelector('#results[aria-busy]') ? setTimeout(look, 5) : told(performance.now());
  look();
})"""
ASK = """(text) => new Promise((told) => {
  const query = document.getElementById('query');
  query.value = text;
  const start = performance.now();
  query.dispatchEvent(new Event('input'));
  // The page answers before the next frame; what is asked for here follows it in that frame.
  requestAnimationFrame(() => {
    const drawn = performance.now() - start;
    setTimeout(() => told([drawn, performance.now() - start]));
  });
})"""


def measured(browser: Browser, url: str) -> dict[str, list[float]]:
    """The milliseconds of one loading of the page, and of each query in it."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    page.goto(url, wait_until="commit")
    indexed: float = page.evaluate(INDEXED)
    found = {"list": page.evaluate("[window.drawn, window.painted]"), "index": [indexed]}
    for query in QUERIES:
        found[query] = page.evaluate(ASK, query.replace("+", " "))
        page.wait_for_timeout(200)
    page.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        source, target = Path(folder, "catalogue.jsonl"), Path(folder, "index.html")
        source.write_text("".join(json.dumps(entry) + "\n" for entry in entries(asked.entries)), encoding="utf-8")
        catalogue = Catalogue.open(source)
        target.write_text("".join(export(catalogue, catalogue.list())), encoding="utf-8")
        print(f"{asked.entries} entries, {target.stat().st_size / 1e6:.2f} MB")
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser: Any = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        runs = [measured(browser, target.as_uri()) for _ in range(asked.runs)]
        browser.close()
    for name in runs[0]:
        medians = [statistics.median(times) for times in zip(*(run[name] for run in runs), strict=True)]
        print(f"{name.replace('+', ' '):24}", *(f"{time:7.0f} ms" for time in medians))
    return 0


if __name__ == "__main__":
    sys.exit(main())
