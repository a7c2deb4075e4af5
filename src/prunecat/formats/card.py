"""The card: everything about one entry, with every link written out."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

from prunecat.citation import authors_of, identifiers
from prunecat.entry import CodeLink, Entry
from prunecat.formats.columns import heading
from prunecat.formats.plain import plain
from prunecat.formats.styles import QUIET, WARNING, linked, types_text, wrapped
from prunecat.formats.text import published_as
from prunecat.result import Result

_LABELS = 16
_NARROW = 50
_NOT_SHOWN = (
    "author",
    "archiveprefix",
    "eprint",
    "primaryclass",
    "bibsource",
    "biburl",
    "timestamp",
    "file",
    "crossref",
)
"""What a source states for programs, or what an identifier says already."""


def render(
    result: Result,
    legend: Mapping[str, str],
    related: Sequence[Entry] = (),
    rows: Sequence[Entry] = (),
    program: str = "prunecat",
) -> RenderableType:
    """The entry's card; `legend` says what each type's code means.

    `related` are the works to point to, `rows` the other entries that list this work, `program` is how to ask again.
    """
    return _Card(result.entry, legend, related, rows, program)


@dataclass(frozen=True, slots=True)
class _Card:
    """Labels beside their values, or above them where the console is narrow."""

    entry: Entry
    legend: Mapping[str, str]
    related: Sequence[Entry]
    rows: Sequence[Entry]
    program: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        width = options.max_width
        indent = _LABELS if width >= _NARROW else 0
        yield from wrapped(linked(self.entry.title, self.entry.url, "bold"), console, width)
        if self.entry.authors:
            others = ["and others"] if authors_of(self.entry).others else []
            yield from wrapped(_text(", ".join([*self.entry.authors, *others])), console, width)
        yield Text()
        for label, values in _rows(self.entry, self.legend, self.related, self.rows, self.program):
            style = WARNING if label == "Erratum" else QUIET
            lines = [line for value in values for line in wrapped(value, console, width, indent)]
            if indent:
                lines[0] = Text.assemble((label.ljust(indent), style), lines[0][indent:])
            else:
                yield Text(label, style=style)
            yield from lines


def _rows(
    entry: Entry, legend: Mapping[str, str], related: Sequence[Entry], rows: Sequence[Entry], program: str
) -> Iterator[tuple[str, Sequence[Text]]]:
    """Each label and its values, a line or more each."""
    year = str(entry.year or "")
    if entry.venue:
        full_name = [_text(entry.venue_name)] if entry.venue_name and entry.venue_name != entry.venue else []
        yield "Venue", [_text(f"{entry.venue} {year}"), *full_name]
    elif year:
        yield "Year", [Text(year)]
    yield "Section", [_text(" > ".join((entry.section, *entry.heading)))]
    if entry.types:
        yield "Type", [_type(code, legend) for code in entry.types]
    if entry.url:
        yield "URL", [linked(entry.url, entry.url)]
    for scheme, value, url in identifiers(entry):
        yield scheme, [linked(value if url == entry.url else url, url)]
    if entry.code:
        yield "Code", [line for link in entry.code for line in _code(link)]
    yield from _remarks(entry)
    yield from _stated(entry)
    if entry.also_listed_as:
        described = {row.id: _row(row) for row in rows}
        yield "Also listed as", [_text(described.get(name, name)) for name in entry.also_listed_as]
    if related:
        yield "Related", [_text(f"{other.title} ({other.id})") for other in related]
    yield "ID", [_text(entry.id)]
    yield "Cite", [_text(f"{program} show {shlex.quote(entry.id)} -f bibtex")]


def _row(entry: Entry) -> str:
    """A row of the same work: its id, where and when it stands, and the frameworks of its code."""
    where = " ".join(str(part) for part in (entry.venue or entry.section, entry.year) if part)
    code = ", ".join(dict.fromkeys(link.framework or "code" for link in entry.code))
    return f"{entry.id} ({'; '.join(part for part in (where, code) if part)})"


def _remarks(entry: Entry) -> Iterator[tuple[str, Sequence[Text]]]:
    if entry.note:
        yield "Note", [_text(entry.note)]
    for erratum in entry.errata:
        yield "Erratum", [_text(erratum)]
    if entry.published:
        yield "Published", [_text(published_as(entry))]
    for name in ("seen", "conflict"):
        if text := dict(entry.published).get(name):
            yield name.capitalize(), [_text(text)]


def _stated(entry: Entry) -> Iterator[tuple[str, Sequence[Text]]]:
    """What else its source states, the abstract last; not what stands above already."""
    above = (entry.venue, entry.venue_name, entry.note, entry.url)
    for name, text in sorted(entry.fields, key=lambda field: field[0] == "abstract"):
        if name not in _NOT_SHOWN and text not in above:
            yield plain("Kind" if name == "entrytype" else heading(name))[: _LABELS - 1], [_text(text)]


def _text(text: str | None) -> Text:
    return Text(plain(text or ""))


def _type(code: str, legend: Mapping[str, str]) -> Text:
    meaning = legend.get(code)
    return types_text((code,)) + "  " + _text(meaning) if meaning else types_text((code,))


def _code(link: CodeLink) -> Iterator[Text]:
    """What the list says of a code link, and below it its URL."""
    said = (link.framework, link.origin, link.status if link.status != "available" else None)
    words = ", ".join(word for word in (*said, f"marked {link.mark}" if link.mark else None) if word)
    if words:
        yield _text(words)
    if link.url:
        yield linked(link.url, link.url)
