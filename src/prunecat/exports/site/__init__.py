"""The catalogue as a site: one HTML file that holds everything, asks no network and opens from the disk."""

from collections.abc import Iterable, Iterator

from prunecat.catalogue import Catalogue
from prunecat.entry import Entry
from prunecat.exports.site.data import abstracts_of, bibtex_of, data_of, found_by
from prunecat.exports.site.page import page
from prunecat.plots import figures, overview
from prunecat.query.filters import id_among

_HEAD = 2_000
"""Characters in which a page says what made it."""


def is_exported(path: str) -> bool:
    """Whether a file is a page that this room made."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return '<meta name="generator" content="prunecat ' in file.read(_HEAD)
    except OSError:
        return False


def export(catalogue: Catalogue, entries: Iterable[Entry]) -> Iterator[str]:
    """The page of these entries, as a whole."""
    entries = tuple(entries)
    only = id_among({entry.id for entry in entries})
    title = overview.title(catalogue, len(entries))
    panels = [panel for panel in overview.panels(catalogue, only) if panel.marks] if entries else []
    abstracts = abstracts_of(entries)
    yield page(
        data_of(catalogue, entries),
        {
            "search": found_by(catalogue, entries),
            "bibtex": bibtex_of(entries),
            **({"abstracts": abstracts} if any(abstracts) else {}),
        },
        figures.page(title, panels) if panels else "",
        f"{title}. Charts: {'; '.join(panel.title for panel in panels)}.",
    )
