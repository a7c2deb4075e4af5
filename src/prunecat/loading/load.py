"""Sources read and compiled: files into readings, and one source into its entries with the ids that it states."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from prunecat.anew import Anew
from prunecat.entry import SECTIONS
from prunecat.loading.bundled import bundled_folder, lent_files
from prunecat.loading.compile import Compiled, compile_catalogue
from prunecat.sources.files import File, files_of
from prunecat.sources.reading import Item, Reading, Shared, Skipped, items_of
from prunecat.sources.registry import read, rows_in, shared_in

if TYPE_CHECKING:
    from prunecat.sources.large_files import LargeFile

BUNDLED = "bundled"
"""The word that names the bundled catalogue where a source is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A source and the catalogue that is compiled from it."""

    readings: tuple[Reading, ...]
    compiled: Compiled
    """Its entries are those of the readings, in the same order."""
    stated: frozenset[str]
    """The ids that the source states; the others were made."""


def load(source: str, lent: Sequence[Reading] = ()) -> Loaded:
    """Read and compile one source: a file, a folder, `-` for standard input, a URL, or the word `bundled`.

    `lent` are readings whose venues, types and vocabulary the source may use; they come before the bundled
    catalogue's. Raises SourceError for what can't be read.
    """
    files = files_of_source(source)
    lent = [*lent, *(() if source == BUNDLED else lent_by_bundled())]
    readings = tuple(readings_of(files, lent))
    if is_url(source):
        from prunecat.sources.web import with_whole_addresses

        readings = tuple(with_whole_addresses(reading, source) for reading in readings)
    stated = frozenset(entry.id for reading in readings for entry in reading.entries if entry.id)
    return Loaded(readings=readings, compiled=compile_catalogue(readings, lent), stated=stated)


def load_both(old: str, new: str, lent: Sequence[Reading] = ()) -> tuple[Loaded, Loaded]:
    """Load two sources, each with the venues of the other lent to it."""
    later = load(new, lent)
    earlier = load(old, [*later.readings, *lent])
    lent = [*earlier.readings, *lent, *lent_by_bundled()]
    return earlier, replace(later, compiled=compile_catalogue(later.readings, lent))


def readings_of(files: Sequence[File], lent: Sequence[Reading] = ()) -> list[Reading]:
    """Read the files of one path, in the order that a list has: by section, the latest year first."""
    return [part for part in parts_of(files, lent, shared_by(files)) if isinstance(part, Reading)]


def parts_of(
    files: "Sequence[File | LargeFile]", lent: Sequence[Reading], shared: Shared
) -> "list[Reading | LargeFile]":
    """Read the files of one path as `readings_of`, but for large ones, which stand in the same order.

    `shared` is what all files of the catalogue lend each other, which may be of several paths.
    """
    names = tuple(name for reading in lent for venue in reading.venues for name in venue.names())
    parts = (
        _told(file, read(file.text(), file.path, known_venues=names, shared=shared))
        if isinstance(file, File)
        else file._replace(shared=shared)
        for file in files
    )
    return sorted(parts, key=_order) if len(files) > 1 else list(parts)


def shared_by(files: "Sequence[File | LargeFile]") -> Shared:
    """What the files of a catalogue lend each other."""
    return shared_in([(Anew(file.lines), file.path) for file in files])


def _told(file: File, reading: Reading) -> Reading:
    """A reading of a file of an old encoding, with a remark that it is a guess."""
    if not file.is_of_old:
        return reading
    told = Skipped(1, "it is not UTF-8, and read as Windows-1252", "a known encoding")
    return replace(reading, skipped=(told, *reading.skipped))


def _order(part: "Reading | LargeFile") -> tuple[int, int]:
    if isinstance(part, Reading):
        first = next(iter(part.entries), None)
    else:
        first = next((item.entry for item in items_of(rows_in(part), part.path) if isinstance(item, Item)), None)
    if first is None:
        return -1, 0
    return SECTIONS.index(first.section or "other"), -(first.year or 0)


@cache
def lent_by_bundled() -> tuple[Reading, ...]:
    """The readings of the bundled catalogue's files that are lent to every other catalogue."""
    return tuple(readings_of(lent_files()))


def lent_by(paths: Iterable[str]) -> list[Reading]:
    """The readings of a catalogue's files and folders, to be lent; without the bundled one, which is lent anyway."""
    return [reading for path in paths if path != bundled_folder() for reading in load(path).readings]


def files_of_source(source: str) -> list[File]:
    """The files of a source (see `load`). Raises SourceError where they can't be read."""
    if is_url(source):
        from prunecat.sources.web import fetched

        return [fetched(source)]
    return list(files_of(bundled_folder() if source == BUNDLED else source))


def is_url(source: str) -> bool:
    """Whether a source is a page of the web rather than a path."""
    return source.lower().startswith(("http://", "https://"))
