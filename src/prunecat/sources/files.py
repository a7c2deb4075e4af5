"""The files that a catalogue's paths name, with what they hold as bytes."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from prunecat.errors import Location, SourceError

STANDARD_INPUT = "standard input"
# What a catalogue folder is made of; a folder without any is taken for one of lists and bibliographies.
_OWN = frozenset({".yaml", ".yml", ".jsonl", ".ndjson"})


class File(NamedTuple):
    """A file of a catalogue."""

    path: str
    """What the user calls it."""
    content: bytes

    def text(self) -> str:
        """Its text; SourceError where it is not UTF-8."""
        try:
            return self.content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            raise SourceError(
                "not UTF-8 text", at=Location(self.path, line), remedy="save it in the encoding UTF-8"
            ) from error


def files_of(path: str) -> Iterator[File]:
    """The files that a path means: itself, a folder's, or standard input for `-`; SourceError if unreadable."""
    if path == "-":
        if sys.stdin is None:  # closed by whoever started the program
            raise SourceError(
                "nothing there to read", at=Location(STANDARD_INPUT), remedy="give a path, or a pipe to read"
            )
        yield File(STANDARD_INPUT, sys.stdin.buffer.read())
        return
    try:
        moved = _unfinished(Path(path))
        for name in _names(Path(path), moved):
            yield File(str(name), _content(name, moved))
    except FileNotFoundError as error:
        raise SourceError("no such file or folder", at=Location(path), remedy="check the path") from error
    except OSError as error:
        raise SourceError(
            f"can't be read ({error.strerror})",
            at=Location(str(error.filename or path)),
            remedy="check the path and its rights",
        ) from error


def _unfinished(path: Path) -> dict[Path, Path | None]:
    """Where the files lie that an interrupted change of a folder has not moved to their places, None for those gone."""
    if not (path / ".prunecat-pending").is_dir():
        return {}
    from prunecat.whole_folder import unfinished

    return {path / name: Path(kept) if kept else None for name, kept in unfinished(str(path)).items()}


def _content(name: Path, moved: dict[Path, Path | None]) -> bytes:
    with suppress(FileNotFoundError):  # or else it was moved to its place this very moment
        return (moved.get(name) or name).read_bytes()
    return name.read_bytes()


def _names(path: Path, moved: dict[Path, Path | None]) -> list[Path]:
    if not path.is_dir():
        return [path]
    inside = [
        name for name in path.rglob("*") if not any(part.startswith(".") for part in name.relative_to(path).parts)
    ]
    if moved:
        inside = [name for name in {*inside, *moved} if moved.get(name, name)]
    own = [name for name in inside if name.suffix.lower() in _OWN and (name.is_file() or name in moved)]
    if own:
        return sorted(own)
    # Only now: most catalogues never need the table of kinds.
    from prunecat.sources.registry import KINDS, kind_of

    names = [name for name in inside if kind_of(name) and name.is_file()]
    if not names:
        endings = " ".join(ending for kind in KINDS for ending in kind.endings)
        raise SourceError(
            "no catalogue files in this folder", at=Location(str(path)), remedy=f"their endings are {endings}"
        )
    return sorted(names)
