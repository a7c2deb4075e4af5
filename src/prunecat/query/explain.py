"""Why an entry answers a query: which word matched what, and how."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from prunecat.entry import Entry
from prunecat.query.meanings import Meaning
from prunecat.query.ranking import Hit
from prunecat.result import Match, Result
from prunecat.words import humps, words_of


def result_of(hit: Hit, entry: Entry, *, why: bool = False) -> Result:
    """The result of a hit: its entry and score, the words to mark in the title, and if asked how each word matched."""
    meanings = list(dict.fromkeys(meaning for _, (_, meaning) in sorted(hit.by_word.items())))
    return Result(
        entry=entry,
        score=round(hit.score, 4),
        marks=tuple(dict.fromkeys(mark for meaning in meanings for mark in _marks(hit.words, meaning))),
        matches=tuple(_matches(hit, meanings, entry)) if why else (),
    )


def _matches(hit: Hit, meanings: Sequence[Meaning], entry: Entry) -> Iterator[Match]:
    for meaning in meanings:
        yield Match(" ".join(hit.words[meaning.start : meaning.stop]), meaning.kind, *_there(meaning, entry))
    for hint in hit.hints:
        yield Match(hint.typed, hint.kind, str(hint.value), hint.kind)


def _marks(words: Sequence[str], meaning: Meaning) -> tuple[str, ...]:
    if meaning.kind == "beginning":  # whatever begins so, the word alone too
        return (words[meaning.start],)
    return _stems(meaning)


@lru_cache(maxsize=256)
def _stems(meaning: Meaning) -> tuple[str, ...]:
    return tuple(_stem(word) for text in meaning.meant for word in text.split()) if meaning.expressions else ()


@lru_cache(maxsize=1024)
def _stem(word: str) -> str:
    """What the inflections of a word begin with, roughly: enough to mark them, not to search by."""
    for ending in ("ation", "ing", "ies", "ed", "es", "e", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _there(meaning: Meaning, entry: Entry) -> tuple[str, str]:
    """The entry's own words by which a meaning is in it, and where they stand (`title`, `author`, `code`).

    For a fact, and where it can't be told, what is looked for.
    """
    if not meaning.expressions:
        return meaning.meant[0], meaning.kind
    sought = [text.split() for text in meaning.meant]
    if meaning.table == "people":
        names = [name for name in entry.authors if any(set(text) <= set(words_of(name)) for text in sought)]
        return (", ".join(names[:2]), "author") if names else (meaning.meant[0], "code")
    for where, text in _places(entry):
        words = words_of(text)
        runs = [(at, len(run)) for run in sought if (at := _run_at(words, run)) is not None]
        if runs:
            return ", ".join(" ".join(words[at : at + size]) for at, size in runs[:2]), where
    return meaning.meant[0], ""


def _places(entry: Entry) -> Iterator[tuple[str, str]]:
    """The texts of an entry that are searched, each with what it is called."""
    yield "title", entry.title
    yield "published title", dict(entry.published).get("title", "")
    yield "heading", " ".join(entry.heading)
    yield "section", entry.section
    for link in entry.code:
        yield "code", " ".join(humps(re.sub(r"[-_./]", " ", link.url or "")))
    yield "abstract", entry.stated("abstract")
    yield "keywords", entry.stated("keywords")


def _run_at(words: Sequence[str], run: Sequence[str]) -> int | None:
    """Where words, in any inflection, stand side by side in others."""
    stems = tuple(map(_stem, run))
    for at in range(len(words) - len(stems) + 1):
        if all(word.startswith(stem) for word, stem in zip(words[at:], stems, strict=False)):
            return at
    return None
