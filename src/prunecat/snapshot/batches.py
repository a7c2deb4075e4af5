"""Entries as rows of every table that they go into, in batches: plain values, which any process can work out."""

from collections.abc import Generator, Iterable, Sequence
from itertools import islice
from typing import Any

from prunecat.entry import Entry
from prunecat.loading.streaming import Described, Ending, Part, Streaming
from prunecat.pdf import pdf
from prunecat.same_work import address
from prunecat.snapshot.fulltext import row_of
from prunecat.snapshot.rows import fields_of
from prunecat.snapshot.searched import searched
from prunecat.sources.reading import Reading
from prunecat.words import words_of

Batch = dict[str, list[tuple[Any, ...]]]
"""Rows by the name of their table, in the order of entries; plain values in the order of the table's columns."""
_TOGETHER = 500
"""Entries of a batch: with more than some hundred it does not matter how many they are, but they take memory."""
TABLES = ("entry", "author", "entry_type", "code", "search", "people")


def batch_of(numbered: Iterable[tuple[int, Entry]]) -> Batch:
    """The rows of entries, each with its number."""
    batch: Batch = {table: [] for table in TABLES}
    entries, authors, types, codes, search, people = batch.values()
    for number, entry in numbered:
        title = words_of(entry.title)
        names: list[str] = []
        for at, name in enumerate(entry.authors):
            words = words_of(name)
            names += words
            authors.append((number, at, name, " ".join(words)))
        has_pdf = pdf(entry) is not None
        entries.append((number, " ".join(title), address(entry.url), has_pdf, *fields_of(entry)))
        types += [(number, at, code) for at, code in enumerate(entry.types)]
        codes += [(number, at, *link, address(link.url)) for at, link in enumerate(entry.code)]
        *columns, who = searched(entry, title, names)
        search.append((row_of(number, sum(map(len, columns))), *map(" ".join, columns)))
        people.append((row_of(number, len(who)), " ".join(who)))
    return batch


def batches(parts: Sequence[Part], lent: Sequence[Reading], described: Described) -> Generator[Batch, None, Ending]:
    """The rows of all entries of a large catalogue, and where each stands; see `Streaming` for what goes in and out.

    Raises SourceError for what can't be read.
    """
    streaming = Streaming(parts, lent, described)
    numbered = enumerate(streaming.entries(), 1)
    while some := list(islice(numbered, _TOGETHER)):
        batch = batch_of((number, entry) for number, (entry, _) in some)
        yield {**batch, "line": [(number, line) for number, (_, line) in some]}
    return streaming.ending()
