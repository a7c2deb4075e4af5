"""Connections to a snapshot, which several threads may ask, and the application that a database belongs to."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from prunecat.snapshot import bits
from prunecat.words import fold, words_of

SNAPSHOT = 0x70727573
"""SQLite's number for the application that a file belongs to: `prus`."""

_FULL_TEXT = ("people", "search", "subject_again", "name_again", "term_search")
"""The virtual tables of a snapshot."""


def connect(address: str = ":memory:", *, uri: bool = False) -> sqlite3.Connection:
    """Connect to a snapshot by path or URI; without an address to a new one in memory.

    SQLite serialises the threads of one connection, but Python's cache of statements could hand one statement to
    two of them; compiling each anew costs less than half a millisecond a search.
    """
    database = sqlite3.connect(address, uri=uri, check_same_thread=False, cached_statements=0)
    for name, function in _FUNCTIONS.items():  # here, for SQLite takes none while a statement is gone through
        database.create_function(name, 1, function, deterministic=True)
    database.create_function("is_in_set", 2, _is_in_set, deterministic=True)
    return database


def connect_to_read(path: str | bytes) -> sqlite3.Connection:
    """Connect to the file of a snapshot, of which nobody changes what is read."""
    from urllib.parse import quote

    return connect(f"file:{quote(os.fsencode(path))}?mode=ro&immutable=1", uri=True)


@contextmanager
def known_in_sql(entries: int) -> Iterator[str]:
    """The SQL condition that the entries of a set of snapshot/bits.py fulfil, as long as the context lasts."""
    of_it = next(_NUMBERS)
    _KNOWN[of_it] = bits.in_bytes(entries)
    try:
        yield f"is_in_set({of_it}, entry.number)"
    finally:
        del _KNOWN[of_it]


def _is_in_set(of_it: int, entry: int) -> bool:
    return bits.has(_KNOWN[of_it], entry)


def surname(author: str) -> str:
    """What an author is sorted by: the last word of the name, folded; empty for a name of blanks."""
    return fold(author.split()[-1]) if author.strip() else ""


def _folded_words(text: str) -> str:
    """The words of a text with a blank on either side of each, which SQL can ask for."""
    return f" {' '.join(words_of(text))} "


_FUNCTIONS: dict[str, Callable[..., str | None]] = {
    "folded": lambda text: fold(text) if text else None,
    "surname": lambda author: surname(author) if author else None,
    "folded_words": _folded_words,
}
"""What SQL calls to sort and compare as Python does; both compare letters by their code points."""


_KNOWN: dict[int, bytes] = {}
"""The sets that SQL asks about at the moment, by a number of their own."""
_NUMBERS = count()


def application_of(path: str) -> int | None:
    """The number of the application that a database says it belongs to; None for a file that is no database."""
    with open(path, "rb") as file:
        head = file.read(72)  # the number is in bytes 68 to 71, says SQLite's file format
    return int.from_bytes(head[68:72], "big") if head.startswith(b"SQLite format 3\0") else None


def holds_rows_alone(database: sqlite3.Connection) -> bool:
    """Whether a database has nothing that acts: no trigger, no view, no virtual table but those of a snapshot.

    What its tables compute of their rows may from now on use harmless functions alone.
    """
    database.execute("PRAGMA trusted_schema = OFF")
    names = ", ".join("?" * len(_FULL_TEXT))
    acting = (
        "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE '%VIRTUAL%' "
        f"AND NOT (name IN ({names}) AND sql LIKE 'CREATE VIRTUAL TABLE ' || name || ' USING fts5 (%')"
    )
    (found,) = database.execute(acting, _FULL_TEXT).fetchone()
    return not int(found)
