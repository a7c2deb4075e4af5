"""Receipts: which snapshot was made of which large sources, so that they need not be read again while they stay.

Small sources are read and hashed by each run, which is quick and always right. A receipt for large ones holds what
the system says of each of their files and folders, and of the snapshot; only the user's own key can sign it.
"""

import json
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import source_hash
from sqlite3 import Connection

from prunecat.snapshot import cache
from prunecat.sources.files import stamps_of
from prunecat.user_state import signature
from prunecat.version import VERSION

WORTHWHILE = 4 * 2**20
"""Bytes of sources: to read and hash less takes a few milliseconds."""
_GRAIN = 2 * 10**9
"""Nanoseconds: on some systems a file that changes twice within them has the same time after both."""
_ELSEWHERE = ("nfs", "cifs", "smb", "fuse", "9p", "afs", "ceph", "gluster", "lustre", "vboxsf", "virtiofs")
"""What the kinds of file systems begin with whose files change without this system's knowing."""


def opened(paths: Sequence[str]) -> Connection | None:
    """The snapshot of what these paths hold, if there is one and nothing has changed since it was made."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        with open(_path(paths), encoding="utf-8") as file:
            receipt = json.load(file)
        key, stamp = receipt["key"], tuple(receipt["snapshot"])
        if receipt["signature"] and receipt["signature"] == _signature(paths, key, stamp):
            return cache.opened(key, stamp)
    return None


def keep(paths: Sequence[str], key: str, started: int) -> None:
    """Keep a receipt for the snapshot of what was read of these paths since a time in nanoseconds.

    There is none where a file may change, or may have changed, without showing it.
    """
    with suppress(OSError):
        stamps = [stamp for path in paths for _, stamp in stamps_of(path)]
        settled = max(time for *_, changed, touched in stamps for time in (changed, touched)) < started - _GRAIN
        if settled and not _is_elsewhere({device for device, *_ in stamps}) and (stamp := cache.stamp_of(key)):
            receipt = {"key": key, "snapshot": stamp, "signature": _signature(paths, key, stamp)}
            cache.put(_path(paths), json.dumps(receipt).encode())
            _forget_useless()


def _forget_useless() -> None:
    """Remove the receipts whose snapshots the cache has forgotten; what is no receipt is left alone."""
    for entry in os.scandir(cache.folder()):
        if re.fullmatch(r"[0-9a-f]{16}\.receipt", entry.name):
            with suppress(OSError, ValueError, KeyError, TypeError):
                with open(entry.path, encoding="utf-8") as file:
                    key = json.load(file)["key"]
                if cache.stamp_of(key) is None:
                    os.unlink(entry.path)


def _path(paths: Sequence[str]) -> str:
    """The receipt's file. Raises OSError where there is no cache."""
    home = cache.folder()
    if home is None:
        raise FileNotFoundError("no folder for a cache")
    names = "\0".join([cache.FORMAT, VERSION, *map(os.path.abspath, paths)])
    return os.path.join(home, f"{source_hash(names.encode(errors='surrogateescape')).hex()}.receipt")


def _signature(paths: Sequence[str], key: str, stamp: Sequence[int]) -> str:
    stated = [[os.fsencode(name).hex(), *has] for path in paths for name, has in stamps_of(os.path.abspath(path))]
    return signature([cache.FORMAT, VERSION, key, list(stamp), stated])


def _is_elsewhere(devices: set[int]) -> bool:
    """Whether a device is of a network, or it is not known what it is of."""
    known: dict[int, str] = {}
    with open("/proc/self/mountinfo", encoding="utf-8", errors="replace") as file:
        for line in file:
            mount, _, system = line.partition(" - ")
            major, _, minor = mount.split()[2].partition(":")
            known[os.makedev(int(major), int(minor))] = system.split()[0]
    return any(known.get(device, "nfs").startswith(_ELSEWHERE) for device in devices)
