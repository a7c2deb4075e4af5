"""Markdown: a pipe table as GitHub draws it, with links; text from the catalogue comes out as text."""

import re
from collections.abc import Iterator, Sequence

from prunecat.formats.columns import COLUMNS, DEFAULT, check, code_label, shown
from prunecat.formats.plain import web_link
from prunecat.result import Result

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$#]")


def write(results: Sequence[Result], columns: Sequence[str] = ()) -> Iterator[str]:
    """The table's head and a line for each result."""
    names = check(columns) or DEFAULT
    yield row([COLUMNS[name] for name in names])
    yield row(["---"] * len(names))
    for result in results:
        yield row([_cell(result, name) for name in names])


def row(cells: Sequence[str]) -> str:
    """A line of a pipe table; the cells are Markdown already."""
    return f"| {' | '.join(cells)} |\n"


def _cell(result: Result, column: str) -> str:
    if column == "code":
        return ", ".join(linked(code_label(link), link.url) for link in result.entry.code)
    if column in ("title", "url"):
        return linked(shown(result, column), result.entry.url)
    return escaped(shown(result, column))


def linked(text: str, url: str | None) -> str:
    """A text that links to a page of the web; the text alone where there is none."""
    return link(escaped(text), url)


def link(markup: str, url: str | None) -> str:
    """Markdown that links to a page of the web; as it is where there is none."""
    target = web_link(url)
    if not target:
        return markup
    target = target.replace("(", "%28").replace(")", "%29").replace("&", "&amp;")
    return f"[{markup}]({target})"


def escaped(text: str) -> str:
    """A text that comes out as text, whatever it has of Markdown's signs."""
    return _MARKUP.sub(r"\\\g<0>", text)
