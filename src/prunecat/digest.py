"""The hash of bytes that come in pieces, however they are cut."""

from importlib.util import source_hash

PIECE = 2**20
"""Bytes that are hashed, and best read, at once: more is no quicker, and is held in memory."""


class Digest:
    """What was added so far, as a hash."""

    def __init__(self, begin: bytes = b"") -> None:
        self._hashes = [begin]
        self._rest = b""

    def add(self, piece: bytes | memoryview) -> None:
        """Add the next bytes."""
        if self._rest:
            piece = self._rest + piece
        whole = len(piece) - len(piece) % PIECE
        self._hashes += [source_hash(piece[at : at + PIECE]) for at in range(0, whole, PIECE)]
        self._rest = bytes(piece[whole:])

    def value(self) -> bytes:
        """The hash."""
        return source_hash(b"".join([*self._hashes, source_hash(self._rest)]))


def digest_of(content: bytes | memoryview, begin: bytes = b"") -> bytes:
    """The hash of bytes that are all there."""
    digest = Digest(begin)
    digest.add(content)
    return digest.value()
