"""What a query says in English of years and code, and other search engines' operators, in the words of this one."""

import re
from collections.abc import Callable
from itertools import count
from typing import NamedTuple

from prunecat.errors import UsageError

_Y = r"((?:19|20)\d\d)"
_YEARS: tuple[tuple[str, Callable[[list[int]], str]], ...] = (
    (rf"(?:between|from) {_Y} (?:and|to|until|till|through) {_Y}", lambda years: f"{years[0]}-{years[1]}"),
    (rf"(?<![-\w:]){_Y} ?[-–] ?{_Y}(?![-\w])", lambda years: f"{years[0]}-{years[1]}"),
    (rf"(?:since|not before|no earlier than|starting (?:in|from)) {_Y}", lambda years: f"{years[0]}-"),
    (rf"{_Y} (?:(?:or|and) (?:later|newer|after|onwards?|up)|onwards?)", lambda years: f"{years[0]}-"),
    (rf"{_Y} ?\+(?!\w)", lambda years: f"{years[0]}-"),
    (rf"(?:after|newer than|later than) {_Y}", lambda years: f"{years[0] + 1}-"),
    (rf"(?:before|older than|earlier than|prior to) {_Y}", lambda years: f"-{years[0] - 1}"),
    (rf"(?:until|till|up to|no later than) {_Y}", lambda years: f"-{years[0]}"),
    (rf"{_Y} (?:or|and) (?:earlier|older|before)", lambda years: f"-{years[0]}"),
    (rf"year ?>= ?{_Y}", lambda years: f"{years[0]}-"),
    (rf"year ?> ?{_Y}", lambda years: f"{years[0] + 1}-"),
    (rf"year ?<= ?{_Y}", lambda years: f"-{years[0]}"),
    (rf"year ?< ?{_Y}", lambda years: f"-{years[0] - 1}"),
    (rf"year ?= ?{_Y}", lambda years: str(years[0])),
)
"""What is said of years, each with the value of `year:` that it means, made of the years that stand in it."""
_OPEN = "(?:source |open |available |public )?"
_CODE = (
    (r"with(?: an?| the)? (?:official|authors'?) (?:code|implementations?)", "origin", "official"),
    (rf"(?:with|(?:that|which) (?:has|have|come with)) {_OPEN}code(?: available)?", "code", "yes"),
    (rf"(?:without|(?:that|which) (?:has|have) no) {_OPEN}code", "code", "no"),
)
"""What is said of code, with the filter and its value that it means."""
_SPOKEN = [(re.compile(rf"(?<![\w:]){pattern}(?!\w)", re.IGNORECASE), meant) for pattern, meant in _YEARS]
_SPOKEN_OF_CODE = [
    (re.compile(rf"(?<![\w:]){pattern}(?!\w)", re.IGNORECASE), field, value) for pattern, field, value in _CODE
]
_QUOTED = re.compile(r'("[^"]*"|“[^”]*”)')
_OR = re.compile(r"\s+OR\s+")
_GROUP = re.compile(r"(?<![^\s(])\(([^()]*\sOR\s[^()]*)\)(?![^\s)])")
_MOST_ALTERNATIVES = 16
"""Queries that one may stand for: each is a search of its own."""
_NOT = re.compile(r"(?<!\S)NOT\s+(?=[\w\"“])")
_AND = re.compile(r"(?<!\S)AND(?!\S)")
_OTHERS = re.compile(r"\bet\.? al\b\.?", re.IGNORECASE)
"""The authors that a citation does not name."""


def alternatives(text: str) -> list[str]:
    """The queries that `OR`, in capitals and outside of quotes, joins: `(a OR b) c` is `a c` and `b c`.

    Raises UsageError for more than a few.
    """
    quoted = _QUOTED.findall(text)
    numbers = count()
    hidden = _QUOTED.sub(lambda _: f"\0{next(numbers)}\0", text.replace("\0", " "))
    parts = [part for whole in _without_groups(hidden) for part in _OR.split(whole) if part.strip()]
    parts = list(dict.fromkeys(parts))
    if len(parts) > _MOST_ALTERNATIVES:
        raise UsageError(f"{len(parts)} queries in one", remedy=f"join at most {_MOST_ALTERNATIVES} by OR")
    return [re.sub(r"\0(\d+)\0", lambda match: quoted[int(match[1])], part) for part in parts] or [text]


def _without_groups(text: str) -> list[str]:
    """A query with each of its groups in turn as one of what it joins."""
    texts = [text]
    while len(texts) <= _MOST_ALTERNATIVES and any(_GROUP.search(one) for one in texts):
        texts = [
            f"{one[: match.start()]}{choice}{one[match.end() :]}" if match else one
            for one in texts
            for match in [_GROUP.search(one)]
            for choice in (_OR.split(match[1]) if match else [""])
        ]
    return texts


class Said(NamedTuple):
    """What a query says of years or code, and the filter that it means."""

    words: str
    field: str
    value: str


def put_plainly(text: str) -> tuple[str, tuple[Said, ...]]:
    """A query with `NOT` as `-` and without what it says of years and code; and what that is."""
    told: list[Said] = []

    def plain(piece: str) -> str:
        piece = _OTHERS.sub(" ", _AND.sub(" ", _NOT.sub("-", piece)))
        for pattern, meant in _SPOKEN:
            if match := pattern.search(piece):
                years = [int(year) for year in match.groups()]
                if years == sorted(years):
                    told.append(Said(match[0], "year", meant(years)))
                    piece = f"{piece[: match.start()]} {piece[match.end() :]}"
        for pattern, field, value in _SPOKEN_OF_CODE:
            if match := pattern.search(piece):
                told.append(Said(match[0], field, value))
                piece = f"{piece[: match.start()]} {piece[match.end() :]}"
        return piece

    pieces = _QUOTED.split(text)
    return "".join(piece if at % 2 else plain(piece) for at, piece in enumerate(pieces)), tuple(told)
