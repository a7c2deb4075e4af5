"""The title of a unit: which of its spans it is, by form, emphasis, link and position."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from prunecat.sources.markdown.entries.title_text import tidy, words_in
from prunecat.sources.markdown.facts.appearance import Appearance, read_appearance
from prunecat.sources.markdown.facts.link_kinds import NAME, is_code_host, is_persons_page, link_kind
from prunecat.sources.markdown.facts.person_names import is_name, read_person_names
from prunecat.sources.markdown.facts.phrases import Phrase, split_phrases
from prunecat.sources.markdown.facts.venue_names import VenueNames
from prunecat.sources.markdown.page.spans import Span

_QUOTED = re.compile(r"(?:^|(?<=[\s,.:;)]))[\"“”«「『]([^\"“”«»「」『』]{8,300})[\"”“»」』](?=[\s,.;:!?()\[]|$)")


@dataclass(frozen=True, slots=True)
class Title:
    """A title and what stood in one text with it."""

    text: str
    index: int
    """Which span it lies in."""
    link: Span | None = None
    appearances: tuple[Appearance, ...] = ()
    people: tuple[str, ...] = ()
    sure: bool = False
    """Whether it is set off as a title: a link, bold or in quotation marks."""


def find_title(spans: Sequence[Span], venues: VenueNames) -> Title | None:
    """The best candidate among the spans of one unit, None where nothing may be a title."""
    best: tuple[float, Title] | None = None
    line, resources, prose, first = 0, 0, 0.0, True
    for index, span in enumerate(spans):
        if span.kind in ("soft", "hard"):
            line, prose = line + 1, 0.0
            continue
        if span.kind in ("image", "code") or not span.text.strip(" \t[](){},.;:|-–—*"):
            continue
        kind = link_kind(span.text, span.url or "") if span.kind == "link" else NAME
        if kind != NAME:
            resources += 1
            continue
        for value, title in _candidates(spans, index, venues, first=first):
            total = value - 2 * line - 4 * (resources > 0)
            if prose > 2 and title.link:
                # A link in the midst of a sentence.
                total, title = total - 14, replace(title, sure=False)
            if best is None or total > best[0]:
                best = (total, title)
        others = [phrase for phrase in split_phrases(span.text, venues) if phrase.other]
        prose += sum(words_in(phrase.text) for phrase in others) if span.kind == "text" and not span.strong else 0
        first = first and not others
    return best[1] if best and best[0] > 0 else None


def _candidates(spans: Sequence[Span], index: int, venues: VenueNames, *, first: bool) -> list[tuple[float, Title]]:
    span = spans[index]
    if span.kind == "link":
        return _of_link(spans, index, venues, first=first)
    quoted = _QUOTED.search(span.text)
    if quoted and words_in(quoted[1]) >= 3:
        around = [
            *split_phrases(span.text[: quoted.start()], venues),
            *split_phrases(span.text[quoted.end() :], venues),
        ]
        text, appearances, people = _peeled(quoted[1], venues, edges_only=True)
        return [(6 + min(words_in(text), 10) + 3 * first, _title(text, index, appearances, people, around, sure=True))]
    text, appearances, people = _peeled(span.text, venues, edges_only=span.strong)
    words = words_in(text)
    if not text or words == 0 or read_person_names(text):
        return []
    if span.strong:
        lone_tag = _is_tag(spans, index)
        lone = 6 if words < 2 or lone_tag else 0
        goes_on = not lone_tag and words < 6 and _goes_on(spans, index)
        rest = _continued(spans, index, venues) if goes_on else ""
        if rest:
            return [
                (
                    8 + min(words_in(f"{text} {rest}"), 10),
                    Title(f"{tidy(text)}: {rest}", index, None, appearances, people, sure=True),
                )
            ]
        return [(min(words, 10) + 5 + 3 * first - lone, Title(text, index, None, appearances, people, sure=not lone))]
    if span.emphasis:
        return [(min(words, 10) + 3 * first - 3, Title(text, index, None, appearances, people, sure=False))]
    return [
        (
            min(words, 10) * (0.5 if words > 40 else 1) + 3 * first - 2 * (words < 2),
            Title(text, index, None, appearances, people),
        )
    ]


def _of_link(spans: Sequence[Span], index: int, venues: VenueNames, *, first: bool) -> list[tuple[float, Title]]:
    span, url = spans[index], spans[index].url or ""
    if span.image or not url or url.startswith("#") or read_appearance(span.text, venues).told:
        return []
    if is_name(span.text) and (is_persons_page(url) or not first):
        return []
    text, appearances, people = _peeled(span.text, venues, edges_only=True)
    words = words_in(text)
    if not words:
        return []
    value = min(words, 10) + 12 + 3 * first - (9 if is_name(span.text) else 0) - (4 if words < 2 else 0)
    if words < 4 and not is_code_host(url) and _goes_on(spans, index) and (rest := _continued(spans, index, venues)):
        text = f"{text}: {rest}"
    return [(value, Title(text, index, span, appearances, people, sure=True))]


def _goes_on(spans: Sequence[Span], index: int) -> bool:
    """Whether a colon parts a name that is set off from the rest of the title."""
    return spans[index].text.rstrip().endswith(":") or (
        index + 1 < len(spans) and spans[index + 1].text.startswith(":")
    )


def _is_tag(spans: Sequence[Span], index: int) -> bool:
    """Whether a bold word is a tag before the title: `**[DETR]** End-to-End …`, `**ViT**: "An Image …"`."""
    return bool(re.fullmatch(r"\s*[\[(【][^\[\]()]*[\])】]\s*:?\s*", spans[index].text))


def _continued(spans: Sequence[Span], index: int, venues: VenueNames) -> str:
    """The plain text that goes on after a bold `Name:`, without people and venue."""
    if index + 1 >= len(spans) or spans[index + 1].kind != "text" or _QUOTED.search(spans[index + 1].text):
        return ""
    text, _, _ = _peeled(spans[index + 1].text, venues, edges_only=False)
    return tidy(text) if words_in(text) > 1 else ""


def _title(
    text: str,
    index: int,
    appearances: tuple[Appearance, ...],
    people: tuple[str, ...],
    around: Sequence[Phrase],
    *,
    sure: bool,
) -> Title:
    places = (*appearances, *(phrase.appearance for phrase in around if phrase.appearance))
    return Title(
        text, index, None, places, people or tuple(name for phrase in around for name in phrase.people), sure=sure
    )


def _peeled(text: str, venues: VenueNames, *, edges_only: bool) -> tuple[str, tuple[Appearance, ...], tuple[str, ...]]:
    """A text's title: the run of pieces that are neither people nor venue; and the people and venues found.

    With `edges_only` the text is known for a title: venues at its ends go, all between stays.
    """
    phrases = split_phrases(text, venues)
    if not any(phrase.other for phrase in phrases):
        # All names: then the first is the title, unless all of the text lists people.
        whole = read_person_names(text)
        if edges_only and phrases and not phrases[0].appearance and not whole:
            return tidy(text), (), ()
        return "", tuple(p.appearance for p in phrases if p.appearance), whole
    start, end = 0, len(phrases)
    if edges_only:
        while start < end and _is_edge(phrases[start]):
            start += 1
        while end > start and _is_edge(phrases[end - 1], last=True):
            end -= 1
    else:
        start = next(n for n, phrase in enumerate(phrases) if phrase.other)
        if _is_author(phrases, start):
            start += 1
        end = start
        while end < len(phrases) and phrases[end].other and not (end > start and _ends_title(phrases[end])):
            end += 1
    begin, stop = _whole(text, phrases[start].start, phrases[end - 1].end)
    aside = [*phrases[:start], *phrases[end:]]
    people = tuple(name for p in aside for name in p.people)
    if not people and start and phrases[start - 1].other:
        people = (phrases[start - 1].text,)
    return tidy(text[begin:stop]), tuple(p.appearance for p in aside if p.appearance), people


def _is_edge(phrase: Phrase, *, last: bool = False) -> bool:
    """Whether a piece at a title's edge is a venue: dated, in brackets, or a name after the title's end."""
    if phrase.appearance is None:
        return False
    return (
        phrase.appearance.year is not None
        or phrase.before.strip()[-1:] in ("(", "[", "【")
        or (last and phrase.before.strip() in (",", ".", "|") and phrase.appearance.known)
    )


def _whole(text: str, begin: int, stop: int) -> tuple[int, int]:
    """A slice of the text widened by the brackets at its edges that it would otherwise halve."""
    for left, right in ("()", "[]"):
        part = text[begin:stop]
        if part.count(right) > part.count(left) and begin and text[begin - 1] == left:
            begin -= 1
        elif part.count(left) > part.count(right) and text[stop : stop + 1] == right:
            stop += 1
    while text[stop : stop + 1] in ("?", "!", ")") and (
        text[stop] != ")" or text[begin:stop].count("(") > text[begin:stop].count(")")
    ):
        stop += 1
    return begin, stop


def _is_author(phrases: Sequence[Phrase], start: int) -> bool:
    """Whether the first piece is a single author before the title: `Ross Girshick, Fast R-CNN`."""
    rest = phrases[start + 1 : start + 2]
    names_one = is_name(phrases[start].text) and not any(phrase.people for phrase in phrases)
    return names_one and bool(rest) and rest[0].other and rest[0].before.strip() == "," and words_in(rest[0].text) > 1


def _ends_title(phrase: Phrase) -> bool:
    """Whether what follows a bar, an aside in brackets or a single author is no more of the title."""
    before = phrase.before.replace(" ", "")
    return before == ".(" or "|" in before or (before in (".", "-", "–", "—") and is_name(phrase.text))
