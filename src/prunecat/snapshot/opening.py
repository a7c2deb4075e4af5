"""Paths opened as one catalogue: compiled and built only where the cache has no snapshot of these files."""

import re
import time
from collections.abc import Callable, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING

from prunecat.errors import Location, SourceError
from prunecat.loading.bundled import bundled_folder, lent_files
from prunecat.snapshot import cache, receipts
from prunecat.sources.files import File, files_to_compile
from prunecat.version import VERSION

if TYPE_CHECKING:
    from prunecat.sources.large_files import LargeFile
    from prunecat.sources.reading import Reading


def open_snapshot(paths: Sequence[str], told: Callable[[float], None] = lambda _: None) -> Connection:
    """The snapshot of the catalogue in these files and folders. Raises SourceError for what can't be read.

    `told` is called while a large one is compiled, with how much is done, from 0 to 1.
    """
    if paths.count("-") > 1:
        raise SourceError("standard input is asked for twice", remedy="give - once")
    lending = [] if bundled_folder() in paths else [bundled_folder()]
    if "-" not in paths and (known := receipts.opened([*lending, *paths])):
        return known
    started = time.time_ns()
    sources = [list(files_to_compile(path)) for path in paths]
    files = [file for files in sources for file in files]
    key = cache.key_of([*(lent_files() if lending else ()), *files], VERSION)
    is_large = not all(isinstance(file, File) for file in files)

    def fill(database: Connection) -> None:
        from prunecat.loading.compile import compile_catalogue
        from prunecat.snapshot import build
        from prunecat.sources.reading import Reading

        parts, lent = _parts(sources, is_lent_to=bool(lending))
        if is_large:
            build.fill_large(database, parts, lent, told)
        else:
            build.fill(database, compile_catalogue([part for part in parts if isinstance(part, Reading)], lent))

    database = cache.snapshot(key, fill, is_large=is_large)
    if sum(file.size for file in files) > receipts.WORTHWHILE and "-" not in paths:
        receipts.keep([*lending, *paths], key, started)
    return database


def _parts(
    sources: "Sequence[Sequence[File | LargeFile]]", *, is_lent_to: bool
) -> "tuple[list[Reading | LargeFile], Sequence[Reading]]":
    """What sources hold, and what is lent to them."""
    from prunecat.loading.load import lent_by_bundled, parts_of, shared_by

    files = [file for files in sources for file in files]
    whole = [file for file in files if isinstance(file, File)]
    if files and len(whole) == len(files) and not any(re.search(r"\S", file.text()) for file in whole):
        raise SourceError("no entries in it", at=Location(files[0].path), remedy="check that it is a list of papers")
    # A list is read with the bundled venues also where the bundled catalogue is asked beside it.
    known = lent_by_bundled() if is_lent_to or len(sources) > 1 else ()
    shared = shared_by(files)
    parts = [part for files in sources for part in parts_of(files, known, shared)]
    return parts, known if is_lent_to else ()
