"""What a file cites, held against a catalogue: what is cited wrong, as a preprint, twice, or not known."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prunecat.catalogue import Catalogue
from prunecat.checks.finding import ERROR, NOTE, WARNING, Finding
from prunecat.citation import authors_of, publication
from prunecat.entry import Entry
from prunecat.errors import UnresolvedReference
from prunecat.identifiers import KINDS, identified, key
from prunecat.same_work import sign, title_key
from prunecat.verification.cited import Cited
from prunecat.words import words_of
from prunecat.work import published_work

RULES = {
    "wrong-title": ERROR,
    "wrong-authors": ERROR,
    "wrong-year": ERROR,
    "wrong-venue": ERROR,
    "wrong-place": ERROR,
    "cites-preprint": WARNING,
    "cited-twice": WARNING,
    "not-known": NOTE,
}
"""Each rule of a verification and its level; docs/verify.md says what they mean."""
_LOOKED_AT = 5
"""The best answers to a title, among which the work is, if the catalogue has it."""

_FEWEST = 3
"""Words of a title that means its work inside of a longer text; shorter ones may stand there for something else."""


class Held(NamedTuple):
    """A citation and what the catalogue has of its work."""

    cited: Cited
    row: Entry | None
    """The catalogue's entry; None where it has none."""
    findings: tuple[Finding, ...]

    @property
    def work(self) -> Entry | None:
        """What was published."""
        return published_work(self.row) if self.row else None


def held(catalogue: Catalogue, citations: Sequence[Cited]) -> Iterator[Held]:
    """Each citation with its findings, in their order."""
    first: dict[str, Cited] = {}
    for cited in citations:
        row = _row_of(catalogue, cited)
        findings = list(_faults(catalogue, cited, row)) if row else []
        name = min([row.id, *row.also_listed_as]) if row else _name(cited)
        before = first.setdefault(name, cited)
        if before is not cited and cited.entry and before.file == cited.file:
            where = f" at line {before.line}" if before.line else ""
            findings.append(_finding(cited, "cited-twice", f"{before.key}{where} is the same work"))
        if row is None:
            findings.append(_finding(cited, "not-known", "the catalogue does not have it"))
        yield Held(cited, row, tuple(findings))


_YEAR = re.compile(r"(?<![\d.:/–-])(?:19|20)\d\d(?![\d:/–-]|\.\d)")
"""A year in a reference: no page of several, and no part of an identifier."""
_FEWEST_LETTERS = 4
"""Letters of a venue's name that is looked for in a reference; fewer may be anything."""


def _name(cited: Cited) -> str:
    """What an unknown citation is known again by."""
    if cited.entry is None:
        return cited.text
    return cited.entry.doi or cited.entry.arxiv or title_key(cited.entry.title)


def _row_of(catalogue: Catalogue, cited: Cited) -> Entry | None:
    """The catalogue's entry of the work that is cited."""
    if cited.entry is None:
        return _shown(catalogue, cited.text) or _within(catalogue, cited.text)
    # Where it lies and when it appeared is what may be cited wrong, so neither tells works apart.
    bare = cited.entry._replace(year=None, url=None)
    names = [value for kind in KINDS if (value := getattr(cited.entry, kind))]
    found = [entry for value in names if (entry := _shown(catalogue, value))]
    if not any(sign(bare, identified(entry)) for entry in found):
        found = [result.entry for result in catalogue.answer(bare.title, limit=_LOOKED_AT).results]
    return next((row for row in found if sign(bare, row) or sign(bare, identified(published_work(row)))), None)


def _within(catalogue: Catalogue, reference: str) -> Entry | None:
    """The entry whose whole title stands in a reference as papers have them."""
    text = title_key(reference)
    found = (result.entry for result in catalogue.answer(reference, limit=_LOOKED_AT).results)
    return next((row for row in found if _is_in(row.title, text) or _is_in(published_work(row).title, text)), None)


def _is_in(title: str, text: str) -> bool:
    return len(words_of(title)) >= _FEWEST and title_key(title) in text


def _shown(catalogue: Catalogue, reference: str) -> Entry | None:
    try:
        return catalogue.show(reference)
    except UnresolvedReference:
        return None


def _faults(catalogue: Catalogue, cited: Cited, row: Entry) -> Iterator[Finding]:
    work, stated = published_work(row), cited.entry
    if stated is None:
        yield from _faults_of_text(catalogue, cited, row)
        return
    seen = dict(row.published).get("seen") or dict(row.container).get("seen")
    source = f" (seen: {seen})" if seen else ""
    if title_key(stated.title) != title_key(work.title):
        yield _finding(cited, "wrong-title", f"the title is {work.title!r}, not {stated.title!r}{source}")
    if stated.authors and work.authors and _surnames(stated) != _surnames(work) and not _abridges(stated, work):
        names = ", ".join(work.authors)
        yield _finding(cited, "wrong-authors", f"the authors are {names}, not {', '.join(stated.authors)}{source}")
    if publication(stated) == "preprint" and publication(work) in ("conference", "journal"):
        where = f"{work.venue or ''} {work.year or ''}".strip()
        yield _finding(cited, "cites-preprint", f"it is cited as a preprint, and was published: {where}{source}")
        return
    if stated.year and work.year and stated.year != work.year:
        early = f" ({stated.year} is the list's year)" if stated.year == row.year else ""
        yield _finding(cited, "wrong-year", f"the year is {work.year}, not {stated.year}{early}{source}")
    told = catalogue.venues.get(stated.venue or "")
    if told and told.kind != "preprint" and work.venue and told.name != work.venue:
        yield _finding(cited, "wrong-venue", f"it appeared in {work.venue}, not in {told.name}{source}")
        return
    for name, ours, theirs in _places(stated, work):
        yield _finding(cited, "wrong-place", f"its {name} {ours}, not {theirs}{source}")


def _faults_of_text(catalogue: Catalogue, cited: Cited, row: Entry) -> Iterator[Finding]:
    """What a reference in words says of the year and the venue that is wrong; of what it does not say, nothing."""
    work = published_work(row)
    rest = f" {_spaced(cited.text)} ".replace(f" {_spaced(row.title)} ", " ").replace(f" {_spaced(work.title)} ", " ")
    years = {int(year) for year in _YEAR.findall(cited.text)}
    if years and work.year and not years & {work.year, row.year}:
        yield _finding(cited, "wrong-year", f"the year is {work.year}, not {max(years)}")
    told = {
        _spaced(name): venue
        for venue in catalogue.venues.values()
        if venue.kind in ("conference", "journal")
        for name in venue.names()
        if len(name) >= _FEWEST_LETTERS and f" {_spaced(name)} " in rest
    }
    # `Neural Networks` stands in the name of a longer one.
    venues = {venue.name for name, venue in told.items() if not any(name != other and name in other for other in told)}
    if venues and work.venue and not venues & {work.venue, row.venue}:
        yield _finding(cited, "wrong-venue", f"it appeared in {work.venue}, not in {min(venues)}")


def _spaced(text: str) -> str:
    return " ".join(words_of(text))


def _places(stated: Entry, work: Entry) -> Iterator[tuple[str, str, str]]:
    """Where in its volume a work stands, by the catalogue and by the citation, where the two differ."""
    if stated.doi and work.doi and key("doi", stated.doi) != key("doi", work.doi):
        yield "DOI is", work.doi, stated.doi
    for field, said in (("volume", "volume is"), ("number", "number is"), ("pages", "pages are")):
        ours, theirs = work.stated(field), stated.stated(field)
        if ours and theirs and re.findall(r"\w+", ours) != re.findall(r"\w+", theirs):
            yield said, ours, theirs


def _surnames(entry: Entry) -> list[str]:
    return [" ".join(words_of(name.surname)) for name in authors_of(entry).names]


def _abridges(stated: Entry, work: Entry) -> bool:
    """Whether a citation names the first of the authors, and says that there are others."""
    names = _surnames(stated)
    return authors_of(stated).others and names == _surnames(work)[: len(names)]


def _finding(cited: Cited, rule: str, message: str) -> Finding:
    return Finding(cited.file, cited.line, cited.key, rule, RULES[rule], message)
