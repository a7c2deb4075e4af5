"""The catalogue as an awesome list: contents, legend, and a table for each section, or year of a section."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from prunecat.catalogue import Catalogue
from prunecat.entry import SECTIONS, CodeLink, Entry
from prunecat.folders.layout import HEADINGS
from prunecat.formats.markdown import escaped, link, linked, row
from prunecat.formats.plain import plain
from prunecat.venue import Venue

_BADGE = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
_UNDATED = "Undated"
_ORIGINS = {
    "official": ("A", "Official or Author Implementation"),
    "unofficial": ("O", "Unofficial or 3rd Party Implementation"),
}
_RULES = {"Title": ":------", "Venue": ":-----", "Journal": ":-----"}
"""Under the heading of each column what aligns it; the others are centred."""
_NO_SCHEME = re.compile(r"[\w-]+(?:\.[\w-]+)+/[^\s:]*")
_BESIDE = re.compile(r"[\w./-]+", re.ASCII)

Venues = Mapping[str, Venue]


class _Section(NamedTuple):
    """What a section's heading and the head of its tables need to know of its entries."""

    name: str
    heading: str
    years: dict[int | None, None]
    """The years in their order."""
    stated: set[str]
    """Which of types, code and venue any entry states."""

    @property
    def is_by_year(self) -> bool:
        return self.name in ("conference", "journal")


def export(catalogue: Catalogue, entries: Iterable[Entry]) -> Iterator[str]:
    """The README of these entries, by section, the latest year first; signs of Markdown in it are escaped.

    The entries come latest first, and are gone through anew for each section.
    """
    gap = ""
    for part in _parts(catalogue, entries):
        for line in part:
            yield gap + line
            gap = ""
        gap = "\n"


def _parts(catalogue: Catalogue, entries: Iterable[Entry]) -> Iterator[Iterable[str]]:
    """The lines of each part, between which lines are left blank."""
    title = plain(catalogue.about.get("title", "Awesome List"))
    sections = _sections(entries, title)
    yield [f"# {escaped(title)} {_BADGE}\n"]
    if description := catalogue.about.get("description"):
        yield [f"{escaped(plain(description))}\n"]
    yield _contents(sections)
    yield _legend(catalogue, entries)
    for section in sections:
        yield [f"## {section.heading}\n"]
        found = (entry for entry in entries if entry.section == section.name)
        if not section.is_by_year:
            yield _table(section, found, catalogue.venues)
            continue
        for year, group in groupby(found, key=lambda entry: entry.year):
            yield [f'<h3 align="center">{year or _UNDATED}</h3>\n']
            yield _table(section, group, catalogue.venues)


def _sections(entries: Iterable[Entry], title: str) -> list[_Section]:
    """The sections that have entries."""
    sections = {name: _Section(name, _heading(name, title), {}, set()) for name in SECTIONS}
    for entry in entries:
        section = sections[entry.section]
        section.years[entry.year] = None
        section.stated.update(name for name in ("types", "code", "venue") if getattr(entry, name))
    return [section for section in sections.values() if section.years]


def _heading(section: str, title: str) -> str:
    return f"{'Pruning ' if section == 'software' and 'pruning' in title.casefold() else ''}{HEADINGS[section]}"


def _contents(sections: Iterable[_Section]) -> Iterator[str]:
    """The table of contents. A heading's anchor is its words; one that is repeated gets a number."""
    yield "| Section | Year of Publication |\n|:---------|:---------|\n"
    seen: dict[str, int] = {}
    for section in sections:
        anchor = section.heading.lower().replace(" ", "-")
        if section.is_by_year:
            links = []
            for year in section.years:
                text = str(year or _UNDATED)
                count = seen[text] = seen.get(text, -1) + 1
                links.append(f"[`{text}`](#{text.lower()}{f'-{count}' if count else ''})")
        else:
            known = sorted(year for year in section.years if year)
            span = f"{known[0]}~{known[-1]}" if len(known) > 1 else str(*known)
            links = [f"[`{span}`](#{anchor})"] if span else []
        yield row([f"**[{section.heading}](#{anchor})**", " ".join(links)])


def _legend(catalogue: Catalogue, entries: Iterable[Entry]) -> Iterator[str]:
    """What the symbols of the entries mean."""
    used: set[str] = set()
    origins: set[str | None] = set()
    for entry in entries:
        used.update(entry.types)
        origins.update(link.origin for link in entry.code)
    lines = [(code, name) for code, name in catalogue.legend.items() if code in used]
    lines += [line for origin, line in _ORIGINS.items() if origin in origins]
    if lines:
        yield "| Symbol | Meaning |\n|:---------:|:-----------|\n"
    for code, name in lines:
        yield row([_code(plain(code)), escaped(plain(name[:1].upper() + name[1:]))])


def _table(section: _Section, entries: Iterable[Entry], venues: Venues) -> Iterator[str]:
    columns = _columns(section)
    yield row(list(columns))
    yield f"|{'|'.join(_RULES.get(name, ':----:') for name in columns)}|\n"
    for entry in entries:
        yield row([cell(entry, venues) for cell in columns.values()])


def _columns(section: _Section) -> dict[str, Callable[[Entry, Venues], str]]:
    """The columns of a section's table; one that is not usual there is added where an entry would lose something."""
    name, stated = section.name, section.stated
    year = {} if section.is_by_year else {"Year": lambda entry, _: _code(str(entry.year)) if entry.year else ""}
    venue = {"Journal" if name == "journal" else "Venue": _venue}
    venue = venue if name != "software" or "venue" in stated else {}
    types = {"Type": lambda entry, _: _code(plain("/".join(entry.types))) if entry.types else ""}
    code = {"Code": lambda entry, _: ", ".join(map(_code_link, entry.code))}
    return {
        **year,
        **venue,
        "Title": lambda entry, _: _linked(escaped(plain(entry.title)), entry.url),
        **(types if section.is_by_year or name == "software" or "types" in stated else {}),
        **(code if name != "survey" or "code" in stated else {}),
    }


def _venue(entry: Entry, venues: Venues) -> str:
    """The venue as the list calls it: a journal with its page, a conference's label as code."""
    if not entry.venue:
        return ""
    venue = venues[entry.venue]
    label = plain(venue.label or venue.name)
    if entry.section == "journal":
        return linked(label, venue.url)
    return _code(label) if entry.section == "conference" else link(_code(label), venue.url)


def _code_link(code: CodeLink) -> str:
    """A code link: `[PyTorch[A]*](…) (soon...)`."""
    origin = f"[{_ORIGINS[code.origin][0]}]" if code.origin else ""
    text = f"{escaped(plain(code.framework or 'Code'))}{origin}{escaped(plain(code.mark or ''))}"
    return _linked(text, code.url) + (" (soon...)" if code.status == "announced" else "")


def _linked(markup: str, url: str | None) -> str:
    """Markdown that links to a page; also to one whose address lacks its `https://`, or to a file beside the list."""
    if url and _NO_SCHEME.fullmatch(url):
        return link(markup, f"https://{url}")
    return f"[{markup}]({url})" if url and _BESIDE.fullmatch(url) else link(markup, url)


def _code(text: str) -> str:
    """A text set as code, in a cell of a table."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    gap = " " if "`" in text else ""
    return f"{fence}{gap}{text}{gap}{fence}".replace("|", "\\|")
