"""Venues and years that are bare words of a query: they raise entries without excluding others."""

import re
from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple

from prunecat.query.english import COMMON
from prunecat.snapshot import fulltext
from prunecat.words import LAST_SIGN, fold

_LONGEST_NAME = 8
_SHORTEST_SLIP = 4
"""Letters of a word that may be a venue's name with a slip in it; shorter ones are too near to one another."""
_MOST_TOLD = 8
"""Years of a venue, the latest ones, that a sentence has."""
_KEY = re.compile(r"([^\W\d_]{2,})((?:19|20)?\d\d)([^\W\d_]{2,})?[a-z]?")


class Hint(NamedTuple):
    """A venue or a year that a query names in passing."""

    kind: str
    """`venue` or `year`."""
    value: str | int
    typed: str
    is_mended: bool = False
    """Whether it is typed with a slip."""


def take_hints(database: Connection, words: Sequence[str]) -> tuple[list[Hint], list[str]]:
    """The hints among a query's words, and the words that are left.

    A venue is known by any of its names, a year by four digits or by two behind a venue (`WACV 22`,
    `cvpr23`). A venue's name that titles use as ordinary words (`neural networks`) stays text.
    """
    hints: list[Hint] = []
    rest: list[str] = []
    at = 0
    while at < len(words):
        venue, size = _venue_at(database, words, at)
        if venue:
            typed = words[at : at + size]
            hints.append(Hint("venue", venue, " ".join(typed)))
            at += size
            if (short := re.fullmatch(r"([a-z-]+?)((?:19|20)?\d\d)", typed[-1])) and size == 1:
                hints.append(Hint("year", _year(short[2]), short[2]))
            elif at < len(words) and re.fullmatch(r"[0-3]\d", words[at]):
                hints.append(Hint("year", _year(words[at]), words[at]))
                at += 1
        elif re.fullmatch(r"(?:19|20)\d\d", words[at]) and _is_year(database, words[at]):
            hints.append(Hint("year", int(words[at]), words[at]))
            at += 1
        elif venue := _slip_of_a_venue(database, words[at]):
            hints.append(Hint("venue", venue, words[at], is_mended=True))
            at += 1
        else:
            rest.append(words[at])
            at += 1
    return hints, rest


def _is_year(database: Connection, word: str) -> bool:
    """Whether a number is a year: an entry is of it, whatever titles have it, or no title has it."""
    row = database.execute("SELECT 1 FROM entry WHERE year = ?", (int(word),)).fetchone()
    return row is not None or not fulltext.any_entry(database, fulltext.phrase([word]))


def missing(database: Connection, hints: Sequence[Hint]) -> str | None:
    """A sentence that no entry is of the year, or of the venue and year, that are named, with those that there are."""
    named = {hint.kind: hint.value for hint in hints}
    if len(hints) == 1 and "year" in named:
        row = database.execute("SELECT min(year), max(year) FROM entry").fetchone()
        found = database.execute("SELECT 1 FROM entry WHERE year = ?", (named["year"],)).fetchone()
        none = f"No entry is of {named['year']}; the years are {row[0]} to {row[1]}."
        return None if found or row[0] is None else none
    if len(named) < 2 or len(named) < len(hints):
        return None
    rows = database.execute("SELECT DISTINCT year FROM entry WHERE venue = ? ORDER BY year", (named["venue"],))
    years = [year for (year,) in rows if year is not None]
    if named["year"] in years or not years:
        return None
    return f"No entry is of {named['venue']} {named['year']}; there are of {', '.join(map(str, years[-_MOST_TOLD:]))}."


def spelled_out(database: Connection, words: Sequence[str]) -> list[str]:
    """The words, a citation key (`frankle2019lottery`, `fang23`) as its author, year and word of the title."""
    out: list[str] = []
    for word in words:
        parts = _KEY.fullmatch(word)
        if parts and _is_name(database, parts[1]):
            out += [part for part in (parts[1], str(_year(parts[2])), parts[3]) if part]
        else:
            out.append(word)
    return out


def _is_name(database: Connection, word: str) -> bool:
    row = database.execute("SELECT people, entries FROM word WHERE word = ?", (word,)).fetchone()
    return row is not None and row[0] > 0


def _venue_at(database: Connection, words: Sequence[str], at: int) -> tuple[str | None, int]:
    """The venue that the words from `at` name, by its longest name, and how many words that takes."""
    for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        name = " ".join(words[at : at + size])
        folded = re.sub(r"(?<=[a-z])(?:19|20)?\d\d$", "", name) if size == 1 else name
        venue = _venue_called(database, folded)
        if venue and not _is_text(database, words[at : at + size], is_alias=fold(venue) != folded):
            return venue, size
    return None, 1


def _slip_of_a_venue(database: Connection, word: str) -> str | None:
    """The venue of which a word that the catalogue lacks is a slip of the finger: `cvrp`."""
    from prunecat.query import typos

    if len(word) < _SHORTEST_SLIP or word in COMMON or not word.isalpha() or _is_known(database, word):
        return None
    query = "SELECT group_concat(folded, char(10)) FROM venue_name WHERE length(folded) BETWEEN ? AND ?"
    (names,) = database.execute(query, (len(word) - 1, len(word) + 1)).fetchone()
    venues = (_venue_called(database, name) for name in typos.surely_meant(word, (names or "").split("\n")))
    return next(filter(None, venues), None)


def _venue_called(database: Connection, name: str) -> str | None:
    """The venue that a folded name is one of, if there are entries of it."""
    row = database.execute(
        "SELECT venue FROM venue_name AS name WHERE folded = ? "
        "AND EXISTS (SELECT 1 FROM entry WHERE entry.venue = name.venue)",
        (name,),
    ).fetchone()
    return str(row[0]) if row else None


def _is_known(database: Connection, word: str) -> bool:
    row = database.execute(
        "SELECT 1 FROM word WHERE word = :word UNION ALL SELECT 1 FROM venue_name WHERE folded = :word", {"word": word}
    ).fetchone()
    return row is not None or bool(fulltext.terms_called(database, [word]))


def _is_text(database: Connection, words: Sequence[str], *, is_alias: bool) -> bool:
    """Whether titles have the words side by side, or a longer word begins with what is a venue's lesser name."""
    if fulltext.any_entry(database, fulltext.within(("title",), fulltext.phrase(words))):
        return True
    if not is_alias or len(words) > 1:
        return False
    row = database.execute(
        "SELECT 1 FROM word WHERE word > ? AND word < ? AND entries > 0", (words[0], words[0] + LAST_SIGN)
    ).fetchone()
    return row is not None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
