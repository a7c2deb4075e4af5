"""Venue names that lists of papers use and venues.yaml does not have."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from prunecat.sources.markdown.facts.lexicon import phrases, words
from prunecat.venue import fold_venue

_STATED = re.compile(r"\b((?=[A-Z][a-z]*[A-Z])[A-Za-z]++)(?:[ ,]{1,2}|[’'])?(?:19|20)\d\d\b")
NO_VENUES = words("no_venues")
"""Acronyms before a year in lists that are no venues."""


@dataclass(frozen=True, slots=True, eq=False)
class VenueNames:
    """Venue names by their folded form."""

    folded: frozenset[str]

    def know(self, name: str) -> bool:
        """Whether the name, as it is or without a workshop's W, is a venue's."""
        plain = fold_venue(name)
        return plain in self.folded or (plain.endswith("w") and name.isupper() and plain[:-1] in self.folded)


def venue_names_of(text: str, told: Collection[str] = ()) -> VenueNames:
    """The known names, those of the caller, and acronyms that the list itself has before a year three times."""
    stated = Counter(fold_venue(match[1]) for match in _STATED.finditer(text))
    learned = {name for name, count in stated.items() if count > 2 and name not in NO_VENUES}
    return VenueNames(frozenset(_KNOWN | _folded(told) | learned))


def _folded(names: Iterable[str]) -> set[str]:
    return {plain for name in names if len(plain := fold_venue(name)) > 1}


_KNOWN = _folded(phrases("venues"))
