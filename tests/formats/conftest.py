"""Entries that the tests of the formats share: the bundled ones, and ones to trip over."""

import pytest

from prunecat import Catalogue
from prunecat.entry import CodeLink, Entry
from prunecat.result import Result

_TITLES = {
    "rich": "[red]x[/red] [link=https://evil.example]y[/link] [/] :smile: [bold",
    "escape": "a \x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x1b\\z\x07 bell\x9b2J",
    "latex": r"50% of $x_i^2$ & #1 ~{curly} \input{/etc/passwd} unpaired } <b>",
    "pipes": "a | b || `code` *bold* __init__ [text](https://evil.example) <script> &amp; ~~gone~~",
    "quotes": '"double" \'single\' ,;, "" back\\slash\\',
    "lines": "first\nsecond\r\nthird\tfourth\u2028fifth\x0bsixth",
    "direction": "left \u202egnp.exe\u202c right \u2066isolate\u2069",
    "surrogate": "half \ud83d of a smile",
    "unicode": "Élagage des réseaux 神经网络剪枝 تشذيب \U0001f600 ß ﬁ e\u0301",
    "long": "Supercalifragilistic" * 30 + " " + "pruning " * 60,
    "formula": "=HYPERLINK(1)",
}
_AUTHORS = (
    "Jan C. van Gemert",
    "Luc Van Gool",
    "Martin Luther King Jr.",
    "OpenAI",
    "Salt and Pepper",
    "Acme, Inc., Ltd., Co.",
    "José Ñandú",
    "others",
    "% & $ {",
)


@pytest.fixture(scope="session")
def hostile() -> dict[str, Result]:
    """A result for each way in which text can mislead a format, by its name; and a bare one."""
    results = {name: Result(_entry(name, title), 0.5, ("prun",)) for name, title in _TITLES.items()}
    return {**results, "bare": Result(Entry(id="bare", section="other", title="Bare"))}


def _entry(name: str, text: str) -> Entry:
    return Entry(
        id=name,
        section="conference",
        title=text,
        authors=(text, *_AUTHORS),
        venue=text,
        venue_name=f"Conference {text}",
        year=2023,
        types=("S", text),
        url=f"https://example.org/a(b)?c={{d}}&e=50%|f#{text}",
        arxiv="2301.12900",
        doi="10.1000/a_b<c>",
        openreview="a_b-c",
        code=(
            CodeLink(framework=text, origin="official", url="https://example.org/code", mark="*"),
            CodeLink(framework="JAX", origin="unofficial", url=f"javascript:{text}", status="announced"),
        ),
        note=text,
        errata=(text, "a; b, and c"),
        also_listed_as=("bare",),
        heading=("One", text),
    )


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    """The entries of the catalogue that comes with the program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        return [Result(entry) for entry in Catalogue.bundled().list()]
