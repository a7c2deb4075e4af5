"""Drafts made from the spans of a unit: an item, a block of lines or a cell."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from prunecat.sources.markdown.entries.draft import Draft, take_link
from prunecat.sources.markdown.entries.labelled_parts import take_labelled, take_part
from prunecat.sources.markdown.entries.title_text import words_in
from prunecat.sources.markdown.entries.titles import find_title
from prunecat.sources.markdown.facts.appearance import read_appearance
from prunecat.sources.markdown.facts.link_kinds import NAME, link_kind
from prunecat.sources.markdown.facts.person_names import read_person_names
from prunecat.sources.markdown.facts.phrases import split_phrases
from prunecat.sources.markdown.facts.venue_names import VenueNames
from prunecat.sources.markdown.page.spans import Span

_RUNS_INTO = re.compile(r"(?:^|\s)[a-z]{2,} $")
_RUNS_ON = re.compile(r"\s+(?!and\b|or\b|in\b|by\b)[a-z]{2,}\s+[a-z]")
_YEAR_AFTER = re.compile(r"[\s,.(]*((?:19|20)\d\d)\b")


def read_draft(spans: Sequence[Span], venues: VenueNames, codes: Collection[str] = ()) -> Draft | None:
    """The draft of a unit, None where nothing in it may be a title; `codes` are those of the legend."""
    free, labelled = take_labelled(spans)
    free = _without_pictures(free)
    title = find_title(free, venues)
    if title is None:
        return None
    draft = Draft(min(s.line for s in free if s.text.strip()), title.text, title.sure, _is_prose(free))
    draft.title_url = title.link.url if title.link else None
    draft.appearances += title.appearances
    draft.authors = title.people
    _take_rest(draft, free, title.index, venues, codes)
    for role, part in labelled:
        take_part(draft, role, part, venues)
    return draft


def extend_draft(draft: Draft, spans: Sequence[Span], venues: VenueNames, codes: Collection[str] = ()) -> None:
    """Adds what more lines under a unit say of it."""
    free, labelled = take_labelled(spans, begun=True)
    _take_rest(draft, _without_pictures(free), None, venues, codes)
    for role, part in labelled:
        take_part(draft, role, part, venues)


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


def _is_prose(spans: Sequence[Span]) -> bool:
    """Whether a link is in the midst of a sentence: `feel free to [open an issue](…)`."""
    for before, link, after in zip(spans, spans[1:], [*spans[2:], Span("hard", "", 0)], strict=False):
        if link.kind != "link" or before.kind != "text":
            continue
        named = link_kind(link.text, link.url or "") == NAME and words_in(link.text) < 5
        runs_into = _RUNS_INTO.search(before.text) is not None
        runs_on = after.kind == "text" and _RUNS_ON.match(after.text) is not None
        if (runs_into and (named or runs_on)) or (named and runs_on and words_in(before.text) > 1):
            return True
    return False


def _take_rest(
    draft: Draft, spans: Sequence[Span], title: int | None, venues: VenueNames, codes: Collection[str]
) -> None:
    """All that is around the title, the span of that index: people, venues and years, codes of the legend, links."""
    types: list[str] = []
    for index, span in enumerate(spans):
        if index == title:
            continue
        if span.kind == "link":
            take_link(draft, span, spans, venues, names_venue=title is not None and index < title)
        elif span.kind == "code":
            types += [code for code in codes if code == span.text.strip()]
        if span.kind in ("code", "image"):
            appearance = read_appearance(span.text, venues)
            draft.appearances += [appearance] if appearance.told and (appearance.venue or span.kind == "code") else []
        elif span.kind == "text":
            following = spans[index + 1] if index + 1 < len(spans) else None
            after = following.text if following and following.kind == "text" else ""
            _take_text(draft, span, venues, beside=title is not None and abs(index - title) == 1, after=after)
    draft.types = draft.types or tuple(dict.fromkeys(types))


def _take_text(draft: Draft, span: Span, venues: VenueNames, *, beside: bool, after: str) -> None:
    if people := read_person_names(span.text):
        draft.authors = draft.authors or people
        return
    found: list[str] = []
    for phrase in split_phrases(span.text, venues):
        found += phrase.people
        if phrase.appearance:
            draft.appearances.append(phrase.appearance)
        elif phrase.other:
            # A name set off by emphasis with its year after it, or dated and beside the title, is a venue's.
            year = _YEAR_AFTER.match(after) if span.emphasis or span.strong else None
            appearance = read_appearance(f"{phrase.text}, {year[1]}" if year else phrase.text, venues)
            if appearance.weight and appearance.year and (beside or span.emphasis or year):
                draft.appearances.append(appearance)
    draft.authors = draft.authors or tuple(found)
