"""Why an entry answers a query: which word matched what, and how."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from sqlite3 import Connection

from prunecat.entry import Entry
from prunecat.query.meanings import Meaning
from prunecat.query.ranking import Hit
from prunecat.result import Match, Result
from prunecat.snapshot.rows import read_entries
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


def results_of(database: Connection, hits: Sequence[Hit], *, why: bool = False) -> tuple[Result, ...]:
    """The results of hits, in their order."""
    entries = read_entries(database, [hit.number for hit in hits])
    return tuple(result_of(*pair, why=why) for pair in zip(hits, entries, strict=True))


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


@lru_cache(maxsize=256)
def _stems_of_runs(texts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(_stem, text.split())) for text in texts)


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
    if meaning.table == "people":
        sought = [set(text.split()) for text in meaning.meant]
        names = [name for name in entry.authors if any(text <= set(words_of(name)) for text in sought)]
        return (", ".join(names[:2]), "author") if names else (meaning.meant[0], "code")
    runs = _stems_of_runs(meaning.meant)
    begins = tuple(first for first, *_ in runs)
    for where, text in _places(entry):
        words = words_of(text)
        begun = [at for at, word in enumerate(words) if word.startswith(begins)]  # few, of however many runs
        if found := [" ".join(words[at : at + size]) for at, size in islice(_there_of(runs, words, begun), 2)]:
            return ", ".join(found), where
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


def _there_of(runs: Sequence[Sequence[str]], words: Sequence[str], among: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Of each of some runs of stems that stands in a text, at one of some places: the first place, and its length."""
    for run in runs:
        for at in among:
            if words[at].startswith(run[0]) and (len(run) == 1 or _stands_at(words[at : at + len(run)], run)):
                yield at, len(run)
                break


def _stands_at(there: Sequence[str], run: Sequence[str]) -> bool:
    return len(there) == len(run) and all(map(str.startswith, there, run))
