"""What a TAB offers: the values of a field, and ids."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from prunecat.query.counts import counts
from prunecat.query.facets import FACETS
from prunecat.snapshot.authors import read_authors
from prunecat.snapshot.traits import are_asked
from prunecat.words import LAST_SIGN, in_utf8

_MOST_IDS = 100
"""Ids of a large catalogue that are offered: nobody reads more, and the shell would ask first."""


def values_offered(database: Connection, name: str) -> list[tuple[str, str]]:
    """The values that entries have in a facet, most frequent first, each with what to say of it.

    Of the authors of a large catalogue these are those of most entries.
    """
    if name == "author" and (known := [author for authors in read_authors(database) for author in authors.names]):
        return [(author, "") for author in known]
    described = FACETS[name].described
    texts: dict[str, str] = dict(database.execute(described)) if described else {}
    return [
        (str(value), texts.get(str(value)) or ("" if described else f"{entries} entries"))
        for (value,), entries in counts(database, [name])
        if value is not None
    ]


def ids_offered(database: Connection, begun: str) -> Iterable[tuple[str, str]]:
    """The ids that begin in some way, upper and lower case alike, each with its title; of a small catalogue all.

    Where they are too many, these are the first by their letters, and the last, so that they have in common how they
    go on only if all have.
    """
    if not are_asked(database):
        return database.execute("SELECT id, title FROM entry ORDER BY number")
    first = in_utf8(begun)
    last = first + LAST_SIGN
    query = "SELECT id, title FROM entry WHERE id COLLATE NOCASE BETWEEN ? AND ? ORDER BY id COLLATE NOCASE"
    found: Sequence[tuple[str, str]] = database.execute(f"{query} LIMIT ?", (first, last, _MOST_IDS)).fetchall()
    if len(found) < _MOST_IDS:
        return found
    return [*found[:-1], *database.execute(f"{query} DESC LIMIT 1", (first, last))]
