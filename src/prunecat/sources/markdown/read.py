"""Reads a Markdown list: which of its units are entries, each completed by the headings over it."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from prunecat.entry import Entry
from prunecat.identifiers import arxiv_id, doi, openreview_id
from prunecat.sources.markdown.entries.candidates import ITEM, LINES, ROW, TITLED, Candidate, walk
from prunecat.sources.markdown.entries.title_text import words_in
from prunecat.sources.markdown.entries.unread_rows import unread_rows
from prunecat.sources.markdown.facts.legend import read_legend
from prunecat.sources.markdown.facts.link_kinds import is_code_host, is_persons_page
from prunecat.sources.markdown.facts.topics import Topic, inherited, is_of_software, read_topic, section_of
from prunecat.sources.markdown.facts.venue_names import VenueNames, venue_names_of
from prunecat.sources.markdown.page.blocks import read_blocks
from prunecat.sources.markdown.page.clean import clean
from prunecat.sources.markdown.page.nodes import Heading, Node
from prunecat.sources.reading import Reading, Skipped

_AWESOME = re.compile(r"\bawesome[-_ ]|\bawesome$|^(?:papers?|reading|paper[- ]?list)[-_ ]", re.IGNORECASE)
_PROSE = re.compile(
    r"^(?:this (?:repo|list|page|is|section|project|table|work is)|please|we (?:are|have|will|strongly|welcome|"
    r"also|mark|hope|list|would|collect|use|provide)|if you|feel free|thanks?\b|thank you|contributions?\b|note[: "
    r"]|here (?:is|are)|for (?:more|any|each)|"
    r"a (?:curated |comprehensive |continually )?(?:list|collection|reading list)\b|curated|collection of|welcome|"
    r"inspired by|maintain\w*|see (?:also|the|more)|check (?:out|the)|you (?:can|are|may)|our (?:paper|survey|work|"
    r"repo|list)\b|"
    r"from |my |i (?:am|will|have) |some of|"
    r"the (?:list|papers|repo|paper list|following)|last update|updated?\b|back to|return to|top$|click|"
    r"\u8fd9\u4e2a|\u672c\u4ed3\u5e93|\u6b22\u8fce)",
    re.IGNORECASE,
)

_LONGEST_TITLE = 45
"""Words; what is longer is prose, or cells that damage ran together."""


def read(text: str, file: str, known_venues: Collection[str] = ()) -> Reading:
    """The entries, the legend and the title of a Markdown list.

    `known_venues` are names, in any spelling, that are venues for certain. Raises SourceError for a text that
    is larger than any list.
    """
    text = clean(text, file)
    nodes = read_blocks(text)
    venues = venue_names_of(text, known_venues)
    legend, legend_nodes = read_legend(nodes)
    candidates = walk(nodes, venues, [kind.code for kind in legend], legend_nodes)
    heading = _document_heading(nodes)
    document = read_topic(0, heading.spans if heading else (), venues)
    strong = Counter(candidate.beside for candidate in candidates if _is_strong(candidate))
    counts = Counter(candidate.beside for candidate in candidates)
    lists = {candidate.topics[:2] for candidate in candidates if _is_strong(candidate)}
    entries, lines, skipped = [], [], []
    for candidate in candidates:
        share = strong[candidate.beside] / counts[candidate.beside] if candidate.beside else 0.0
        if not candidate.draft.title:
            if _is_strong(candidate) and not _is_none(candidate):
                skipped.append(Skipped(candidate.draft.line, "it has a link to a paper or a venue, but no title"))
        elif _is_entry(candidate, share) or (candidate.topics[:2] in lists and _is_bare_title(candidate)):
            entries.append(_complete(candidate, document, venues))
            lines.append(candidate.draft.line)
            if candidate.draft.unread:
                skipped.append(Skipped(candidate.draft.line, "the table has no column for it", candidate.draft.unread))
    # Lines that need no second look: those of entries, and rows that were understood and are no papers.
    known = {line for entry, line in zip(entries, lines, strict=True) if _has_whole_title(entry.title)}
    known |= {one.draft.line for one in candidates if one.kind != LINES and _has_whole_title(one.draft.title)}
    unread = unread_rows(text, known | {one.line for one in skipped}, {entry.title for entry in entries})
    skipped += [Skipped(line, "it looks like a row of a table, and stands in none") for line in unread]
    skipped.sort(key=lambda one: one.line)
    # A legend whose codes no entry has explains something else.
    used = {code for entry in entries for code in entry.types}
    types = legend if any(kind.code in used for kind in legend) else ()
    about = {"title": document.text} if document.text else {}
    return Reading(
        file=file, entries=tuple(entries), lines=tuple(lines), types=types, about=about, skipped=tuple(skipped)
    )


def _document_heading(nodes: Sequence[Node]) -> Heading | None:
    """The list's own title: its first heading, where that is of the first level."""
    first = next((node for node in nodes if isinstance(node, Heading)), None)
    return first if first and first.level == 1 else None


def _has_whole_title(title: str) -> bool:
    """Whether a title is one, rather than a word of a damaged row, a link that was cut or cells run together."""
    return 2 < words_in(title) <= _LONGEST_TITLE and "](" not in title


def _is_strong(candidate: Candidate) -> bool:
    """Whether a unit says of itself that it is a work: a paper's link, or a venue."""
    return (
        candidate.draft.has_paper
        or candidate.draft.appearance.known
        or (candidate.draft.appearance.told and candidate.draft.appearance.year is not None)
    )


def _is_entry(candidate: Candidate, share: float) -> bool:
    """Whether a unit is an entry; `share` of those beside it say so of themselves."""
    if _is_none(candidate):
        return False
    draft, strong, words = candidate.draft, _is_strong(candidate), words_in(candidate.draft.title)
    of_papers = all(topic.of_papers for topic in candidate.topics[-2:])
    of_software = bool(candidate.topics) and is_of_software(candidate.topics[-1])
    if strong:
        return draft.sure or words > 2 or candidate.kind != LINES or draft.appearance.known
    if candidate.kind == ROW:
        stated = draft.linked or draft.appearance.venue is not None or draft.appearance.year is not None or share > 0.5
        return stated and (of_papers or of_software)
    if candidate.kind == LINES:
        return of_papers and draft.sure and bool(draft.code or (draft.title_url and (words > 2 or of_software)))
    if of_software:
        return draft.linked and (draft.sure or bool(draft.code))
    if not of_papers or candidate.kind == TITLED:
        return False
    if share > 0.3:
        return draft.linked or bool(draft.authors) or words > 3
    return bool(draft.code or draft.title_url) and (words > 2 or draft.sure)


def _is_none(candidate: Candidate) -> bool:
    """Whether a unit can be no entry: by its headings, because it is prose, or by what it links to."""
    draft, topics, words = candidate.draft, candidate.topics, words_in(candidate.draft.title)
    if any(topic.no_entries for topic in topics) or (topics and topics[-1].no_entries_here) or words > _LONGEST_TITLE:
        return True
    if draft.title.startswith("<img"):
        return True
    if candidate.kind in (ITEM, LINES) and draft.in_prose and not (draft.sure and words > 2):
        return True
    url = draft.title_url
    if url is None:
        told = candidate.kind == ROW or (draft.has_paper and (draft.sure or candidate.kind == ITEM))
        return not told and _PROSE.match(draft.title) is not None
    is_own_page = re.match(r"(?!\w+:).*\.md(?:#.*)?$", url) is not None
    is_list = is_code_host(url) and _AWESOME.search(draft.title) is not None
    return is_persons_page(url) or is_own_page or is_list


def _is_bare_title(candidate: Candidate) -> bool:
    """Whether an item without any link is a title by its capitals, its year or its authors."""
    if (
        candidate.kind != ITEM
        or candidate.draft.linked
        or not all(t.of_papers and not t.no_entries and not t.no_entries_here for t in candidate.topics)
    ):
        return False
    words = [word for word in re.findall(r"[^\W_]{2,}(?:[-'’]\w+)*", candidate.draft.title) if len(word) > 3]
    if len(words) < 3 or len(words) > 20 or _PROSE.match(candidate.draft.title):
        return False
    capitals = sum(word[0].isupper() for word in words) / len(words)
    return bool(capitals >= (0.4 if candidate.draft.appearance.year or candidate.draft.authors else 0.7))


def _complete(candidate: Candidate, document: Topic, venues: VenueNames) -> Entry:
    """The entry of a unit; what it does not state of venue and year is taken from its headings."""
    draft, topics = candidate.draft, candidate.topics
    if topics and topics[0].text == document.text:
        topics = topics[1:]
    appearance, under = draft.appearance, inherited((document, *topics))
    venue, year, url = appearance.venue or under.venue, appearance.year or under.year, draft.url
    beside = [link for link in (draft.title_url, *draft.papers) if link and link != url]
    return Entry(
        id="",
        section=section_of(topics, draft.title, venue, venues),
        title=draft.title,
        authors=draft.authors,
        venue=venue,
        year=year,
        types=draft.types,
        url=url,
        arxiv=_beside(arxiv_id, url, beside),
        doi=_beside(doi, url, beside),
        openreview=_beside(openreview_id, url, beside),
        code=draft.code_links(),
        heading=tuple(topic.text for topic in topics),
    )


def _beside(read_id: Callable[[str | None], str | None], url: str | None, beside: Sequence[str]) -> str | None:
    """An identifier that another link than the paper's own gives, for those in `url` are derived."""
    return None if read_id(url) else next((found for link in beside if (found := read_id(link))), None)
