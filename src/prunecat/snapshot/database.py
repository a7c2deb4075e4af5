"""Connections to a snapshot, which several threads may ask."""

import sqlite3


def connect(address: str = ":memory:", *, uri: bool = False) -> sqlite3.Connection:
    """Connect to a snapshot by path or URI; without an address to a new one in memory.

    SQLite serialises the threads of one connection, but Python's cache of statements could hand one statement to
    two of them; compiling each anew costs less than half a millisecond a search.
    """
    return sqlite3.connect(address, uri=uri, check_same_thread=False, cached_statements=0)
