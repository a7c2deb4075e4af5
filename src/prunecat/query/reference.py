"""References: what a user types to mean one entry, resolved to it."""

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from sqlite3 import Connection
from typing import NamedTuple

from prunecat.errors import UnresolvedReference, UsageError, quoted
from prunecat.query.identified import by_address
from prunecat.query.search import search
from prunecat.same_title import ARTICLES, without_article
from prunecat.snapshot.rows import numbers_where, read_entries
from prunecat.words import LAST_SIGN, STOP_WORDS, in_utf8, words_of

_CLEARLY = 1.25
"""The best answer is meant if its score is more than so many times the second-best one's."""
MOST_CANDIDATES = 8
_MOST_NAMED = 50
"""Titles that are looked at for a name which they begin with."""
_KEPT = 16
"""References whose meaning is kept: more words than somebody types at once."""
_MOST_TRIED = 60
"""Characters of an unknown reference that the error proposes to search for: it stays a line."""


class Meant(NamedTuple):
    """The entries that a reference may mean."""

    numbers: list[int]
    is_clear: bool
    """Whether it means the only one of them; an answer that lacks words of the reference is a guess."""


def meant_by(database: Connection, reference: str) -> Meant:
    """The entries that a reference may mean.

    It is looked up as an id, then as a URL, DOI, arXiv id or OpenReview id, then as a title or the name that one begins
    with, and at last as a search, which means an entry if one answer has all the words and is clearly the best.
    """
    text = in_utf8(reference.strip())
    for look_up in (_by_id, by_address, _by_title, _by_name):
        if numbers := look_up(database, text):
            clear = len(numbers) == 1 or _of_one_work(database, numbers)
            return Meant(numbers[:1] if clear else numbers, clear)
    try:
        answer = search(database, text, limit=MOST_CANDIDATES + 1)  # one more tells that there are too many
    except UsageError:  # what looks like a filter that means nothing
        return Meant([], False)
    hits = [hit for hit in answer.hits if hit.has_all]
    if answer.complete and len(hits) > 1 and hits[0].score > _CLEARLY * hits[1].score and _says_enough(answer.words):
        hits = hits[:1]
    numbers = [hit.number for hit in hits[:MOST_CANDIDATES]]
    clear = answer.complete and len(hits) == len(numbers) and _of_one_work(database, numbers)
    return Meant(numbers[:1] if clear else numbers, clear and _has_name(database, numbers[0], text))


def kept_meanings(database: Connection) -> Callable[[str], Meant]:
    """What `meant_by` tells, kept of the last references: to part words they are looked up, and to answer once more."""
    return lru_cache(_KEPT)(partial(meant_by, database))


def number_of(database: Connection, reference: str, meant: Callable[[str], Meant]) -> int:
    """The number of the one entry that a reference means; UnresolvedReference, with candidates, where there is not one.

    `meant` tells what it may mean. UsageError for an empty one.
    """
    if not reference.strip():
        raise UsageError("the reference is empty", remedy="give an id or a title")
    numbers, is_clear = meant(reference)
    if is_clear:
        return numbers[0]
    if not numbers:
        from shlex import quote

        words = quote(" ".join(reference.split())[:_MOST_TRIED].strip())
        raise UnresolvedReference(f"no entry is called {quoted(reference)}", remedy=f"try: prunecat search {words}")
    what = "may mean several entries" if len(numbers) > 1 else "is no entry's name"
    candidates = read_entries(database, numbers)
    raise UnresolvedReference(f"{quoted(reference)} {what}", remedy="give an id", candidates=candidates)


def _says_enough(words: Sequence[str]) -> bool:
    """Whether words may mean one entry of several that have them: one alone (`network`) may not."""
    return len([word for word in words if word not in STOP_WORDS]) > 1


def _has_name(database: Connection, number: int, text: str) -> bool:
    """Whether a title has what stands before the colon of a reference that has one."""
    name, colon, rest = text.partition(":")
    if not colon or not rest[:1].isspace():
        return True
    (title,) = database.execute("SELECT title_key FROM entry WHERE number = ?", (number,)).fetchone()
    return f" {' '.join(words_of(name))} " in f" {title} "


def references_in(database: Connection, words: Sequence[str], meant: Callable[[str], Meant]) -> list[str]:
    """The references that arguments of a command are, out of `@id`, `\\cite{a,b}`, `[@a; @b]` and `a,b` too.

    `meant` tells what one may mean, as `meant_by` does.

    Words without blanks, none of them an id, an address or an identifier, are one reference if that is clear, or if
    neither each of them is clear by itself nor two of them are names.
    """
    parts = [_bare(part) for word in words for part in _cited(database, in_utf8(word))]
    if len(parts) < 2 or any(" " in part or _is_exact(database, part) for part in parts):
        return parts
    joined = " ".join(parts)
    if meant(joined).is_clear:
        return [joined]
    are_named = sum(bool(_by_name(database, part)) for part in parts) > 1
    return parts if are_named or all(meant(part).is_clear for part in parts) else [joined]


def _cited(database: Connection, word: str) -> list[str]:
    """What a citation of LaTeX or Pandoc cites, or what is between commas if each is an id or name; else the word."""
    if cited := re.fullmatch(r"\\\w*cite\w*\*?(?:\[[^\]]*\])*\{([^{}]+)\}", word.strip()):
        return re.split(r"\s*,\s*", cited[1].strip())
    if word.strip().startswith("[@"):
        return re.findall(r"@[^\s;,\]]+", word)
    parts = [part for part in re.split(r"[,;]\s*", word) if part]
    are_apart = all(_is_exact(database, _bare(part)) or _by_name(database, part) for part in parts)
    return parts if len(parts) > 1 and are_apart else [word]


def _bare(word: str) -> str:
    return word.strip().removeprefix("@")


def _is_exact(database: Connection, text: str) -> bool:
    return bool(_by_id(database, text) or by_address(database, text))


def _of_one_work(database: Connection, numbers: Sequence[int]) -> bool:
    """Whether each of the entries is, by their `also_listed_as`, the same work as the first."""
    rows = database.execute(
        "SELECT entry.id, also_listed_as FROM json_each(?) AS given CROSS JOIN entry ON number = given.value",
        (json.dumps(list(numbers)),),
    ).fetchall()
    also = {name: set(json.loads(names or "[]")) for name, names in rows}
    first = next(iter(also), "")
    return bool(also) and all(name == first or name in also[first] or first in also[name] for name in also)


def _by_id(database: Connection, text: str) -> list[int]:
    for same in ("id = ?", "id = ? COLLATE NOCASE"):
        if numbers := sorted(numbers_where(database, same, [text])):
            return numbers
    return []


def _by_title(database: Connection, text: str) -> list[int]:
    title = " ".join(words_of(text))
    return sorted(numbers_where(database, "title_key = ?", [title])) if title else []


def _by_name(database: Connection, text: str) -> list[int]:
    """By what stands before a title's colon, an article aside: `ThiNet`, `lottery ticket hypothesis`."""
    name = without_article(words_of(text))
    return [
        number
        for article in ("", *ARTICLES)
        for number, title in database.execute(
            "SELECT number, title FROM entry WHERE title_key BETWEEN ? AND ? ORDER BY number LIMIT ?",
            (" ".join((*article.split(), *name, "")), " ".join((*article.split(), *name, LAST_SIGN)), _MOST_NAMED),
        )
        if ":" in title and without_article(words_of(title.partition(":")[0])) == name
    ]
