"""What prunecat keeps for a user: a key that signs what it writes down, and a lock."""

import hmac
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


def signature(content: Any) -> str:
    """What only this user's prunecat can sign plain values with; empty where no key can be kept."""
    path = os.path.join(_folder(), "key")
    try:
        if not os.path.exists(path):
            os.makedirs(_folder(), mode=0o700, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=_folder())
            with os.fdopen(handle, "wb") as file:
                file.write(os.urandom(32))
            with suppress(FileExistsError):  # another run was quicker
                os.link(temporary, path)
            os.unlink(temporary)
        with open(path, "rb") as file:
            key = file.read(64)
    except OSError:
        return ""
    return hmac.new(key, json.dumps(content).encode(), "sha256").hexdigest()


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other run of this user is inside of this block; where there are no locks, don't."""
    lock = None
    with suppress(OSError, ImportError):
        import fcntl

        os.makedirs(_folder(), mode=0o700, exist_ok=True)
        lock = os.open(os.path.join(_folder(), "lock"), os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _folder() -> str:
    from platformdirs import user_state_dir

    return user_state_dir("prunecat", appauthor=False)
