"""What a reference in words says: years, venues, and the parts of it that may be its title."""

import re
from collections.abc import Iterator

from prunecat.catalogue import Catalogue
from prunecat.citation import authors_of
from prunecat.entry import Entry
from prunecat.words import words_of

_YEAR = re.compile(r"(?<![\d.:/–-])(?:19|20)\d\d(?![\d:/–-]|\.\d)")
"""A year in a reference: no page of several, and no part of an identifier."""
_FEWEST_LETTERS = 4
"""Letters of a venue's name that is looked for in a reference; fewer may be anything."""
_JOINT = re.compile(r"[.?!]\s+|[\"“”]|,\s+(?=in\b)", re.IGNORECASE)
"""What stands between authors, title and venue."""
_FEWEST_WORDS = 4
"""Words of a part that may be a title."""


def years_in(text: str) -> set[int]:
    """The years that a reference states."""
    return {int(year) for year in _YEAR.findall(text)}


def venues_in(catalogue: Catalogue, text: str) -> set[str]:
    """The names of the conferences and journals that stand in a text."""
    words = f" {spaced(text)} "
    told = {
        spaced(name): venue
        for venue in catalogue.venues.values()
        if venue.kind in ("conference", "journal")
        for name in venue.names()
        if len(name) >= _FEWEST_LETTERS and f" {spaced(name)} " in words
    }
    # `Neural Networks` stands in the name of a longer one.
    return {venue.name for name, venue in told.items() if not any(name != other and name in other for other in told)}


def titles_in(text: str) -> Iterator[str]:
    """The parts of a reference that may be its title: what stands between its joints, also up to a comma."""
    for part in _JOINT.split(text):
        while part and len(words_of(part)) >= _FEWEST_WORDS:
            yield part
            part = part.rpartition(",")[0]


def spaced(text: str) -> str:
    """The folded words of a text, with blanks between them."""
    return " ".join(words_of(text))


def surnames(entry: Entry) -> list[str]:
    """The folded family names of an entry's authors."""
    return [spaced(name.surname) for name in authors_of(entry).names]
