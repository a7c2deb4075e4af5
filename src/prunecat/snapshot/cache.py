"""Where snapshots are kept between runs: found by what the sources hold, moved into place whole."""

import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import source_hash
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING

from prunecat.snapshot.database import SNAPSHOT, application_of, connect
from prunecat.user_state import secret

if TYPE_CHECKING:
    from prunecat.sources.files import File


FORMAT = "36"
"""Changes whenever the schema or what is put into it does."""
_IN_MEMORY = 8 * 2**20
"""Bytes of a snapshot; a larger one is opened where it lies, for loading it would take longer than most answers."""
_KEEP = 24
_SEAL = 8
"""Bytes of the hash that a file ends with."""


def folder() -> str | None:
    """The folder that snapshots are kept in; None where there is no home for one."""
    stated = os.environ.get("PRUNECAT_CACHE_DIR")
    if stated:
        return stated
    if sys.platform.startswith("linux"):  # what platformdirs answers, without the milliseconds of its import
        home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        path = os.path.join(home, "prunecat")
    else:
        from platformdirs import user_cache_dir

        path = user_cache_dir("prunecat", appauthor=False)
    return path if os.path.isabs(path) else None


def key_of(files: "Iterable[File]", version: str) -> str:
    """The name of the snapshot of these files, as this version of the program makes it."""
    held = [f"{FORMAT} {version}".encode()]
    for file in files:
        held += (f"{file.path} {len(file.content)}".encode(errors="surrogateescape"), file.content)
    return source_hash(b"\0".join(held)).hex()


def snapshot(key: str, build: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
    """The snapshot of that key from the cache, else a new one, which is then kept if the cache can be written."""
    path = _path(key)
    if path and (database := opened(key)):
        return database
    database = build()
    database.execute("INSERT INTO meta VALUES ('key', ?)", (key,))
    database.commit()
    if path:
        with suppress(OSError):
            content = database.serialize()
            put(path, content, _seal(content))
            _forget_unused(os.path.dirname(path))
    return database


def opened(key: str, stamp: tuple[int, ...] | None = None) -> sqlite3.Connection | None:
    """An open snapshot; None where there is none, or it is damaged or somebody else's.

    A large file with this stamp was found whole before.
    """
    path = _path(key)
    if path is None:
        return None
    try:
        if os.path.getsize(path) > _IN_MEMORY:  # SQLite passes over the seal
            if stamp_of(key) != stamp and not _is_sealed(path):
                return None
            from urllib.parse import quote

            address = f"file:{quote(os.fsencode(path))}?mode=ro&immutable=1"
            database = connect(address, uri=True)
        else:
            with open(path, "rb") as file:
                content = memoryview(file.read())
            if not _is_whole(content):
                return None
            database = connect()
            database.deserialize(content[:-_SEAL])
        stored = database.execute("SELECT value FROM meta WHERE key = 'key'").fetchone()
        if stored != (key,):
            return None
        with suppress(OSError):  # what was used longest ago is forgotten first
            os.utime(path)
    except (OSError, sqlite3.Error):
        return None
    return database


def stamp_of(key: str) -> tuple[int, ...] | None:
    """Device, inode, owner and size of a kept snapshot, which its owner alone can write; None where there is none."""
    path = _path(key)
    with suppress(OSError):
        status = os.lstat(path or "")
        return status.st_dev, status.st_ino, status.st_uid, status.st_size
    return None


def put(path: str, *pieces: bytes) -> None:
    """Put a file into the cache, whole or not at all. Raises OSError where it can't be written."""
    import tempfile

    home = os.path.dirname(path)
    os.makedirs(home, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=home, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _path(key: str) -> str | None:
    home = folder()
    return os.path.join(home, f"{key}.sqlite") if home else None


def _is_whole(content: memoryview) -> bool:
    """Whether a file holds what this user's prunecat wrote: a megabyte takes a quarter of a millisecond to tell."""
    return len(content) > _SEAL and _seal(content[:-_SEAL]) == content[-_SEAL:]


def _seal(content: "memoryview | bytes") -> bytes:
    """The hash of a snapshot that nobody without the user's key can make."""
    return source_hash(secret() + source_hash(content))


def _is_sealed(path: str) -> bool:
    """Whether a file has the seal that snapshots end with."""
    with (
        suppress(OSError, ValueError),
        open(path, "rb") as file,
        mmap(file.fileno(), 0, access=ACCESS_READ) as content,
        memoryview(content) as seen,
    ):
        return _is_whole(seen)
    return False


def _forget_unused(home: str) -> None:
    """Keep the cache small: the snapshots used last stay, and whatever else lies there is left alone."""
    kept = [
        entry
        for entry in os.scandir(home)
        if re.fullmatch(r"[0-9a-f]{16}\.sqlite", entry.name) and _is_ours(entry.path)
    ]
    for entry in sorted(kept, key=lambda entry: entry.stat().st_mtime, reverse=True)[_KEEP:]:
        with suppress(OSError):
            os.unlink(entry.path)


def _is_ours(path: str) -> bool:
    """Whether a file is a snapshot by the application in SQLite's header."""
    with suppress(OSError):
        return application_of(path) == SNAPSHOT
    return False
