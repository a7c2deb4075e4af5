"""A file that a library makes at a path, as bytes in pieces."""

import os
from collections.abc import Callable, Iterator
from tempfile import TemporaryDirectory

_PIECE = 2**20
"""Bytes that are read at once."""


def bytes_of(make: Callable[[str], None]) -> Iterator[bytes]:
    """The bytes of the file that `make` makes at the path that it gets, in a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="prunecat") as folder:
        path = os.path.join(folder, "export")
        make(path)
        with open(path, "rb") as file:
            while piece := file.read(_PIECE):
                yield piece
