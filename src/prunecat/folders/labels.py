"""The venues of a list under the names by which the list calls them."""

from collections import Counter, defaultdict
from dataclasses import replace

from prunecat.loading.compile import Compiled
from prunecat.loading.load import Loaded
from prunecat.venue import Venue

_LONGEST = 32
"""Letters: a label must fit a table's cell; what is longer is a name in full, as bibliographies have it."""


def with_labels(source: Loaded) -> Compiled:
    """The catalogue of a source, each venue that it does not describe itself labelled by its usual spelling there.

    What venues' papers stand in is left out where the source does not say it: it is lent again to whoever reads it.
    """
    described = {venue.name: venue for reading in source.readings for venue in reading.venues}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    listed = (entry for reading in source.readings for entry in reading.entries)
    for entry, compiled in zip(listed, source.compiled.entries, strict=True):
        if entry.venue and compiled.venue and len(entry.venue) <= _LONGEST:
            spellings[compiled.venue][entry.venue] += 1

    def labelled(venue: Venue) -> Venue:
        own = described.get(venue.name)
        if not (own and own.containers):
            venue = venue._replace(containers=())
        if venue.name in described or venue.name not in spellings:
            return venue
        [(label, _)] = spellings[venue.name].most_common(1)
        # A label that another list has is overruled, so the canonical name may be one.
        return venue._replace(label=label if label != venue.name or venue.label else None)

    return replace(source.compiled, venues=tuple(map(labelled, source.compiled.venues)))
