"""What the words of a query look for, as full-text expressions: as subjects, and as authors' names."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from prunecat.query.meanings import Meaning
from prunecat.snapshot import fulltext

Expressions = Mapping[int, str]
"""A full-text expression for each word of a query, by its index."""


class Wording(NamedTuple):
    """What each word looks for as a subject and as an author's name."""

    subjects: Expressions
    people: Expressions

    def with_surer(self, other: "Wording") -> "Wording":
        """The same, but for the words that another one has."""
        return Wording({**self.subjects, **other.subjects}, {**self.people, **other.people})


def wording_of(found: Sequence[Meaning], asked: Sequence[int]) -> Wording:
    """What these words, by their indices, look for in their meanings."""
    return Wording(*(_expressions([m for m in found if m.table == table], asked) for table in fulltext.TABLES))


def _expressions(found: Sequence[Meaning], asked: Sequence[int]) -> dict[int, str]:
    """What each needed word looks for in any of its meanings."""
    by_word: dict[int, dict[str, None]] = {}
    for meaning in found:
        for at in range(meaning.start, meaning.stop):
            if at in asked:
                by_word.setdefault(at, {}).update(dict.fromkeys(meaning.expressions))
    return {at: fulltext.any_of(expressions) for at, expressions in by_word.items() if expressions}
