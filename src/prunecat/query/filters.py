"""Filters: small frozen values that say in SQL which entries pass, and combine with and, or and not.

Each has a second reading in Python, `matches`; a property test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prunecat.entry import Entry
from prunecat.words import words_of

Clause = tuple[str, tuple[str | int, ...]]
"""An SQL condition on the table `entry`, and its parameters."""


class Filter:
    """What decides whether an entry passes."""

    __slots__ = ()

    def where(self) -> Clause:
        """The filter as an SQL condition on `entry`."""
        raise NotImplementedError(type(self).__name__)  # each filter says its own

    def matches(self, entry: Entry) -> bool:
        """Whether an entry passes."""
        raise NotImplementedError(type(self).__name__)  # each filter says its own

    def __and__(self, other: Filter) -> Filter:
        return All((self, other))

    def __or__(self, other: Filter) -> Filter:
        return AnyOf((self, other))

    def __invert__(self) -> Filter:
        return Not(self)


@dataclass(frozen=True, slots=True)
class All(Filter):
    """Passes what passes every part; without parts, everything."""

    parts: tuple[Filter, ...] = ()

    def where(self) -> Clause:
        """The parts joined by AND."""
        return _joined(self.parts, " AND ", "1")

    def matches(self, entry: Entry) -> bool:
        """Whether it passes every part."""
        return all(part.matches(entry) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf(Filter):
    """Passes what passes one part at least; without parts, nothing."""

    parts: tuple[Filter, ...]

    def where(self) -> Clause:
        """The parts joined by OR."""
        return _joined(self.parts, " OR ", "0")

    def matches(self, entry: Entry) -> bool:
        """Whether it passes one part."""
        return any(part.matches(entry) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not(Filter):
    """Passes what a filter stops."""

    part: Filter

    def where(self) -> Clause:
        """The part's opposite; what is unknown counts as stopped by the part."""
        condition, values = self.part.where()
        return f"NOT coalesce({condition}, 0)", values

    def matches(self, entry: Entry) -> bool:
        """Whether the part stops it."""
        return not self.part.matches(entry)


@dataclass(frozen=True, slots=True)
class VenueIs(Filter):
    """Entries of a venue, under its canonical name."""

    name: str

    def where(self) -> Clause:
        """A comparison."""
        return "entry.venue = ?", (self.name,)

    def matches(self, entry: Entry) -> bool:
        """Whether it is the entry's venue."""
        return entry.venue == self.name


@dataclass(frozen=True, slots=True)
class YearIn(Filter):
    """Entries of the years from the first to the last, both included; None leaves that side open."""

    first: int | None
    last: int | None

    def where(self) -> Clause:
        """A comparison for each end that is stated."""
        ends = [("entry.year >= ?", self.first), ("entry.year <= ?", self.last)]
        stated = [(condition, end) for condition, end in ends if end is not None]
        return " AND ".join(condition for condition, _ in stated) or "1", tuple(end for _, end in stated)

    def matches(self, entry: Entry) -> bool:
        """Whether the entry's year is known and within."""
        if self.first is None and self.last is None:
            return True
        return entry.year is not None and (self.first or 0) <= entry.year <= (self.last or 9999)


@dataclass(frozen=True, slots=True)
class TypeIs(Filter):
    """Entries that have a type among theirs."""

    code: str

    def where(self) -> Clause:
        """A look into the entry's types."""
        return "EXISTS (SELECT 1 FROM entry_type AS t WHERE t.entry = entry.number AND type = ?)", (self.code,)

    def matches(self, entry: Entry) -> bool:
        """Whether it is one of the entry's types."""
        return self.code in entry.types


@dataclass(frozen=True, slots=True)
class SectionIs(Filter):
    """Entries of a section."""

    name: str

    def where(self) -> Clause:
        """A comparison."""
        return "entry.section = ?", (self.name,)

    def matches(self, entry: Entry) -> bool:
        """Whether it is the entry's section."""
        return entry.section == self.name


@dataclass(frozen=True, slots=True)
class HasCode(Filter):
    """Entries with a code link whose origin and framework are among those stated; none stated means any."""

    origins: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()

    def where(self) -> Clause:
        """A look into the entry's code links."""
        condition = "EXISTS (SELECT 1 FROM code AS c WHERE c.entry = entry.number"
        for column, words in (("origin", self.origins), ("framework", self.frameworks)):
            if words:
                condition += f" AND {column} IN ({', '.join('?' * len(words))})"
        return condition + ")", (*self.origins, *self.frameworks)

    def matches(self, entry: Entry) -> bool:
        """Whether one of its links is such a one."""
        return any(
            (not self.origins or link.origin in self.origins)
            and (not self.frameworks or link.framework in self.frameworks)
            for link in entry.code
        )


@dataclass(frozen=True, slots=True)
class AuthorHas(Filter):
    """Entries with an author whose name contains a text, case and accents folded."""

    text: str

    def where(self) -> Clause:
        """A look into the entry's authors."""
        condition = "EXISTS (SELECT 1 FROM author AS a WHERE a.entry = entry.number AND instr(folded, ?) > 0)"
        return condition, (" ".join(words_of(self.text)),)

    def matches(self, entry: Entry) -> bool:
        """Whether one of its authors' names contains it."""
        part = " ".join(words_of(self.text))
        return any(part in " ".join(words_of(name)) for name in entry.authors)


def _joined(parts: Sequence[Filter], word: str, nothing: str) -> Clause:
    clauses = [part.where() for part in parts]
    condition = word.join(f"({condition})" for condition, _ in clauses)
    return condition or nothing, tuple(value for _, values in clauses for value in values)
