"""The entry: one row of a list, a paper or a piece of software, and the links to its code."""

from dataclasses import dataclass

SECTIONS = ("conference", "journal", "survey", "other", "software")
ORIGINS = ("official", "unofficial")
STATUSES = ("available", "announced")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLink:
    """Where an entry's code lies, who wrote it and whether it is out yet."""

    framework: str | None = None
    origin: str | None = None
    """One of ORIGINS: `official` is the list's `[A]`, `unofficial` its `[O]`; None where it does not say."""
    url: str | None = None
    status: str = "available"
    """One of STATUSES; `announced` is the list's "soon"."""
    mark: str | None = None
    """The footnote mark (`*`, `~`) that the list puts on the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a list. What the source does not give is None or empty."""

    id: str
    """Unique in its catalogue and never changed; empty in a source that gives none, until one is made."""
    section: str
    """One of SECTIONS."""
    title: str
    authors: tuple[str, ...] = ()
    venue: str | None = None
    """The venue's canonical short name."""
    venue_name: str | None = None
    year: int | None = None
    types: tuple[str, ...] = ()
    """Codes of the catalogue's legend, such as `U` and `S`."""
    url: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    openreview: str | None = None
    code: tuple[CodeLink, ...] = ()
    note: str | None = None
    errata: tuple[str, ...] = ()
    """What is known to be wrong in what the list states, and how it is known."""
    also_listed_as: tuple[str, ...] = ()
    """Ids of the entries that are the same work in another row."""
    heading: tuple[str, ...] = ()
    """The headings that the entry stands under in its list, outermost first."""
