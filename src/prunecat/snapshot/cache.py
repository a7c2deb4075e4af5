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

from prunecat.snapshot.database import connect
from prunecat.user_state import secret

if TYPE_CHECKING:
    from prunecat.sources.files import File


FORMAT = "10"
"""Changes whenever the schema or what is put into it does."""
_IN_MEMORY = 48 * 2**20
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
    home = folder()
    path = os.path.join(home, f"{key}.sqlite") if home else None
    if path and (database := _load(path, key)):
        with suppress(OSError):
            os.utime(path)  # what was used longest ago is forgotten first
        return database
    database = build()
    database.execute("INSERT INTO meta VALUES ('key', ?)", (key,))
    database.commit()
    if path:
        with suppress(OSError):
            _store(database.serialize(), path)
    return database


def _load(path: str, key: str) -> sqlite3.Connection | None:
    """An open snapshot; None where there is none, or it is damaged or somebody else's."""
    try:
        if os.path.getsize(path) > _IN_MEMORY:  # SQLite passes over the seal
            if not _is_snapshot(path):
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
        sound = stored == (key,) and database.execute("SELECT count(*) FROM search").fetchone()
    except (OSError, sqlite3.Error):
        return None
    return database if sound else None


def _is_whole(content: memoryview) -> bool:
    """Whether a file holds what this user's prunecat wrote: a megabyte takes a quarter of a millisecond to tell."""
    return len(content) > _SEAL and _seal(content[:-_SEAL]) == content[-_SEAL:]


def _seal(content: "memoryview | bytes") -> bytes:
    """The hash of a snapshot that nobody without the user's key can make."""
    return source_hash(secret() + source_hash(content))


def _store(content: bytes, path: str) -> None:
    import tempfile

    home = os.path.dirname(path)
    os.makedirs(home, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=home, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.write(_seal(content))
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _forget_unused(home)


def _is_snapshot(path: str) -> bool:
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
        if re.fullmatch(r"[0-9a-f]{16}\.sqlite", entry.name) and _is_snapshot(entry.path)
    ]
    for entry in sorted(kept, key=lambda entry: entry.stat().st_mtime, reverse=True)[_KEEP:]:
        with suppress(OSError):
            os.unlink(entry.path)
