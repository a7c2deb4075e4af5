"""Identifiers of a paper (arXiv, DOI, OpenReview) that its URL contains, and ids made from its title."""

import re
import unicodedata
from collections.abc import Container, Mapping
from functools import lru_cache

from prunecat.entry import Entry
from prunecat.words import FUNCTION_WORDS

ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|(?<![a-z.-])[a-z][a-z.-]*+/\d{7})(?=v\d+\b|\b)", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/[^\s?#\"<>]+")
_ARXIV_URL = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|ar5iv\.[a-z.]+/(?:html|abs)/|doi\.org/10\.48550/arxiv\.)"
    r"(\d{4}\.\d{4,5}|[a-z][a-z.-]*/\d{7})",
    re.IGNORECASE,
)
_VERSION = re.compile(r"v\d+$")
_OPENREVIEW_URL = re.compile(r"openreview\.net/(?:forum|pdf|attachment|references/pdf)\?(?:[^#]*&)?id=([\w-]+)")
# Hosts whose paths carry the whole DOI; elsewhere what looks like one may be a part of something else.
_DOI_HOST = re.compile(
    r"^https?://(?:(?:dx\.)?doi\.org|link\.springer\.com|dl\.acm\.org|onlinelibrary\.wiley\.com|"
    r"[\w.-]*tandfonline\.com|[\w.-]*sagepub\.com|[\w.-]*worldscientific\.com|epubs\.siam\.org|"
    r"direct\.mit\.edu|aclanthology\.org|www\.frontiersin\.org|journals\.aps\.org|pubs\.acs\.org)/",
    re.IGNORECASE,
)
_REMEMBERED = 2_048
"""URLs: those of the entries that are worked on together are asked for several times."""
KINDS = ("arxiv", "doi", "openreview")
"""The identifiers of an entry, by the names of its fields."""


def arxiv_id(url: str | None) -> str | None:
    """The arXiv id that an arXiv URL names, without its version."""
    low = (url or "").lower()
    match = _ARXIV_URL.search(url or "") if "arxiv." in low or "ar5iv." in low else None
    return match[1] if match else None


def openreview_id(url: str | None) -> str | None:
    """The forum id that an OpenReview URL names."""
    match = _OPENREVIEW_URL.search(url) if url and "openreview.net/" in url else None
    return match[1] if match else None


def doi(url: str | None) -> str | None:
    """The DOI that a URL of doi.org or of a publisher that puts it in the path contains."""
    if not url or "10." not in url or not _DOI_HOST.match(url):
        return None
    match = DOI.search(url)
    return re.sub(r"(?:\.pdf|/full|/abstract|/html|/pdf)?/?$", "", match[0]) if match else None


@lru_cache(_REMEMBERED)
def of_url(url: str | None) -> Mapping[str, str]:
    """The identifiers that a URL contains, by their kind, one of KINDS."""
    found = {}
    for kind, identifier in (("arxiv", arxiv_id), ("doi", doi), ("openreview", openreview_id)):
        if value := identifier(url):
            found[kind] = value
    return found


def identified(entry: Entry) -> Entry:
    """An entry with the identifiers that its URL contains, where it does not state them itself."""
    arxiv, doi, openreview = identifiers_of(entry)
    return entry._replace(arxiv=arxiv, doi=doi, openreview=openreview)


def identifiers_of(entry: Entry) -> tuple[str | None, str | None, str | None]:
    """The identifiers of an entry in the order of KINDS: those that it states, else those that its URL contains."""
    found = of_url(entry.url)
    return (
        entry.arxiv or found.get("arxiv") or (arxiv_id(f"doi.org/{entry.doi}") if entry.doi else None),
        entry.doi or found.get("doi"),
        entry.openreview or found.get("openreview"),
    )


def key(kind: str, value: str | None) -> str | None:
    """The form in which all spellings of an identifier are equal; None for none."""
    if not value:
        return None
    if kind == "openreview":  # its letters have a case
        return value
    value = value.casefold()
    return _VERSION.sub("", value) if kind == "arxiv" and "v" in value else value


def telling_words(title: str) -> list[str]:
    """A title's words, lower case and ASCII, without the ones that every title has."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return [word for word in words if word not in FUNCTION_WORDS] or words


def make_id(title: str, year: int | None, taken: Container[str] = (), counts: dict[str, int] | None = None) -> str:
    """An id from a method's name (what is before a colon) or a title's first telling words, and the year.

    `DepGraph: Towards Any Structural Pruning`, 2023 → `depgraph-2023`. One that is taken gets `-2`, `-3`, …;
    `counts` remembers between calls which number was the last, so that many entries of one title take no longer each.
    """
    method, colon, _ = title.partition(":")
    words = telling_words(method) if colon and len(method.split()) <= 3 else telling_words(title)[:4]
    stem = "-".join(words) or "untitled"
    if year is not None:
        stem += f"-{year}"
    counts = {} if counts is None else counts
    name, count = stem, counts.get(stem, 1)
    while name in taken:
        count += 1
        name = f"{stem}-{count}"
    if count > 1:
        counts[stem] = count
    return name
