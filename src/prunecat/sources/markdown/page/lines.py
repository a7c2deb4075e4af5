"""Spans as lines: cut at line ends, put together again, or as plain text."""

import re
from collections.abc import Iterable, Sequence

from prunecat.sources.markdown.page.spans import Span

Line = Sequence[Span]


def split_lines(spans: Iterable[Span]) -> list[list[Span]]:
    """The lines of a run of spans, those of the page and those of the source; blank ones left out."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        if span.kind in ("soft", "hard"):
            lines.append([])
        else:
            lines[-1].append(span)
    return [line for line in lines if line]


def join_lines(lines: Iterable[Line]) -> list[Span]:
    """Lines as one run of spans, each with its end."""
    return [span for line in lines if line for span in [*line, Span("hard", "\n", line[-1].line)]]


def plain_text(spans: Iterable[Span]) -> str:
    """The text of spans on one line, without pictures."""
    seen = (s for s in spans if s.kind != "image" and not (s.kind == "link" and s.image))
    return " ".join("".join(" " if s.kind in ("soft", "hard") else s.text for s in seen).split())


def trimmed(spans: Sequence[Span]) -> Sequence[Span]:
    """Without blank spans at either end."""
    start, end = 0, len(spans)
    while start < end and _blank(spans[start]):
        start += 1
    while end > start and _blank(spans[end - 1]):
        end -= 1
    return spans[start:end]


def _blank(span: Span) -> bool:
    return span.kind in ("soft", "hard", "text") and not span.text.strip()


def is_bold(spans: Sequence[Span]) -> bool:
    """Whether there is plain text in some spans and all of it is bold."""
    strong = [s.strong for s in spans if s.kind == "text" and re.search(r"\w", s.text)]
    return bool(strong) and all(strong)
