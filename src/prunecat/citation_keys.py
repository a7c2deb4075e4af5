"""Keys of citations: by a pattern, each another one in a bibliography."""

import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator

from prunecat.citation import authors_of
from prunecat.entry import Entry
from prunecat.errors import UsageError
from prunecat.identifiers import telling_words
from prunecat.words import words_of
from prunecat.work import published_work

PATTERNS = {"id": "{id}", "scholar": "{author}{year}{word}"}
"""Patterns that have names; scholar's keys are those of Google Scholar: he2019filter."""
PARTS = ("author", "Author", "year", "word", "Word", "venue", "id")
"""What a pattern may name: the first author's family name, the year, the title's first telling word, the venue, the id;
with a capital where the part begins with one."""


def check_pattern(pattern: str) -> str:
    """The pattern that a name stands for, or the pattern itself. Raises UsageError for one that can't be used."""
    pattern = PATTERNS.get(pattern, pattern)
    try:
        parts = [part for _, part, form, kind in string.Formatter().parse(pattern) if part is not None or form or kind]
        plain = [part for part in parts if part in PARTS]
    except ValueError:
        parts, plain = [""], []
    if not parts or parts != plain or ":" in pattern or "!" in pattern:
        raise UsageError(
            f"{pattern} is no pattern of keys",
            remedy=f"give {' or '.join(PATTERNS)}, or parts such as {{author}}{{year}}; there are {', '.join(PARTS)}",
        )
    return pattern


def keyed(entries: Iterable[Entry], pattern: str) -> Iterator[Entry]:
    """The entries with keys by a pattern for their ids; those that would have one key get `a`, `b` … behind it.

    They are gone through twice, and of each its key is kept.
    """
    shared = Counter(_key(entry, pattern) for entry in entries)
    used: Counter[str] = Counter()
    taken = {key for key, count in shared.items() if count == 1}
    for entry in entries:
        name = key = _key(entry, pattern)
        while shared[key] > 1:
            name = key + _letters(used[key])
            used[key] += 1
            if name not in taken:
                taken.add(name)
                break
        yield entry._replace(id=name)


def _key(entry: Entry, pattern: str) -> str:
    work = published_work(entry)
    names = authors_of(work).names
    author = "".join(words_of(names[0].surname)) if names else ""
    word = next(iter(telling_words(work.title)), "")
    key = pattern.format(
        author=author,
        Author=author.capitalize(),
        year=work.year or "",
        word=word,
        Word=word.capitalize(),
        venue="".join(re.findall(r"\w+", work.venue or "")),
        id=entry.id,
    )
    return re.sub(r"[^\w.:+/-]+", "", key) or entry.id


def _letters(number: int) -> str:
    """`a` … `z`, `aa`, `ab` …: the number, from 0, as letters."""
    letters = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = string.ascii_lowercase[letter] + letters
    return letters
