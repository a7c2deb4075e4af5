"""The subject of a check: entries with their files and texts, and what is known besides."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from prunecat.checks.finding import NOTE, RULES, Finding
from prunecat.entry import Entry
from prunecat.loading.venue_spellings import spellings
from prunecat.sources.files import File
from prunecat.sources.reading import Reading
from prunecat.venue import Venue, fold_venue


@dataclass(frozen=True)
class Source:
    """A file that could be read, and what it holds."""

    content: File
    """Its text is made anew where a finding needs it."""
    reading: Reading
    """All but its entries, which the subject has."""
    own: bool
    """Whether it is catalogue YAML, in which people write ids."""

    @property
    def file(self) -> str:
        """The file, as the user named it."""
        return self.reading.file

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the text, which only a finding needs."""
        return self.content.text().split("\n")

    def line_of(self, *fragments: str) -> int | None:
        """The line of the first of the fragments that the text contains."""
        text = self.content.text()
        found = (text.find(fragment) for fragment in fragments)
        return next((text.count("\n", 0, at) + 1 for at in found if at >= 0), None)


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry with its file and line, and the identifiers that its URL contains."""

    entry: Entry
    source: Source
    line: int | None
    end: int | None = None
    """The line of the next entry; None at the end of the file."""

    @property
    def where(self) -> str:
        """`file:line`, as far as there are lines."""
        return f"{self.source.file}:{self.line}" if self.line else self.source.file

    @property
    def name(self) -> str:
        """The id, else the title, by which another finding names it."""
        return self.entry.id or f'"{self.entry.title}"'

    def finding(self, rule: str, what: str, remedy: str, *, known: bool = False, at: str = "") -> Finding:
        """What a rule says of the entry, on the line that has `at`; a note where it is known already."""
        lines = self.source.lines[self.line - 1 : self.end and self.end - 1] if self.line else ()
        line = next((number for number, text in enumerate(lines, self.line or 0) if at in text), self.line)
        level = NOTE if known else RULES[rule]
        message = f"{what} (known: the entry says so)" if known else f"{what}; {remedy}"
        return Finding(self.source.file, line, self.entry.id or None, rule, level, message)

    def tells(self, *words: str) -> bool:
        """Whether an erratum or the note of the entry has all these words, and so states the matter already."""
        stated = (*self.entry.errata, self.entry.note or "")
        return any(all(_has(text, word) for word in words) for text in stated)


@dataclass(frozen=True)
class Subject:
    """All that is checked together."""

    sources: tuple[Source, ...]
    entries: tuple[ListedEntry, ...]
    venues: Mapping[str, Venue]
    """By every folded name: those of the sources, and those of the catalogue that they are checked against."""
    also: Mapping[str, tuple[str, ...]]
    """Every known id, with the ids that its entry is also listed as."""
    this_year: int
    rules: Collection[str] = frozenset(RULES)
    """The rules to go by."""

    def venue_of(self, entry: Entry) -> Venue | None:
        """The venue of an entry, by any of its names; None where it has none or an unknown one."""
        name = entry.venue or ""
        forms = [*spellings(name), re.sub(r"\s+(?:19|20)?\d\d$", "", fold_venue(name))] if name else []
        return next((self.venues[form] for form in forms if form in self.venues), None)

    @cached_property
    def legend(self) -> frozenset[str]:
        """The codes of types that the sources state; empty where they state none."""
        return frozenset(line.code for source in self.sources for line in source.reading.types)

    def own(self) -> Iterator[ListedEntry]:
        """The entries of catalogue YAML."""
        return (listed for listed in self.entries if listed.source.own)


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None
