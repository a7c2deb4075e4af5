"""Pages of `export site` as the tests of a browser see them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from command_line import prunecat

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE, SCREEN = 360, 1440
"""The widths of a small phone and of a usual screen, in pixels."""
HOSTILE = {
    "title": f"Hostile </title><script>window.hacked=1</script> {'T' * 80}",
    "description": f"<b>bold</b> {'d' * 300}",
    "source": "javascript:window.hacked=1",
    "entries": [
        {
            "title": "</script><script>window.hacked=1</script><!-- <script>",
            "section": "conference",
            "venue": "<b>V</b>",
            "authors": ["<img src=x onerror=window.hacked=1>"],
            "url": "javascript:window.hacked=1",
        },
        {
            "title": """<img src=x onerror="window.hacked=1"> & &amp; 'quotes' "double\"""",
            "section": "survey",
            "year": 2021,
            "types": ["<i>"],
            "note": "<svg onload=window.hacked=1>",
            "url": 'https://ex.org/"onmouseover=window.hacked=1 x="',
            "code": [
                {"framework": "<u>T</u>", "url": "javascript:window.hacked=1", "origin": "official"},
                {"framework": "data", "url": "data:text/html,<script>window.hacked=1</script>"},
            ],
        },
        {
            "title": "Right \u202eto left\u202c override \a bell",
            "section": "journal",
            "year": 2022,
            "venue": "A, B & C",
        },
        {
            "title": "x" * 10_000,
            "section": "other",
            "year": 2023,
            "authors": ["y" * 400] * 40,
            "venue": "z" * 200,
            "heading": ["h" * 300, "<h1>"],
        },
        {
            "id": "comma,=&#id",
            "title": "$title ${state} $$ `tick`",
            "section": "software",
            "year": 1999,
            "venue": "A, B & C",
            "doi": '10.1/<x>"y',
        },
        {"title": "剪枝神经网络 für Ästhetik", "section": "conference"},
    ],
}
"""A catalogue of what must be text and nothing else, long words and an id that addresses must write out."""
Open = Callable[..., "Page"]


def expect(what: Any) -> Any:
    """What is to be true of a part of a page, at once or soon."""
    from playwright.sync_api import expect

    return expect(what)


def searched(page: "Page") -> "Page":
    """The page once its index is made; until then it looks for letters alone."""
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    return page


def works(count: int) -> str:
    return "1 work" if count == 1 else f"{count} works"


def titles(page: "Page") -> list[str]:
    """The titles of the works that are shown."""
    return [str(title) for title in page.locator(".card h3").all_text_contents()]


def ids(page: "Page") -> list[str]:
    """The ids of the works that are shown."""
    return [str(card.get_attribute("data-id")) for card in page.locator(".card").all()]


def listed(*arguments: str) -> list[str]:
    """The ids of the entries that a command lists."""
    return prunecat(*arguments, "-f", "ids").out.split()
