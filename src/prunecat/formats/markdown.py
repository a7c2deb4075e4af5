"""Markdown: a pipe table as GitHub draws it, with links; text from the catalogue comes out as text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from prunecat.entry import CodeLink
from prunecat.formats.columns import code_label, heading, shown
from prunecat.formats.plain import web_link
from prunecat.formats.registry import Record

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$#]")


def write(records: Iterable[Record], columns: Sequence[str]) -> Iterator[str]:
    """The table's head and a line for each record; nothing without columns."""
    if columns:
        yield row([heading(name) for name in columns])
        yield row(["---"] * len(columns))
    for record in records:
        yield row([_cell(record, name) for name in columns])


def row(cells: Sequence[str]) -> str:
    """A line of a pipe table; the cells are Markdown already."""
    return f"| {' | '.join(cells)} |\n"


def _cell(record: Record, column: str) -> str:
    if column == "code" and isinstance(record["code"], list):
        return ", ".join(linked(code_label(CodeLink(**link)), link["url"]) for link in record["code"])
    if column in ("title", "url"):
        return linked(shown(record, column), record.get("url"))
    return escaped(shown(record, column))


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
    """A text with the signs of Markdown in it escaped."""
    return _MARKUP.sub(r"\\\g<0>", text)
