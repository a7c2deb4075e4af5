"""What the page's search is given beside the entries: their words, and the catalogue's vocabulary, venues and types."""

from typing import Any

from prunecat.catalogue import Catalogue
from prunecat.entry import ORIGINS, Entry
from prunecat.query.english import CARRIERS, COMMON
from prunecat.query.meanings import CODE, SURVEYS
from prunecat.query.parts import PARTS
from prunecat.snapshot.searched import searched
from prunecat.venue import by_name
from prunecat.words import STOP_WORDS


def index_of(entry: Entry) -> list[str]:
    """The words that an entry is found by of title, method, topic, text and who wrote it; and what it `has`."""
    known = [part for part, one in PARTS.items() if one.is_known(entry)]
    *subjects, names, owners = searched(entry)
    return [" ".join(words) for words in (*subjects, [*names, *owners], known)]


def search_of(catalogue: Catalogue) -> dict[str, Any]:
    """What the search knows of the language and of the catalogue, as JSON has it."""
    venues: dict[str, list[str]] = {}
    for form, venue in by_name(catalogue.venues.values()).items():
        venues.setdefault(venue.name, []).append(form)
    return {
        "english": {
            "stop": sorted(STOP_WORDS),
            "carriers": sorted(CARRIERS),
            "common": sorted(COMMON),
            "code": sorted(CODE),
            "surveys": sorted(SURVEYS),
        },
        "parts": list(PARTS),
        "origins": ORIGINS,
        "types": list(catalogue.type_names.items()),
        "venues": list(venues.items()),
        "terms": catalogue.terms(),
    }
