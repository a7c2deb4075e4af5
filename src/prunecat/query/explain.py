"""Why an entry answers a query: which word matched what, and how."""

from collections.abc import Sequence
from functools import lru_cache

from prunecat.entry import Entry
from prunecat.query.meanings import Meaning
from prunecat.query.ranking import Hit
from prunecat.result import Match, Result
from prunecat.words import words_of


def result_of(words: Sequence[str], hit: Hit, entry: Entry) -> Result:
    """The result of a hit: its entry and score, the words to mark in the title, and how each word matched."""
    meanings = list(dict.fromkeys(meaning for _, (_, meaning) in sorted(hit.by_word.items())))
    return Result(
        entry=entry,
        score=round(hit.score, 4),
        marks=tuple(dict.fromkeys(mark for meaning in meanings for mark in _marks(meaning))),
        matches=(
            *(
                Match(" ".join(words[meaning.start : meaning.stop]), meaning.kind, _meant(meaning, entry))
                for meaning in meanings
                if words
            ),
            *(Match(hint.typed, hint.kind, str(hint.value)) for hint in hit.hints),
        ),
    )


@lru_cache(maxsize=256)
def _marks(meaning: Meaning) -> tuple[str, ...]:
    return tuple(_stem(word) for text in meaning.meant for word in text.split()) if meaning.expressions else ()


@lru_cache(maxsize=1024)
def _stem(word: str) -> str:
    """What the inflections of a word begin with, roughly: enough to mark them, not to search by."""
    for ending in ("ation", "ing", "ies", "ed", "es", "e", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _meant(meaning: Meaning, entry: Entry) -> str:
    """Of the texts that a meaning looks for, those that the entry has in its title, or else the first."""
    if meaning.table == "people":
        names = [name for name in entry.authors if set(words_of(name)) & set(meaning.meant)]
        return ", ".join(names[:2] or meaning.meant[:1])
    title = " ".join(words_of(entry.title))
    there = [text for text in meaning.meant if all(_stem(word) in title for word in text.split())]
    return ", ".join(there[:2] or meaning.meant[:1])
