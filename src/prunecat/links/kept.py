"""Answers kept between runs, so that a stopped one goes on and a second one asks little."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress

from prunecat.links.status import LinkStatus
from prunecat.snapshot.database import application_of

_DAY = 86_400
# A page that is there will mostly be there next week; one that is not is worth another look tomorrow.
_KEPT = {"alive": 7 * _DAY, "moved": 7 * _DAY, "dead": _DAY, "refused": _DAY}
_APPLICATION = 0x7072756C
"""Tells SQLite whose file it is: "prul"."""
_TABLE = "CREATE TABLE answer (url TEXT PRIMARY KEY, outcome TEXT, why TEXT, moved_to TEXT, asked REAL) WITHOUT ROWID"


class KeptAnswers:
    """The answers of the latest days, in a file where there is a folder for it, else for this run alone."""

    def __init__(self, folder: str | None, now: Callable[[], float] = time.time) -> None:
        """The answers kept in this folder; a damaged file is begun anew."""
        self._now = now
        self._database = _opened(os.path.join(folder, "links.sqlite") if folder else None, now())

    def get(self, url: str) -> LinkStatus | None:
        """The answer of a URL, if it was asked lately."""
        with suppress(sqlite3.DatabaseError):
            query = "SELECT outcome, why, moved_to FROM answer WHERE url = ?"
            for row in self._database.execute(query, (url,)):
                return LinkStatus(*row)
        return None

    def put(self, url: str, answer: LinkStatus) -> None:
        """Keep an answer, at once and for good: the run may be stopped at any time."""
        row = (url, answer.outcome, answer.why, answer.to, self._now())
        with suppress(sqlite3.DatabaseError), self._database:  # a full disk is no reason to stop asking
            self._database.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)", row)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _opened(path: str | None, now: float) -> sqlite3.Connection:
    if path:
        with suppress(OSError, sqlite3.OperationalError):  # no right to write there, or a file of somebody else's
            os.makedirs(os.path.dirname(path), exist_ok=True)
            try:
                return _ready(path, now)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:  # damaged, or no database at all
                if application_of(path) == _APPLICATION:
                    os.unlink(path)
                    return _ready(path, now)
    return _ready(":memory:", now)


def _ready(path: str, now: float) -> sqlite3.Connection:
    if path != ":memory:":  # the URLs that were asked are nobody else's business
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        os.close(handle)
    database = sqlite3.connect(path, timeout=5)
    try:
        tables = {sql for (sql,) in database.execute("SELECT sql FROM sqlite_master")}
        if tables - {_TABLE}:
            raise sqlite3.OperationalError(f"{path} is another program's")
        if path != ":memory:":
            os.chmod(path, 0o600)
        with database:
            database.execute("PRAGMA synchronous = OFF")
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
            if not tables:
                database.execute(_TABLE)
            for outcome, age in _KEPT.items():
                database.execute("DELETE FROM answer WHERE outcome = ? AND asked < ?", (outcome, now - age))
    except (OSError, sqlite3.Error):
        database.close()
        raise
    return database
