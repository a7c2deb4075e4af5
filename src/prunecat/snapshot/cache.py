"""Where snapshots are kept between runs: found by what the sources hold, moved into place whole."""

import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import source_hash
from typing import TYPE_CHECKING

from prunecat.digest import PIECE, Digest, digest_of
from prunecat.snapshot.database import SNAPSHOT, application_of, connect, connect_to_read, holds_rows_alone
from prunecat.user_state import secret

if TYPE_CHECKING:
    from prunecat.snapshot.turns import Turn
    from prunecat.sources.files import File
    from prunecat.sources.large_files import LargeFile


FORMAT = "57"
"""Changes whenever the schema or what is put into it does."""
_IN_MEMORY = 8 * 2**20
"""Bytes of a snapshot; a larger one is opened where it lies, for loading it would take longer than most answers."""
_MAKING = (
    *("auto_vacuum = NONE", "page_size = 8192", "cache_size = -4000"),
    *("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"),
)
"""How a file is written that nobody sees before it is whole. Of pages twice the usual size the indexes are made a tenth
sooner. 4 MB are held in memory: in pieces as large SQLite sorts an index, and more is sorted more slowly, since the
processor holds less of it at hand. Without auto_vacuum no page moves, and a thread may read while indexes are made."""
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


def key_of(files: "Iterable[File | LargeFile]", version: str) -> str:
    """The name of the snapshot of these files, as this version of the program makes it on this kind of machine."""
    held = [f"{FORMAT} {version} {sys.byteorder}".encode()]  # signs of two bytes lie as the machine has them
    for file in files:
        held += (f"{file.path} {file.size}".encode(errors="surrogateescape"), file.digest)
    return source_hash(b"\0".join(held)).hex()


def snapshot(key: str, fill: Callable[[sqlite3.Connection], None], *, is_large: bool = False) -> sqlite3.Connection:
    """The snapshot of that key from the cache, else a new one, which is then kept if the cache can be written.

    `fill` writes it into an empty database, again into another where the first could not be written. A large one is
    made in a file; of several runs one makes it.
    """
    if database := opened(key):
        return database
    path = _path(key)
    if path is None:
        return _filled(connect(), key, fill)
    from prunecat.snapshot.turns import turn

    with turn(f"{path.removesuffix('.sqlite')}.tmp") as own:
        if own and (database := opened(key)):  # another run has made it meanwhile
            return database
        if own and is_large:
            with suppress(OSError, sqlite3.Error):
                _make(own, key, fill)
                if database := opened(key, _put_in_place(own, path)):
                    return database
        database = _filled(connect(), key, fill)
        if own and not is_large:
            with suppress(OSError):
                _write(own, database.serialize())
                _put_in_place(own, path)
    return database


def _filled(database: sqlite3.Connection, key: str, fill: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    fill(database)
    database.execute("INSERT INTO meta VALUES ('key', ?)", (key,))
    database.commit()
    return database


def _make(own: "Turn", key: str, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a snapshot in a file, with little memory. Raises OSError or sqlite3.Error where it can't be written."""
    database = connect(own.path)
    try:
        for setting in _MAKING:
            database.execute(f"PRAGMA {setting}")
        _filled(database, key, fill)
    finally:
        database.close()
    with own.opened("rb") as made:
        digest = Digest(secret())
        while piece := made.read(PIECE):
            digest.add(piece)
    with own.opened("ab") as made:
        made.write(digest.value())


def _write(own: "Turn", content: bytes) -> None:
    with own.opened("wb") as made:
        made.writelines((content, digest_of(content, secret())))


def _put_in_place(own: "Turn", path: str) -> tuple[int, ...]:
    """Move a snapshot to where it is found, and tell its stamp."""
    from prunecat.snapshot.turns import remove_abandoned

    stamp = _stamp(own.move(path))
    _forget_unused(os.path.dirname(path))
    remove_abandoned(os.path.dirname(path))
    return stamp


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
            database = connect_to_read(path)
        else:
            with open(path, "rb") as file:
                content = memoryview(file.read())
            if not _is_whole(content):
                return None
            database = connect()
            database.deserialize(content[:-_SEAL])
        if not holds_rows_alone(database):
            return None
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
        return _stamp(os.lstat(path or ""))
    return None


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_uid, status.st_size


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
    """Whether a file holds what this user's prunecat wrote, which ends with a hash that nobody else can make."""
    return len(content) > _SEAL and digest_of(content[:-_SEAL], secret()) == content[-_SEAL:]


def _is_sealed(path: str) -> bool:
    """Whether a large file holds what this user's prunecat wrote."""
    digest, left = Digest(secret()), os.path.getsize(path) - _SEAL
    with open(path, "rb") as file:
        while left > 0 and (piece := file.read(min(PIECE, left))):
            digest.add(piece)
            left -= len(piece)
        return file.read() == digest.value()


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
