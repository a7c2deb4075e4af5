"""References: what a user types to mean one entry, resolved to it."""

from sqlite3 import Connection
from typing import NamedTuple

from prunecat.query.identified import by_address, numbers_where
from prunecat.query.search import search
from prunecat.words import words_of

_CLEARLY = 1.25
"""The best answer is meant if its score is more than so many times the second-best one's."""
MOST_CANDIDATES = 8


class Meant(NamedTuple):
    """The entries that a reference may mean."""

    numbers: list[int]
    is_clear: bool
    """Whether it means the only one of them; an answer that lacks words of the reference is a guess."""


def meant_by(database: Connection, reference: str) -> Meant:
    """The entries that a reference may mean.

    It is looked up as an id, then as a URL, DOI, arXiv id or OpenReview id, then as a title, and at last as a search,
    which means an entry if one answer has all the words and is clearly the best.
    """
    # An argument that is not UTF-8 arrives with lone surrogates, which SQLite refuses.
    text = reference.strip().encode("utf-8", "replace").decode()
    for look_up in (_by_id, by_address, _by_title):
        if numbers := look_up(database, text):
            return Meant(numbers, len(numbers) == 1)
    answer = search(database, text)
    hits = [hit for hit in answer.hits if hit.has_all]
    if answer.complete and len(hits) > 1 and hits[0].score > _CLEARLY * hits[1].score:
        hits = hits[:1]
    return Meant([hit.number for hit in hits[:MOST_CANDIDATES]], answer.complete and len(hits) == 1)


def _by_id(database: Connection, text: str) -> list[int]:
    return numbers_where(database, "id = ?", text) or numbers_where(database, "id = ? COLLATE NOCASE", text)


def _by_title(database: Connection, text: str) -> list[int]:
    return numbers_where(database, "title_key = ?", " ".join(words_of(text))) if words_of(text) else []
