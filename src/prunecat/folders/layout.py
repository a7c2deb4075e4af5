"""The layout of a catalogue folder: which file an entry stands in, and what its top says for all its entries."""

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
    """What the top of a file states of all its entries."""

    section: str | None = None
    year: int | None = None

    def holds(self, entry: Entry) -> bool:
        """Whether the entry may stand in such a file."""
        return self.section in (None, entry.section) and self.year in (None, entry.year)


def path_of(entry: Entry) -> tuple[str, Header]:
    """The path in a folder of the file that an entry stands in, as in the bundled catalogue, and what its top says."""
    if entry.section not in _BY_YEAR:
        return f"{entry.section}.yaml", Header(entry.section)
    return f"{entry.section}/{entry.year or 'undated'}.yaml", Header(entry.section, entry.year)


def stated(entry: Entry, header: Header, *, made: bool = False) -> Entry:
    """What the entry's own item states in a file with that top: no more than the rest does not tell already.

    What the top says, identifiers that the URL contains, and headings that are but the section's and the year
    are left out; and the id, where it was `made` while reading.
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
    """The headings that an entry stands under, none where they but repeat its section and year."""
    name = HEADINGS[entry.section].casefold()
    obvious = {name, f"pruning {name}", str(entry.year)}
    return () if obvious.issuperset(heading.casefold() for heading in entry.heading) else entry.heading


def by_path(entries: Iterable[Entry]) -> dict[str, tuple[Header, list[Entry]]]:
    """Entries by the path of their file, each file with what its top says."""
    files: dict[str, tuple[Header, list[Entry]]] = {}
    for entry in entries:
        path, header = path_of(entry)
        files.setdefault(path, (header, []))[1].append(entry)
    return files
