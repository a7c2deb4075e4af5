"""How a work is cited: the kind of publication it is, its authors' names in parts, its key and its links."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from prunecat.entry import Entry
from prunecat.identifiers import make_id

_PREPRINT = re.compile(r"(?:arxiv|biorxiv|medrxiv|techrxiv|ssrn|corr\b|preprint)", re.IGNORECASE)
_MEETING = re.compile(r"\b(?:conference|symposium|workshop|proceedings|meeting|congress)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr)\.?|ii|iii|iv", re.IGNORECASE)
# Luc Van Gool's family name is Van Gool; others than these are in capitals as often a given name.
_PARTICLE = re.compile(r"[Vv][ao]n|[Dd]e[lnr]?|[Dd]ella|di|d[aou]s?|l[ae]s?|los|[ae]l|bin|ibn|te[nr]?|zu[mr]?|a[fv]|'t")


class Name(NamedTuple):
    """A person's name in parts; a name that can't be taken apart is all family name."""

    family: str
    given: str = ""
    particle: str = ""
    """What comes before the family name and belongs to it: `van`, `de la`."""
    suffix: str = ""

    @property
    def surname(self) -> str:
        """The family name with its particle."""
        return f"{self.particle} {self.family}".strip()


def split_name(name: str) -> Name:
    """A name's parts, from `Given Family` or `Family, Given`, with particles (`van`) and suffixes (`Jr.`).

    The family name is the last word and the particles right before it. A single word, and a name with
    commas that mean something else, is all family name.
    """
    head, *rest = [part.strip() for part in name.split(",")]
    if not head or not all(rest) or len(rest) > 2:
        return Name(name)
    if len(rest) == 2:
        return Name(head, rest[1], suffix=rest[0]) if _SUFFIX.fullmatch(rest[0]) else Name(name)
    if rest and not _SUFFIX.fullmatch(rest[0]):
        return Name(head, rest[0])
    words = head.split()
    suffix = rest[0] if rest else ""
    if not suffix and len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    start = len(words) - 1
    while start > 1 and _PARTICLE.fullmatch(words[start - 1]):
        start -= 1
    return Name(words[-1], " ".join(words[:start]), " ".join(words[start:-1]), suffix)


def publication(entry: Entry) -> str:
    """What an entry is cited as: `conference`, `journal`, `preprint`, `software` or `other`.

    The section says it, unless the venue is a preprint server. A survey is a paper of a journal unless its
    venue's name is that of a conference; an entry of the section `other` is only what its venue's name says.
    """
    venue = entry.venue_name or entry.venue or ""
    if entry.section == "software":
        return "software"
    if _PREPRINT.match(entry.venue or venue) or (not venue and entry.arxiv):
        return "preprint"
    if entry.section in ("conference", "journal"):
        return entry.section
    if _MEETING.search(venue):
        return "conference"
    return "journal" if venue and entry.section == "survey" else "other"


def citation_key(entry: Entry) -> str:
    """The entry's id, without the characters that BibTeX does not take in a key."""
    return re.sub(r"[^A-Za-z0-9_:.+/-]+", "-", entry.id).strip("-") or make_id(entry.title, entry.year)


class Identifier(NamedTuple):
    """An identifier of a work and the page that it names."""

    scheme: str
    value: str
    url: str


def identifiers(entry: Entry) -> Iterator[Identifier]:
    """The entry's identifiers: arXiv, DOI, OpenReview, as far as it has them."""
    for scheme, value, page in (
        ("arXiv", entry.arxiv, "https://arxiv.org/abs/"),
        ("DOI", entry.doi, "https://doi.org/"),
        ("OpenReview", entry.openreview, "https://openreview.net/forum?id="),
    ):
        if value:
            yield Identifier(scheme, value, page + value)
