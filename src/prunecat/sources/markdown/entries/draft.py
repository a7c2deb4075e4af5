"""A draft of an entry: what a unit says of one work, and how its links and venues add up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from prunecat.entry import CodeLink
from prunecat.sources.markdown.facts import link_kinds
from prunecat.sources.markdown.facts.appearance import Appearance, read_appearance
from prunecat.sources.markdown.facts.venue_names import VenueNames
from prunecat.sources.markdown.page.badges import badge_repository
from prunecat.sources.markdown.page.spans import Span

# What is linked beside the paper itself.
_ASIDE = re.compile(r"reject|version|extended|extension", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """What a unit says of one work, before its headings are looked at."""

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
    appearances: list[Appearance] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    unread: str = ""
    """What of its row is not read."""

    @property
    def appearance(self) -> Appearance:
        """The venue and year it states: a sure one before a likely one, a conference before an archive."""
        venues = [appearance for appearance in self.appearances if appearance.venue]
        best = max(venues, key=_rank, default=Appearance(None, None, 0))
        year = best.year or next((appearance.year for appearance in self.appearances if appearance.year), None)
        return Appearance(best.venue, year, best.weight)

    @property
    def url(self) -> str | None:
        """The paper's link: the title's, unless that leads to code and another to the paper."""
        if self.title_url and not (link_kinds.is_code_host(self.title_url) and self.papers):
            return self.title_url
        return next(iter((*self.papers, *self.likely)), None)

    @property
    def has_paper(self) -> bool:
        """Whether a link leads to a paper."""
        return bool(self.papers or self.likely) or (
            self.title_url is not None and link_kinds.is_paper_host(self.title_url)
        )

    @property
    def linked(self) -> bool:
        """Whether it leads anywhere."""
        return bool(self.title_url or self.papers or self.likely or self.code or self.projects or self.others)

    def code_links(self) -> tuple[CodeLink, ...]:
        """The code links, one for each address; a project page that is a repository where there is no other."""
        found = list(self.code)
        if self.title_url and self.papers and link_kinds.is_code_host(self.title_url):
            found.insert(0, link_kinds.code_link("", self.title_url))
        if not found:
            found = [link_kinds.code_link("", url) for url in self.projects if link_kinds.is_code_host(url)][:1]
        unique = {link.url: link for link in reversed(found)}
        return tuple(reversed(unique.values()))


def take_link(draft: Draft, span: Span, spans: Sequence[Span], venues: VenueNames, *, names_venue: bool) -> None:
    """Add one of the spans' links to a draft; with `names_venue` a bare `arXiv` as its text is a venue too."""
    url, label = span.url or "", span.text
    if span.image and badge_repository(span.image):
        if link_kinds.is_code_host(url):
            draft.code.append(link_kinds.code_link("", url))
        return
    kind = link_kinds.link_kind(label, url)
    appearance = read_appearance(label, venues)
    is_venue = appearance.told and (names_venue or appearance.year is not None or "rxiv" not in label.lower())
    if is_venue and kind in (link_kinds.NAME, link_kinds.PAPER) and not _ASIDE.search(label):
        draft.appearances.append(appearance)
    named = kind == link_kinds.NAME and not appearance.told
    if kind == link_kinds.NAME:
        kind = link_kinds.kind_by_address(url) if named else link_kinds.PAPER
    if kind == link_kinds.CODE:
        draft.code.append(link_kinds.code_link(label, url, text_after(spans, span)))
    elif kind == link_kinds.PAPER:
        (draft.likely if named else draft.papers).append(url)
    elif kind == link_kinds.PROJECT:
        draft.projects.append(url)
    elif kind == link_kinds.OTHER and url:
        draft.others.append(url)


def text_after(spans: Sequence[Span], link: Span) -> str:
    """The text right after a link, up to the next link or line."""
    index = next(n for n, span in enumerate(spans) if span is link)
    after = spans[index + 1] if index + 1 < len(spans) else None
    return after.text[:40] if after and after.kind == "text" else ""


def _rank(appearance: Appearance) -> tuple[int, bool, bool]:
    return appearance.weight, appearance.year is not None, "rxiv" not in (appearance.venue or "").lower()
