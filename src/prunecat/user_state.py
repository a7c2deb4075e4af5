"""What prunecat keeps for a user: a key that signs what it writes down, plain values by name, and a lock."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


def signature(content: Any) -> str:
    """What only this user's prunecat can sign plain values with; empty where no key can be kept."""
    import hmac

    known = secret()
    return hmac.new(known, json.dumps(content).encode(), "sha256").hexdigest() if known else ""


def secret() -> bytes:
    """The user's secret, made when it is first asked for; empty where none can be kept."""
    path = os.path.join(_folder(), "key")
    try:
        if not os.path.exists(path):
            import tempfile

            os.makedirs(_folder(), mode=0o700, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=_folder())
            with os.fdopen(handle, "wb") as file:
                file.write(os.urandom(32))
            with suppress(FileExistsError):  # another run was quicker
                os.link(temporary, path)
            os.unlink(temporary)
        with open(path, "rb") as file:
            return file.read(64)
    except OSError:
        return b""


def keep(name: str, value: Any) -> None:
    """Keep a plain value under a name, where that can be done."""
    import tempfile

    with suppress(OSError):
        os.makedirs(_folder(), mode=0o700, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=_folder())
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(value, file)
        os.replace(temporary, os.path.join(_folder(), f"{name}.json"))


def kept(name: str) -> Any:
    """The value that is kept under a name; None where there is none that can be read."""
    with (
        suppress(OSError, ValueError, RecursionError),
        open(os.path.join(_folder(), f"{name}.json"), encoding="utf-8") as file,
    ):
        return json.load(file)
    return None


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
    if sys.platform.startswith("linux"):  # what platformdirs answers, without the milliseconds of its import
        home = os.environ.get("XDG_STATE_HOME", "").strip()
        return os.path.join(home or os.path.expanduser("~/.local/state"), "prunecat")
    from platformdirs import user_state_dir

    return user_state_dir("prunecat", appauthor=False)
