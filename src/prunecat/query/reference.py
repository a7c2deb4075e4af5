"""References: what a user types to mean one entry, resolved to it."""

import re
from sqlite3 import Connection
from typing import NamedTuple

from prunecat.identifiers import ARXIV, DOI, of_url
from prunecat.query.search import search
from prunecat.same_work import address
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
    for look_up in (_by_id, _by_address, _by_title):
        if numbers := look_up(database, text):
            return Meant(numbers, len(numbers) == 1)
    answer = search(database, text)
    hits = answer.hits
    if answer.complete and len(hits) > 1 and hits[0].score > _CLEARLY * hits[1].score:
        hits = hits[:1]
    return Meant([hit.number for hit in hits[:MOST_CANDIDATES]], answer.complete and len(hits) == 1)


def _numbers(database: Connection, condition: str, *values: str) -> list[int]:
    rows = database.execute(f"SELECT number FROM entry WHERE {condition} ORDER BY number", values)
    return [number for (number,) in rows]


def _by_id(database: Connection, text: str) -> list[int]:
    return _numbers(database, "id = ?", text) or _numbers(database, "id = ? COLLATE NOCASE", text)


def _by_address(database: Connection, text: str) -> list[int]:
    """By a URL of the paper or its code, or by an identifier, in whatever spelling."""
    if "://" in text or text.lower().startswith("www."):
        for table, number in (("entry", "number"), ("code", "entry")):
            rows = database.execute(
                f"SELECT DISTINCT {number} FROM {table} WHERE address = ? ORDER BY 1", (address(text),)
            )
            if numbers := [number for (number,) in rows]:
                return numbers
    bare = re.sub(r"(?i)^(?:arxiv:|doi:|(?:https?://)?(?:dx\.)?doi\.org/)\s*", "", text)
    named = {
        "arxiv": _whole(ARXIV, re.sub(r"(?i)v\d+$", "", bare)),
        "doi": _whole(DOI, bare),
        "openreview": text,
        **of_url(text),
    }
    for column, value in named.items():
        if value and (numbers := _numbers(database, f"{column} = ? COLLATE NOCASE", value)):
            return numbers
    return []


def _whole(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.fullmatch(text)
    return match[0] if match else None


def _by_title(database: Connection, text: str) -> list[int]:
    return _numbers(database, "title_key = ?", " ".join(words_of(text))) if words_of(text) else []
