"""Files of a folder changed all or none, whenever the program is killed.

The new files are first written into a hidden folder inside of the folder. That it is complete is told by its
name, which one rename gives it: from there on the change is done as far as readers are concerned, for they
read the new files where they lie (`unfinished`). Then each is moved to its place. Whoever changes the folder
next finishes what was interrupted.

The journal is signed with a key of the user's, and believed only with that: a folder from elsewhere can hold anything.
Changes of one user wait for each other.
"""

import hashlib
import hmac
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from errno import EACCES
from typing import NamedTuple

from prunecat.errors import Location, PrunecatError
from prunecat.user_state import alone, signature

PENDING = ".prunecat-pending"
_JOURNAL = "journal.json"
_STAGING = ".prunecat-"


class Step(NamedTuple):
    """One file of a change: the hash of what it was and of what it becomes, None where there is no file."""

    path: str
    was: str | None
    becomes: str | None


def create_folder(folder: str, files: Mapping[str, bytes]) -> None:
    """Make a folder of these files, by their paths in it. Raises PrunecatError where it can't be written."""
    parent = os.path.dirname(os.path.abspath(folder))
    try:
        os.makedirs(parent, exist_ok=True)
        staging = tempfile.mkdtemp(dir=parent, prefix=_STAGING, suffix=".tmp")
        try:
            for path, content in files.items():
                _write(os.path.join(staging, path), content, None)
            os.chmod(staging, 0o777 & ~_mask())
            os.rename(staging, folder)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        _sync(parent)
    except OSError as error:
        raise _refused(folder, error) from error


def change_files(folder: str, was: Mapping[str, bytes | None], becomes: Mapping[str, bytes | None]) -> None:
    """Change the files of a folder, by their paths in it; None where there is to be no file.

    `was` is what the change was made from. Raises PrunecatError where a file is another by now, or can't be
    written; then all files are as they were.
    """
    folder = os.path.realpath(folder)
    with alone():
        _change(folder, was, becomes)


def _change(folder: str, was: Mapping[str, bytes | None], becomes: Mapping[str, bytes | None]) -> None:
    _finish(folder)
    steps = [Step(path, _hash(was.get(path)), _hash(content)) for path, content in becomes.items()]
    try:
        staging = tempfile.mkdtemp(dir=folder, prefix=_STAGING, suffix=".tmp")
        try:
            for path, content in becomes.items():
                if content is not None:
                    _write(os.path.join(staging, "files", path), content, os.path.join(folder, path))
            journal = {"steps": steps, "signature": signature([folder, *steps])}
            _write(os.path.join(staging, _JOURNAL), json.dumps(journal).encode(), None)
            for step in steps:
                _check(os.path.join(folder, step.path), step)
            os.rename(staging, os.path.join(folder, PENDING))
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        _sync(folder)
    except OSError as error:
        raise _refused(folder, error) from error
    _finish(folder)


def finish(folder: str) -> bool:
    """Finish a change of the folder that was interrupted, and clear away one that was not begun; whether there was one.

    Raises PrunecatError for a file that somebody changed in between, and where it can't be written.
    """
    folder = os.path.realpath(folder)
    with alone():
        return _finish(folder)


def _finish(folder: str) -> bool:
    pending = os.path.join(folder, PENDING)
    found = os.path.isdir(pending)
    if not os.path.isdir(folder):
        return False
    try:
        if found:
            steps = _journal(folder, pending)
            if steps is None:
                raise PrunecatError(
                    "is no change of this folder that this user's prunecat began",
                    at=Location(pending),
                    remedy="remove it",
                )
            for step in steps:
                _take(folder, pending, step)
            # Elsewhere nobody takes it for a change that is still to be done.
            rubbish = tempfile.mkdtemp(dir=folder, prefix=_STAGING, suffix=".tmp")
            os.rename(pending, os.path.join(rubbish, "done"))
        for name in os.listdir(folder):
            if name.startswith(_STAGING) and name.endswith(".tmp"):
                shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
        _sync(folder)
    except OSError as error:
        raise _refused(folder, error) from error
    return found


def unfinished(folder: str) -> dict[str, str | None]:
    """Where the content of files lies that an interrupted change has not moved yet; None for files that are to go."""
    folder = os.path.realpath(folder)
    pending = os.path.join(folder, PENDING)
    return {
        step.path: os.path.join(pending, "files", step.path) if step.becomes else None
        for step in _journal(folder, pending) or ()
        if _hash(_content(os.path.join(folder, step.path))) == step.was
    }


def _check(target: str, step: Step) -> None:
    """Refuse a step, before the first one is done, whose file is another by now or can't be replaced."""
    if _hash(_content(target)) != step.was:
        raise PrunecatError("was changed by somebody else meanwhile", at=Location(target), remedy="run it again")
    place = os.path.dirname(os.path.realpath(target))
    while not os.path.exists(place):
        place = os.path.dirname(place)
    if not os.access(place, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), place)


def _take(folder: str, pending: str, step: Step) -> None:
    """Do one step, unless it is done."""
    target, staged = os.path.join(folder, step.path), os.path.join(pending, "files", step.path)
    now = _hash(_content(target))
    if now == step.becomes:
        return
    if now != step.was:
        raise PrunecatError(
            "was edited since a change of the folder was interrupted",
            at=Location(target),
            remedy=f"bring into it what is new in {staged}, then remove {pending}",
        )
    if step.becomes is None:
        os.unlink(target)
    elif os.path.islink(target):  # the link stays, and what it leads to changes
        real = os.path.realpath(target)
        handle, temporary = tempfile.mkstemp(dir=os.path.dirname(real), prefix=_STAGING, suffix=".tmp")
        os.close(handle)
        _write(temporary, _content(staged) or b"", real)
        os.replace(temporary, real)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.replace(staged, target)
    _sync(os.path.dirname(target))


def _journal(folder: str, pending: str) -> list[Step] | None:
    """The steps of a change, None for a journal that this user's prunecat did not write for this folder."""
    try:
        with open(os.path.join(pending, _JOURNAL), encoding="utf-8") as file:
            journal = json.load(file)
        steps = [Step(*step) for step in journal["steps"]]
        own = signature([folder, *steps])
        is_own = bool(own) and hmac.compare_digest(own, journal["signature"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return steps if is_own and not os.path.islink(pending) else None


def _write(path: str, content: bytes, like: str | None) -> None:
    """Write a file that is on the disk when this returns, with the rights of another one."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if like is not None:
        with suppress(OSError):
            os.chmod(path, os.stat(like).st_mode & 0o777)


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _hash(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _sync(folder: str) -> None:
    """Bring the names of a folder to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(folder: str, error: OSError) -> PrunecatError:
    where = str(error.filename or folder)
    return PrunecatError(
        f"can't be written ({error.strerror})", at=Location(where), remedy="check the path and its rights"
    )
