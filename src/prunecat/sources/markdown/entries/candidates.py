"""The tree of a list walked for its units: what may be an entry, under which headings, beside which others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from prunecat.sources.markdown.entries.draft import Draft
from prunecat.sources.markdown.entries.drafting import extend_draft, read_draft
from prunecat.sources.markdown.entries.labelled_parts import is_labelled, names_work
from prunecat.sources.markdown.entries.line_roles import (
    begins_entry,
    is_link_alone,
    is_telling,
    lines_of,
    tells_of_entry,
)
from prunecat.sources.markdown.entries.tables import read_table
from prunecat.sources.markdown.entries.title_text import words_in
from prunecat.sources.markdown.facts.topics import GROUP, Topic, read_topic
from prunecat.sources.markdown.facts.venue_names import VenueNames
from prunecat.sources.markdown.page.lines import Line, is_bold, join_lines, plain_text, split_lines
from prunecat.sources.markdown.page.nodes import SUMMARY, Break, BulletList, Heading, ListItem, Node, Paragraph, Table
from prunecat.sources.markdown.page.spans import Span

ITEM, LINES, ROW, TITLED = "item", "lines", "row", "titled"
"""What a unit is in: a list, a paragraph, a table, a heading with lines under it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be an entry; its draft's title is empty where it has none."""

    draft: Draft
    kind: str
    topics: tuple[Topic, ...]
    beside: int
    """Units with the same number, if not 0, are of one list or table."""


def walk(nodes: Sequence[Node], venues: VenueNames, codes: Collection[str], legend: Collection[int]) -> list[Candidate]:
    """Every unit of the tree in order; `legend` are the identities of the nodes that hold the legend."""
    walker = _Walker(venues, codes, legend)
    walker.walk(nodes)
    return walker.candidates


class _Walker:
    """Knows under which headings it is, and which unit more lines may follow."""

    def __init__(self, venues: VenueNames, codes: Collection[str], legend: Collection[int]) -> None:
        self.venues, self.codes, self.legend = venues, codes, legend
        self.topics: list[Topic] = []
        self.candidates: list[Candidate] = []
        self.lists = 0
        self.last: Draft | None = None

    def walk(self, nodes: Sequence[Node], depth: int = 0) -> None:
        done = 0
        for at, node in enumerate(nodes):
            if at < done or id(node) in self.legend:
                continue
            if isinstance(node, Heading):
                done = self.heading(node, nodes, at)
            elif isinstance(node, Paragraph):
                self.paragraph(node, nodes[at + 1] if at + 1 < len(nodes) else None)
            elif isinstance(node, BulletList):
                self.listing(node, depth)
            elif isinstance(node, Table):
                self.table(node)
            elif isinstance(node, Break):
                self.last = None

    def add(self, draft: Draft, kind: str, beside: int, *topics: Topic) -> None:
        self.candidates.append(Candidate(draft, kind, (*self.topics, *topics), beside))
        self.last = draft

    def rise(self, level: int) -> None:
        """Leaves the headings of this level and those below it."""
        while self.topics and self.topics[-1].level >= level:
            self.topics.pop()
        self.last = None

    def stand_under(self, level: int, spans: Sequence[Span]) -> None:
        self.rise(level)
        topic = read_topic(level, spans, self.venues)
        if topic.text:
            self.topics.append(topic)

    def read(self, spans: Sequence[Span]) -> Draft | None:
        return read_draft(spans, self.venues, self.codes)

    def begins(self, line: Line) -> bool:
        return begins_entry(line, self.venues, self.codes)

    def tells(self, node: Node | None) -> bool:
        return isinstance(node, BulletList) and tells_of_entry(node, self.venues, self.codes)

    def extend(self, draft: Draft, lines: Sequence[Line]) -> None:
        for line in lines:
            extend_draft(draft, line, self.venues, self.codes)

    def heading(self, node: Heading, nodes: Sequence[Node], at: int) -> int:
        """A heading over entries, or one that is itself an entry with lines under it; gives where to go on."""
        end = at + 1
        while end < len(nodes) and isinstance(nodes[end], Paragraph | BulletList):
            end += 1
        if node.level not in (1, SUMMARY) and (draft := self.titled(node, nodes[at + 1 : end])):
            self.rise(node.level)
            self.add(draft, TITLED, 0)
            return end
        own = self.read(node.spans) if 1 < node.level < SUMMARY else None
        news = read_topic(node.level, node.spans, self.venues).no_entries_here
        if own and own.sure and own.papers and words_in(own.title) > 2 and not (own.in_prose or news):
            self.rise(node.level)
            self.add(own, TITLED, 0)
            return at + 1
        self.stand_under(node.level, node.spans)
        return at + 1

    def titled(self, node: Heading, under: Sequence[Node]) -> Draft | None:
        """The draft of a heading and the lines under it, if these tell of it and of nothing else."""
        own = self.read(node.spans)
        if own is None or (words_in(own.title) < 3 and not own.title_url):
            return None
        lines = [line for other in under for line in lines_of(other)]
        if any(self.begins(line) for line in lines) or any(
            isinstance(n, BulletList) and not self.tells(n) for n in under
        ):
            return None
        draft = self.read(join_lines([node.spans, *(line for line in lines if is_telling(line, self.venues))]))
        topic = read_topic(node.level, node.spans, self.venues)
        if draft is None or draft.title != own.title or topic.no_entries or topic.no_entries_here:
            return None
        return draft if draft.has_paper or (draft.code and draft.appearance.venue) else None

    def paragraph(self, node: Paragraph, following: Node | None) -> None:
        lines = split_lines(node.spans)
        if len(lines) == 1 and self.stands_as_heading(node, following):
            self.stand_under(GROUP, node.spans)
            return
        heads = [n for n, line in enumerate(lines) if n == 0 or self.begins(line)]
        for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
            block = lines[start:end]
            set_off = is_bold(node.spans[: len(lines[0])]) and (len(lines) > 1 or self.tells(following))
            goes_on = start == 0 and not set_off and not self.begins(block[0]) and not is_link_alone(block[0])
            if self.last is not None and goes_on and all(is_telling(line, self.venues) for line in block):
                self.extend(self.last, block)
            elif draft := self.read(join_lines(block)) or self.read(join_lines(block[1:])):
                self.add(draft, LINES, 0)

    def stands_as_heading(self, node: Paragraph, following: Node | None) -> bool:
        """Whether a line is a heading in all but form: a year, a venue, or bold words over a list or table."""
        text = plain_text(node.spans)
        linked = any(s.kind == "link" and not (s.url or "").startswith("#") for s in node.spans)
        if linked or not text or len(text) > 100:
            return False
        appearance = read_topic(GROUP, node.spans, self.venues).appearance
        if (appearance.venue or appearance.year) and len(text) < 30 and len(text.split()) < 6:
            return True
        bold = is_bold(node.spans)
        introduces = bold or text.endswith((":", "："))
        if isinstance(following, BulletList):
            return introduces and words_in(text) < 14 and not self.tells(following)
        if isinstance(following, Paragraph):
            return bold and words_in(text) < 6 and self.begins(split_lines(following.spans)[0])
        return introduces and isinstance(following, Table)

    def listing(self, node: BulletList, depth: int) -> None:
        if self.last is not None and self.candidates[-1].kind in (LINES, TITLED) and self.tells(node):
            self.extend(self.last, lines_of(node))
            return
        self.lists += 1
        beside = self.lists
        for item in node.items:
            self.last = None
            saved = list(self.topics)
            self.item(item, beside, depth)
            self.topics = saved

    def item(self, item: ListItem, beside: int, depth: int) -> None:
        first = item.nodes[0] if item.nodes else None
        if not isinstance(first, Paragraph):
            self.walk(item.nodes, depth + 1)
            return
        own: list[Line] = [first.spans]
        nested: list[Node] = []
        for node in item.nodes[1:]:
            if isinstance(node, Paragraph) and not nested and not self.begins(node.spans):
                own.append(node.spans)
            else:
                nested.append(node)
        draft = self.read(join_lines(own))
        lists = [node for node in nested if isinstance(node, BulletList)]
        inner = [child for node in lists for child in node.items]
        entries = [found for child in inner if (found := self.inner_entry(child))]
        stated = draft is not None and (draft.has_paper or draft.appearance.told)
        if entries and len(entries) * 2 >= len(inner):
            self.over_entries(item, draft, entries, nested, beside, depth)
        elif len(inner) > 1 and not stated and not any(self.tells(node) for node in lists):
            self.stand_under(GROUP + 1 + depth, first.spans)
            self.walk(nested, depth + 1)
        else:
            lines = [line for node in nested for line in lines_of(node)]
            draft = draft or self.read(join_lines([*own, *lines]))
            if draft is None:
                draft, lines = Draft(item.line, title=""), [*own, *lines]
            self.extend(draft, [line for line in lines if is_telling(line, self.venues)])
            draft.line = item.line
            self.add(draft, ITEM, beside)

    def over_entries(
        self,
        item: ListItem,
        draft: Draft | None,
        entries: Sequence[Draft],
        nested: Sequence[Node],
        beside: int,
        depth: int,
    ) -> None:
        """An item over entries: their heading; an entry too, if it leads to a paper; or the links of the first."""
        if draft and draft.papers and not (draft.title_url or draft.appearance.venue or any(e.linked for e in entries)):
            first = entries[0]
            first.papers, first.code, first.projects, first.line = draft.papers, draft.code, draft.projects, item.line
            self.add(first, ITEM, beside)
            inner = [child for node in nested if isinstance(node, BulletList) for child in node.items]
            nested = [BulletList(inner[1:])]
        elif draft and draft.has_paper:
            draft.line = item.line
            self.add(draft, ITEM, beside)
        elif isinstance(head := item.nodes[0], Paragraph):
            self.stand_under(GROUP + 1 + depth, head.spans)
        self.walk(nested, depth + 1)

    def inner_entry(self, item: ListItem) -> Draft | None:
        """The draft of an item within an item, or of one deeper down, that is an entry and no line of the outer one."""
        first = item.nodes[0] if item.nodes else None
        if not isinstance(first, Paragraph) or (is_labelled(first.spans) and not names_work(first.spans)):
            return None
        draft = self.read(first.spans)
        if draft and (words_in(draft.title) > 2 or draft.has_paper):
            return draft if draft.has_paper or draft.appearance.known or draft.code else None
        deeper = (child for node in item.nodes[1:] if isinstance(node, BulletList) for child in node.items)
        return next((found for child in deeper if (found := self.inner_entry(child))), None)

    def table(self, node: Table) -> None:
        self.lists += 1
        for draft, group in read_table(node, self.venues, self.codes):
            over = [read_topic(GROUP + 1, [Span("text", group, draft.line)], self.venues)] if group else []
            self.add(draft, ROW, self.lists, *over)
        self.last = None
