"""A catalogue folder written anew, in place of the catalogue that it holds if any."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from prunecat.errors import SourceError, UsageError
from prunecat.sources.files import files_of
from prunecat.whole_folder import change_files, create_folder, finish

_ENDINGS = (".yaml", ".yml")


def replace_catalogue(folder: str, files: Mapping[str, bytes], tell: Callable[[str], None]) -> None:
    """Make these files, by their paths, the catalogue of a folder, all or none; what else lies in it stays.

    Every file that is replaced or removed is told by its name first. Raises PrunecatError where it can't be written.
    """
    if not os.path.exists(folder):
        create_folder(folder, files)
        return
    finish(folder)
    becomes: dict[str, bytes | None] = {**dict.fromkeys(_stale(folder)), **files}
    for what, paths in (
        ("Replaces", sorted(path for path in files if os.path.exists(os.path.join(folder, path)))),
        ("Removes", sorted(path for path, content in becomes.items() if content is None)),
    ):
        if paths:
            tell(f"{what} {', '.join(paths)}.")
    change_files(folder, {path: _content(os.path.join(folder, path)) for path in becomes}, becomes)


def _stale(folder: str) -> Iterator[str]:
    """The paths of the folder's files that hold entries, venues or a legend."""
    from prunecat.sources.registry import read

    if not any(os.scandir(folder)):
        return
    for file in files_of(folder):
        with suppress(SourceError):  # other YAML than a catalogue's is none of our business
            if file.path.lower().endswith(_ENDINGS):
                reading = read(file.text(), file.path)
                if reading.entries and reading.vocabulary:
                    raise UsageError(
                        f"{file.path} has entries and a vocabulary", remedy="move the vocabulary into a file of its own"
                    )
                if (reading.entries or reading.venues or reading.types) and not reading.vocabulary:
                    yield os.path.relpath(file.path, folder)


def _content(path: str) -> bytes | None:
    with suppress(FileNotFoundError), open(path, "rb") as file:
        return file.read()
    return None
