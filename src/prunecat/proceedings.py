"""The proceedings that a URL lies in: publishers put them under their year."""

import re
from typing import NamedTuple

_ADDRESSES = tuple(
    (re.compile(f"//{address}", re.IGNORECASE), venue)
    for address, venue in (
        (r"openaccess\.thecvf\.com/(?:content[_/])?(?P<venue>[a-z]{4})_?(?P<year>\d{4})(?!\d|_?w)", ""),
        (r"(?:www\.)?ecva\.net/papers/(?P<venue>eccv)_(?P<year>\d{4})/", ""),
        (r"icml\.cc/virtual/(?P<year>\d{4})/", "ICML"),
        (r"iclr\.cc/virtual/(?P<year>\d{4})/", "ICLR"),
        (r"(?:neurips|nips)\.cc/virtual/(?P<year>\d{4})/", "NeurIPS"),
        (r"(?:papers|proceedings)\.(?:neurips|nips)\.cc/paper(?:_files/paper)?/(?P<year>\d{4})/", "NeurIPS"),
        (r"proceedings\.mlsys\.org/paper(?:_files/paper)?/(?P<year>\d{4})/", "MLSys"),
        (r"(?:www\.)?ijcai\.org/proceedings/(?P<year>\d{4})/", "IJCAI"),
    )
)
"""The forms of addresses, each with its venue where the form itself does not name it."""


class Proceedings(NamedTuple):
    """A venue's volume of a year."""

    venue: str
    year: int


def proceedings_of(url: str | None) -> Proceedings | None:
    """The proceedings that a URL lies in, None where it tells none."""
    for pattern, venue in _ADDRESSES:
        if match := pattern.search(url or ""):
            return Proceedings(venue or match["venue"].upper(), int(match["year"]))
    return None
