"""Links that Markdown does not see, found in its text, and links that lead nowhere."""

import re
from collections.abc import Iterator
from dataclasses import replace

from prunecat.sources.markdown.page.spans import Span

# Links that Markdown does not see: a blank before the address or in it, a missing bracket.
_NEAR_LINK = re.compile(
    r"\[([^\[\]\n]{1,300})\]\]?\s{0,2}[(（]\s*(https?://[^()（）\n]{1,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?)[)）]?"
)
# A link with an address that is none: blanks in the path of a file, or a title instead of it.
_NO_LINK = re.compile(
    r"\[([^\[\]\n]{1,300})\]\((?=[^()\n]{0,500} )([^()\n]{1,500}(?:\([^()\n]{0,200}\)[^()\n]{0,200}){0,3})\)"
)
_BARE_LINK = re.compile(r"https?://[^\s<>\[\]()（）|，。；、\"]+(?:\([^\s()]*\)[^\s<>\[\]()（）|，。]*)?")


def find_links(span: Span) -> Iterator[Span]:
    """A text span cut at the links that Markdown did not see: near-links and bare addresses."""
    if span.kind == "text" and "](" in span.text and "http" not in span.text:
        yield from _without_links(span)
        return
    if span.kind != "text" or "http" not in span.text:
        yield span
        return
    start = 0
    while match := _NEAR_LINK.search(span.text, start) or _BARE_LINK.search(span.text, start):
        bare = _BARE_LINK.search(span.text, start)
        if bare and bare.start() < match.start():
            match = bare
        if before := span.text[start : match.start()]:
            yield replace(span, text=before)
        if match.re is _NEAR_LINK:
            yield replace(span, kind="link", text=match[1], url=match[2].strip())
        else:
            address = match[0].rstrip(".,;:'*")
            yield replace(span, kind="link", text=address, url=address)
        start = match.end()
    if rest := span.text[start:]:
        yield replace(span, text=rest)


def _without_links(span: Span) -> Iterator[Span]:
    """A text span with the labels alone of links that lead nowhere; a label on the page itself goes too."""
    start = 0
    for match in _NO_LINK.finditer(span.text):
        if before := span.text[start : match.start()]:
            yield replace(span, text=before)
        if not match[2].startswith("#"):
            yield replace(span, text=match[1])
        start = match.end()
    if rest := span.text[start:]:
        yield replace(span, text=rest)
