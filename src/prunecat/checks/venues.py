"""Rules about venues and types: names that nobody knows, and what two venues have in common."""

from collections.abc import Iterator

from prunecat.checks.finding import RULES, Finding
from prunecat.checks.subject import Source, Subject
from prunecat.nearest import nearest
from prunecat.venue import Venue, fold_venue

_SAYS_NOTHING = frozenset(
    "a acm advances and annual association conf conference european for ieee in int international j joint journal "
    "letters meeting of on papers proc proceedings review society symposium the to trans transactions workshop".split()
)
"""Words of a venue's name that tell what kind of venue it is, or whose."""
_NEAR = 65
"""Per cent of letters that the subjects of two names have in common: below it they are of two."""


def of_entries(subject: Subject) -> Iterator[Finding]:
    """Findings of the rules unknown-venue and unknown-type."""
    names = {name: venue for venue in subject.venues.values() for name in venue.names()}
    remedies: dict[str, str] = {}
    for listed in subject.entries:
        venue = listed.entry.venue
        if venue and subject.venue_of(listed.entry) is None:
            if venue not in remedies:
                remedies[venue] = _remedy(venue, names)
            yield listed.finding("unknown-venue", f"the venue {venue!r} is not known", remedies[venue], at=venue)
        for code in listed.entry.types:
            if subject.legend and code not in subject.legend:
                codes = ", ".join(sorted(subject.legend))
                what = f"the type {code!r} is not in the legend"
                yield listed.finding("unknown-type", what, f"it has {codes}", at="types:")


def twins(subject: Subject) -> Iterator[Finding]:
    """Findings of the rules same-venue-name and same-venue-url."""
    by_name: dict[str, Venue] = {}
    by_url: dict[str, Venue] = {}
    for source in subject.sources:
        for venue in source.reading.venues:
            for name in {fold_venue(name): name for name in venue.names()}.values():
                first = by_name.setdefault(fold_venue(name), venue)
                if first.name != venue.name:
                    what = f"the name {name!r} belongs to {first.name} and to {venue.name}"
                    yield _finding(source, venue, "same-venue-name", what, "leave it to one of them")
            if venue.url and (first := by_url.setdefault(venue.url, venue)).name != venue.name:
                what = f"{venue.name} has the home page of {first.name}: {venue.url}"
                yield _finding(source, venue, "same-venue-url", what, "give it its own")


def _remedy(name: str, names: dict[str, Venue]) -> str:
    """The known venues that a name holds, as that of a workshop may, else those with the nearest names."""
    words = f" {fold_venue(name)} "
    held = [known for known in names if f" {fold_venue(known)} " in words]
    near = held or [known for known in nearest(name, names, 5) if _are_near(name, known)]
    found = list(dict.fromkeys(names[known].name for known in near))[:3]
    return f"did you mean {' or '.join(found)}?" if found else "describe it under venues"


def _are_near(name: str, known: str) -> bool:
    """Whether two names are near in what they say of a subject, not only in that both are journals."""
    return bool(nearest(_subject(name), [_subject(known)], at_least=_NEAR))


def _subject(name: str) -> str:
    """What a venue's name says of its subject, if it says anything."""
    words = fold_venue(name).split()
    return " ".join(word for word in words if word not in _SAYS_NOTHING) or " ".join(words)


def _finding(source: Source, venue: Venue, rule: str, what: str, remedy: str) -> Finding:
    line = source.line_of(f"name: {venue.name}\n", f"name: '{venue.name}'", venue.name)
    return Finding(source.file, line, None, rule, RULES[rule], f"{what}; {remedy}")
