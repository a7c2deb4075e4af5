"""Parts of an entry whose role a label or a column gives: `Code: …`, a cell under `Venue`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from prunecat.sources.markdown.entries.draft import Draft, take_link, text_after
from prunecat.sources.markdown.facts import labels, link_kinds
from prunecat.sources.markdown.facts.appearance import Appearance, read_appearance, with_stop
from prunecat.sources.markdown.facts.person_names import read_person_names
from prunecat.sources.markdown.facts.venue_names import VenueNames
from prunecat.sources.markdown.page.lines import Line, join_lines, split_lines
from prunecat.sources.markdown.page.spans import Span

_NOTHING = frozenset("n/a na none tbd null unknown link paper pdf".split())


def take_part(draft: Draft, role: str, spans: Sequence[Span], venues: VenueNames) -> None:
    """Adds to a draft what a part of a known role says."""
    text = "".join(s.text if s.kind != "image" else f" {s.text} " for s in spans)
    if role in (labels.VENUE, labels.YEAR, labels.DATE, labels.PAPER) and (appearance := _stated(text, venues, role)):
        draft.appearances.append(appearance)
    if role == labels.AUTHORS and not draft.authors:
        listed = (part.strip() for part in re.split(r"[,;，、]", text))
        draft.authors = read_person_names(text) or tuple(name for name in listed if name)
    for link in spans:
        url = link.url or ""
        if link.kind != "link" or not url or url.startswith("#"):
            continue
        if role not in (labels.CODE, labels.PAPER, labels.TITLE, labels.LINKS, labels.NAME, labels.VENUE):
            return
        kind = link_kinds.link_kind(link.text, url)
        if role in (labels.LINKS, labels.NAME, labels.VENUE):
            take_link(draft, link, spans, venues, names_venue=role == labels.VENUE)
        elif kind == link_kinds.CODE or (role == labels.CODE and _may_be_code(kind, url)):
            draft.code.append(link_kinds.code_link(link.text, url, text_after(spans, link)))
        elif role in (labels.PAPER, labels.TITLE):
            draft.papers.append(url)


def _may_be_code(kind: str, url: str) -> bool:
    return kind not in (link_kinds.OTHER, link_kinds.PROJECT) or link_kinds.is_code_host(url)


def _stated(text: str, venues: VenueNames, role: str) -> Appearance | None:
    """What a part says that is known to hold a venue or a date; under Venue a name of any form is one."""
    appearance = read_appearance(text, venues)
    if role == labels.PAPER:
        return appearance if appearance.known and appearance.venue else None
    if role == labels.VENUE and appearance.venue is None and not appearance.told:
        name = " ".join(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", text).split()).strip(" -–—/.,*`")
        if len(name) < 80 and any(c.isalpha() for c in name) and name.lower() not in _NOTHING:
            return Appearance(with_stop(name, text), appearance.year, 2)
    if role in (labels.YEAR, labels.DATE) and not appearance.told:
        appearance = replace(appearance, venue=None)
    return appearance if appearance.venue or appearance.year else None


def is_labelled(line: Line) -> bool:
    """Whether a line begins with a label, such as `Code:`."""
    return bool(line) and line[0].kind == "text" and labels.label_of(_label_text(line)) is not None


def names_work(line: Line) -> bool:
    """Whether a line has a link whose label may be a title."""
    return any(s.kind == "link" and len(s.text.split()) > 2 for s in line)


def take_labelled(spans: Sequence[Span], *, begun: bool = False) -> tuple[list[Span], list[tuple[str, list[Span]]]]:
    """The lines that begin with a label apart from the others, each with its role.

    The first line, unless the unit has `begun` before it, is the title's: what looks like a label may be the
    title's own beginning (`Survey: …`), and a label such as `Paper:` only goes before it.
    """
    free: list[Line] = []
    labelled: list[tuple[str, list[Span]]] = []
    for number, line in enumerate(split_lines(spans)):
        text = _label_text(line)
        label = labels.label_of(text) if any(s.kind == "text" for s in line[:2]) else None
        if label and line[0].kind == "link" and len(text) - len(label[1]) < len(line[0].text):
            label = None  # the link goes on behind it, so it is the title's own beginning
        if label is None:
            free.append(line)
            continue
        role, rest = label[0], _without_label(line, len(text) - len(label[1]))
        kinds = [link_kinds.link_kind(s.text, s.url or "") for s in line if s.kind == "link"]
        first = number == 0 and not begun and (not kinds or link_kinds.NAME in kinds)
        if role == labels.TITLE:
            free.append(rest)
        elif not first:
            labelled.append((role, rest))
        elif not names_work(line):
            if role == labels.IGNORED and kinds:
                labelled.append((role, rest))
            else:
                free.append(line)
        elif role == labels.PAPER:
            free.append(rest)
        else:
            labelled.append((role, rest))
    return join_lines(free), labelled


def _label_text(line: Line) -> str:
    return "".join(s.text for s in line if s.kind in ("text", "link"))


def _without_label(line: Line, length: int) -> list[Span]:
    rest = []
    for span in line:
        if span.kind in ("text", "link") and length > 0:
            cut = min(length, len(span.text))
            length -= cut
            span = replace(span, text=span.text[cut:])
        rest.append(span)
    return [s for s in rest if s.text or s.kind != "text"]
