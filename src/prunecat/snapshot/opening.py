"""Paths opened as one catalogue: compiled and built only where the cache has no snapshot of these files."""

from collections.abc import Sequence
from sqlite3 import Connection

from prunecat.errors import SourceError
from prunecat.loading.bundled import bundled_folder, lent_files
from prunecat.snapshot import cache
from prunecat.sources.files import File, files_of
from prunecat.version import VERSION


def open_snapshot(paths: Sequence[str]) -> Connection:
    """The snapshot of the catalogue in these files and folders. Raises SourceError for what can't be read."""
    if paths.count("-") > 1:
        raise SourceError("standard input is asked for twice", remedy="give - once")
    sources = [list(files_of(path)) for path in paths]
    lent = [] if bundled_folder() in paths else lent_files()
    key = cache.key_of((file for files in (lent, *sources) for file in files), VERSION)
    return cache.snapshot(key, lambda: _built(sources, lent))


def _built(sources: Sequence[Sequence[File]], lent_by: Sequence[File]) -> Connection:
    from prunecat.loading.compile import compile_catalogue
    from prunecat.loading.load import lent_by_bundled, readings_of
    from prunecat.snapshot.build import build

    lent = readings_of(lent_by)
    # A list is read with the bundled venues also where the bundled catalogue is asked beside it.
    known = lent or (lent_by_bundled() if len(sources) > 1 else ())
    return build(compile_catalogue([reading for files in sources for reading in readings_of(files, known)], lent))
