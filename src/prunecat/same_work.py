"""Whether two entries are one work: what shows that they are, and what tells two works apart.

The list of signs is the same for `check`, `diff`, `sync`, `show` and `related`, so that they agree.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from prunecat import identifiers
from prunecat.entry import Entry
from prunecat.same_title import are_near, may_be_one, title_key
from prunecat.words import words_of

_HOST_END = re.compile("[/?#]")
_REMEMBERED = 2_048
"""URLs: those of the entries that are worked on together are asked for several times."""


class Sign(IntEnum):
    """What shows that two entries are one work, the surest last."""

    NEAR_TITLE = 1
    TITLE = 2
    ADDRESS = 3
    IDENTIFIER = 4


def sign(one: Entry, other: Entry) -> Sign | None:
    """The surest sign that two entries are one work; None if there is none, or something tells them apart.

    The order of the two makes no difference. The entries' identifiers must be complete (`identifiers.identified`).
    """
    if _share_an_identifier(one, other):
        return Sign.IDENTIFIER
    if _differ(*_arxiv_ids(one, other)) or _have_other_authors(one, other):
        return None
    same_title = title_key(one.title) == title_key(other.title)
    if _agree(address(one.url), address(other.url)):
        return Sign.ADDRESS if not _differ(one.year, other.year) or may_be_one(one.title, other.title) else None
    if same_title:
        return Sign.TITLE
    if have_other_identifiers(one, other) or have_moved(one, other):
        return None
    return Sign.NEAR_TITLE if are_near(one.title, other.title) else None


def have_moved(one: Entry, other: Entry) -> bool:
    """Whether two entries differ in year and in address: with another title too, nothing is left that they share."""
    return _differ(one.year, other.year) and _differ(address(one.url), address(other.url))


def have_other_identifiers(one: Entry, other: Entry) -> bool:
    """Whether two entries have each an identifier of one kind; a preprint and its publication may, under one title."""
    return any(_differ(*values) for values in _identifiers(one, other))


def address(url: str | None) -> str | None:
    """The form in which all addresses of one work are equal; None without a URL.

    An arXiv, DOI or OpenReview URL becomes its identifier, any other its page.
    """
    for kind, value in identifiers.of_url(url).items():
        return f"{kind}:{identifiers.key(kind, value)}"
    return page(url)


@lru_cache(_REMEMBERED)
def page(url: str | None) -> str | None:
    """The form in which all spellings of one page's URL are equal; None without a URL.

    Scheme, `www.`, the host's case, its usual port and a slash at the end make no difference. A fragment does: it may
    be the only difference between two papers on one page.
    """
    url = (url or "").strip()
    if not url:
        return None
    scheme, mark, rest = url.partition("://")
    if not mark or scheme.lower() not in ("http", "https"):
        scheme, rest = "", url
    if not mark and not rest.lower().startswith("www."):
        return rest.rstrip("/") or rest
    end = _HOST_END.search(rest)
    split = end.start() if end else len(rest)
    host, path = rest[:split].lower().removeprefix("www."), rest[split:]
    host = host.removesuffix({"http": ":80", "https": ":443"}.get(scheme.lower(), ":"))
    return host + path.rstrip("/")


def _share_an_identifier(one: Entry, other: Entry) -> bool:
    return any(_agree(*values) for values in _identifiers(one, other))


def _arxiv_ids(one: Entry, other: Entry) -> tuple[str | None, str | None]:
    return identifiers.key("arxiv", one.arxiv), identifiers.key("arxiv", other.arxiv)


def _identifiers(one: Entry, other: Entry) -> Iterator[tuple[str | None, str | None]]:
    """The arXiv ids, DOIs and OpenReview ids of two entries, in the form in which they are compared."""
    for kind in identifiers.KINDS:
        yield identifiers.key(kind, getattr(one, kind)), identifiers.key(kind, getattr(other, kind))


def _have_other_authors(one: Entry, other: Entry) -> bool:
    """Whether both entries have authors, and none of one is an author of the other: two groups, two surveys."""
    names, names_other = _author_words(one), _author_words(other)
    return bool(names) and bool(names_other) and not names & names_other


def _author_words(entry: Entry) -> set[str]:
    words = words_of(" ".join(entry.authors))
    return {word for word in words if len(word) > 2} or {*words}


def _agree(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other
