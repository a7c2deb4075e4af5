"""The venue: a conference or journal under one canonical short name, and every other name it goes by."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

KINDS = ("conference", "journal", "workshop", "preprint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A conference, journal, workshop or preprint server."""

    name: str
    """The canonical short name, such as `NeurIPS`."""
    full_name: str | None = None
    kind: str | None = None
    """One of KINDS, None where nobody says."""
    label: str | None = None
    """What the list calls it, such as `NIPS`."""
    aliases: tuple[str, ...] = ()
    url: str | None = None

    def names(self) -> Iterator[str]:
        """Every name it goes by, the canonical one first."""
        yield self.name
        yield from (name for name in (self.full_name, self.label) if name)
        yield from self.aliases


def fold_venue(name: str) -> str:
    """The form under which two spellings of a venue's name are one: letters and digits, case and accents folded.

    `IEEE Trans. PAMI` and `ieee trans pami` fold to the same text; `&` reads as `and`.
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    return re.sub(r"[\W_]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def by_name(venues: Iterable[Venue]) -> dict[str, Venue]:
    """Venues by each folded name; a canonical name wins over another venue's alias, else the first does."""
    venues = tuple(venues)
    names: dict[str, Venue] = {}
    for venue in venues:
        names.setdefault(fold_venue(venue.name), venue)
    for venue in venues:
        for name in venue.names():
            names.setdefault(fold_venue(name), venue)
    return names
