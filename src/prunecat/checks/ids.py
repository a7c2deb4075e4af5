"""Rules about ids and identifiers: their form, the year in an id, and the ids of the same work."""

import re
from collections.abc import Iterator

from prunecat.checks.finding import Finding
from prunecat.checks.subject import ListedEntry, Subject
from prunecat.identifiers import ARXIV, DOI, arxiv_id, doi, make_id, openreview_id
from prunecat.nearest import nearest

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR = re.compile(r"-((?:19|20)\d\d)(?:-\d+)?$")
_ARXIV_MONTH = re.compile(r"\d\d(0[1-9]|1[0-2])\.|[a-z]", re.IGNORECASE)


def same_ids(subject: Subject) -> Iterator[Finding]:
    """Findings of same-id."""
    first: dict[str, ListedEntry] = {}
    for listed in subject.entries:
        name = listed.entry.id
        if name and first.setdefault(name, listed) is not listed:
            yield listed.finding("same-id", f"the id stands at {first[name].where} too", "give it another id", at=name)


def forms(subject: Subject) -> Iterator[Finding]:
    """Findings of no-id, id-form and id-year."""
    for listed in subject.own():
        yield from _form(listed)


def names(subject: Subject) -> Iterator[Finding]:
    """Findings of unknown-also, missing-also, malformed-identifier and identifier-of-url."""
    for listed in subject.entries:
        yield from _also(listed, subject)
        yield from _identifiers(listed)


def _form(listed: ListedEntry) -> Iterator[Finding]:
    name, year = listed.entry.id, listed.entry.year
    if not name:
        yield listed.finding("no-id", "the entry has no id", f"one would be {make_id(listed.entry.title, year)}")
    elif not _ID.fullmatch(name):
        yield listed.finding(
            "id-form", f"the id {name!r} is not small letters, digits and hyphens", "rewrite it", at=name
        )
    elif (match := _YEAR.search(name)) and year is not None and int(match[1]) != year:
        yield listed.finding(
            "id-year",
            f"the id ends in {match[1]}, the year is {year}",
            "correct what is wrong; a released id stays, and errata say why",
            known=listed.tells(match[1], str(year)),
            at=name,
        )


def _also(listed: ListedEntry, subject: Subject) -> Iterator[Finding]:
    for other in listed.entry.also_listed_as:
        if other not in subject.also:
            near = nearest(other, subject.also, 1)
            remedy = f"did you mean {near[0]}?" if near else "give the id of an entry"
            yield listed.finding("unknown-also", f"also_listed_as names {other}, which is no entry", remedy, at=other)
        elif listed.entry.id not in subject.also[other]:
            yield listed.finding(
                "missing-also",
                f"also_listed_as names {other}, which does not name {listed.entry.id or 'this entry'}",
                "let each name the other",
                at=other,
            )


def _identifiers(listed: ListedEntry) -> Iterator[Finding]:
    entry = listed.entry
    for kind, value, form, of_url in (
        ("arXiv id", entry.arxiv, ARXIV, arxiv_id(entry.url)),
        ("DOI", entry.doi, DOI, doi(entry.url)),
        ("OpenReview id", entry.openreview, re.compile(r"[\w-]+"), openreview_id(entry.url)),
    ):
        if not value:
            continue
        if not form.fullmatch(value) or (kind == "arXiv id" and not _ARXIV_MONTH.match(value)):
            yield listed.finding("malformed-identifier", f"{value!r} is no {kind}", "look it up", at=value)
        elif of_url and of_url.casefold() != value.casefold():
            yield listed.finding(
                "identifier-of-url",
                f"the {kind} is {value}, but that of the URL is {of_url}",
                "correct one of them",
                known=listed.tells(value) or listed.tells(of_url),
                at=value,
            )
