"""What is new in a source brought into a catalogue folder, as changes to look at and as new texts of its files."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prunecat.changes.difference import ADDED, KEPT, Change, changed, doubts, in_order
from prunecat.changes.pairing import Pairing, pair
from prunecat.entry import Entry
from prunecat.errors import PrunecatError
from prunecat.folders.editing import EntryChange, with_entries, with_venues
from prunecat.folders.files import CatalogueFile, catalogue_files, with_texts
from prunecat.folders.layout import telling_heading
from prunecat.folders.merge import merged
from prunecat.identifiers import make_id
from prunecat.loading.compile import Compiled, compile_catalogue
from prunecat.loading.load import Loaded, lent_by_bundled, load
from prunecat.sources.reading import Reading
from prunecat.venue import Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class Sync:
    """A sync that is ready to be written."""

    changes: tuple[Change, ...]
    """What it adds and changes; `kept` is what the source does not have."""
    was: dict[str, bytes | None]
    becomes: dict[str, bytes | None]
    """The files that change, by their paths in the folder: what they hold, and what they are to hold."""
    remarks: tuple[str, ...]
    """Sentences about what could not be read, and about entries that may be one work and stay two."""


def prepare(source: str, folder: str, base: str | None = None, lent: Sequence[Reading] = ()) -> Sync:
    """What has to be done to bring what is new in a source into a folder; nothing is written.

    `base` is the source as it was at the last sync: then only what changed since is brought. The venues of
    `lent` are lent to it. Raises SourceError for what can't be read, PrunecatError for a folder whose files can't
    be edited.
    """
    files = catalogue_files(folder)
    all_lent = [*lent, *lent_by_bundled()]
    ours = compile_catalogue([file.reading for file in files], all_lent)
    lent_to_source = [*(file.reading for file in files), *lent]
    theirs = load(source, lent_to_source)
    older = load(base, lent_to_source) if base else None
    stated = frozenset(entry.id for file in files for entry in file.reading.entries if entry.id)
    pairing = pair(ours.entries, theirs.compiled.entries, stated, theirs.stated)
    wanted, changes = _wanted(ours.entries, pairing, theirs, older)
    texts = with_entries(files, ours.entries, wanted)
    texts |= with_venues(files, texts, _new_venues(files, ours, wanted, theirs.compiled))
    _check(with_texts(files, texts), all_lent, wanted, stated)
    by_path = {file.path: file for file in files}
    return Sync(
        changes=tuple(in_order(changes)),
        was={path: by_path[path].content if path in by_path else None for path in texts},
        becomes={
            path: by_path[path].encoded(text) if path in by_path else text.encode() for path, text in texts.items()
        },
        remarks=(*theirs.compiled.remarks, *doubts(pairing, "kept")),
    )


def _wanted(
    ours: Sequence[Entry], pairing: Pairing, theirs: Loaded, older: Loaded | None
) -> tuple[list[EntryChange], list[Change]]:
    """The entries that the folder is to have, in the order of the source, then those that it does not have."""
    mine = {id(after): before for before, after in pairing.pairs}
    bases = _bases(older, theirs)
    taken = {entry.id for entry in ours}
    wanted, changes = [], []
    for entry in theirs.compiled.entries:
        before = mine.get(id(entry))
        if before is None:
            name = entry.id if entry.id not in taken else make_id(entry.title, entry.year, taken)
            taken.add(name)
            after = entry._replace(id=name, heading=telling_heading(entry))
            changes.append(Change(ADDED, None, after))
        else:
            after = merged(before, entry, bases.get(id(entry)))
            if (change := changed(before, after, with_id=False)).fields:
                changes.append(change)
        wanted.append(EntryChange(before, after))
    for entry in pairing.dropped:
        wanted.append(EntryChange(entry, entry))
        changes.append(Change(KEPT, entry, entry))
    return wanted, changes


def _bases(older: Loaded | None, theirs: Loaded) -> dict[int, Entry]:
    """Each entry of the source as it was at the last sync."""
    if older is None:
        return {}
    pairs = pair(older.compiled.entries, theirs.compiled.entries, older.stated, theirs.stated).pairs
    return {id(after): before for before, after in pairs}


def _new_venues(
    files: Iterable[CatalogueFile], ours: Compiled, wanted: Iterable[EntryChange], theirs: Compiled
) -> Iterator[Venue]:
    """The venues that are new to the folder, as far as more than a name is known of them."""
    known = {venue.name for file in files for venue in file.reading.venues} | {entry.venue for entry in ours.entries}
    used = {entry.after.venue for entry in wanted}
    return (v for v in theirs.venues if v.name in used - known and (v.full_name or v.kind))


def _check(
    readings: Sequence[Reading], lent: Sequence[Reading], wanted: Sequence[EntryChange], stated: frozenset[str]
) -> None:
    """Refuse edited files that, read as a catalogue, do not say what they should."""
    named = stated | {after.id for before, after in wanted if before is None}
    have = compile_catalogue(readings, lent).entries
    if _told(have, named) != _told((after for _, after in wanted), named):
        raise PrunecatError("the folder's files can't be edited safely", remedy="nothing was written; report it")


def _told(entries: Iterable[Entry], named: frozenset[str]) -> list[str]:
    """What entries say, in an order of its own; an id that is made while reading says nothing."""
    return sorted(
        repr(
            entry._replace(
                id=entry.id if entry.id in named else "",
                types=tuple(sorted(entry.types)),
                venue_name=None,
            )
        )
        for entry in entries
    )
