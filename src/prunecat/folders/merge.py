"""What an entry of a catalogue becomes by what a newer source says of it; nothing that people wrote is lost."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from prunecat.entry import CodeLink, Entry, Stated
from prunecat.same_work import address
from prunecat.words import words_of

LISTED = ("section", "title", "venue", "year", "types", "url", "arxiv", "doi", "openreview", "code")
"""The fields that a list states: what is new there is brought into the catalogue."""
OWN = ("authors", "note", "errata", "published")
"""The fields that are the catalogue's own: a source only fills in what is missing."""
_BROUGHT = ("fields", "latex")
"""The fields of texts by name, each of which is brought as those that a list states."""
_FOOTNOTES = "*⋆∗†‡§ "


def merged(ours: Entry, theirs: Entry, base: Entry | None = None) -> Entry:
    """Our entry with what theirs states otherwise.

    What theirs does not state, or stated the same at its last sync (`base`), is no news. A correction of the
    list that an erratum explains, or that is but a footnote's mark, stands; so does a whole address where the
    list has a relative one.
    """
    values: dict[str, Any] = {}
    for name in LISTED:
        have, new = getattr(ours, name), getattr(theirs, name)
        old = getattr(base, name) if base else None
        if not new or _same(have, new) or (base and _same(old, new)):
            continue
        if name == "code":
            new = _merged_links(have, new, old or ())
        if _same(have, new) or _stands(ours, name, new):
            continue
        values[name] = new
    for name in _BROUGHT:
        if stated := _merged_stated(*(dict(getattr(one, name)) if one else {} for one in (ours, theirs, base))):
            values[name] = stated
    values |= {name: getattr(theirs, name) for name in OWN if not getattr(ours, name) and getattr(theirs, name)}
    return ours._replace(**values) if values else ours


def _merged_stated(ours: dict[str, str], theirs: dict[str, str], base: dict[str, str]) -> Stated:
    """Our texts with those that theirs states otherwise than its last sync; empty where nothing is new."""
    news = {name: text for name, text in theirs.items() if text not in (ours.get(name), base.get(name))}
    return tuple({**ours, **news}.items()) if news else ()


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return bool(one == other)


def _stands(ours: Entry, name: str, new: Any) -> bool:
    """Whether our value is a known correction of the list's."""
    if name == "title":
        bare = words_of(new.strip(_FOOTNOTES)) == words_of(ours.title) and new.strip(_FOOTNOTES) != new
        return bare or any(f'"{new}"' in text for text in ours.errata)
    return name == "url" and bool(ours.url) and not _is_whole(new)


def _is_whole(url: str | None) -> bool:
    try:
        return bool(urlsplit(url or "").netloc)
    except ValueError:
        return False


def _merged_links(
    ours: Sequence[CodeLink], theirs: Sequence[CodeLink], base: Sequence[CodeLink]
) -> tuple[CodeLink, ...]:
    """Our links in their order, each with what theirs says of it, then the links that are new.

    A link of theirs that has another address takes the place of ours only where each has one, or where ours
    is the one that they had (`base`); else ours may be one that the list never had.
    """
    result: list[CodeLink] = list(ours)
    left, new = list(range(len(ours))), list(theirs)
    for same in (CodeLink.__eq__, _same_link):
        for link in tuple(new):
            at = next((at for at in left if same(ours[at], link)), None)
            if at is not None:
                result[at] = _updated(ours[at], link)
                left.remove(at)
                new.remove(link)
    if base:
        left = [at for at in left if any(_same_link(ours[at], link) for link in base)]
    if len(new) == len(left) == 1 and new[0].url and (base or len(ours) == 1):
        [at], [link] = left, new
        result[at], new = _updated(ours[at], link)._replace(url=link.url), []
    return (*result, *new)


def _updated(ours: CodeLink, theirs: CodeLink) -> CodeLink:
    return CodeLink(
        framework=theirs.framework or ours.framework,
        origin=theirs.origin or ours.origin,
        url=ours.url or theirs.url,
        status=theirs.status,
        mark=theirs.mark or ours.mark,
    )


def _same_link(ours: CodeLink, theirs: CodeLink) -> bool:
    if ours.url and theirs.url and not _is_whole(theirs.url):
        return ours.url.endswith(f"/{theirs.url.removeprefix('./').lstrip('/')}")
    if ours.url and theirs.url:
        return address(ours.url) == address(theirs.url)
    return (ours.framework, ours.origin) == (theirs.framework, theirs.origin)
