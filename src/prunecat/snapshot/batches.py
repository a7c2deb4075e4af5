"""Entries as rows of every table that they go into, in batches: plain values, which any process can work out."""

from collections.abc import Iterable
from typing import Any

from prunecat.entry import Entry
from prunecat.pdf import pdf
from prunecat.same_work import address
from prunecat.snapshot.fulltext import row_of
from prunecat.snapshot.rows import fields_of
from prunecat.snapshot.searched import searched
from prunecat.words import words_of

Batch = dict[str, list[tuple[Any, ...]]]
"""Rows by the name of their table, in the order of entries; plain values in the order of the table's columns."""
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
