"""Kinds of entries: those that most fields to filter and count by can't tell apart.

A catalogue has many entries and few kinds, so that what is asked of kinds costs the same in any catalogue.
"""

from collections.abc import Hashable

from prunecat.entry import Entry

_MOST_HELD = 20_000
"""Kinds that are held while entries come: where there are more, each may be known under several numbers."""
_STATED = ("doi", "arxiv", "openreview", "url", "note")


class Kinds:
    """The kinds of the entries that have come so far."""

    def __init__(self) -> None:
        self._first: dict[Hashable, int] = {}

    def of(self, number: int, entry: Entry, has_pdf: bool) -> int:
        """The kind of an entry: the number of the first one like it, or its own."""
        if len(self._first) >= _MOST_HELD:
            self._first.clear()
        links = tuple([(link.framework, link.origin) for link in entry.code])
        has_abstract = any(name == "abstract" for name, _ in entry.fields)
        stated = tuple([getattr(entry, name) is not None for name in _STATED])
        like = (entry.year, entry.section, entry.types, links, bool(entry.authors), has_pdf, has_abstract, stated)
        return self._first.setdefault(like, number)
