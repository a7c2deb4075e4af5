"""The layout of a catalogue folder: which file an entry is in, and what its header says of all its entries."""

from collections.abc import Iterable
from typing import NamedTuple

from prunecat import identifiers
from prunecat.entry import Entry

_BY_YEAR = ("conference", "journal")
HEADINGS = {
    "conference": "Conference Publications",
    "journal": "Journal Publications",
    "survey": "Survey Articles",
    "other": "Other Publications",
    "software": "Software and Toolbox",
}
"""What a list calls each section."""


class Header(NamedTuple):
    """What a file states once for all its entries."""

    section: str | None = None
    year: int | None = None

    def holds(self, entry: Entry) -> bool:
        """Whether the entry belongs into such a file."""
        return self.section in (None, entry.section) and self.year in (None, entry.year)


def path_of(entry: Entry) -> tuple[str, Header]:
    """The path in a folder of an entry's file, as in the bundled catalogue, and the header of that file."""
    if entry.section not in _BY_YEAR:
        return f"{entry.section}.yaml", Header(entry.section)
    return f"{entry.section}/{entry.year or 'undated'}.yaml", Header(entry.section, entry.year)


def stated(entry: Entry, header: Header, *, made: bool = False) -> Entry:
    """The entry as its own item spells it in a file with that header.

    Left out are what the header says, identifiers that the URL contains, headings that only repeat section and
    year, and the id where it was `made` while reading.
    """
    in_url = identifiers.of_url(entry.url)
    return entry._replace(
        id="" if made else entry.id,
        section="" if header.section else entry.section,
        year=None if header.year else entry.year,
        arxiv=None if entry.arxiv == in_url.get("arxiv") else entry.arxiv,
        doi=None if entry.doi == in_url.get("doi") else entry.doi,
        openreview=None if entry.openreview == in_url.get("openreview") else entry.openreview,
        heading=telling_heading(entry),
    )


def telling_heading(entry: Entry) -> tuple[str, ...]:
    """An entry's headings, none where they only repeat its section and year."""
    name = HEADINGS[entry.section].casefold()
    obvious = {name, f"pruning {name}", str(entry.year)}
    return () if obvious.issuperset(heading.casefold() for heading in entry.heading) else entry.heading


def by_path(entries: Iterable[Entry]) -> dict[str, tuple[Header, list[Entry]]]:
    """Entries by the path of their file, each file with its header."""
    files: dict[str, tuple[Header, list[Entry]]] = {}
    for entry in entries:
        path, header = path_of(entry)
        files.setdefault(path, (header, []))[1].append(entry)
    return files
