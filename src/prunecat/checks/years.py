"""Rules about years: a listed year against what the venue, the arXiv id, the DOI and the URL say."""

import re
from collections.abc import Iterator

from prunecat.checks.finding import Finding
from prunecat.checks.subject import ListedEntry, Subject
from prunecat.proceedings import proceedings_of
from prunecat.venue import Venue

_ARXIV_YEAR = re.compile(r"^(\d\d)(?:0[1-9]|1[0-2])\.|/(\d\d)\d{5}$")
_CONFERENCE_DOI = re.compile(r"^10\.1109/[A-Z][A-Z0-9-]*\.(\d{4})\.")
# `TIP.2023.3302519`, `j.neucom.2023.02.004`, `s10462-023-10566-5`; the year is that of acceptance, or later.
_JOURNAL_DOI = re.compile(r"/(?:j\.)?[a-z][a-z-]*\.((?:19|20)\d\d)\.|/s\d{5}-(0\d\d)-", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings of the rules year-ahead, year-of-venue, year-of-arxiv, year-of-doi, year-of-url and venue-of-url."""
    for listed in subject.entries:
        venue = subject.venue_of(listed.entry)
        yield from _by_url(listed, venue)
        if listed.entry.year is not None:
            yield from _by_calendar(listed, listed.entry.year, venue, subject.this_year)
            yield from _by_arxiv(listed, listed.entry.year, venue)
            yield from _by_doi(listed, listed.entry.year, venue)


def _by_calendar(listed: ListedEntry, year: int, venue: Venue | None, this_year: int) -> Iterator[Finding]:
    if year > this_year + 1:
        yield _doubt(listed, "year-ahead", year, "lies ahead")
    if venue is None:
        return
    if venue.first_year and year < venue.first_year:
        yield _doubt(listed, "year-of-venue", year, f"is before the first {venue.name}, {venue.first_year}")
    first, last = venue.biennial_from, venue.biennial_until or year
    if first and first <= year <= last and (year - first) % 2:
        yield _doubt(listed, "year-of-venue", year, f"had no {venue.name}, which is held every second year")


def _by_arxiv(listed: ListedEntry, year: int, venue: Venue | None) -> Iterator[Finding]:
    match = _ARXIV_YEAR.search(listed.entry.arxiv or "")
    if not match:
        return
    digits = int(match[1] or match[2])
    posted = digits + (1900 if digits > 90 else 2000)
    unpublished = venue is None or venue.kind == "preprint"
    # Some post a paper in the year after it was published, and a preprint may be revised in the next.
    if posted > year + (not unpublished):
        what = f"is before arXiv {listed.entry.arxiv} was posted, in {posted}"
        yield _doubt(listed, "year-of-arxiv", year, what, posted)
    elif venue and unpublished and posted < year - 1:
        yield _doubt(listed, "year-of-arxiv", year, f"is long after arXiv {listed.entry.arxiv}, of {posted}", posted)


def _by_doi(listed: ListedEntry, year: int, venue: Venue | None) -> Iterator[Finding]:
    doi = listed.entry.doi or ""
    if venue is None or re.match(r"10\.48550/", doi):
        return  # software is not of the year of its paper, and arXiv's DOIs have no year of this form
    if venue.kind == "conference" and (match := _CONFERENCE_DOI.match(doi)):
        stated, doubtful = int(match[1]), int(match[1]) != year
    elif venue.kind == "journal" and (match := _JOURNAL_DOI.search(doi)):
        # An article may appear online, and get its DOI, some years before it is printed, but not after.
        stated = int(match[1] or f"2{match[2]}")
        doubtful = stated > year
    else:
        return
    if doubtful:
        yield _doubt(listed, "year-of-doi", year, f"is not that of DOI {doi}, {stated}", stated)


def _by_url(listed: ListedEntry, venue: Venue | None) -> Iterator[Finding]:
    entry = listed.entry
    home = proceedings_of(entry.url)
    if home is None or venue is None:
        return
    if home.venue.casefold() != venue.name.casefold():
        yield listed.finding(
            "venue-of-url",
            f"the venue is {venue.name}, but the URL is of {home.venue} {home.year}: {entry.url}",
            "correct one of them, or say in errata why both hold",
            known=listed.tells(home.venue),
            at=entry.url or "",
        )
    elif entry.year is not None and home.year != entry.year:
        yield _doubt(listed, "year-of-url", entry.year, f"is not that of the URL, {home.year}: {entry.url}", home.year)


def _doubt(listed: ListedEntry, rule: str, year: int, what: str, other: int | None = None) -> Finding:
    known = listed.tells(str(year), str(other)) if other else listed.tells(str(year))
    return listed.finding(rule, f"the year {year} {what}", "correct it, or say in errata what is right", known=known)
