"""A draft of an entry from the spans of one unit: an item, a block of lines or a cell."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from prunecat.entry import CodeLink
from prunecat.sources.markdown import links, roles
from prunecat.sources.markdown.badges import badge_repository
from prunecat.sources.markdown.names import Names
from prunecat.sources.markdown.people import read_people
from prunecat.sources.markdown.pieces import split_pieces
from prunecat.sources.markdown.spans import Span
from prunecat.sources.markdown.titles import Title, find_title
from prunecat.sources.markdown.where import Where, read_where, with_stop


_YEAR_AFTER = re.compile(r"[\s,.(]*((?:19|20)\d\d)\b")
# What is linked beside the paper itself.
_ASIDE = re.compile(r"reject|version|extended|extension", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """What a unit says of one work, before its headings are asked."""

    line: int
    title: str = ""
    sure: bool = False
    """Whether the title is set off as one."""
    title_url: str | None = None
    papers: list[str] = field(default_factory=list)
    """Links to the paper, the most telling first."""
    others: list[str] = field(default_factory=list)
    """Links to neither paper nor code."""
    projects: list[str] = field(default_factory=list)
    code: list[CodeLink] = field(default_factory=list)
    wheres: list[Where] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @property
    def place(self) -> Where:
        """The venue and year it states: a conference before an archive, a sure one before a likely one."""
        venues = [where for where in self.wheres if where.venue]
        best = max(venues, key=lambda w: (w.weight, w.year is not None, "rxiv" not in (w.venue or "").lower()), default=None)
        year = (best.year if best else None) or next((w.year for w in self.wheres if w.year), None)
        return Where(best.venue if best else None, year, best.weight if best else 0)

    @property
    def url(self) -> str | None:
        """The paper's link: the title's, unless that leads to code and another to the paper."""
        if self.title_url and not (links.is_code_host(self.title_url) and self.papers):
            return self.title_url
        return self.papers[0] if self.papers else None

    @property
    def has_paper(self) -> bool:
        """Whether a link leads to a paper, or the title to a page that may be one."""
        return bool(self.papers) or (self.title_url is not None and links.is_paper_host(self.title_url))

    @property
    def linked(self) -> bool:
        """Whether it leads anywhere."""
        return bool(self.title_url or self.papers or self.code or self.projects or self.others)

    def code_links(self) -> tuple[CodeLink, ...]:
        """The code links, one for each address; a project page that is a repository where there is no other."""
        found = list(self.code)
        if self.title_url and self.papers and links.is_code_host(self.title_url):
            found.insert(0, links.code_link("", self.title_url))
        if not found:
            found = [links.code_link("", url) for url in self.projects if links.is_code_host(url)][:1]
        unique = {link.url: link for link in reversed(found)}
        return tuple(reversed(unique.values()))


def read_draft(spans: Sequence[Span], names: Names, codes: Collection[str] = ()) -> Draft | None:
    """The draft of a unit, None where nothing in it may be a title."""
    spans, labelled = _take_labelled(spans)
    spans = _without_pictures(spans)
    title = find_title(spans, names)
    if title is None:
        return None
    draft = Draft(line=spans[title.index].line, title=title.text, sure=title.sure)
    draft.line = min([draft.line, *(s.line for s in spans if s.text.strip())])
    if title.link:
        draft.title_url = title.link.url
    draft.wheres += title.wheres
    draft.authors = title.people
    _take_rest(draft, spans, title, names, codes)
    for role, part in labelled:
        take_part(draft, role, part, names)
    return draft


def extend_draft(draft: Draft, spans: Sequence[Span], names: Names, codes: Collection[str] = (), *, labelled: bool = False) -> None:
    """Adds what more lines under a unit say of it; with `labelled` its first line may be a labelled one too."""
    lead = [Span("hard", "\n", 0)] if labelled else []
    free, parts = _take_labelled([*lead, *spans])
    _take_rest(draft, _without_pictures(free), None, names, codes)
    for role, part in parts:
        take_part(draft, role, part, names)


def take_part(draft: Draft, role: str, spans: Sequence[Span], names: Names) -> None:
    """Adds to a draft what a labelled line or a cell of a known role says."""
    text = "".join(s.text if s.kind != "image" else f" {s.text} " for s in spans)
    found = [s for s in spans if s.kind == "link" and s.url and not s.url.startswith("#")]
    if role in (roles.VENUE, roles.YEAR, roles.DATE, roles.PAPER):
        where = _stated(text, names, role)
        if where:
            draft.wheres.append(where)
    if role == roles.CODE:
        for link in found:
            if links.link_kind(link.text, link.url or "") not in (links.OTHER, links.PROJECT) or links.is_code_host(link.url or ""):
                draft.code.append(links.code_link(link.text, link.url or "", _after(spans, link)))
    elif role in (roles.PAPER, roles.TITLE):
        draft.papers += [s.url or "" for s in found if links.link_kind(s.text, s.url or "") != links.CODE]
        for link in found:
            if links.link_kind(link.text, link.url or "") == links.CODE:
                draft.code.append(links.code_link(link.text, link.url or "", _after(spans, link)))
    elif role == roles.AUTHORS:
        draft.authors = draft.authors or read_people(text) or tuple(part.strip() for part in re.split(r"[,;，、]", text) if part.strip())
    elif role in (roles.LINKS, roles.NAME, roles.VENUE):
        for link in found:
            _take_link(draft, link, spans, names, place=role == roles.VENUE)


def _stated(text: str, names: Names, role: str) -> Where | None:
    """What a cell or line says that is known to hold a venue or a date; a name of any form is one."""
    where = read_where(text, names)
    if role == roles.VENUE and where.venue is None and not where.told:
        bare = " ".join(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", text).split()).strip(" -–—/.,*`")
        if bare and len(bare) < 80 and any(c.isalpha() for c in bare) and bare.lower() not in ("n/a", "na", "none", "tbd", "null", "unknown", "link", "paper", "pdf"):
            return Where(with_stop(bare, text), where.year, 2)
    if role == roles.PAPER:
        return where if where.weight > 2 and where.venue else None
    if role in (roles.YEAR, roles.DATE) and where.weight < 2:
        where = replace(where, venue=None)
    return where if where.venue or where.year else None


def _take_labelled(spans: Sequence[Span]) -> tuple[list[Span], list[tuple[str, list[Span]]]]:
    """The lines that begin with a label apart from the others, each with its role."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        if span.kind in ("soft", "hard"):
            lines.append([])
        else:
            lines[-1].append(span)
    free: list[Span] = []
    labelled: list[tuple[str, list[Span]]] = []
    for number, line in enumerate(lines):
        text = "".join(s.text for s in line if s.kind in ("text", "link"))
        label = roles.label_of(text) if line and any(s.kind == "text" for s in line[:2]) else None
        # The first line is the title's; a label before it is taken off only where a title is linked.
        titled = number == 0 and not (label and any(_is_resource(s) for s in line) and not any(s.kind == "link" and not _is_resource(s) for s in line))
        if label is None or (titled and not any(s.kind == "link" and len(s.text.split()) > 2 for s in line)):
            free += [*line, Span("hard", "\n", line[-1].line)] if line else []
            continue
        rest = _cut_label(line, len(text) - len(label[1]))
        if titled and label[0] in (roles.PAPER, roles.TITLE):
            free += [*rest, Span("hard", "\n", line[-1].line)]
        else:
            labelled.append((label[0], rest))
    return free, labelled


def _cut_label(line: list[Span], length: int) -> list[Span]:
    rest = []
    for span in line:
        if span.kind in ("text", "link") and length > 0:
            cut = min(length, len(span.text))
            length -= cut
            span = replace(span, text=span.text[cut:])
        rest.append(span)
    return [s for s in rest if s.text or s.kind != "text"]


def _is_resource(span: Span) -> bool:
    return span.kind == "link" and links.link_kind(span.text, span.url or "") != links.NAME


def _without_pictures(spans: Iterable[Span]) -> list[Span]:
    """Pictures that are badges as their text; others go."""
    out = []
    for span in spans:
        if span.kind == "link" and span.image and not span.url:
            span = replace(span, kind="image")
        if span.kind != "image":
            out.append(span)
        elif span.text.strip() and span.image:
            out.append(replace(span, text=f" {span.text} "))
    return out


def _take_rest(draft: Draft, spans: Sequence[Span], title: Title | None, names: Names, codes: Collection[str]) -> None:
    """Whatever stands around the title: people, places, codes of the legend, links."""
    types: list[str] = []
    at = title.index if title else -9
    leading = title is not None
    for index, span in enumerate(spans):
        if index == at:
            leading = False
        elif span.kind == "link":
            _take_link(draft, span, spans, names, place=leading)
        elif span.kind == "code":
            types += [code for code in codes if code == span.text.strip()]
            draft.wheres += _told(read_where(span.text, names))
        elif span.kind == "image":
            draft.wheres += [w for w in _told(read_where(span.text, names)) if w.venue]
        elif span.kind == "text":
            after = spans[index + 1].text if index + 1 < len(spans) and spans[index + 1].kind == "text" else ""
            _take_text(draft, span, names, beside=abs(index - at) == 1, after=after)
    draft.types = draft.types or tuple(dict.fromkeys(types))


def _take_text(draft: Draft, span: Span, names: Names, *, beside: bool, after: str) -> None:
    whole = read_people(span.text)
    if whole:
        draft.authors = draft.authors or whole
        return
    people: list[str] = []
    for piece in split_pieces(span.text, names):
        people += piece.people
        if piece.where:
            draft.wheres.append(piece.where)
        elif piece.other:
            # A name set off by emphasis with its year after it, or dated and beside the title, is a venue's.
            year = _YEAR_AFTER.match(after) if span.emphasis or span.strong else None
            where = read_where(f"{piece.text}, {year[1]}" if year else piece.text, names)
            if where.weight and where.year and (beside or span.emphasis or year):
                draft.wheres.append(where)
    draft.authors = draft.authors or tuple(people)


def _told(where: Where) -> list[Where]:
    return [where] if where.told else []


def _take_link(draft: Draft, span: Span, spans: Sequence[Span], names: Names, *, place: bool) -> None:
    """A link by its kind; one before the title, or that names a venue, tells the place too."""
    url, label = span.url or "", span.text
    if span.image and badge_repository(span.image):
        if links.is_code_host(url):
            draft.code.append(links.code_link("", url))
        return
    kind = links.link_kind(label, url)
    where = read_where(label, names)
    if where.told and kind in (links.NAME, links.PAPER) and (where.year or "rxiv" not in label.lower() or place) and not _ASIDE.search(label):
        draft.wheres.append(where)
    if kind == links.NAME:
        kind = links.PAPER if where.told else links.kind_by_address(url)
    if kind == links.CODE:
        draft.code.append(links.code_link(label, url, _after(spans, span)))
    elif kind == links.PAPER:
        draft.papers.append(url)
    elif kind == links.PROJECT:
        draft.projects.append(url)
    elif kind == links.OTHER and url:
        draft.others.append(url)


def _after(spans: Sequence[Span], link: Span) -> str:
    """The text right after a link, up to the next link or line."""
    index = next(n for n, span in enumerate(spans) if span is link)
    after = spans[index + 1] if index + 1 < len(spans) else None
    return after.text[:40] if after and after.kind == "text" else ""
