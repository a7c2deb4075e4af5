"""Topics: how many entries of each year are about what a group of the vocabulary means."""

from collections import Counter
from sqlite3 import Connection
from typing import TYPE_CHECKING

from prunecat.query.counts import Count
from prunecat.snapshot import fulltext
from prunecat.words import words_of

if TYPE_CHECKING:
    from prunecat.query.filters import Filter

_MOST = 0.5
"""The share of entries from which a topic is what the whole catalogue is about."""
_LEAST = 2
"""Entries that make a topic."""


def topics(database: Connection, only: "Filter | None" = None) -> list[Count]:
    """The counts by topic and year, the topics with most entries first; each is called by its group's first term.

    An entry is about a topic if it has any term of the group in its title or text. Topics of more than half of the
    entries are left out.
    """
    condition, values = (only.condition, only.values) if only else ("1", ())
    years = dict(database.execute(f"SELECT entry.number, entry.year FROM entry WHERE {condition}", values))
    found: dict[str, Counter[int | None]] = {}
    for terms in _groups(database):
        expression = " OR ".join(fulltext.phrase(words_of(term)) for term in terms)
        numbers = fulltext.matching(database, expression, ("search",)) & years.keys()
        if _LEAST <= len(numbers) <= _MOST * len(years):
            found.setdefault(terms[0], Counter(years[number] for number in numbers))
    ordered = sorted(found.items(), key=lambda topic: (-topic[1].total(), topic[0]))
    return [Count((name, year), count) for name, by_year in ordered for year, count in by_year.items()]


def _groups(database: Connection) -> list[list[str]]:
    """The groups' terms that entries have, the first one first."""
    groups: dict[int, list[str]] = {}
    rows = database.execute("SELECT grp, text FROM term WHERE relation = 'same' AND present ORDER BY number")
    for group, text in rows:
        groups.setdefault(group, []).append(text)
    return list(groups.values())
