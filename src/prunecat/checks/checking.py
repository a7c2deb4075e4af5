"""Files checked: what can't be read of them, and what every family of rules finds in the rest."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from prunecat import identifiers
from prunecat.checks import addresses, duplicates, errata, ids, titles, venues, years
from prunecat.checks.finding import RULES, Finding
from prunecat.checks.subject import ListedEntry, Source, Subject
from prunecat.errors import SourceError
from prunecat.sources.files import File
from prunecat.sources.reading import Reading, Skipped
from prunecat.sources.registry import kind_in, read_leniently
from prunecat.venue import by_name

FAMILIES: tuple[tuple[Callable[[Subject], Iterator[Finding]], frozenset[str]], ...] = (
    (ids.same_ids, frozenset({"same-id"})),
    (ids.forms, frozenset({"no-id", "id-form", "id-year"})),
    (ids.names, frozenset({"unknown-also", "missing-also", "malformed-identifier", "identifier-of-url"})),
    (venues.of_entries, frozenset({"unknown-venue", "unknown-type"})),
    (venues.twins, frozenset({"same-venue-name", "same-venue-url"})),
    (
        years.check,
        frozenset({"year-ahead", "year-of-venue", "year-of-arxiv", "year-of-doi", "year-of-url", "venue-of-url"}),
    ),
    (duplicates.check, frozenset({"same-url", "same-doi", "same-arxiv", "same-openreview", "similar-title"})),
    (titles.check, frozenset({"footnote-mark", "doubled-word"})),
    (addresses.check, frozenset({"relative-url", "malformed-url", "insecure-url"})),
    (errata.check, frozenset({"erratum"})),
)
"""What finds something, in the order in which it is told, and the rules that each goes by."""


def read_files(
    files: Iterable[File], known: Iterable[File], this_year: int, rules: Collection[str] = frozenset(RULES)
) -> tuple[Subject, list[Finding]]:
    """What the files hold, as the subject of a check by some rules, and what could not be read of them.

    `known` are the files of a catalogue that they belong to or are measured by: it lends its venues and ids.
    """
    lent = [source.reading for file in known if (source := _source(file, ())[0])]
    names = tuple(name for reading in lent for venue in reading.venues for name in venue.names())
    read = [_source(file, names) for file in files]
    sources = [source for source, _ in read if source]
    return _subject(sources, lent, this_year, rules), [finding for _, found in read for finding in found]


def check(subject: Subject) -> Iterator[Finding]:
    """What every family of rules says of the subject, of which some are asked for."""
    asked = (family for family, rules in FAMILIES if not rules.isdisjoint(subject.rules))
    return (finding for family in asked for finding in family(subject))


def in_order(found: Iterable[Finding], files: Iterable[File]) -> list[Finding]:
    """Findings in the order of the files and their lines, those of one line as they were found."""
    order = {file.path: number for number, file in enumerate(files)}
    return sorted(found, key=lambda finding: (order[finding.file], finding.line or 0))


def _source(file: File, names: Sequence[str]) -> tuple[Source | None, list[Finding]]:
    """A file as it was read, None where it can't be; and what of it can't be read."""
    try:
        text = file.text()
        kind, reading = kind_in(text, file.path), read_leniently(text, file.path, known_venues=names)
    except SourceError as error:
        return None, [_refusal(file.path, error)]
    return Source(file, reading, own=kind is not None and kind.is_own), unread(reading)


def unread(reading: Reading) -> list[Finding]:
    """The findings for what of a source is not read."""
    skipped = [_skipped(reading.file, part) for part in reading.skipped]
    return skipped + [_refusal(reading.file, error) for error in reading.refused]


def _skipped(file: str, part: Skipped) -> Finding:
    """The finding for a row, or a field of it, that is not read."""
    if part.field == "id":
        return Finding(file, part.line, None, "same-id", RULES["same-id"], f"{part.reason}; give it another id")
    what = f"read without {part.field}" if part.field else "not read as an entry"
    return Finding(file, part.line, None, "skipped", RULES["skipped"], f"{what}: {part.reason}")


def _refusal(file: str, error: SourceError) -> Finding:
    what = f"{error.field}: {error.what}" if error.field else error.what
    if error.at and error.at.item and not error.entry and error.at.item != "entry":
        what = f"{error.at.item}: {what}"
    message = f"{what}; {error.remedy}" if error.remedy else what
    return Finding(file, error.line, error.entry, "schema", RULES["schema"], message)


def _subject(sources: Sequence[Source], known: Sequence[Reading], this_year: int, rules: Collection[str]) -> Subject:
    readings = [source.reading for source in sources]
    # Entries are held once, in the form in which they are checked.
    emptied = tuple(replace(source, reading=replace(source.reading, entries=(), lines=())) for source in sources)
    entries = tuple(listed for file in zip(readings, emptied, strict=True) for listed in _listed(*file))
    described = [venue for reading in (*readings, *known) for venue in reading.venues]
    also = {entry.id: entry.also_listed_as for reading in (*known, *readings) for entry in reading.entries if entry.id}
    return Subject(emptied, entries, by_name(described), also, this_year, rules)


def _listed(reading: Reading, source: Source) -> Iterator[ListedEntry]:
    starts = reading.lines or (0,) * len(reading.entries)
    for entry, start, end in zip(reading.entries, starts, (*starts[1:], None), strict=False):
        yield ListedEntry(identifiers.identified(entry), source, start or None, end)
