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
    yield _row([COLUMNS[name] for name in names])
    yield _row(["---"] * len(names))
    for result in results:
        yield _row([_cell(result, name) for name in names])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(result: Result, column: str) -> str:
    if column == "code":
        return ", ".join(_linked(code_label(link), link.url) for link in result.entry.code)
    if column in ("title", "url"):
        return _linked(shown(result, column), result.entry.url)
    return _escaped(shown(result, column))


def _linked(text: str, url: str | None) -> str:
    target = web_link(url)
    if not target:
        return _escaped(text)
    target = target.replace("(", "%28").replace(")", "%29").replace("&", "&amp;")
    return f"[{_escaped(text)}]({target})"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
