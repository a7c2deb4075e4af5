"""Markdown lists of papers as a source: tables, bullets and blocks of whatever layout."""

from collections.abc import Collection

from prunecat.sources.reading import Reading


def read(text: str, place: str, known_venues: Collection[str] = ()) -> Reading:
    """The entries, the legend and the title of a Markdown list; see `prunecat.sources.markdown.read`."""
    from prunecat.sources.markdown import read as reader

    return reader.read(text, place, known_venues)
