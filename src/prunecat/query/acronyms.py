"""Acronyms that no vocabulary has: the words of a title whose beginnings spell one (`CPC`, `SimCLR`)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection

from prunecat.query.english import COMMON
from prunecat.snapshot.rows import meta
from prunecat.words import STOP_WORDS, fold

_SHORTEST, _MOST_INITIALS, _LONGEST = 3, 5, 7
"""Letters of an acronym, of one that is nothing but initials, and of any."""
_MOST_READ = 3_000
"""Entries of a catalogue whose titles are read for an acronym while somebody types, which takes ten milliseconds."""
_MOST_SPELLED = 3
"""Texts that one acronym stands for; where other texts that fit are in as many titles, it is an ordinary word."""
_INSIDE = ("of", "and", "for", "to")
"""Stop words that stand inside of terms."""
_CAPITALS = re.compile(r"\b[A-Z]{2,}[A-Za-z]?s?\b|\b[A-Z][a-z]?[A-Z]+\b")
_STOP_WORD = rf"(?:{'|'.join(sorted(STOP_WORDS))})"
_BETWEEN = rf"(?:{_STOP_WORD} ){{0,3}}"
_PASSED_OVER = rf"{_BETWEEN}+(?:\w+ )?{_BETWEEN}+"
"""What an acronym may leave out: `SimCLR`, contrastive learning of visual representations."""


def initials(database: Connection, word: str) -> list[str]:
    """The runs of title words, the most frequent first, of which a word of three letters or more is the initials."""
    return _read(database, [_run([*word], _BETWEEN)]) if _is_acronym(word, _MOST_INITIALS) else []


def abbreviated(database: Connection, word: str) -> list[str]:
    """The same of a word that begins with up to three letters of the first, and may pass over words: `SimCLR`."""
    if not _is_acronym(word, _LONGEST):
        return []
    return _read(
        database, [_run([word[:size], *word[size:]], _PASSED_OVER) for size in (3, 2) if len(word) >= size + 2]
    )


def spelled_in_titles(database: Connection) -> list[list[str]]:
    """Every acronym that titles have in capitals, each before the runs of title words that it is the initials of."""
    runs: dict[str, Counter[str]] = {}
    written: set[str] = set()
    for title, words in database.execute("SELECT title, title_key FROM entry ORDER BY number"):
        written.update(match[0].removesuffix("s") for match in _CAPITALS.finditer(title))
        for letters, text in _runs(words.split()):
            runs.setdefault(letters, Counter())[text] += 1
    groups = []
    for word in sorted(written, key=fold):
        if not _is_acronym(fold(word), _MOST_INITIALS) or fold(word) in COMMON:
            continue
        texts = _likely(runs.get(fold(word), Counter()))
        if kept := [text for text in texts if fold(word) not in text.split()]:
            groups.append([word, *kept])
    return groups


def _runs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The runs of a title's words that may be one thing, each behind its initials; `of` and its like have none."""
    for start, first in enumerate(words):
        letters = ""
        for stop in range(start, len(words) if first not in STOP_WORDS else start):
            word = words[stop]
            if word in STOP_WORDS:
                if word not in _INSIDE:
                    break
                continue
            letters += word[0]
            if len(letters) >= _SHORTEST:
                yield letters, " ".join(words[start : stop + 1])
            if len(letters) == _MOST_INITIALS:
                break


def _is_acronym(word: str, longest: int) -> bool:
    return _SHORTEST <= len(word) <= longest and re.fullmatch("[a-z]+", word) is not None


def _read(database: Connection, patterns: Iterable[str]) -> list[str]:
    """The texts in titles that fit the first pattern which any fits; none where too many different ones do."""
    return _fitting(_titles(database), patterns) if int(meta(database, "entries")) <= _MOST_READ else []


def _titles(database: Connection) -> str:
    (titles,) = database.execute("SELECT group_concat(title_key || ' ', char(10)) FROM entry").fetchone()
    return titles or ""


def _fitting(titles: str, patterns: Iterable[str]) -> list[str]:
    for pattern in patterns:
        if likely := _likely(Counter(match[0].strip() for match in re.finditer(pattern, titles))):
            return likely
    return []


def _likely(found: Counter[str]) -> list[str]:
    """The most frequent texts, where no others are in as many titles."""
    likely = found.most_common(_MOST_SPELLED)
    return [text for text, _ in likely] if 2 * sum(count for _, count in likely) > found.total() else []


def _run(beginnings: Sequence[str], between: str) -> str:
    """A pattern for words that begin so, with nothing but `between` between them, no stop word first or last."""
    *words, last = (rf"{letters}\w* " for letters in beginnings)
    return rf"\b(?!{_STOP_WORD} ){between.join(words)}{between}(?!{_STOP_WORD} ){last}"
