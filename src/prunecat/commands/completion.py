"""What a TAB offers: venues, ids, years, sections, types, formats, out of the catalogue that is asked."""

from collections.abc import Callable, Iterable

import typer

from prunecat.catalogue import Catalogue
from prunecat.entry import ORIGINS, SECTIONS
from prunecat.errors import PrunecatError
from prunecat.formats.columns import COLUMNS
from prunecat.formats.registry import FORMATS
from prunecat.session import Session
from prunecat.words import fold

Offers = list[tuple[str, str]]
Completer = Callable[[typer.Context, str], Offers]


def _from_catalogue(offer: Callable[[Catalogue], Iterable[tuple[str, str]]]) -> Completer:
    """Completes values that the catalogue holds; one that can't be opened offers nothing."""

    def complete(ctx: typer.Context, incomplete: str) -> Offers:
        asked = [*(ctx.find_root().params.get("catalogue") or []), *(ctx.params.get("catalogue") or [])]
        if "-" in asked:
            return []
        try:
            catalogue = Session(paths=asked).catalogue
        except PrunecatError:
            return []
        return [(value, text) for value, text in offer(catalogue) if fold(value).startswith(fold(incomplete))]

    return complete


def _of(values: Iterable[tuple[str, str]]) -> Completer:
    offers = list(values)

    def complete(_ctx: typer.Context, incomplete: str) -> Offers:
        return [(value, text) for value, text in offers if value.startswith(incomplete.lower())]

    return complete


def _venues(catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    for count in catalogue.counts("venue"):
        venue = catalogue.venues.get(str(count.values[0])) if count.values[0] else None
        if venue:
            yield venue.name, venue.full_name or ""


def _years(catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    return ((str(count.values[0]), f"{count.entries} entries") for count in catalogue.counts("year") if count.values[0])


def _frameworks(catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    return ((str(count.values[0]), "") for count in catalogue.counts("framework") if count.values[0])


def _last_of_list(complete: Completer) -> Completer:
    """Completes the last of several values joined by commas."""

    def completed(ctx: typer.Context, incomplete: str) -> Offers:
        before, comma, last = incomplete.rpartition(",")
        return [(before + comma + value, text) for value, text in complete(ctx, last)]

    return completed


venues = _from_catalogue(_venues)
years = _from_catalogue(_years)
frameworks = _from_catalogue(_frameworks)
types = _from_catalogue(lambda catalogue: catalogue.legend.items())
ids = _from_catalogue(Catalogue.ids)
sections = _of((name, "") for name in SECTIONS)
origins = _of((name, "") for name in ORIGINS)
formats = _of((name, format.help) for name, format in FORMATS.items())
columns = _last_of_list(_of(COLUMNS.items()))
