"""Paths opened as one catalogue: compiled and built only where the cache has no snapshot of these files."""

import re
import time
from collections.abc import Sequence
from sqlite3 import Connection

from prunecat.errors import Location, SourceError
from prunecat.loading.bundled import bundled_folder, lent_files
from prunecat.snapshot import cache, receipts
from prunecat.sources.files import File, files_of
from prunecat.version import VERSION


def open_snapshot(paths: Sequence[str]) -> Connection:
    """The snapshot of the catalogue in these files and folders. Raises SourceError for what can't be read."""
    if paths.count("-") > 1:
        raise SourceError("standard input is asked for twice", remedy="give - once")
    lending = [] if bundled_folder() in paths else [bundled_folder()]
    if "-" not in paths and (known := receipts.opened([*lending, *paths])):
        return known
    started = time.time_ns()
    sources = [list(files_of(path)) for path in paths]
    lent = lent_files() if lending else []
    key = cache.key_of((file for files in (lent, *sources) for file in files), VERSION)
    database = cache.snapshot(key, lambda: _built(sources, is_lent_to=bool(lending)))
    size = sum(len(file.content) for files in sources for file in files)
    if size > receipts.WORTHWHILE and "-" not in paths:
        receipts.keep([*lending, *paths], key, started)
    return database


def _built(sources: Sequence[Sequence[File]], *, is_lent_to: bool) -> Connection:
    from prunecat.loading.compile import compile_catalogue
    from prunecat.loading.load import lent_by_bundled, readings_of, shared_by
    from prunecat.snapshot.build import build

    files = [file for files in sources for file in files]
    if files and not any(re.search(r"\S", file.text()) for file in files):
        raise SourceError("no entries in it", at=Location(files[0].path), remedy="check that it is a list of papers")
    # A list is read with the bundled venues also where the bundled catalogue is asked beside it.
    known = lent_by_bundled() if is_lent_to or len(sources) > 1 else ()
    shared = shared_by(files)
    readings = [reading for files in sources for reading in readings_of(files, known, shared)]
    return build(compile_catalogue(readings, known if is_lent_to else ()))
