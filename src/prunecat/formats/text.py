"""References as they stand at the end of a paper, in one plain style: authors, title, where, when, a link."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from prunecat.citation import CONTAINERS, authors_of, entry_type, people_in, publication
from prunecat.entry import Entry
from prunecat.formats.addresses import of_doi
from prunecat.formats.plain import plain
from prunecat.work import published_work

_THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A reference a line for each entry."""
    for entry in entries:
        yield reference(entry) + "\n"


def reference(entry: Entry) -> str:
    """The reference of the work behind an entry, on one line, without mark-up."""
    work = published_work(entry)
    stated = dict(work.fields)
    people = authors_of(work)
    sentences = [
        _listed([name.given_first for name in people.names], others=people.others),
        work.title,
        _where(work, stated),
        _link(work),
    ]
    return " ".join(_ended(plain(text), last=text is sentences[-1]) for text in sentences if text)


def published_as(entry: Entry) -> str:
    """What a reference says beyond authors and title: its title too, where the list has another; without a link."""
    work = published_work(entry)
    title = work.title if work.title != entry.title else ""
    return " ".join(_ended(plain(text), last=False) for text in (title, _where(work, dict(work.fields))) if text)


def _link(work: Entry) -> str:
    """Where a reader finds the work: by its DOI, its page, else its code."""
    if work.doi:
        return of_doi(work.doi)
    return work.url or next((link.url for link in work.code if link.url), "")


def _where(work: Entry, stated: Mapping[str, str]) -> str:
    """What a work stands in, with its pages and date: `In Proceedings of …, pages 1–9, 2023`."""
    kind, pages = publication(work), stated.get("pages", "").replace("-", "\N{EN DASH}")
    date = stated.get("date") or stated.get("year") or str(work.year or "")
    container = next((stated[name] for name in CONTAINERS if stated.get(name)), work.venue_name or work.venue or "")
    volume, number = stated.get("volume", ""), stated.get("number", "")
    if kind == "preprint" and work.arxiv:
        return _joined(f"arXiv:{work.arxiv}", date)
    if kind == "software":
        return _joined("Software", stated.get("version", ""), date)
    if entry_type(work) == "article":
        issue = f"{volume}({number})" if volume and number else volume or number
        return _joined(container, f"{issue}:{pages}" if issue and pages else issue or pages, date)
    if "booktitle" in stated or (kind == "conference" and entry_type(work) != "misc"):
        editors = people_in(stated.get("editor", ""))
        named = _listed([name.given_first for name in editors.names], others=editors.others)
        series = stated.get("series", "")
        book = f"volume {volume} of {series}" if volume and series else f"volume {volume}" if volume else series
        edited = f"{named}, editor{'s' if len(editors.names) > 1 else ''}" if named else ""
        place = _joined(edited, container, book, _pages(pages), date)
        return f"In {place}. {stated['publisher']}" if stated.get("publisher") else f"In {place}"
    what = _THESES.get(entry_type(work), stated.get("type", ""))
    return _joined(what, container, stated.get("series", ""), stated.get("publisher", ""), _pages(pages), date)


def _pages(pages: str) -> str:
    return f"pages {pages}" if pages else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in dict.fromkeys(parts) if part)


def _listed(names: Sequence[str], *, others: bool) -> str:
    if others:
        return ", ".join([*names, "et al."])
    *first, last = names or [""]
    return f"{', '.join(first)}{',' if len(first) > 1 else ''} and {last}" if first else last


def _ended(sentence: str, *, last: bool) -> str:
    """A sentence with its stop; an address has none, for it would be taken for a part of it."""
    return sentence if sentence[-1:] in ".?!" or (last and "://" in sentence) else f"{sentence}."
