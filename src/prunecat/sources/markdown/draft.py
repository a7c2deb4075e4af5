"""A draft of an entry: what a unit says of one work, and how its links and places add up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from prunecat.entry import CodeLink
from prunecat.sources.markdown import links
from prunecat.sources.markdown.badges import badge_repository
from prunecat.sources.markdown.names import Names
from prunecat.sources.markdown.spans import Span
from prunecat.sources.markdown.where import Where, read_where

# What is linked beside the paper itself.
_ASIDE = re.compile(r"reject|version|extended|extension", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """What a unit says of one work, before its headings are asked."""

    line: int
    title: str
    sure: bool = False
    """Whether the title is set off as one."""
    in_prose: bool = False
    """Whether it is a sentence with links in it."""
    title_url: str | None = None
    papers: list[str] = field(default_factory=list)
    """Links that are labelled as the paper's."""
    likely: list[str] = field(default_factory=list)
    """Links that may lead to the paper by their address alone."""
    projects: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Links to anything else but code."""
    code: list[CodeLink] = field(default_factory=list)
    wheres: list[Where] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @property
    def place(self) -> Where:
        """The venue and year it states: a sure one before a likely one, a conference before an archive."""
        venues = [where for where in self.wheres if where.venue]
        best = max(venues, key=_rank, default=Where(None, None, 0))
        year = best.year or next((where.year for where in self.wheres if where.year), None)
        return Where(best.venue, year, best.weight)

    @property
    def url(self) -> str | None:
        """The paper's link: the title's, unless that leads to code and another to the paper."""
        if self.title_url and not (links.is_code_host(self.title_url) and self.papers):
            return self.title_url
        return next(iter((*self.papers, *self.likely)), None)

    @property
    def has_paper(self) -> bool:
        """Whether a link leads to a paper."""
        return bool(self.papers or self.likely) or (self.title_url is not None and links.is_paper_host(self.title_url))

    @property
    def linked(self) -> bool:
        """Whether it leads anywhere."""
        return bool(self.title_url or self.papers or self.likely or self.code or self.projects or self.others)

    def code_links(self) -> tuple[CodeLink, ...]:
        """The code links, one for each address; a project page that is a repository where there is no other."""
        found = list(self.code)
        if self.title_url and self.papers and links.is_code_host(self.title_url):
            found.insert(0, links.code_link("", self.title_url))
        if not found:
            found = [links.code_link("", url) for url in self.projects if links.is_code_host(url)][:1]
        unique = {link.url: link for link in reversed(found)}
        return tuple(reversed(unique.values()))


def take_link(draft: Draft, span: Span, spans: Sequence[Span], names: Names, *, place: bool) -> None:
    """Adds one of the spans' links to a draft; with `place` a bare `arXiv` on it tells the venue too."""
    url, label = span.url or "", span.text
    if span.image and badge_repository(span.image):
        if links.is_code_host(url):
            draft.code.append(links.code_link("", url))
        return
    kind = links.link_kind(label, url)
    where = read_where(label, names)
    is_place = where.told and (place or where.year is not None or "rxiv" not in label.lower())
    if is_place and kind in (links.NAME, links.PAPER) and not _ASIDE.search(label):
        draft.wheres.append(where)
    named = kind == links.NAME and not where.told
    if kind == links.NAME:
        kind = links.kind_by_address(url) if named else links.PAPER
    if kind == links.CODE:
        draft.code.append(links.code_link(label, url, text_after(spans, span)))
    elif kind == links.PAPER:
        (draft.likely if named else draft.papers).append(url)
    elif kind == links.PROJECT:
        draft.projects.append(url)
    elif kind == links.OTHER and url:
        draft.others.append(url)


def text_after(spans: Sequence[Span], link: Span) -> str:
    """The text right after a link, up to the next link or line."""
    index = next(n for n, span in enumerate(spans) if span is link)
    after = spans[index + 1] if index + 1 < len(spans) else None
    return after.text[:40] if after and after.kind == "text" else ""


def _rank(where: Where) -> tuple[int, bool, bool]:
    return where.weight, where.year is not None, "rxiv" not in (where.venue or "").lower()
