"""Entries as rows of every table that they go into, in batches: plain values, which any process can work out."""

from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from itertools import chain, count, islice, repeat
from typing import Any

from prunecat.entry import Entry
from prunecat.loading.streaming import Described, Ending, Part, Streaming
from prunecat.pdf import pdf
from prunecat.same_work import address
from prunecat.snapshot.fulltext import row_of
from prunecat.snapshot.rows import fields_of
from prunecat.snapshot.searched import searched
from prunecat.sources.reading import Reading
from prunecat.words import words_of_each

Batch = dict[str, list[Any]]
"""Plain values by TABLES and COUNTED, in the order of entries: rows in the order of their columns, and words."""
_TOGETHER = 500
"""Entries of a batch: with more than some hundred it does not matter how many they are, but they take memory."""
TABLES = ("entry", "author", "entry_type", "code", "search", "people", "subject_again", "name_again")
COUNTED = ("subjects", "names")
"""The words of what each entry is about, and of the names of who wrote it: a text for each, with each word once."""


def batch_of(numbered: Iterable[tuple[int, Entry]]) -> Batch:
    """The rows of entries, each with its number."""
    batch: Batch = {table: [] for table in (*TABLES, *COUNTED)}
    entries, authors, types, codes, search, people, subject_again, name_again, subjects, names = batch.values()
    for number, entry in numbered:
        title, *written = words_of_each([entry.title, *entry.authors])
        authors += zip(repeat(number), count(), entry.authors, strict=False)
        has_pdf = pdf(entry) is not None
        entries.append((number, " ".join(title), address(entry.url), has_pdf, *fields_of(entry)))
        for at, code in enumerate(entry.types):
            types.append((number, at, code))
        for at, link in enumerate(entry.code):
            codes.append((number, at, *link, address(link.url)))
        _, method, topic, text, who = searched(entry, title, [*chain.from_iterable(written)])
        row = row_of(number, len(title) + len(method) + len(topic) + len(text))
        people_row, named = row_of(number, len(who)), " ".join(who)
        search.append((row, " ".join(title), " ".join(method), " ".join(topic), " ".join(text)))
        people.append((people_row, named))
        # The name of a method is most often in the title too, which tells nothing.
        told = [*title, *topic, *text]
        once, once_named = {*told}, {*who}
        again, again_named = _repeated(told, once), _repeated(who, once_named)
        if again or again_named:
            about = " ".join([*title, *method, *topic, *text])
            subject_again += [(row, again, about, named)] if again else []
            name_again += [(people_row, again_named, about, named)] if again_named else []
        subjects.append(" ".join(once.union(method)))
        names.append(" ".join(once_named))
    return batch


def _repeated(words: Sequence[str], once: set[str]) -> str:
    """The words that are there more than once, a plural being its singular; `once` has each word once."""
    if len(once) == len(words) and once.isdisjoint([word[:-1] for word in words if word[-1] == "s"]):
        return ""
    counts = Counter(word.removesuffix("s") for word in words)
    return " ".join(word for word in words if counts[word.removesuffix("s")] > 1)


def line_after(line: int, entries: int = 1) -> int:
    """The line of an entry that comes so many entries after one, where each has a line; 0, for no line, stays."""
    return line + entries * ((line > 0) - (line < 0))


def batches(parts: Sequence[Part], lent: Sequence[Reading], described: Described) -> Generator[Batch, None, Ending]:
    """The rows of all entries of a large catalogue, and where each stands; see `Streaming` for what goes in and out.

    Of lines that follow one another only the first is in a batch, with its entry.

    Raises SourceError for what can't be read.
    """
    streaming = Streaming(parts, lent, described)
    numbered = enumerate(streaming.entries(), 1)
    expected: int | None = None
    while some := list(islice(numbered, _TOGETHER)):
        lines = []
        for number, (_, line) in some:
            if line != expected:
                lines.append((number, line))
            expected = line_after(line)
        yield {**batch_of((number, entry) for number, (entry, _) in some), "line": lines}
    return streaming.ending()
