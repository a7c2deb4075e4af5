"""Related entries: the nearest to one, by the words of its title, the jargon in it, its authors and its venue."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from sqlite3 import Connection
from typing import TYPE_CHECKING

from prunecat.query.meanings import Meaning, meanings
from prunecat.query.ranking import FEW, Hit, score_words
from prunecat.same_work import sign
from prunecat.snapshot import fulltext
from prunecat.snapshot.rows import meta, read_entries
from prunecat.snapshot.sets import Sets
from prunecat.words import STOP_WORDS, words_of

if TYPE_CHECKING:
    from prunecat.snapshot.chosen import Chosen

_TELLING = ("word", "jargon", "joined")
# In points of bm25, beside which a rare word of a title has about 10.
_SAME_WORK = 100.0
_SHARED_AUTHOR = 6.0
_OF_A_NAME = 1_000
"""Entries with an author's name that are looked at: a name that more have is many people's."""
_SAME_VENUE = 0.5
_ROWS = 200
"""Rows taken for a word, half as many for two words, and a third for three."""
_MOST_TELLING = 8
"""Words of an entry, the rarest, by which others are looked for that are like it."""
_FREQUENT = 20
"""A word that more than one in so many entries has tells little alone."""
_NEAR = 0.15
"""The share of the entry's own score that another needs to count as related."""


def related(database: Connection, number: int) -> list[Hit]:
    """The entries related to one, nearest first; none where no entry is near.

    They are found as by a search for its title that wants no word in particular, so that rare words weigh most.
    """
    (title,) = database.execute("SELECT title FROM entry WHERE number = ?", (number,)).fetchone()
    words = [word for word in words_of(title) if word not in STOP_WORDS]
    found = [meaning for meaning in meanings(database, words) if meaning.kind in _TELLING]
    hits = score_words(Sets(database), words, found, _chosen(database, number, words, found))
    own = hits.pop(number, Hit(number))
    least = _NEAR * own.score
    for other, score in (*_other_reasons(database, number), *_same_work(database, number)):
        if other != number:
            hits.setdefault(other, Hit(other)).score += score
    for other in _of_same_venue(database, number, hits):
        hits[other].score += _SAME_VENUE
    near = [hit for hit in hits.values() if hit.score >= max(least, 2 * _SAME_VENUE)]
    return sorted(near, key=lambda hit: (-hit.score, hit.number))


def _chosen(database: Connection, number: int, words: Sequence[str], found: Sequence[Meaning]) -> "Chosen | None":
    """The entries to score, the one itself among them, where more match than are scored; else None."""
    from prunecat.query.pool import is_small
    from prunecat.snapshot.chosen import Chosen

    if is_small(database, found, FEW):
        return None
    return Chosen(database, {number, *_like(database, words, found)})


def _like(database: Connection, words: Sequence[str], found: Sequence[Meaning]) -> set[int]:
    """The numbers of the entries to score where no word is needed: those that have a rare word, or several words."""
    from prunecat.query.wording import tables, wording_of
    from prunecat.snapshot.chosen import entries_with

    wording = wording_of(found, range(len(words)))
    counts = {at: entries_with(database, [words[at]]) for at in wording.subjects}
    rarest = sorted(counts, key=counts.__getitem__)[:_MOST_TELLING]
    total = int(meta(database, "entries"))
    telling = {at for at in rarest if _FREQUENT * counts[at] < total} or {*rarest}
    chosen: set[int] = set()
    done: list[set[int]] = []
    for size in (1, 2, 3):
        for some in combinations(rarest, size):
            if telling.isdisjoint(some) or any(known.issubset(some) for known in done):
                continue
            sought = tables({at: wording.subjects[at] for at in some}, {})
            rows = list(fulltext.first(database, sought, _ROWS // size))
            chosen.update(rows)
            if len(rows) < _ROWS // size:  # with further words there are only some of these
                done.append({*some})
    return chosen


def _same_work(database: Connection, number: int) -> Iterator[tuple[int, float]]:
    """Entries that are the same work by an identifier, the address or the title, and nothing sets apart."""
    rows = database.execute(
        """
        SELECT other.number FROM entry AS this JOIN entry AS other ON other.number <> this.number AND (
            other.address = this.address OR other.title_key = this.title_key
            OR other.arxiv = this.arxiv COLLATE NOCASE OR other.doi = this.doi COLLATE NOCASE
            OR other.openreview = this.openreview COLLATE NOCASE
        ) WHERE this.number = ?
        """,
        (number,),
    )
    numbers = [other for (other,) in rows]
    this, *others = read_entries(database, [number, *numbers])
    yield from ((other, _SAME_WORK) for other, entry in zip(numbers, others, strict=True) if sign(this, entry))


def _other_reasons(database: Connection, number: int) -> Sequence[tuple[int, float]]:
    """Entries that the catalogue lists as the same work, or that share authors, once for each."""
    rows: list[tuple[int, float]] = database.execute(
        """
        SELECT other.number, ? FROM entry AS this, json_each(this.also_listed_as) AS also
            JOIN entry AS other ON other.id = also.value WHERE this.number = ?
        """,
        (_SAME_WORK, number),
    ).fetchall()
    query = "SELECT folded_words(it.value) FROM entry JOIN json_each(entry.authors) AS it WHERE number = ?"
    names = database.execute(query, (number,)).fetchall()
    for (name,) in names:
        if words := name.split():
            among = fulltext.first(database, {"people": fulltext.phrase(words)}, _OF_A_NAME)
            rows += database.execute(
                "SELECT number, ? FROM json_each(?) AS given CROSS JOIN entry ON number = given.value "
                "JOIN json_each(entry.authors) AS it WHERE folded_words(it.value) = ?",
                (_SHARED_AUTHOR, json.dumps([*among]), name),
            ).fetchall()
    return rows


def _of_same_venue(database: Connection, number: int, among: Iterable[int]) -> list[int]:
    rows = database.execute(
        "SELECT value FROM json_each(?) CROSS JOIN entry AS other ON other.number = value "
        "WHERE other.venue = (SELECT venue FROM entry WHERE number = ?)",
        (json.dumps(list(among)), number),
    )
    return [other for (other,) in rows]
