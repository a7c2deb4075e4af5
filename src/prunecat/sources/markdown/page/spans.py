"""Spans: inline Markdown and HTML as a flat run of text, links, pictures, code and line ends."""

import re
from dataclasses import dataclass
from html import unescape

_ATTRIBUTE = re.compile(r"(?<![a-zA-Z-])([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
SETS_APART = frozenset("p div center section article blockquote figure header main aside dl dt dd form".split())
"""Tags of blocks: the text in them is a line of its own."""
BLOCK_TAGS = SETS_APART | frozenset("table tr td th h1 h2 h3 h4 h5 h6 summary details ul ol li hr".split())
"""Tags that shape blocks."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one kind and one emphasis."""

    kind: str
    """`text`, `link`, `image`, `code`, or a line's end: `soft` in the source, `hard` on the page."""
    text: str
    line: int
    url: str | None = None
    image: str | None = None
    """The address of the picture shown; a link may show one too."""
    strong: bool = False
    emphasis: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """An HTML tag that shapes blocks, such as `<td>`."""

    name: str
    closing: bool
    text: str
    """Its attributes as they are written."""
    line: int

    def number(self, name: str) -> int:
        """A numeric attribute such as rowspan, from 1 to 200."""
        value = attributes(self.text).get(name, "")
        return min(max(int(value), 1), 200) if value.isdecimal() and len(value) < 5 else 1


def attributes(text: str) -> dict[str, str]:
    """The attributes of an HTML tag, their names in small letters."""
    return {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(text)}
