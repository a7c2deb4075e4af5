"""The venue: a conference or journal under one canonical short name, and every other name it goes by."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from prunecat.entry import Stated

_TITLES = {"conference": "booktitle", "workshop": "booktitle", "journal": "journal"}
"""BibTeX's field for the name of what a paper stands in, by the kind of the venue."""
_REMEMBERED = 10_000
"""Names: more than ten times the bundled catalogue's, which every compile folds several times."""
KINDS = ("conference", "journal", "workshop", "preprint")


class Venue(NamedTuple):
    """A conference, journal, workshop or preprint server."""

    name: Annotated[str, "The canonical short name, by which entries name the venue."]
    full_name: Annotated[str | None, "The official name in full."] = None
    kind: Annotated[str | None, "What it is, where that is known."] = None
    label: Annotated[str | None, "What the list calls the venue, where that is not the canonical name."] = None
    aliases: Annotated[tuple[str, ...], "Its other names. A name belongs to one venue only."] = ()
    url: Annotated[str | None, "The home page."] = None
    first_year: Annotated[int | None, "The year of the first edition."] = None
    biennial_from: Annotated[int | None, "The first year since when it is held every second year."] = None
    biennial_until: Annotated[int | None, "The last year of that, where it is held every year again."] = None
    containers: Annotated[
        tuple[Stated, ...],
        "What its papers stand in, by BibTeX's names: booktitle, volume, publisher, month, editor and others. Each "
        "holds for its years, 2021, 2018- or -2017, or without years for all; seen and conflict are as in `published`.",
    ] = ()

    def names(self) -> Iterator[str]:
        """Every name it goes by, the canonical one first."""
        yield self.name
        yield from (name for name in (self.full_name, self.label) if name)
        yield from self.aliases


def stated(venue: Venue) -> dict[str, Any]:
    """The fields of a venue that have a value."""
    return {name: value for name, value in venue._asdict().items() if value}


@lru_cache(_REMEMBERED)
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


def container_in(venue: Venue, year: int | None) -> Stated:
    """What the papers of a venue stand in in a year; of several containers that hold then the first that says it.

    Without a name of that year it is the venue's own.
    """
    found: dict[str, str] = {}
    for container in venue.containers:
        texts = dict(container)
        if _holds(texts.pop("years", "-"), year):
            found = {**texts, **found}
    if venue.kind in _TITLES and venue.full_name:
        found.setdefault(_TITLES[venue.kind], venue.full_name)
    return tuple(found.items())


def _holds(years: str, year: int | None) -> bool:
    first, hyphen, last = years.partition("-")
    if year is None:
        return years == "-"
    return int(first or 0) <= year <= int(last or (9999 if hyphen else first))
