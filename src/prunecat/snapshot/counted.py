"""The words of the full-text rows counted: how many entries are about each, and which have one more than once."""

from collections import Counter
from collections.abc import Iterable, Sequence

Again = dict[str, list[tuple[int, str, str, str]]]
"""The rows of `subject_again` and `name_again`, by these names."""


def count(
    search: Iterable[tuple[int, str, str, str, str]], people: Iterable[tuple[int, str, str]], counts: Counter[str]
) -> Again:
    """Count the rows of `search` that have each word; the rows that have words again, of `people` too.

    Both are of the same entries.
    """
    words: list[str] = []
    again: Again = {"subject_again": [], "name_again": []}
    for (row, title, method, topic, text), (people_row, authors, owners) in zip(search, people, strict=True):
        # The name of a method is most often in the title too, which tells nothing.
        named = f"{authors} {owners}" if owners else authors
        told, who = f"{title} {topic} {text}".split(), named.split()
        once = {*told}
        words += once.union(method.split()) if method else once
        for table, number, repeated in (
            ("subject_again", row, _repeated(told, once)),
            ("name_again", people_row, _repeated(who, {*who})),
        ):
            if repeated:
                again[table].append((number, repeated, f"{title} {method} {topic} {text}", named))
    counts.update(words)
    return again


def _repeated(words: Sequence[str], once: set[str]) -> str:
    """The words that are there more than once, a plural being its singular; `once` has each word once."""
    if len(once) == len(words) and once.isdisjoint([word[:-1] for word in words if word[-1] == "s"]):
        return ""
    stems = [word.removesuffix("s") for word in words]
    counts = Counter(stems)
    return " ".join([word for word, stem in zip(words, stems, strict=True) if counts[stem] > 1])
