"""Paths opened as one catalogue: their files read, compiled where the cache lacks them, and the snapshot opened."""

import os
from collections.abc import Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING

from prunecat.entry import SECTIONS
from prunecat.errors import SourceError
from prunecat.snapshot import cache
from prunecat.sources.files import File, files_of
from prunecat.version import VERSION

if TYPE_CHECKING:
    from prunecat.sources.reading import Reading

# What the bundled catalogue lends to every other: venues by which to know theirs, jargon, the meaning of types.
_LENT = ("venues.yaml", "vocabulary.yaml", "catalogue.yaml")


def bundled_folder() -> str:
    """Where the bundled catalogue lies: in the installed package, or at the top of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "catalogue")
    return installed if os.path.isdir(installed) else os.path.normpath(os.path.join(package, "../../catalogue"))


def open_snapshot(paths: Sequence[str]) -> Connection:
    """The snapshot of the catalogue in these files and folders; SourceError for what can't be read."""
    if paths.count("-") > 1:
        raise SourceError("standard input is asked for twice", remedy="give - once")
    held = [list(files_of(path)) for path in paths]
    lent = [] if bundled_folder() in paths else lent_files()
    key = cache.key_of((file for files in (lent, *held) for file in files), VERSION)
    return cache.snapshot(key, lambda: _built(held, lent))


def lent_files() -> list[File]:
    """The files of the bundled catalogue that every other catalogue is read with."""
    return [file for name in _LENT for file in files_of(os.path.join(bundled_folder(), name))]


def readings_of(files: Sequence[File], known: "Sequence[Reading]" = ()) -> "list[Reading]":
    """What the files of one path hold; those of a folder in the order a list has: by section, the latest first."""
    from prunecat.sources.registry import read

    names = tuple(name for reading in known for venue in reading.venues for name in venue.names())
    return sorted((read(file.text(), file.place, known_venues=names) for file in files), key=_place_in_list)


def _place_in_list(reading: "Reading") -> tuple[int, int]:
    if not reading.entries:
        return -1, 0
    first = reading.entries[0]
    return SECTIONS.index(first.section or "other"), -(first.year or 0)


def _built(held: Sequence[Sequence[File]], lent: Sequence[File]) -> Connection:
    from prunecat.snapshot.build import build
    from prunecat.snapshot.compile import compile_catalogue

    known = readings_of(lent)
    return build(compile_catalogue([reading for files in held for reading in readings_of(files, known)], known))
