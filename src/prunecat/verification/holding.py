"""What a file cites, held against a catalogue: what is cited wrong, as a preprint, twice, or not known."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prunecat.catalogue import Catalogue
from prunecat.checks.finding import ERROR, NOTE, WARNING, Finding
from prunecat.citation import authors_of, publication
from prunecat.entry import Entry
from prunecat.identifiers import key
from prunecat.same_title import may_be_misquoted, title_key
from prunecat.same_work import sign
from prunecat.verification.cited import Cited
from prunecat.verification.meant import row_of
from prunecat.verification.wording import spaced, surnames, titles_in, venues_in, years_in
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
    first: defaultdict[tuple[str, str], list[Cited]] = defaultdict(list)
    for cited in citations:
        row = row_of(catalogue, cited)
        findings = list(_faults(catalogue, cited, row)) if row else []
        alike = first[_name(cited, row)]
        before = next((one for one in alike if row or _are_one(one, cited)), None)
        if before is None:
            alike.append(cited)
        elif cited.entry and before.file == cited.file:
            where = f" at line {before.line}" if before.line else ""
            findings.append(_finding(cited, "cited-twice", f"{before.key}{where} is the same work"))
        if row is None:
            findings.append(_finding(cited, "not-known", "the catalogue does not have it"))
        yield Held(cited, row, tuple(findings))


def _name(cited: Cited, row: Entry | None) -> tuple[str, str]:
    """What the citations of one work have in common: its id, or what an unknown one is known again by."""
    if row:
        return "id", min([row.id, *row.also_listed_as])
    if cited.entry is None:
        return "text", cited.text
    return "stated", cited.entry.doi or cited.entry.arxiv or title_key(cited.entry.title)


def _are_one(one: Cited, other: Cited) -> bool:
    """Whether two unknown citations of one name are of one work: other authors may write under the same title."""
    return one.entry is None or other.entry is None or bool(sign(one.entry, other.entry))


def _faults(catalogue: Catalogue, cited: Cited, row: Entry) -> Iterator[Finding]:
    work, stated = published_work(row), cited.entry
    if stated is None:
        yield from _faults_of_text(catalogue, cited, row)
        return
    seen = dict(row.published).get("seen") or dict(row.container).get("seen")
    source = f" (seen: {seen})" if seen else ""
    if title_key(stated.title) != title_key(work.title):
        yield _finding(cited, "wrong-title", f"the title is {work.title!r}, not {stated.title!r}{source}")
    if stated.authors and work.authors and surnames(stated) != surnames(work) and not _abridges(stated, work):
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
    rest = f" {spaced(cited.text)} "
    misquoted = (part for part in titles_in(cited.text) if may_be_misquoted(part, work.title))
    for title in (row.title, work.title, *misquoted):
        rest = rest.replace(f" {spaced(title)} ", " ")
    years = years_in(cited.text)
    if years and work.year and not years & {work.year, row.year}:
        yield _finding(cited, "wrong-year", f"the year is {work.year}, not {max(years)}")
    venues = venues_in(catalogue, rest)
    if venues and work.venue and not venues & {work.venue, row.venue}:
        yield _finding(cited, "wrong-venue", f"it appeared in {work.venue}, not in {min(venues)}")


def _places(stated: Entry, work: Entry) -> Iterator[tuple[str, str, str]]:
    """Where in its volume a work stands, by the catalogue and by the citation, where the two differ."""
    if stated.doi and work.doi and key("doi", stated.doi) != key("doi", work.doi):
        yield "DOI is", work.doi, stated.doi
    for field, said in (("volume", "volume is"), ("number", "number is"), ("pages", "pages are")):
        ours, theirs = work.stated(field), stated.stated(field)
        if ours and theirs and re.findall(r"\w+", ours) != re.findall(r"\w+", theirs):
            yield said, ours, theirs


def _abridges(stated: Entry, work: Entry) -> bool:
    """Whether a citation names the first of the authors, and says that there are others."""
    names = surnames(stated)
    return authors_of(stated).others and names == surnames(work)[: len(names)]


def _finding(cited: Cited, rule: str, message: str) -> Finding:
    return Finding(cited.file, cited.line, cited.key, rule, RULES[rule], message)
