"""The catalogue as an awesome list: contents, legend, and a table for each section, or year of a section."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from prunecat.catalogue import Catalogue
from prunecat.entry import SECTIONS, CodeLink, Entry
from prunecat.folders.layout import HEADINGS
from prunecat.formats.markdown import escaped, link, linked, row
from prunecat.formats.plain import plain
from prunecat.venue import Venue

_BADGE = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
_BY_YEAR = ("conference", "journal")
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


def export(catalogue: Catalogue, entries: Sequence[Entry]) -> str:
    """The README of these entries, by section, the latest year first; signs of Markdown in it are escaped."""
    sections = {name: [entry for entry in entries if entry.section == name] for name in SECTIONS}
    sections = {name: _latest_first(found) for name, found in sections.items() if found}
    title = plain(catalogue.about.get("title", "Awesome List"))
    headings = {name: _heading(name, title) for name in sections}
    parts = [f"# {escaped(title)} {_BADGE}\n"]
    if description := catalogue.about.get("description"):
        parts.append(f"{escaped(plain(description))}\n")
    parts.append("".join(_contents(sections, headings)))
    parts.append("".join(_legend(catalogue, entries)))
    for name, found in sections.items():
        parts.append(f"## {headings[name]}\n")
        groups = groupby(found, key=lambda entry: entry.year) if name in _BY_YEAR else [(None, iter(found))]
        for year, group in groups:
            if name in _BY_YEAR:
                parts.append(f'<h3 align="center">{year or _UNDATED}</h3>\n')
            parts.append("".join(_table(name, list(group), catalogue.venues)))
    return "\n".join(part for part in parts if part)


def _latest_first(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: -(entry.year or 0))


def _heading(section: str, title: str) -> str:
    return f"{'Pruning ' if section == 'software' and 'pruning' in title.casefold() else ''}{HEADINGS[section]}"


def _contents(sections: Mapping[str, Sequence[Entry]], headings: Mapping[str, str]) -> Iterator[str]:
    """The table of contents. A heading's anchor is its words; one that is repeated gets a number."""
    yield "| Section | Year of Publication |\n|:---------|:---------|\n"
    seen: dict[str, int] = {}
    for name, entries in sections.items():
        anchor = headings[name].lower().replace(" ", "-")
        years = list(dict.fromkeys(entry.year for entry in entries))
        if name in _BY_YEAR:
            links = []
            for year in years:
                text = str(year or _UNDATED)
                count = seen[text] = seen.get(text, -1) + 1
                links.append(f"[`{text}`](#{text.lower()}{f'-{count}' if count else ''})")
        else:
            known = sorted(year for year in years if year)
            span = f"{known[0]}~{known[-1]}" if len(known) > 1 else str(*known)
            links = [f"[`{span}`](#{anchor})"] if span else []
        yield row([f"**[{headings[name]}](#{anchor})**", " ".join(links)])


def _legend(catalogue: Catalogue, entries: Sequence[Entry]) -> Iterator[str]:
    """What the symbols of the entries mean."""
    used = {code for entry in entries for code in entry.types}
    origins = {link.origin for entry in entries for link in entry.code}
    lines = [(code, name) for code, name in catalogue.legend.items() if code in used]
    lines += [line for origin, line in _ORIGINS.items() if origin in origins]
    if lines:
        yield "| Symbol | Meaning |\n|:---------:|:-----------|\n"
    for code, name in lines:
        yield row([_code(plain(code)), escaped(plain(name[:1].upper() + name[1:]))])


def _table(section: str, entries: Sequence[Entry], venues: Venues) -> Iterator[str]:
    columns = _columns(section, entries)
    yield row(list(columns))
    yield f"|{'|'.join(_RULES.get(name, ':----:') for name in columns)}|\n"
    for entry in entries:
        yield row([cell(entry, venues) for cell in columns.values()])


def _columns(section: str, entries: Sequence[Entry]) -> dict[str, Callable[[Entry, Venues], str]]:
    """The columns of a section's table; one that is not usual there is added where an entry would lose something."""
    has_types, has_code = any(entry.types for entry in entries), any(entry.code for entry in entries)
    by_year = section in _BY_YEAR
    year = {} if by_year else {"Year": lambda entry, _: _code(str(entry.year)) if entry.year else ""}
    venue = {"Journal" if section == "journal" else "Venue": _venue}
    venue = venue if section != "software" or any(entry.venue for entry in entries) else {}
    types = {"Type": lambda entry, _: _code(plain("/".join(entry.types))) if entry.types else ""}
    code = {"Code": lambda entry, _: ", ".join(map(_code_link, entry.code))}
    return {
        **year,
        **venue,
        "Title": lambda entry, _: _linked(escaped(plain(entry.title)), entry.url),
        **(types if by_year or section == "software" or has_types else {}),
        **(code if section != "survey" or has_code else {}),
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
