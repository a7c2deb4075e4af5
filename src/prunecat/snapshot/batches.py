"""Entries as rows of every table that they go into, in batches: plain values, which any process can work out."""

from collections.abc import Generator, Iterable, Sequence
from itertools import islice
from typing import Any

from prunecat.entry import Entry
from prunecat.loading.streaming import Described, Ending, Part, Streaming
from prunecat.pdf import pdf
from prunecat.same_work import address
from prunecat.snapshot.authors import Names, Often
from prunecat.snapshot.database import surname
from prunecat.snapshot.fulltext import row_of
from prunecat.snapshot.rows import fields_of
from prunecat.snapshot.searched import searched
from prunecat.snapshot.traits import Signing, length_sign
from prunecat.sources.reading import Reading
from prunecat.words import fold

Batch = dict[str, list[Any]]
"""Plain values by TABLES, in the order of entries: rows in the order of their columns; and what
`Gathered.add` takes."""
_TOGETHER = 500
"""Entries of a batch: with more than some hundred it does not matter how many they are, but they take memory."""
_BEGINNING, _OF_AUTHOR = 12, 4
"""Letters by which titles and first authors are sorted in an index: few have as many in common, and more take room."""
TABLES = ("entry", "entry_type", "code", "search", "people", "also")


def batch_of(numbered: Iterable[tuple[int, Entry]], signing: Signing) -> Batch:
    """The rows of entries, each with its number; `signing` has the signs of the entries before."""
    batch: Batch = {table: [] for table in TABLES}
    entries, types, codes, search, people, also = batch.values()
    signed, lengths = [], bytearray()
    for number, entry in numbered:
        title, method, topic, text, names, owners = searched(entry)
        title_key, begins, has_pdf = " ".join(title), fold(entry.title)[:_BEGINNING], pdf(entry) is not None
        signed.append((number, entry, has_pdf))
        first = surname(entry.authors[0])[:_OF_AUTHOR] if entry.authors else None
        entries.append((number, title_key, begins, first, address(entry.url), has_pdf, *fields_of(entry)))
        for at, code in enumerate(entry.types):
            types.append((number, at, code))
        for at, link in enumerate(entry.code):
            codes.append((number, at, *link, address(link.url)))
        for other in dict.fromkeys(entry.also_listed_as):
            also.append((number, other))
        length = len(title) + len(method) + len(topic) + len(text)
        lengths.append(length_sign(length))
        search.append((row_of(number, length), title_key, " ".join(method), " ".join(topic), " ".join(text)))
        people.append((row_of(number, len(names) + len(owners)), " ".join(names), " ".join(owners)))
    return {**batch, "signs": [*signing.signs(signed), bytes(lengths)]}


def line_after(line: int, entries: int = 1) -> int:
    """The line of an entry that comes so many entries after one, where each has a line; 0, for no line, stays."""
    return line + entries * ((line > 0) - (line < 0))


def batches(
    parts: Sequence[Part], lent: Sequence[Reading], described: Described
) -> Generator[Batch, None, tuple[Ending, Often | None]]:
    """The rows of all entries of a large catalogue, and where each stands; see `Streaming` for what goes in and out.

    Of lines that follow one another only the first is in a batch, with its entry. Each batch tells under `gone` how
    many lines of large files have been gone through.

    Raises SourceError for what can't be read.
    """
    streaming = Streaming(parts, lent, described)
    numbered, signing, names = enumerate(streaming.entries(), 1), Signing(), Names()
    expected: int | None = None
    while some := list(islice(numbered, _TOGETHER)):
        lines = []
        for number, (_, line) in some:
            if line != expected:
                lines.append((number, line))
            expected = line_after(line)
        names.add([entry.authors for _, (entry, _) in some])
        batch = batch_of(((number, entry) for number, (entry, _) in some), signing)
        yield {**batch, "line": lines, "gone": [streaming.gone]}
    return streaming.ending(), names.often()
