"""What the first bytes of a file tell: that it is packed, which is undone, or of a kind that holds no text."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from prunecat.errors import Location, MissingExtra, PrunecatError, SourceError

LARGEST = 512 * 2**20
"""Bytes of a file, unpacked: a catalogue of a million entries has less, and a device without an end more."""
_ENDINGS = (".gz", ".bz2", ".xz", ".zst")
_SIGNS = 16
"""Bytes of a file's beginning that tell what it is."""
_TABLES = "save the sheet or the table as CSV"
_NO_TEXT = {
    b"%PDF-": ("PDF", "take the bibliography that it was made of, or make text of it, for example with: pdftotext"),
    b"PK\x03\x04": ("a zip archive or an office document", f"unpack it, or {_TABLES}"),
    b"\xd0\xcf\x11\xe0": ("an old office document", _TABLES),
    b"SQLite format 3\x00": ("an SQLite database", _TABLES),
    b"PAR1": ("Parquet", "save it as JSON Lines or CSV, for example with DuckDB"),
    b"{\\rtf": ("RTF", "export it as BibTeX or RIS where it comes from"),
    b"7z\xbc\xaf\x27\x1c": ("a 7z archive", "unpack it"),
}


def ending(name: str) -> str:
    """The ending of a file's name in small letters, `.bib` of `list.bib.gz` too; empty where there is none."""
    small = name.lower().replace("\\", "/").rpartition("/")[2]
    for packed in _ENDINGS:
        small = small.removesuffix(packed)
    stem, dot, last = small.rpartition(".")
    return dot + last if stem else ""


def unpacked(content: bytes, path: str) -> bytes:
    """What a file holds, unpacked by gzip, bzip2, xz or Zstandard where it is packed by them.

    Raises SourceError for what is damaged, unpacks to more than LARGEST or holds no text; MissingExtra for Zstandard
    without the extra `zst`.
    """
    packed = io.BytesIO(content)
    with unpacking(packed, path) as file:
        if file is packed:
            return content
        found: bytes = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise too_large(path, is_packed=True)
    return found


@contextmanager
def unpacking(file: BinaryIO, path: str) -> Iterator[Any]:
    """A file to read what is packed in it, itself where nothing is; it is read from its beginning.

    Raises what `unpacked` does, also for what goes wrong while it is read.
    """
    start = file.read(_SIGNS)
    file.seek(0)
    for beginning, (what, remedy) in _NO_TEXT.items():
        if start.startswith(beginning):
            raise SourceError(f"{what} is not read", at=Location(path), remedy=remedy)
    opened = next((by for beginning, by in _PACKED.items() if start.startswith(beginning)), None)
    if opened is None:
        yield file
        return
    try:
        with opened(file) as content:
            yield content
    except (PrunecatError, GeneratorExit):
        raise
    except Exception as error:  # each of the four has errors of its own, some of them none but Exception
        raise SourceError(
            f"it can't be unpacked ({str(error).strip() or 'it ends too early'})",
            at=Location(path),
            remedy="get it again, or unpack it and give what comes out",
        ) from error


def too_large(path: str, *, is_packed: bool) -> SourceError:
    """The error of a file that has more than LARGEST bytes."""
    what = "it unpacks to more than" if is_packed else "larger than"
    return SourceError(
        f"{what} the {LARGEST // 2**20} MiB that are read", at=Location(path), remedy="split it into several files"
    )


def _gzip(file: BinaryIO) -> Any:
    import gzip

    return gzip.GzipFile(fileobj=file)


def _bzip2(file: BinaryIO) -> Any:
    import bz2

    return bz2.BZ2File(file)


def _xz(file: BinaryIO) -> Any:
    import lzma

    return lzma.LZMAFile(file)


def _zstandard(file: BinaryIO) -> Any:
    from importlib import import_module

    for name in ("compression.zstd", "backports.zstd"):
        try:
            return import_module(name).ZstdFile(file)
        except ModuleNotFoundError:
            continue
    raise MissingExtra("reading Zstandard", "zst")


_PACKED: dict[bytes, Callable[[BinaryIO], Any]] = {
    b"\x1f\x8b": _gzip,
    b"BZh": _bzip2,
    b"\xfd7zXZ\x00": _xz,
    b"\x28\xb5\x2f\xfd": _zstandard,
}
