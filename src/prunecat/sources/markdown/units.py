"""The tree of a list walked for its units: what may be an entry, under which headings, beside which others."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from prunecat.sources.markdown import links, roles
from prunecat.sources.markdown.blocks import SUMMARY, Break, Heading, Item, Listing, Node, Paragraph, Table
from prunecat.sources.markdown.draft import Draft, extend_draft, read_draft
from prunecat.sources.markdown.headings import GROUP, Topic, plain_text, read_topic
from prunecat.sources.markdown.names import Names
from prunecat.sources.markdown.pieces import split_pieces
from prunecat.sources.markdown.spans import Span
from prunecat.sources.markdown.tables import read_table
from prunecat.sources.markdown.titles import words_in

ITEM, LINES, ROW, TITLED = "item", "lines", "row", "titled"
"""What a unit stands in: a list, a paragraph, a table, a heading with lines under it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What may be an entry."""

    draft: Draft
    kind: str
    topics: tuple[Topic, ...]
    beside: int
    """Units with the same number stand in one list or table."""


def walk(nodes: Sequence[Node], names: Names, codes: Collection[str], legend: Collection[int]) -> Iterator[Unit]:
    """Every unit of the tree in order; `legend` names the nodes that are the legend."""
    walker = _Walker(names, codes, legend)
    walker.walk(nodes)
    yield from walker.units


class _Walker:
    def __init__(self, names: Names, codes: Collection[str], legend: Collection[int]) -> None:
        self.names, self.codes, self.legend = names, codes, legend
        self.topics: list[Topic] = []
        self.units: list[Unit] = []
        self.lists = 0
        self.last: Draft | None = None
        """The unit that more lines may follow."""

    def walk(self, nodes: Sequence[Node], depth: int = 0) -> None:
        done = 0
        for at, node in enumerate(nodes):
            if at < done or id(node) in self.legend:
                continue
            if isinstance(node, Heading):
                done = self.heading(nodes, at)
            elif isinstance(node, Paragraph):
                self.paragraph(node, nodes[at + 1] if at + 1 < len(nodes) else None)
            elif isinstance(node, Listing):
                self.listing(node, depth)
            elif isinstance(node, Table):
                self.table(node)
            elif isinstance(node, Break):
                self.last = None

    def add(self, draft: Draft, kind: str, beside: int, *topics: Topic) -> None:
        self.units.append(Unit(draft, kind, (*self.topics, *topics), beside))
        self.last = draft

    def push(self, topic: Topic) -> None:
        while self.topics and self.topics[-1].level >= topic.level:
            self.topics.pop()
        if topic.text:
            self.topics.append(topic)
        self.last = None

    def read(self, spans: Sequence[Span]) -> Draft | None:
        return read_draft(spans, self.names, self.codes)

    def heading(self, nodes: Sequence[Node], at: int) -> int:
        """A heading over entries; or one that is itself an entry, with lines under it. Gives the next node's index."""
        node = nodes[at]
        assert isinstance(node, Heading)  # noqa: S101 - for the type checker: the caller looked
        end = at + 1
        while end < len(nodes) and isinstance(nodes[end], Paragraph | Listing):
            end += 1
        under = [line for other in nodes[at + 1 : end] for line in self.lines_of(other)]
        if node.level not in (1, SUMMARY) and (draft := self.titled(node, under, nodes[at + 1 : end])):
            while self.topics and self.topics[-1].level >= node.level:
                self.topics.pop()
            self.lists += 1
            self.add(draft, TITLED, 0)
            return end
        self.push(read_topic(node.level, node.spans, self.names))
        return at + 1

    def titled(self, node: Heading, under: Sequence[Sequence[Span]], nodes: Sequence[Node]) -> Draft | None:
        """The draft of a heading and the lines under it, if these tell of it and of nothing else."""
        own = self.read(node.spans)
        topic = read_topic(node.level, node.spans, self.names)
        if own is None or topic.no_entries or (words_in(own.title) < 3 and not own.title_url):
            return None
        if any(self.begins(line) for line in under) or any(isinstance(n, Listing) and not self.tells(n) for n in nodes):
            return None
        whole = _joined([node.spans, *[line for line in under if self.is_telling(line)]])
        draft = self.read(whole)
        if draft is None or not (draft.has_paper or (draft.code and draft.place.venue)) or draft.title != own.title:
            return None
        return draft

    def paragraph(self, node: Paragraph, following: Node | None) -> None:
        lines = [line for line in _lines(node.spans) if line]
        if not lines:
            return
        if len(lines) == 1 and self.stands_as_heading(node, following):
            topic = read_topic(GROUP, node.spans, self.names)
            self.push(topic)
            return
        heads = [n for n, line in enumerate(lines) if n == 0 or self.begins(line)]
        for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
            block = lines[start:end]
            if start == 0 and self.last is not None and all(self.is_telling(line) for line in block) and not self.begins(block[0]):
                extend_draft(self.last, _joined(block), self.names, self.codes)
                continue
            draft = self.read(_joined(block))
            if draft is not None:
                self.add(draft, LINES, 0)
            elif len(block) > 1 and (draft := self.read(_joined(block[1:]))):
                self.add(draft, LINES, 0)

    def stands_as_heading(self, node: Paragraph, following: Node | None) -> bool:
        """Whether a line is a heading in all but form: a year, a place, or bold words over a list or table."""
        text = plain_text(node.spans).strip()
        linked = any(s.kind == "link" and not (s.url or "").startswith("#") for s in node.spans)
        if linked or not text or len(text) > 100:
            return False
        where = read_topic(GROUP, node.spans, self.names).where
        bare = re.sub(r"[\W_]", "", text)
        if (where.venue or where.year) and len(bare) < 25 and len(text.split()) < 6:
            return True
        bold = all(s.strong for s in node.spans if s.kind == "text" and re.search(r"\w", s.text))
        if isinstance(following, Table):
            return bold or text.endswith(":")
        if isinstance(following, Listing):
            return (bold or text.endswith((":", "："))) and words_in(text) < 14 and not self.tells(following)
        return bold and words_in(text) < 6 and isinstance(following, Paragraph) and self.begins(_lines(following.spans)[0])

    def listing(self, node: Listing, depth: int) -> None:
        if self.last is not None and self.tells(node):
            for line in self.lines_of(node):
                extend_draft(self.last, line, self.names, self.codes, labelled=True)
            return
        self.lists += 1
        beside = self.lists
        for item in node.items:
            self.item(item, beside, depth)

    def item(self, item: Item, beside: int, depth: int) -> None:
        self.last = None
        first = item.nodes[0] if item.nodes else None
        if not isinstance(first, Paragraph):
            saved = list(self.topics)
            self.walk(item.nodes, depth + 1)
            self.topics = saved
            return
        own: list[Sequence[Span]] = [first.spans]
        nested: list[Node] = []
        for node in item.nodes[1:]:
            if isinstance(node, Paragraph) and not nested and not self.begins(node.spans):
                own.append(node.spans)
            else:
                nested.append(node)
        draft = self.read(_joined(own))
        inner = [child for node in nested if isinstance(node, Listing) for child in node.items]
        entries = [found for child in inner if (found := self.child_entry(child))]
        if entries and len(entries) * 2 >= len(inner):
            self.group(item, draft, entries, nested, beside, depth)
            return
        strong = draft is not None and (draft.has_paper or draft.place.weight > 1)
        if len(inner) > 1 and not strong and not any(isinstance(n, Listing) and self.tells(n) for n in nested):
            self.group(item, None, (), nested, beside, depth)
            return
        lines = [line for node in nested for line in self.lines_of(node)]
        if draft is None:
            draft = self.read(_joined([*own, *lines]))
        else:
            for line in lines:
                if self.is_telling(line):
                    extend_draft(draft, line, self.names, self.codes, labelled=True)
        if draft is not None:
            draft.line = item.line
            self.add(draft, ITEM, beside)

    def group(self, item: Item, draft: Draft | None, entries: Sequence[Draft], nested: Sequence[Node], beside: int, depth: int) -> None:
        """An item over entries: an entry too where it says so itself, else a heading; or the links of the one under it."""
        first = item.nodes[0]
        assert isinstance(first, Paragraph)  # noqa: S101 - for the type checker: the caller looked
        if draft and draft.has_paper and not entries[0].linked and entries[0].authors:
            child = entries[0]
            child.papers, child.code, child.projects = draft.papers, draft.code, draft.projects
            child.papers += [draft.title_url] if draft.title_url else []
            child.line = item.line
            self.add(child, ITEM, beside)
            nested = [Listing([i for n in nested if isinstance(n, Listing) for i in n.items][1:])]
        elif draft and draft.has_paper:
            draft.line = item.line
            self.add(draft, ITEM, beside)
        saved = list(self.topics)
        if not (draft and draft.has_paper):
            self.push(read_topic(GROUP + 1 + depth, first.spans, self.names))
        self.walk(nested, depth + 1)
        self.topics = saved

    def child_entry(self, item: Item) -> Draft | None:
        """The draft of an item within an item, if it is an entry and not a line of the outer one."""
        first = item.nodes[0] if item.nodes else None
        if not isinstance(first, Paragraph):
            return None
        if _is_labelled(first.spans) and not any(s.kind == "link" and len(s.text.split()) > 2 for s in first.spans):
            return None
        draft = self.read(first.spans)
        if draft is None or (words_in(draft.title) < 3 and not draft.has_paper):
            deeper = [found for node in item.nodes[1:] if isinstance(node, Listing) for child in node.items if (found := self.child_entry(child))]
            return deeper[0] if deeper else None
        return draft if draft.has_paper or draft.place.weight > 2 or draft.code else None

    def table(self, node: Table) -> None:
        self.lists += 1
        for draft, group in read_table(node, self.names, self.codes):
            topics = [read_topic(GROUP + 1, [Span("text", group, draft.line)], self.names)] if group else []
            self.add(draft, ROW, self.lists, *topics)
        self.last = None

    def begins(self, line: Sequence[Span]) -> bool:
        """Whether a line within a paragraph begins an entry: a title set off as one, and a sign of a work."""
        if _is_labelled(line) and not any(s.kind == "link" and len(s.text.split()) > 2 for s in line):
            return False
        draft = self.read(line)
        if draft is None or words_in(draft.title) < 3:
            return False
        if not draft.sure:
            return draft.has_paper and words_in(draft.title) > 3 and any(s.kind == "text" and words_in(s.text) > 3 for s in line[:1])
        return bool(draft.title_url or draft.has_paper or draft.place.venue or draft.code) or _all_bold(line)

    def is_telling(self, line: Sequence[Span]) -> bool:
        """Whether a line says something of the entry before it: people, place, links, a label; not prose."""
        if _is_labelled(line):
            return True
        for span in line:
            if span.kind == "link" and span.url and links.link_kind(span.text, span.url) == links.NAME and words_in(span.text) > 4:
                return False
            if span.kind == "text" and any(piece.other and words_in(piece.text) > 6 for piece in split_pieces(span.text, self.names)):
                return False
        return True

    def tells(self, node: Listing) -> bool:
        """Whether the items of a list are lines of the entry before it rather than entries."""
        firsts = [item.nodes[0] for item in node.items if item.nodes]
        lines = [first.spans for first in firsts if isinstance(first, Paragraph)]
        return bool(lines) and sum(_is_labelled(line) or (self.read(line) is None and self.is_telling(line)) for line in lines) >= 0.7 * len(lines)

    def lines_of(self, node: Node) -> list[Sequence[Span]]:
        """Every line of a node and of what is nested in it."""
        if isinstance(node, Paragraph):
            return [line for line in _lines(node.spans) if line]
        if isinstance(node, Listing):
            return [line for item in node.items for inner in item.nodes for line in self.lines_of(inner)]
        return []


def _is_labelled(line: Sequence[Span]) -> bool:
    return roles.label_of("".join(s.text for s in line if s.kind in ("text", "link"))) is not None and line[0].kind == "text"


def _all_bold(line: Sequence[Span]) -> bool:
    return all(s.strong for s in line if re.search(r"\w", s.text)) and words_in(plain_text(line)) > 3


def _lines(spans: Sequence[Span]) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for span in spans:
        if span.kind in ("soft", "hard"):
            lines.append([])
        else:
            lines[-1].append(span)
    return lines


def _joined(lines: Sequence[Sequence[Span]]) -> list[Span]:
    joined: list[Span] = []
    for line in lines:
        joined += [*line, Span("hard", "\n", line[-1].line if line else 0)]
    return joined
