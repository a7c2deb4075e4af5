"""Large files, which are gone through piece by piece and never held whole."""

import codecs
import io
import os
import stat
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from prunecat.digest import PIECE, Digest
from prunecat.errors import Location, SourceError
from prunecat.sources.first_bytes import LARGEST, too_large, unpacking
from prunecat.sources.reading import ALONE, Shared


class LargeFile(NamedTuple):
    """A file in UTF-8 of a kind that is read line by line."""

    path: str
    """What the user calls it."""
    place: str
    """Where it lies, in a folder that is being changed."""
    size: int
    """Bytes, unpacked."""
    digest: bytes
    line_count: int
    """Its lines."""
    shared: Shared = ALONE
    """What the files of its catalogue lend each other."""

    def lines(self) -> Iterator[str]:
        """Its lines without their ends, read anew. Raises SourceError where it has changed since it was looked at."""
        decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8-sig")(), translate=True)
        digest = Digest()
        held: list[str] = []
        try:
            with open(self.place, "rb") as file:
                for piece in _pieces(file, self.path):
                    digest.add(piece)
                    first, *others = decoder.decode(piece).split("\n")
                    held.append(first)
                    if others:
                        yield "".join(held)
                        *whole, last = others
                        yield from whole
                        held = [last]
            yield "".join(held) + decoder.decode(b"", final=True)
        except (UnicodeDecodeError, OSError):
            digest = Digest()
        if digest.value() != self.digest:
            raise SourceError("it changes while it is read", at=Location(self.path), remedy="run it again")


def looked_through(file: BinaryIO, path: str) -> LargeFile | None:
    """An open file as one to go through; None where it must be read whole: it is no UTF-8, blank, or comes once.

    Raises SourceError for one that can't be unpacked or is too large.
    """
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return None
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    digest, size, count, is_blank = Digest(), 0, 1, True
    try:
        for piece in _pieces(file, path):
            decoder.decode(piece)
            digest.add(piece)
            size += len(piece)
            count += piece.count(b"\n")
            is_blank = is_blank and not piece.strip()
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        is_blank = True
    file.seek(0)
    return None if is_blank else LargeFile(path, file.name, size, digest.value(), count)


def _pieces(file: BinaryIO, path: str) -> Iterator[bytes]:
    with unpacking(file, path) as content:
        size = 0
        while piece := content.read(PIECE):
            size += len(piece)
            if size > LARGEST:
                raise too_large(path, is_packed=content is not file)
            yield piece
