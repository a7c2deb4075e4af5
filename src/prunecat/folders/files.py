"""The files of a catalogue folder as they are, byte by byte, with what they hold."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from prunecat.errors import Location, PrunecatError, UsageError
from prunecat.folders.layout import Header
from prunecat.folders.text import Listing, header_of, listing
from prunecat.line_ends import encoded
from prunecat.sources.files import File, files_of
from prunecat.sources.reading import Reading
from prunecat.sources.registry import read

_REMEDY = "make a catalogue of a list with: prunecat import LIST -o FOLDER"
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFile:
    """A file of a catalogue folder."""

    path: str
    """Its path in the folder, with slashes."""
    content: bytes
    text: str
    """Its text with plain line ends."""
    reading: Reading
    header: Header
    entries: Listing | None
    """Its list of entries, None where that can't be edited."""

    def encoded(self, text: str) -> bytes:
        """Another text of the file as it is to be written: with the mark and the line ends that it has."""
        return encoded(text, self.content)

    def editable(self) -> Listing:
        """Its list of entries; PrunecatError where it can't be edited."""
        if self.entries is None:
            raise PrunecatError(
                "its entries can't be edited where they stand",
                at=Location(self.reading.file),
                remedy="make it YAML, with a line '- id: …' for each entry",
            )
        return self.entries


def catalogue_files(folder: str) -> list[CatalogueFile]:
    """The files of a folder, in the order of their paths; UsageError where it is none of catalogue YAML."""
    if not os.path.isdir(folder):
        raise UsageError(
            f"{folder} is no folder", remedy="make a catalogue of a list with: prunecat import LIST -o FOLDER"
        )
    files = [_read(file, folder) for file in files_of(folder)]
    if not any(file.path.lower().endswith(_ENDINGS) for file in files):
        raise UsageError(f"{folder} holds no catalogue YAML", remedy=_REMEDY)
    return files


def with_texts(files: Iterable[CatalogueFile], texts: dict[str, str]) -> list[Reading]:
    """What a folder's files hold once some have another text, and some are new; SourceError where one is invalid."""
    readings = [read(text, path) for path, text in texts.items()]
    return readings + [file.reading for file in files if file.path not in texts]


def _read(file: File, folder: str) -> CatalogueFile:
    text = file.text()
    reading = read(text, file.path)
    yaml = file.path.lower().endswith(_ENDINGS)
    return CatalogueFile(
        path=PurePath(os.path.relpath(file.path, folder)).as_posix(),
        content=file.content,
        text=text,
        reading=reading,
        header=header_of(text) if yaml else Header(),
        entries=listing(text, "entries") if yaml else None,
    )
