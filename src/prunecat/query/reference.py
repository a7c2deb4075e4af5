"""References: what a user types to mean one entry, resolved to it."""

import re
from sqlite3 import Connection

from prunecat.identifiers import ARXIV, DOI, arxiv_id, openreview_id
from prunecat.query.search import search
from prunecat.words import words_of

_CLEARLY = 1.25
"""The best answer is meant if its score is more than so many times the second-best one's."""
MOST_CANDIDATES = 8


def candidates(database: Connection, reference: str) -> list[int]:
    """The numbers of the entries that a reference may mean; exactly one where it is clear.

    It is looked up as an id, then as a DOI, arXiv id, OpenReview id or URL, then as a title, and at last as
    a search, which means an entry where one answer has all the words and is clearly the best.
    """
    # Halves of characters, which an argument that is not UTF-8 is read as, can't be looked up.
    text = reference.strip().encode("utf-8", "replace").decode()
    for numbers in (_by_id(database, text), _by_identifier(database, text), _by_title(database, text)):
        if numbers:
            return numbers
    answer = search(database, text)
    hits = answer.hits
    if answer.complete and len(hits) > 1 and hits[0].score > _CLEARLY * hits[1].score:
        hits = hits[:1]
    numbers = [hit.number for hit in hits[:MOST_CANDIDATES]]
    return numbers if answer.complete or len(numbers) != 1 else [*numbers, *numbers]


def _numbers(database: Connection, condition: str, *values: str) -> list[int]:
    rows = database.execute(f"SELECT number FROM entry WHERE {condition} ORDER BY number", values)
    return [number for (number,) in rows]


def _by_id(database: Connection, text: str) -> list[int]:
    return _numbers(database, "id = ?", text) or _numbers(database, "id = ? COLLATE NOCASE", text)


def _by_identifier(database: Connection, text: str) -> list[int]:
    """By what a URL or a bare identifier names; a URL that stands in the catalogue wins over what it contains."""
    if "://" in text or text.startswith("www."):
        bare = _bare_url(text)
        rows = database.execute(
            "SELECT number, url FROM entry WHERE url IS NOT NULL "
            "UNION ALL SELECT entry, url FROM code WHERE url IS NOT NULL"
        )
        numbers = sorted({number for number, url in rows if _bare_url(url) == bare})
        if numbers:
            return numbers
    arxiv = arxiv_id(text) or _whole(ARXIV, re.sub(r"(?i)^arxiv:\s*|v\d+$", "", text))
    doi = _whole(DOI, re.sub(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text))
    for column, value in (("arxiv", arxiv), ("doi", doi), ("openreview", openreview_id(text) or text)):
        if value and (numbers := _numbers(database, f"{column} = ? COLLATE NOCASE", value)):
            return numbers
    return []


def _whole(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.fullmatch(text)
    return match[0] if match else None


def _bare_url(url: str) -> str:
    return re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", url).rstrip("/")


def _by_title(database: Connection, text: str) -> list[int]:
    return _numbers(database, "title_key = ?", " ".join(words_of(text))) if words_of(text) else []
