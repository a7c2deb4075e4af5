"""Identifiers and whole titles in what a user types or pastes: they mean an entry without any search."""

import json
import re
from collections.abc import Sequence
from sqlite3 import Connection

from prunecat.identifiers import ARXIV, DOI, of_url
from prunecat.same_work import address
from prunecat.snapshot.rows import numbers_where

_PIECE = re.compile(
    r"(?:https?://|www\.)[^\s<>\"|]+|(?:\b(?:arxiv|doi)\s*:\s*)?(?:10\.\d{4,9}/[^\s\"<>]+|\b\d{4}\.\d{4,5}(?:v\d+)?\b|"
    r"\b[a-z][a-z-]*(?:\.[a-z]{2})?/\d{7}(?:v\d+)?\b)|\b(?:arxiv|doi)\.org/[^\s<>\"]+",
    re.IGNORECASE,
)
_FORUM = re.compile(r"(?<!\S)(?=\S*[a-z])(?=\S*[A-Z])[\w-]{9,12}(?!\S)")
"""What may be an id of OpenReview: small and capital letters mixed."""
_SHORTEST, _LONGEST = 3, 24
"""Words of a title that is looked for inside of a longer text."""


def by_address(database: Connection, text: str) -> list[int]:
    """The entries with this URL, of the paper or of its code, or with this identifier, in whatever spelling."""
    if "://" in text or text.lower().startswith("www."):
        for table, number in (("entry", "number"), ("code", "entry")):
            rows = database.execute(
                f"SELECT DISTINCT {number} FROM {table} WHERE address = ? ORDER BY 1", (address(text),)
            )
            if numbers := [number for (number,) in rows]:
                return numbers
    bare = re.sub(r"(?i)^(?:arxiv\s*:|doi\s*:|(?:https?://)?(?:dx\.)?doi\.org/)\s*", "", text)
    named = {
        "arxiv": _whole(ARXIV, re.sub(r"(?i)v\d+$", "", bare)),
        "doi": _whole(DOI, bare),
        "openreview": text,
        **of_url(text),
    }
    for column, value in named.items():
        if value and (numbers := sorted(numbers_where(database, f"{column} = ? COLLATE NOCASE", [value]))):
            return numbers
    return []


def take_identifiers(database: Connection, text: str) -> tuple[list[int], str]:
    """The entries that URLs and identifiers anywhere in a text mean, and the text without these."""
    found: list[int] = []
    rest = text
    for match in (*_PIECE.finditer(text), *_FORUM.finditer(text)):
        numbers = by_address(database, match[0].rstrip(".,;:)]}>'’”"))
        found += numbers
        if numbers or match.re is _PIECE:
            rest = rest.replace(match[0], " ")
    return list(dict.fromkeys(found)), rest


def whole_titles(database: Connection, words: Sequence[str]) -> set[int]:
    """The entries whose title, of three words or more, stands whole among the words: those of the longest titles."""
    runs = [
        " ".join(words[start : start + size])
        for size in range(_SHORTEST, min(_LONGEST, len(words)) + 1)
        for start in range(len(words) - size + 1)
    ]
    rows = database.execute(
        "SELECT DISTINCT number, title_key FROM json_each(?) AS given CROSS JOIN entry ON title_key = given.value",
        (json.dumps(runs),),
    ).fetchall()
    return {number for number, title in rows if not any(title in other and title != other for _, other in rows)}


def _whole(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.fullmatch(text)
    return match[0] if match else None
