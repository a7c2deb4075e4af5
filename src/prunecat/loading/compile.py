"""Readings made into one catalogue: venues under their canonical names, identifiers derived, ids complete."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from prunecat import identifiers
from prunecat.entry import Entry
from prunecat.errors import Location, SourceError
from prunecat.legend import LegendType
from prunecat.loading.remarks import Remarks
from prunecat.loading.venue_spellings import spellings
from prunecat.sources.reading import Reading
from prunecat.venue import Venue, by_name, fold_venue, stated
from prunecat.vocabulary import TermGroup

_SECTIONS = {"conference": "conference", "workshop": "conference", "journal": "journal"}
"""The section of an entry that states none, by the kind of its venue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A whole catalogue, ready to be put into a snapshot."""

    entries: tuple[Entry, ...]
    venues: tuple[Venue, ...]
    types: tuple[LegendType, ...]
    vocabulary: tuple[TermGroup, ...]
    has_lent_vocabulary: bool = False
    """Whether the vocabulary is another catalogue's, and so perhaps another field's."""
    about: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    """Sentences about what could not be read, for standard error."""


def compile_catalogue(readings: Sequence[Reading], lent: Sequence[Reading] = ()) -> Compiled:
    """Make one catalogue of several readings.

    `lent` are readings of other catalogues: their venues, types and vocabulary are used where these readings have
    none of their own. Raises SourceError for an id that two entries have.
    """
    venues = Venues([venue for reading in readings for venue in reading.venues], lent)
    entries = tuple(complete(entry, venues) for entry in _with_ids(readings))
    codes = dict.fromkeys(code for entry in entries for code in entry.types)
    remarks = tuple(remark for reading in readings for remark in _remarks(reading))
    return replace(compiled_of(readings, lent, venues, codes), entries=entries, remarks=remarks)


def compiled_of(
    readings: Sequence[Reading], lent: Sequence[Reading], venues: "Venues", codes: Iterable[str]
) -> Compiled:
    """A catalogue but for its entries and remarks; `codes` are the types that entries have."""
    vocabulary = tuple(group for reading in readings for group in reading.vocabulary)
    return Compiled(
        entries=(),
        venues=venues.all(),
        types=_legend(codes, readings, lent),
        vocabulary=vocabulary or tuple(group for reading in lent for group in reading.vocabulary),
        has_lent_vocabulary=not vocabulary,
        about={key: text for reading in reversed(readings) for key, text in reading.about.items()},
    )


def _with_ids(readings: Sequence[Reading]) -> Iterator[Entry]:
    locations: dict[str, Location] = {}
    for reading in readings:
        lines = reading.lines or (0,) * len(reading.entries)
        for entry, line in zip(reading.entries, lines, strict=True):
            location = Location(reading.file, line or None)
            if entry.id in locations:
                raise id_stands_twice(entry.id, locations[entry.id], location)
            if entry.id:
                locations[entry.id] = location
    counts: dict[str, int] = {}
    for reading in readings:
        for entry in reading.entries:
            if not entry.id:
                name = identifiers.make_id(entry.title, entry.year, locations, counts)
                locations[name] = Location(reading.file)
                entry = entry._replace(id=name)
            yield entry


def id_stands_twice(name: str, first: Location, at: Location) -> SourceError:
    """The error of an id that two entries have."""
    what = f"the id {name} stands at {first} too"
    return SourceError(what, at=at, remedy="give each entry an id of its own")


class Venues:
    """The venues of a catalogue: its own, the lent ones, and those that its entries name and nobody describes."""

    def __init__(self, own: Iterable[Venue], lending: Iterable[Reading]) -> None:
        """`own` are those that the catalogue describes; `lending` has those that others do."""
        lent = [venue for reading in lending for venue in reading.venues]
        lent_by_name = by_name(lent)
        described = [_merge(venue, lent_by_name.get(fold_venue(venue.name))) for venue in own]
        own_by_name = {fold_venue(venue.name): venue for venue in reversed(described)}
        # An alias that only the lending catalogue has means this catalogue's own venue of the same canonical name.
        self._by_name = {
            form: own_by_name.get(fold_venue(venue.name), venue) for form, venue in by_name([*described, *lent]).items()
        }
        self.found: dict[str, Venue] = {}
        """The venues by the names that were asked for, in the order in which each was first asked."""

    def called(self, name: str) -> Venue:
        """The venue of that name; a new one where it is not known."""
        found = self.found.get(name)
        if found is None:
            found = next((self._by_name[form] for form in spellings(name) if form and form in self._by_name), None)
            self.found[name] = found = found or self._by_name.setdefault(fold_venue(name), Venue(name=name))
        return found

    def all(self) -> tuple[Venue, ...]:
        """Every venue, also those that nobody names."""
        return tuple({venue.name: venue for venue in self._by_name.values()}.values())


def _merge(venue: Venue, lent: Venue | None) -> Venue:
    if lent is None:
        return venue
    missing = {name: theirs for name, theirs in stated(lent).items() if not getattr(venue, name)}
    return venue._replace(**missing)


def complete(entry: Entry, venues: Venues) -> Entry:
    """An entry with its venue's names, its section and its identifiers."""
    venue = venues.called(entry.venue) if entry.venue else None
    arxiv, doi, openreview = identifiers.identifiers_of(entry)
    return entry._replace(
        section=entry.section or _SECTIONS.get((venue.kind if venue else None) or "", "other"),
        venue=venue.name if venue else None,
        venue_name=venue.full_name if venue else None,
        container=(),
        arxiv=arxiv,
        doi=doi,
        openreview=openreview,
    )


def _legend(codes: Iterable[str], readings: Sequence[Reading], lent: Sequence[Reading]) -> tuple[LegendType, ...]:
    """The stated legend, completed for codes in use: from the lent readings, else by the code itself."""
    stated = {line.code: line for reading in readings for line in reading.types}
    others = {} if stated else {line.code: line for reading in lent for line in reading.types}
    for code in codes:
        stated.setdefault(code, others.get(code) or LegendType(code, code))
    return tuple(stated.values()) or tuple(others.values())


def _remarks(reading: Reading) -> Iterator[str]:
    remarks = Remarks()
    for skipped in reading.skipped:
        remarks.add(skipped)
    return remarks.sentences(reading.file)
