"""The files that a catalogue's paths name, with what they hold as bytes."""

import codecs
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeVar

from prunecat.digest import digest_of
from prunecat.errors import Location, SourceError
from prunecat.sources.first_bytes import LARGEST, ending, too_large, unpacked

if TYPE_CHECKING:
    from prunecat.sources.large_files import LargeFile

_T = TypeVar("_T")

STANDARD_INPUT = "standard input"
# What a catalogue folder is made of; a folder without any is taken for one of lists and bibliographies.
_OWN = frozenset({".yaml", ".yml", ".jsonl", ".ndjson"})
# Other YAML, such as _config.yml of a site, may well have a title and a description.
_OWN_TOP = re.compile(
    rb"^(?:\xef\xbb\xbf)?(?:- |-$|\[|\{|(?:entries|venues|types|vocabulary|section|year|source|licence):)", re.MULTILINE
)
_TOP = 2**20
"""Bytes of a YAML file in which one of its keys is looked for."""
LARGE = 4 * 2**20
"""Bytes of the files of a path: some ten thousand entries, which take longer than a second process does to start."""
_OF_OLD = frozenset({".bib", ".bibtex", ".csv", ".tsv", ".ris", ".enw", ".nbib", ".ciw"})
"""Endings of files that programs wrote before UTF-8 was usual."""
_TRIES = 20
"""Times that a folder is read that changes under it: each is as long as reading, so it changes all the time."""


class File(NamedTuple):
    """A file of a catalogue."""

    path: str
    """What the user calls it."""
    content: bytes

    @property
    def size(self) -> int:
        """How many bytes it holds."""
        return len(self.content)

    @property
    def digest(self) -> bytes:
        """The hash of what it holds."""
        return digest_of(self.content)

    def text(self) -> str:
        """Its text: UTF-8, or UTF-16 that says so; of a bibliography or table else Windows-1252.

        Raises SourceError for any other.
        """
        utf16 = self.content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        try:
            text = self.content.decode("utf-16" if utf16 else "utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            if utf16 or ending(self.path) not in _OF_OLD or b"\x00" in self.content:
                raise SourceError(
                    "not UTF-8 text", at=Location(self.path, line), remedy="save it in the encoding UTF-8"
                ) from error
            text = self.content.decode("cp1252", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def lines(self) -> list[str]:
        """The lines of its text, without their ends. Raises SourceError as `text` does."""
        return self.text().split("\n")

    @property
    def is_of_old(self) -> bool:
        """Whether it is read as Windows-1252, a guess that is to be told."""
        utf16 = self.content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        if utf16 or ending(self.path) not in _OF_OLD:
            return False
        try:
            self.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return True
        return False


def files_of(path: str) -> Iterator[File]:
    """The files of a path: itself, a folder's as they are together at one time, or standard input for `-`.

    Raises SourceError for what can't be read, also for a part of a folder.
    """
    return _files_of(path, _whole)


def files_to_compile(path: str) -> "Iterator[File | LargeFile]":
    """The files of a path as `files_of` gives them; of many bytes, those that can be read line by line are not held."""
    return _files_of(path, _whole_or_large)


def _files_of(path: str, read: Callable[[BinaryIO, str, int], _T]) -> Iterator[_T]:
    if path == "-":
        if sys.stdin is None:  # closed by whoever started the program
            raise SourceError(
                "nothing there to read", at=Location(STANDARD_INPUT), remedy="give a path, or a pipe to read"
            )
        yield read(sys.stdin.buffer, STANDARD_INPUT, 0)
        return
    try:
        yield from _read(Path(path), read)
    except FileNotFoundError as error:
        missing = str(error.filename or path)
        raise SourceError("no such file or folder", at=Location(missing), remedy="check the path") from error
    except OSError as error:
        raise SourceError(
            f"can't be read ({error.strerror})",
            at=Location(str(error.filename or path)),
            remedy="check the path and its rights",
        ) from error


def _read(path: Path, read: Callable[[BinaryIO, str, int], _T]) -> list[_T]:
    """The files of a path, read again where one of them changes meanwhile."""
    for _ in range(_TRIES):
        moved = _unfinished(path)
        names = _names(path, moved)
        files, stamps, size = [], [], _size(names, moved)
        for name in names:
            with _opened(name, moved) as file:
                stamps.append(_stamp(os.fstat(file.fileno())))
                files.append(read(file, str(name), size))
        if len(names) == 1 or (stamps, names) == _state(path):
            return files
    raise SourceError("it changes while it is read", at=Location(str(path)), remedy="run it again")


def _size(names: Sequence[Path], moved: dict[Path, Path | None]) -> int:
    """How many bytes files have on the disk together; 0 where one has gone, which shows when it is opened."""
    with suppress(FileNotFoundError):
        return sum((moved.get(name) or name).stat().st_size for name in names)
    return 0


def _state(path: Path) -> tuple[list[tuple[int, ...]], list[Path]]:
    """A folder's files and their stamps as they are now; no stamps where one has gone."""
    moved = _unfinished(path)
    names = _names(path, moved)
    with suppress(FileNotFoundError):
        return [_stamp((moved.get(name) or name).stat()) for name in names], names
    return [], names


def stamps_of(path: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A path and, of a folder, what is in it, each with what the system says of it: something changed if it differs.

    Raises OSError where one is gone or can't be looked at.
    """
    yield path, _stamp(os.stat(path))
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = [os.path.join(folder, name) for name in (*folders, *names) if not name.startswith(".")]
        yield from ((name, _stamp(os.stat(name))) for name in inside)


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    """Device, inode, size and the nanoseconds of the last change of content and of anything."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _whole(file: BinaryIO, path: str, _together: int) -> File:
    return File(path, _content(file, path))


def _whole_or_large(file: BinaryIO, path: str, together: int) -> "File | LargeFile":
    """A file, gone through where it can be if it and those of the same path have many bytes together."""
    if together > LARGE:
        from prunecat.sources.large_files import looked_through
        from prunecat.sources.registry import kind_of

        if (kind := kind_of(Path(path))) and kind.rows:
            return looked_through(file, path) or _whole(file, path, together)
    return _whole(file, path, together)


def _content(file: BinaryIO, path: str) -> bytes:
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise too_large(path, is_packed=False)
    return unpacked(content, path)


def _unfinished(path: Path) -> dict[Path, Path | None]:
    """Where the files lie that an interrupted change of a folder has not moved to their places, None for those gone."""
    if not (path / ".prunecat-pending").is_dir():
        return {}
    from prunecat.whole_folder import unfinished

    return {path / name: Path(kept) if kept else None for name, kept in unfinished(str(path)).items()}


def _opened(name: Path, moved: dict[Path, Path | None]) -> BinaryIO:
    with suppress(FileNotFoundError):  # or else it was moved to its place this very moment
        return (moved.get(name) or name).open("rb")
    return name.open("rb")


def _names(path: Path, moved: dict[Path, Path | None]) -> list[Path]:
    if not path.is_dir():
        return [path]
    inside = _inside(path)
    if moved:
        inside = [name for name in {*inside, *moved} if moved.get(name, name)]
    own = [name for name in inside if name.suffix.lower() in _OWN]
    if any(_is_own(moved.get(name) or name) for name in own):
        return sorted(own)
    # Only now: most catalogues never need the table of kinds.
    from prunecat.sources.registry import KINDS, kind_of

    names = [name for name in inside if kind_of(name) and name not in own] or own
    if not names:
        endings = " ".join(ending for kind in KINDS for ending in kind.endings)
        raise SourceError(
            "no catalogue files in this folder", at=Location(str(path)), remedy=f"their endings are {endings}"
        )
    return sorted(names)


def _inside(path: Path) -> list[Path]:
    """The files below a folder, hidden ones left out. Raises OSError for a part of it that can't be listed."""

    def fail(error: OSError) -> None:
        raise error

    found: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = [Path(folder, name) for name in names if not name.startswith(".")]
        found += [name for name in inside if name.is_file() or name.is_symlink()]
    return found


def _is_own(name: Path) -> bool:
    """Whether a file is a catalogue's: JSON Lines, or YAML with a list or a catalogue's key at its top."""
    if name.suffix.lower() not in (".yaml", ".yml"):
        return True
    with name.open("rb") as file:
        return _OWN_TOP.search(file.read(_TOP)) is not None
