"""The pictures of the page in the documents show what Chromium draws now."""

import runpy
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).parents[2] / "docs"
DIFFERENCE = """async (sources) => {
  const [one, other] = await Promise.all(sources.map(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  }));
  if (one.length !== other.length) return 1;
  let different = 0;
  for (let at = 0; at < one.length; at += 4) {
    different += [0, 1, 2].some((part) => Math.abs(one[at + part] - other[at + part]) > SEEN);
  }
  return different / (one.length / 4);
}"""
SEEN = 64
"""By how much light, of 255, a dot differs that is seen to: letters are smoothed otherwise elsewhere."""
SAME = 0.001
"""The share of dots in which pictures of the same may differ: less than one word has."""


def test_the_pictures_show_the_page(browser: "Browser") -> None:
    made = runpy.run_path(str(DOCS / "make_pictures.py"))["page_pictures"](browser)
    assert made
    page = browser.new_page()
    for name, png in made.items():
        kept = (DOCS / "pictures" / f"{name}.png").read_bytes()
        sources = [f"data:image/png;base64,{b64encode(content).decode()}" for content in (kept, png)]
        assert page.evaluate(DIFFERENCE.replace("SEEN", str(SEEN)), sources) < SAME, "run: python docs/make_pictures.py"
    page.close()
