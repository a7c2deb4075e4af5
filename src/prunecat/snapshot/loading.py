"""One source loaded whole: what it states, what is made of that, and which ids it states itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from prunecat.snapshot.compile import Compiled, compile_catalogue
from prunecat.snapshot.opening import bundled_folder, lent_files, readings_of
from prunecat.sources.files import File, files_of
from prunecat.sources.reading import Reading

BUNDLED = "bundled"
"""The word that stands for the bundled catalogue where a source is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A source and the catalogue that it makes."""

    readings: tuple[Reading, ...]
    compiled: Compiled
    """Its entries are those of the readings, in the same order."""
    stated: frozenset[str]
    """The ids that the source states; the others were made."""


def load(source: str, known: Sequence[Reading] = ()) -> Loaded:
    """What a source holds: a file, a folder, `-` for standard input, a URL, or the word `bundled`.

    `known` lends its venues before the bundled catalogue does. Raises SourceError for what can't be read.
    """
    files = files_of_source(source)
    described = [*known, *(() if source == BUNDLED else lent())]
    readings = tuple(readings_of(files, described))
    if is_url(source):
        from prunecat.sources.web import with_whole_addresses

        readings = tuple(with_whole_addresses(reading, source) for reading in readings)
    stated = frozenset(entry.id for reading in readings for entry in reading.entries if entry.id)
    return Loaded(readings=readings, compiled=compile_catalogue(readings, described), stated=stated)


def load_both(old: str, new: str, known: Sequence[Reading] = ()) -> tuple[Loaded, Loaded]:
    """Two sources, each read with the venues that the other describes."""
    later = load(new, known)
    earlier = load(old, [*later.readings, *known])
    described = [*earlier.readings, *known, *lent()]
    return earlier, replace(later, compiled=compile_catalogue(later.readings, described))


@cache
def lent() -> tuple[Reading, ...]:
    """What the bundled catalogue lends to every other."""
    return tuple(readings_of(lent_files()))


def lent_by(places: Iterable[str]) -> list[Reading]:
    """What the files and folders of a catalogue lend to sources that are read; the bundled one does so anyway."""
    return [reading for place in places if place != bundled_folder() for reading in load(place).readings]


def files_of_source(source: str) -> list[File]:
    """The files that a source means; SourceError where they can't be read."""
    if is_url(source):
        from prunecat.sources.web import fetched

        return [fetched(source)]
    return list(files_of(bundled_folder() if source == BUNDLED else source))


def is_url(source: str) -> bool:
    """Whether a source is a page of the web rather than a path."""
    return source.lower().startswith(("http://", "https://"))
