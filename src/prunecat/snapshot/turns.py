"""Turns: of several runs that lack one file of the cache one makes it, and the others wait for that one."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, NamedTuple

_PATIENCE = 30.0
"""Seconds that a file may stay as it is while others wait for it: whoever makes it may have been stopped."""
_PAUSE, _LONGEST_PAUSE = 0.02, 0.25
"""Seconds between two looks at it: at first fewer than anybody notices, then so many that looking costs nothing."""
_TEMPORARY = re.compile(r"(?:[0-9a-f]{16}|tmp\w{8})\.tmp")
"""The names of files that are not yet in their places: of a turn, and of one without."""


class Turn(NamedTuple):
    """A file that this run alone makes something in."""

    path: str
    lock: int | None
    """What it is held by; None where there are no locks, and nobody else knows its name."""

    def is_here(self) -> bool:
        """Whether it still has its name, which another file may have where the folder was removed meanwhile."""
        with suppress(FileNotFoundError):
            return self.lock is None or os.path.samestat(os.stat(self.path), os.fstat(self.lock))
        return False

    def opened(self, mode: str) -> IO[bytes]:
        """The file opened. Raises OSError where it has no longer its name."""
        if not self.is_here():
            raise FileNotFoundError(self.path)
        return open(self.path, mode)

    def move(self, path: str) -> os.stat_result:
        """Move it into its place, and tell what the system says of it. Raises OSError where that can't be done."""
        with self.opened("rb") as file:
            status = os.fstat(file.fileno())
        os.replace(self.path, path)
        return status


@contextmanager
def turn(path: str) -> Iterator[Turn | None]:
    """An empty file to make something in, this one where it can be held; None where no file can be made.

    Waits while another run holds it, and in vain where that one has been stopped: then it is another file. What is not
    moved away is removed at the end.
    """
    lock = own = None
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        lock = _held(path)
        if lock is None:
            import tempfile

            handle, path = tempfile.mkstemp(dir=os.path.dirname(path), suffix=".tmp")
            if _hold(handle):
                lock = handle
            else:
                os.close(handle)
        os.truncate(path, 0)
        own = Turn(path, lock)
    try:
        with _ended_by_errors():
            yield own
    finally:
        with suppress(OSError):
            if own and own.is_here():
                os.unlink(path)
        if lock is not None:
            os.close(lock)


@contextmanager
def _ended_by_errors() -> Iterator[None]:
    """Let a run that is told to end do so by an error, which tidies up, where it would end at once."""
    import threading

    if threading.current_thread() is not threading.main_thread():  # where no signal comes
        yield
        return
    ending = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    known = [sign for sign in ending if signal.getsignal(sign) is signal.SIG_DFL]
    for sign in known:
        signal.signal(sign, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        for sign in known:
            signal.signal(sign, signal.SIG_DFL)


def _held(path: str) -> int | None:
    """A handle of the file, which no other run has; None where it can't be had, or there are no locks.

    The system lets go of it when the run ends, however it ends.
    """
    last, since, pause = None, time.monotonic(), _PAUSE
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        held = _hold(handle)
        if held is None:
            os.close(handle)
            os.unlink(path)
            return None
        state = os.fstat(handle)
        with suppress(FileNotFoundError):  # another run has just moved it away
            if held and os.path.samestat(os.stat(path), state):
                return handle
        os.close(handle)
        now = state.st_ino, state.st_size, state.st_mtime_ns
        if now != last:
            last, since = now, time.monotonic()
        elif time.monotonic() - since > _PATIENCE:
            return None
        if not held:
            time.sleep(pause)
            pause = min(1.2 * pause, _LONGEST_PAUSE)


def _hold(handle: int) -> bool | None:
    """Lock an open file; False where another run has it, None where there are no locks."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):  # as on some network's disks
        return None
    return True


def remove_abandoned(home: str) -> None:
    """Remove what runs that were killed have left in a folder of temporary files."""
    for entry in os.scandir(home):
        if _TEMPORARY.fullmatch(entry.name):
            with suppress(OSError):
                handle = os.open(entry.path, os.O_RDWR)
                try:
                    if _hold(handle):
                        os.unlink(entry.path)
                finally:
                    os.close(handle)
