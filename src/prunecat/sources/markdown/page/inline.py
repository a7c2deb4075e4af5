"""Inline Markdown and HTML read into spans."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from prunecat.sources.markdown.page.badges import badge_text
from prunecat.sources.markdown.page.clean import seen
from prunecat.sources.markdown.page.lost_links import find_links
from prunecat.sources.markdown.page.spans import BLOCK_TAGS, Span, Tag, attributes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# An inline with more characters or brackets is no row of a list, and takes time that grows with the square to read.
_MAX_INLINE = 8000
_MAX_BRACKETS = 400
_MARKED = re.compile(r"[\[\]<*_`!&\\~\n:]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b([^<>]*)>")
_STYLES = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "s": "struck", "del": "struck"}


def read_inline(content: str, line: int, markdown: "MarkdownIt", env: dict[str, Any]) -> list[Span | Tag]:
    """Spans and block tags of one paragraph, heading, cell or HTML block that starts on `line`."""
    if len(content) <= _MAX_INLINE and not _MARKED.search(content):
        return [Span("text", content, line)] if content.strip() else []
    out: list[Span | Tag] = []
    for part in _parts(content):
        reader = _Reader(line)
        if part.count("[") <= _MAX_BRACKETS:
            tokens: list[Any] = []
            markdown.inline.parse(part, markdown, env, tokens)
            reader.read(tokens)
        else:
            reader.add("text", part)
        out += reader.finish()
        line += part.count("\n")
    return out


def _parts(content: str) -> Iterator[str]:
    """The content whole, or cut at line ends and before HTML rows and items where it is too long."""
    if len(content) <= _MAX_INLINE:
        yield content
        return
    part = ""
    for phrase in re.split(r"(?<=\n)|(?=<(?:tr|li|h[1-6]|p|div)\b)", content):
        if part and len(part) + len(phrase) > _MAX_INLINE:
            yield part
            part = ""
        part += phrase[:_MAX_INLINE]
    yield part


class _Reader:
    """Walks markdown-it's inline tokens; knows which emphasis and which link is open."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.spans: list[Span | Tag] = []
        self.open = {"strong": 0, "emphasis": 0, "struck": 0}
        self.link: str | None = None
        self.label: list[Span] = []

    def add(self, kind: str, text: str, *, url: str | None = None, image: str | None = None) -> None:
        styles = {name: depth > 0 for name, depth in self.open.items()}
        span = Span(kind, text if kind in ("soft", "hard") else seen(text), self.line, url, image, **styles)
        (self.spans if self.link is None else self.label).append(span)

    def read(self, tokens: Sequence[Any]) -> None:
        for token in tokens:
            name, _, side = token.type.partition("_")
            if token.type in ("text", "text_special"):
                self.add("text", token.content)
            elif name in _STYLES and side in ("open", "close"):
                self.style(_STYLES[name], side == "open")
            elif token.type in ("softbreak", "hardbreak"):
                self.add("soft" if name == "softbreak" else "hard", "\n")
                self.line += 1
            elif token.type == "code_inline":
                self.add("code", token.content)
            elif token.type == "link_open":
                self.open_link(token.attrs.get("href") or "")
            elif token.type == "link_close":
                self.close_link()
            elif token.type == "image":
                self.picture(token.content, str(token.attrs.get("src") or ""))
            elif token.type == "html_inline":
                self.html(token.content)

    def style(self, name: str, opens: bool) -> None:
        self.open[name] = max(0, self.open[name] + (1 if opens else -1))

    def html(self, text: str) -> None:
        match = _TAG.match(text)
        if match:
            closing, name = bool(match[1]), match[2].lower()
            if name in _STYLES:
                self.style(_STYLES[name], not closing)
            elif name == "br":
                self.add("hard", "\n")
            elif name == "img":
                found = attributes(match[3])
                self.picture(found.get("alt", ""), found.get("src", ""))
            elif name == "a":
                self.close_link()
                if not closing and (address := attributes(match[3]).get("href")):
                    self.open_link(address)
            elif name in BLOCK_TAGS:
                self.close_link()
                self.spans.append(Tag(name, closing, match[3], self.line))
        self.line += text.count("\n")

    def picture(self, alt: str, address: str) -> None:
        self.add("image", badge_text(address) or alt, image=address)

    def open_link(self, url: str) -> None:
        self.close_link()
        self.link = seen(url).strip()

    def close_link(self) -> None:
        if self.link is None:
            return
        url, self.link = self.link, None
        label, self.label = self.label, []
        text = "".join(" " if s.kind in ("soft", "hard") else s.text for s in label if s.kind != "image")
        picture = next((s for s in label if s.kind == "image"), None)
        if not text.strip() and picture:
            text = " ".join(s.text for s in label if s.kind == "image")
        if not url and not picture:
            self.spans += label
            return
        strong = bool(label) and all(s.strong for s in label if s.text.strip())
        emphasis = bool(label) and all(s.emphasis for s in label if s.text.strip())
        line = label[0].line if label else self.line
        image = picture.image if picture else None
        self.spans.append(Span("link", " ".join(text.split()), line, url, image, strong, emphasis))

    def finish(self) -> Iterator[Span | Tag]:
        self.close_link()
        for span in _joined(self.spans):
            if isinstance(span, Span):
                yield from find_links(span)
            else:
                yield span


def _joined(spans: list[Span | Tag]) -> Iterator[Span | Tag]:
    """Neighbouring text of the same emphasis as one span: a broken link lies over several."""
    text: Span | None = None
    for span in spans:
        if isinstance(span, Span) and span.kind == "text":
            if text and (text.strong, text.emphasis, text.struck) == (span.strong, span.emphasis, span.struck):
                text = replace(text, text=text.text + span.text)
                continue
            if text:
                yield text
            text = span
            continue
        if text:
            yield text
            text = None
        yield span
    if text:
        yield text
