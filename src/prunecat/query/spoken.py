"""What a query says in English of years and code, and other search engines' operators, in the words of this one."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from prunecat.errors import UsageError

_Y = r"((?:19|20)\d\d)"
_Range = tuple[int, int]
_FIRST, _LAST = 0, 9999
"""The years that an open range begins and ends with."""
_YEARS: tuple[tuple[str, Callable[[list[int]], _Range]], ...] = (
    (rf"(?:between|from|years?) {_Y} (?:and|to|until|till|through) {_Y}", lambda years: (years[0], years[1])),
    (rf"(?:between |years? )?(?<!pp\. )(?<!pp )(?<!pages )(?<![-\w:]){_Y} ?[-–] ?{_Y}(?![-\w])",
     lambda years: (years[0], years[1])),
    (rf"(?:since|not before|no earlier than|starting (?:in|from)) {_Y}", lambda years: (years[0], _LAST)),
    (rf"{_Y} (?:(?:or|and) (?:later|newer|after|onwards?|up)|onwards?)", lambda years: (years[0], _LAST)),
    (rf"{_Y} ?\+(?!\w)", lambda years: (years[0], _LAST)),
    (rf"(?:until|till|up to|no later than|not after|not later than) {_Y}", lambda years: (_FIRST, years[0])),
    (rf"(?:after|newer than|later than) {_Y}", lambda years: (years[0] + 1, _LAST)),
    (rf"(?:before|older than|earlier than|prior to) {_Y}", lambda years: (_FIRST, years[0] - 1)),
    (rf"{_Y} (?:or|and) (?:earlier|older|before)", lambda years: (_FIRST, years[0])),
    (rf"(?:year ?)?(?:>=|≥) ?{_Y}", lambda years: (years[0], _LAST)),
    (rf"(?:year ?)?> ?{_Y}", lambda years: (years[0] + 1, _LAST)),
    (rf"(?:year ?)?(?:<=|≤) ?{_Y}", lambda years: (_FIRST, years[0])),
    (rf"(?:year ?)?< ?{_Y}", lambda years: (_FIRST, years[0] - 1)),
    (rf"year ?==? ?{_Y}", lambda years: (years[0], years[0])),
)  # fmt: skip
"""What is said of years, each with the first and the last year that it means, made of the years that stand in it."""
_OPEN = "(?:source |open |available |public )?"
_THING = r"(?! (?:generation|completion|search|review|reuse|synthesis|books?|models?))"
_CODE = (
    (r"without(?: an?| any| the)? (?:official|authors'?) (?:code|implementations?)", "origin", "official", True),
    (r"with(?: an?| the)? (?:official|authors'?) (?:code|implementations?)", "origin", "official", False),
    (r"with(?: an?| the)? (?:unofficial|third[- ]party) (?:code|implementations?)", "origin", "unofficial", False),
    (rf"(?:without(?: any)?|with no|(?:that|which) (?:has|have) no) {_OPEN}code{_THING}", "code", "no", False),
    (rf"(?:with|(?:that|which) (?:has|have|come with)) {_OPEN}code(?: available)?{_THING}", "code", "yes", False),
)
"""What is said of code, with the filter and its value that it means, and whether it is to be left out."""
_HEAD = r"(?<![\w:-])(?<!\bnot )"
"""What is negated is not what it says."""
_SPOKEN = [(re.compile(rf"{_HEAD}{pattern}(?!\w)", re.IGNORECASE), meant) for pattern, meant in _YEARS]
_SPOKEN_OF_CODE = [(re.compile(rf"{_HEAD}{one[0]}(?!\w)", re.IGNORECASE), *one[1:]) for one in _CODE]
_QUOTED = re.compile(r'("[^"]*"|“[^”]*”)')
_OR = re.compile(r"\s+OR\s+")
_OF_FIELD = re.compile(r"(?<!\S)([-^]?\w+:)\(([^()]*\sOR\s[^()]*)\)")
_LEFT_OUT = re.compile(r"(?<![^\s(])(?:[-^]|NOT\s+)\(([^()]*)\)")
_GROUP = re.compile(r"(?<![^\s(])\(([^()]*\sOR\s[^()]*)\)")
_BRACKETS = re.compile(r"(?<![^\s(])\(([^()]*)\)(?![^\s)])")
"""Parentheses that hold nothing together."""
_MOST_ALTERNATIVES = 16
"""Queries that one may stand for: each is a search of its own."""
_NOT = re.compile(r"(?<!\S)NOT\s+(?=[\w\"“])")
_AND = re.compile(r"(?<!\S)AND(?!\S)")
_OTHERS = re.compile(r"\bet\.? al\b\.?", re.IGNORECASE)
"""The authors that a citation does not name."""


def alternatives(text: str) -> list[str]:
    """The queries that `OR`, in capitals and outside of quotes, joins: `(a OR b) c` is `a c` and `b c`.

    Raises UsageError for more than a few, and for several words in a group that is left out.
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
    """A query with each of its groups in turn as one of what it joins, and without other parentheses."""
    text = _OF_FIELD.sub(lambda match: f"({' OR '.join(match[1] + one for one in _OR.split(match[2]))})", text)
    text = _LEFT_OUT.sub(lambda match: " ".join(f"-{one}" for one in _left_out(match[1])), text)
    texts = [_without_brackets(text)]
    while len(texts) <= _MOST_ALTERNATIVES and any(_GROUP.search(one) for one in texts):
        texts = [
            _without_brackets(f"{one[: match.start()]}{choice} {one[match.end() :]}" if match else one)
            for one in texts
            for match in [_GROUP.search(one)]
            for choice in (_OR.split(match[1]) if match else [""])
        ]
    return texts


def _left_out(group: str) -> list[str]:
    """What stands in a group that is left out, each a word or a phrase."""
    parts = [part.strip() for part in _OR.split(group) if part.strip()]
    if any(" " in part for part in parts):
        raise UsageError("several words are left out by parentheses", remedy='write ^word for each, or ^"a phrase"')
    return [part.lstrip("-^") for part in parts]


def _without_brackets(text: str) -> str:
    while (match := _BRACKETS.search(text)) and not _OR.search(match[1]):
        text = f"{text[: match.start()]}{match[1]}{text[match.end() :]}"
    return text


class Said(NamedTuple):
    """What a query says of years or code, and the filter that it means."""

    words: str
    field: str
    value: str
    out: bool = False


def put_plainly(text: str) -> tuple[str, tuple[Said, ...]]:
    """A query with `NOT` as `-` and without what it says of years and code; and what that is.

    What is said of years several times is said of the years that fulfil all of it. Raises UsageError where there are
    none, and for code that is both asked for and not.
    """
    told: list[Said] = []
    years: list[tuple[str, _Range]] = []

    def plain(piece: str) -> str:
        piece = _OTHERS.sub(" ", _AND.sub(" ", _NOT.sub("-", piece)))
        for pattern, meant in _SPOKEN:
            while match := pattern.search(piece):
                said = [int(year) for year in match.groups()]
                if said != sorted(said):
                    break
                years.append((match[0], meant(said)))
                piece = f"{piece[: match.start()]} {piece[match.end() :]}"
        for pattern, field, value, out in _SPOKEN_OF_CODE:
            if match := pattern.search(piece):
                told.append(Said(match[0], field, value, out))
                piece = f"{piece[: match.start()]} {piece[match.end() :]}"
        return piece

    pieces = _QUOTED.split(text)
    rest = "".join(piece if at % 2 else plain(piece) for at, piece in enumerate(pieces))
    if {"yes", "no"} <= {one.value for one in told}:
        raise UsageError("code is asked for and is not", remedy="say one of them")
    return rest, (*_years_of(years), *told)


def _years_of(said: Sequence[tuple[str, _Range]]) -> Iterator[Said]:
    """The one filter of years that fulfil all that is said of them."""
    if not said:
        return
    first, last = max(one[0] for _, one in said), min(one[1] for _, one in said)
    words = ", ".join(words for words, _ in said)
    if first > last:
        raise UsageError(f"no year fulfils {words!r}", remedy="say years that fulfil all of it")
    value = str(first) if first == last else f"{first or ''}-{'' if last == _LAST else last}"
    yield Said(words, "year", value)
