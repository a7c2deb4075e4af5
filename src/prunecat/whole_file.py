"""Files written whole or not at all."""

import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from errno import EACCES

from prunecat.errors import Location, PrunecatError

_SUFFIX = ".prunecat.tmp"
_MOST_NAMED = 40
"""Letters of a file's name in that of its temporary one: file systems bound the whole to some 255 bytes."""


def write_whole(path: str, pieces: Iterable[str] | Iterable[bytes] | bytes) -> None:
    """Put text (as UTF-8) or bytes into a file, through a temporary one beside it that takes its place at the end.

    A device or pipe is written to as it is, and so is what `/dev/stdout` and its like lead to. Raises PrunecatError
    where it can't be written.
    """
    try:
        is_stream = os.path.abspath(path).startswith(("/dev/", "/proc/"))
        if is_stream or (os.path.exists(path) and not os.path.isfile(path)):
            with open(path, "ab" if is_stream else "wb") as device:
                device.writelines(_encoded(pieces))
            return
        target = os.path.realpath(path)
        if os.path.exists(target) and not os.stat(target).st_mode & 0o222:
            raise PermissionError(EACCES, os.strerror(EACCES), target)
        _clear_away(target)
        prefix = f".{os.path.basename(target)[:_MOST_NAMED]}."
        handle, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=prefix, suffix=_SUFFIX)
        _is_held(handle)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(_encoded(pieces))
            os.chmod(temporary, _mode(target))
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise PrunecatError(
            f"can't be written ({error.strerror})", at=Location(path), remedy="check the path and its rights"
        ) from error


def _clear_away(target: str) -> None:
    """Remove temporary files of this target that a killed run left: those that no running one holds."""
    folder, name = os.path.split(target)
    form = re.compile(rf"\.{re.escape(name[:_MOST_NAMED])}\.[a-z0-9_]{{8}}{re.escape(_SUFFIX)}")
    with suppress(OSError):
        for left in [entry.path for entry in os.scandir(folder) if form.fullmatch(entry.name)]:
            handle = os.open(left, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
            if _is_held(handle):
                os.unlink(left)
            os.close(handle)


def _is_held(handle: int) -> bool:
    """Whether this run now holds an open file, which lasts until it closes it; False where there are no locks."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _encoded(pieces: Iterable[str] | Iterable[bytes] | bytes) -> Iterable[bytes]:
    if isinstance(pieces, bytes):
        return [pieces]
    return (piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace") for piece in pieces)


def _mode(path: str) -> int:
    """The rights of the file that is replaced, or those that a new one gets."""
    with suppress(OSError):
        return os.stat(path).st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
