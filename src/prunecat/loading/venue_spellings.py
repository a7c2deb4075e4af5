"""The names that a long name of a venue, as bibliographies write it, may stand for."""

import re
from collections.abc import Iterator

from prunecat.venue import fold_venue

_OPENINGS = re.compile(r"^(?:(?:in|the|annual|proc|proceedings|of|on)\s+)+")
_EDITIONS = re.compile(
    r"\b(?:(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th)?|(?:twen|thir|for|fif)tieth|"
    r"(?:(?:twenty|thirty|forty|fifty) )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|\w+teenth))\b"
)
_LONGEST = 400
"""Characters: nothing longer is the name of a venue, and the patterns would take time that grows with the square."""
_PRESENTED = re.compile(r"\s(?:poster|oral|spotlight)$")
_SHORT_AND_YEAR = re.compile(r"\S{2,}[ '’-]*(?:(?:19|20)?\d\d)")


def spellings(name: str) -> Iterator[str]:
    """Folded names to look a venue up by, the surest first.

    `Proceedings of the 36th International Conference on Machine Learning (ICML)` may be known without its
    edition or by its short name, `European Conference on Computer Vision, ECCV 2018, Munich` by two of its
    parts. The whole name of a workshop alone is its name: it is not the conference that it belongs to.
    """
    yield fold_venue(name)
    if len(name) > _LONGEST:
        return
    if inverted := re.fullmatch(r"(.+), (.+ on)", name):  # Pattern Analysis and ..., IEEE Transactions on
        name = f"{inverted[2]} {inverted[1]}"
    yield _bare(name)
    if "workshop" in name.lower():
        return
    yield _bare(re.sub(r"\([^()]*\)", " ", name))
    yield from (_bare(short) for short in re.findall(r"\((\S+(?: \d+)?)\)", name))
    first, *others = re.split(r"[,:–—]\s", name)
    if any(re.search(r"\d", other) for other in others):
        yield _bare(first)
    yield from (_bare(part) for part in (first, *others) if _SHORT_AND_YEAR.fullmatch(part.strip()))


def _bare(name: str) -> str:
    """A folded name without openings, year, edition and the way in which a paper was presented."""
    folded = _PRESENTED.sub("", _OPENINGS.sub("", fold_venue(name)))
    return " ".join(_OPENINGS.sub("", " ".join(_EDITIONS.sub(" ", folded).split())).split())
