"""What the words of a query look for, as full-text expressions: as subjects, and as authors' names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from prunecat.query.meanings import Meaning
from prunecat.snapshot import fulltext

Expressions = Mapping[int, str]
"""A full-text expression for each word of a query, by its index."""
MOST_CHOICES = 3
"""Words that may be an author's or a subject's, of which every choice is tried."""


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
    return {at: fulltext.any_of(_not_implied(expressions)) for at, expressions in by_word.items() if expressions}


def _not_implied(expressions: Iterable[str]) -> list[str]:
    """The expressions but for phrases that have a word which is looked for alone: they would find nothing more."""
    sought = {expression: fulltext.parts(expression) for expression in expressions}
    alone = {phrase for columns, phrases in sought.values() if not columns for phrase in phrases if len(phrase) == 1}
    return [
        expression
        for expression, (_, phrases) in sought.items()
        if any(len(phrase) == 1 or all((word,) not in alone for word in phrase) for phrase in phrases)
    ]


def choices(asked: Sequence[int], wording: Wording) -> Iterator[tuple[Expressions, Expressions]]:
    """The words taken for subjects and for authors' names, in every way in which each is one of them."""
    subjects, people = wording
    if any(at not in subjects and at not in people for at in asked):
        return
    only = [at for at in asked if at not in subjects]
    either = [at for at in asked if at in people and at in subjects]
    sizes = range(len(either) + 1) if len(either) <= MOST_CHOICES else (0, 1, len(either))
    for size in sizes:
        for more in combinations(either, size):
            names = {at: people[at] for at in (*only, *more)}
            yield {at: subjects[at] for at in asked if at not in names}, names


def tables(about: Expressions, names: Expressions) -> dict[str, str]:
    """What all the words look for together in each full-text table."""
    sought = {"search": fulltext.all_of(about.values()), "people": fulltext.all_of(names.values())}
    return {table: expression for table, expression in sought.items() if expression}
