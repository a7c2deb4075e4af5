"""Whether a line begins an entry, or belongs to the one before it."""

import re
from collections.abc import Collection

from prunecat.sources.markdown.entries.drafting import read_draft
from prunecat.sources.markdown.entries.labelled_parts import is_labelled, names_work
from prunecat.sources.markdown.entries.title_text import words_in
from prunecat.sources.markdown.facts import link_kinds
from prunecat.sources.markdown.facts.phrases import split_phrases
from prunecat.sources.markdown.facts.venue_names import VenueNames
from prunecat.sources.markdown.page.lines import Line, plain_text, split_lines
from prunecat.sources.markdown.page.nodes import BulletList, Node, Paragraph
from prunecat.sources.markdown.page.spans import Span


def begins_entry(line: Line, venues: VenueNames, codes: Collection[str]) -> bool:
    """Whether a line within a paragraph begins an entry: a title set off as one, and a sign of a work."""
    if is_labelled(line) and not names_work(line):
        return False
    draft = read_draft(line, venues, codes)
    if draft is None:
        return False
    if not draft.sure and line[0].kind == "text" and line[0].text.lstrip().startswith(f"{draft.title}:"):
        return draft.has_paper and draft.appearance.known
    if words_in(draft.title) < 3:
        return False
    if not draft.sure:
        return draft.has_paper and words_in(draft.title) > 3 and line[0].kind == "text" and words_in(line[0].text) > 3
    if draft.title_url or draft.has_paper or draft.appearance.venue or draft.code:
        return True
    return all(s.strong for s in line if re.search(r"\w", s.text)) and words_in(plain_text(line)) > 3


def is_link_alone(line: Line) -> bool:
    """Whether a line is a link whose label says nothing of its kind, and no more."""
    said = [s for s in line if s.kind != "text" or re.search(r"\w", s.text)]
    return len(said) == 1 and said[0].kind == "link" and not said[0].image and _is_name(said[0])


def _is_name(link: Span) -> bool:
    return link_kinds.link_kind(link.text, link.url or "") == link_kinds.NAME


def is_telling(line: Line, venues: VenueNames) -> bool:
    """Whether a line may say something of the entry before it: people, a venue, links, a label; not prose."""
    if is_labelled(line):
        return True
    for span in line:
        if span.kind == "link" and words_in(span.text) > 4 and _is_name(span):
            return False
        if span.kind == "text":
            others = (phrase for phrase in split_phrases(span.text, venues) if phrase.other)
            if any(words_in(phrase.text) > 6 for phrase in others):
                return False
    return True


def tells_of_entry(node: BulletList, venues: VenueNames, codes: Collection[str]) -> bool:
    """Whether the items of a list are lines of the entry before it rather than entries."""
    flat = [item.nodes for item in node.items if not any(isinstance(inner, BulletList) for inner in item.nodes)]
    lines = [nodes[0].spans for nodes in flat if nodes and isinstance(nodes[0], Paragraph)]
    telling = [
        line
        for line in lines
        if is_labelled(line) or (is_telling(line, venues) and read_draft(line, venues, codes) is None)
    ]
    return bool(lines) and len(telling) >= 0.7 * len(node.items)


def lines_of(node: Node) -> list[Line]:
    """Every line of a paragraph or list and of what is nested in it."""
    if isinstance(node, Paragraph):
        return list(split_lines(node.spans))
    if isinstance(node, BulletList):
        return [line for item in node.items for inner in item.nodes for line in lines_of(inner)]
    return []
