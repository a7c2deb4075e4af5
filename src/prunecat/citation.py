"""How a work is cited: the kind of publication it is, its authors' names in parts, its key and its links."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from prunecat.entry import Entry
from prunecat.identifiers import make_id

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The months as the macros that every BibTeX style defines."""
_PREPRINT = re.compile(r"(?:arxiv|biorxiv|medrxiv|techrxiv|ssrn|corr\b|preprint)", re.IGNORECASE)
_MEETING = re.compile(r"\b(?:conference|symposium|workshop|proceedings|meeting|congress)\b", re.IGNORECASE)
_TYPES = {"conference": "inproceedings", "journal": "article"}
CONTAINERS = ("booktitle", "journal", "journaltitle", "eventtitle", "howpublished", "school", "institution")
"""The fields that name what a work stands in, or whose it is."""
_AND = re.compile(r"\s+and(?:\s+|\Z)|\A\s*and\s+", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr)\.?|ii|iii|iv", re.IGNORECASE)
# Luc Van Gool's family name is Van Gool; others than these are in capitals as often a given name.
_PARTICLE = re.compile(r"[Vv][ao]n|[Dd]e[lnr]?|[Dd]ella|di|d[aou]s?|l[ae]s?|los|[ae]l|bin|ibn|te[nr]?|zu[mr]?|a[fv]|'t")


class Name(NamedTuple):
    """A person's name in parts; a body's, and one that can't be taken apart, is all family name."""

    family: str
    given: str = ""
    particle: str = ""
    """What comes before the family name and belongs to it: `van`, `de la`."""
    suffix: str = ""

    @property
    def surname(self) -> str:
        """The family name with its particle."""
        return f"{self.particle} {self.family}".strip()

    @property
    def given_first(self) -> str:
        """The name as it is read: `Ada van der Berg Jr.`."""
        return " ".join(part for part in (self.given, self.particle, self.family, self.suffix) if part)


class People(NamedTuple):
    """The authors or editors of a work."""

    names: tuple[Name, ...]
    others: bool = False
    """Whether there are more, whom the source does not name."""

    @property
    def are_plain(self) -> bool:
        """Whether the names alone, given name first, tell their parts, and there are no others."""
        alone = [split_name(name.given_first) for name in self.names]
        parts = [(name.surname, name.given, name.suffix) for name in self.names]
        return not self.others and [(name.surname, name.given, name.suffix) for name in alone] == parts

    def written(self) -> str:
        """The names in BibTeX's form, a body in braces: `Ortiz, Jose and {Rams and Ewes, Inc.} and others`."""
        texts = [
            ", ".join(part for part in (name.surname, name.suffix, name.given) if part)
            if name.given
            else f"{{{name.family}}}"
            for name in self.names
        ]
        return " and ".join([*texts, *(["others"] if self.others else [])])


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


def people_in(text: str) -> People:
    """The people in a plain text of BibTeX's form (see `People.written`), or with their given names first."""
    names, others = [], False
    for person in split_outside_braces(text, _AND):
        bare = person.strip()
        if bare.lower() == "others":
            others = True
        elif bare.startswith("{") and bare.endswith("}") and "}" not in bare[1:-1]:
            names.append(Name(bare[1:-1]))
        elif bare:
            names.append(_parted([part.strip() for part in bare.split(",")]))
    return People(tuple(names), others)


def _parted(parts: list[str]) -> Name:
    if len(parts) not in (2, 3) or not all(parts):
        return split_name(", ".join(part for part in parts if part))
    family, suffix, given = (parts[0], "", parts[1]) if len(parts) == 2 else parts
    if _SUFFIX.fullmatch(given) and suffix and not _SUFFIX.fullmatch(suffix):
        suffix, given = given, suffix
    words = family.split()
    start = next((at for at, word in enumerate(words[:-1]) if not word[0].islower()), len(words) - 1)
    return Name(" ".join(words[start:]), given, " ".join(words[:start]), suffix)


def split_outside_braces(text: str, joint: re.Pattern[str]) -> list[str]:
    """A text cut wherever the pattern, which takes a sign at least, matches outside of braces."""
    if "{" not in text and "\\" not in text:  # as most are, which the pattern alone cuts in a tenth of the time
        cuts = [match.span() for match in joint.finditer(text)]
        return [text[start:end] for (_, start), (end, _) in pairwise([(0, 0), *cuts, (len(text), 0)])]
    parts, start, depth, at = [], 0, 0, 0
    while at < len(text):
        if not depth and (match := joint.match(text, at)):
            parts.append(text[start:at])
            start = at = match.end()
            continue
        depth = max(0, depth + (text[at] == "{") - (text[at] == "}"))
        at += 2 if text[at] == "\\" else 1
    return [*parts, text[start:]]


def authors_of(entry: Entry) -> People:
    """An entry's authors in parts: as its source tells them, if these are still its authors, else by their form."""
    told = people_in(entry.stated("author"))
    if told.names and [name.given_first for name in told.names] == list(entry.authors):
        return told
    return People(tuple(map(split_name, entry.authors)))


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


def entry_type(entry: Entry) -> str:
    """The entry's type in BibTeX: its source's own, else by what it is published as."""
    stated = entry.stated("entrytype")
    return stated if re.fullmatch(r"[a-z]+", stated) else _TYPES.get(publication(entry), "misc")


def citation_key(entry: Entry) -> str:
    """The entry's id, without the characters that BibTeX does not take in a key."""
    return re.sub(r"[\s\"#%(),={}~\\]+", "-", entry.id).strip("-") or make_id(entry.title, entry.year)


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
