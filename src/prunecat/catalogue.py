"""The catalogue as Python sees it: opened once, asked as often as one likes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from sqlite3 import Connection
from typing import TYPE_CHECKING

from prunecat.answer import Answer, Whole
from prunecat.loading.bundled import bundled_folder
from prunecat.snapshot.opening import open_snapshot

# A TAB or a list needs few of the rooms below; each is entered when it is asked for.
if TYPE_CHECKING:
    from prunecat.entry import Entry
    from prunecat.query.counts import Count
    from prunecat.query.facets import Wanted, Words
    from prunecat.query.filters import Filter
    from prunecat.query.reference import Meant
    from prunecat.result import Result
    from prunecat.venue import Venue


class Catalogue:
    """A set of entries and venues, compiled into its index.

    >>> catalogue = Catalogue.bundled()
    >>> catalogue.search("lotery ticket hypotesis 2019")[0].entry.id
    'lottery-ticket-hypothesis-2019'
    """

    def __init__(self, database: Connection, paths: Sequence[str] = ()) -> None:
        """A catalogue over a snapshot; use `bundled` or `open`."""
        self._database = database
        self.paths = tuple(paths)
        """The files and folders that it was read from."""

    @classmethod
    def bundled(cls) -> Catalogue:
        """The catalogue of pruning papers that comes with the program."""
        return cls.open(bundled_folder())

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], /, *more: str | os.PathLike[str], told: Callable[[float], None] | None = None
    ) -> Catalogue:
        """The catalogue in these files and folders, `-` being standard input; several are one catalogue.

        `told` is called while a large one is compiled, with how much is done, from 0 to 1. Raises SourceError for
        what can't be read.
        """
        sources = [os.fspath(path) for path in (path, *more)]
        return cls(open_snapshot(sources, *([told] if told else [])), sources)

    def filter(self, **asked: Words) -> Filter:
        """A filter in the words of the command line: `filter(venue=["CVPR", "ICCV"], year=2023, code=True)`.

        Several values of a field widen, several fields narrow. Raises UsageError for a field that there is not,
        and for a word that means nothing in this catalogue.
        """
        from prunecat.query.facets import filter_of

        return filter_of(self._database, asked)

    def list(
        self, only: Filter | None = None, *, sort: Sequence[str] = (), limit: int | None = None
    ) -> tuple[Entry, ...]:
        """The entries that pass a filter, at most `limit` of them, in catalogue order or by fields.

        A field behind `-` runs downwards. Raises UsageError for a field that can't be sorted by.
        """
        return tuple(self.entries(only, sort=sort, limit=limit))

    def entries(
        self, only: Filter | None = None, *, sort: Sequence[str] = (), limit: int | None = None, unique: bool = False
    ) -> Iterable[Entry]:
        """What `list` gives, never held, read anew each time; with `unique` one a work, as `also_listed_as` tells."""
        from prunecat.query.listing import listed

        return listed(self._database, only, sort, limit, unique=unique)

    def count(self, only: Filter | None = None, *, sort: Sequence[str] = (), unique: bool = False) -> int:
        """How many entries pass a filter; with `unique`, how many `entries` gives."""
        if unique:
            from prunecat.query.listing import count_unique

            return count_unique(self._database, only, sort)
        from prunecat.query.counts import count

        return len(self) if only is None else count(self._database, only)

    def search(self, text: str, only: Filter | None = None) -> tuple[Result, ...]:
        """The entries that answer a query, best first, each with its score; see docs/query-language.md."""
        return self.answer(text, only).results

    def answer(self, text: str, only: Filter | None = None, *, limit: int | None = None, why: bool = True) -> Answer:
        """What `search` finds, with what is to be said about it; at most `limit` results, with their matches or not."""
        from prunecat.query.explain import results_of
        from prunecat.query.search import search

        found = search(self._database, text, only, limit)
        return found.answer(results_of(self._database, found.hits[:limit], why=why))

    def whole_answer(
        self,
        text: str,
        only: Filter | None = None,
        *,
        sort: Sequence[str] = (),
        limit: int | None = None,
        why: bool = True,
        unique: bool = False,
    ) -> Whole:
        """What `answer` finds without a limit, never held; sorted by fields, at most `limit` of it, 0 for the number.

        With `unique` no fewer than so many works, where there are as many. Beyond 400 matches only the first are best
        first, and what is equal is sorted by its place in the catalogue.
        """
        from prunecat.query.whole_answer import whole_answer

        return whole_answer(self._database, text, only, sort=sort, limit=limit, why=why, unique=unique)

    def related(self, ref: str, *, limit: int | None = None) -> tuple[Result, ...]:
        """The entries nearest to the one that a reference means, nearest first, at most `limit`.

        Raises what `show` raises.
        """
        from prunecat.query.explain import results_of
        from prunecat.query.related import related

        return results_of(self._database, related(self._database, self._number(ref))[:limit])

    def show(self, ref: str) -> Entry:
        """The one entry that a reference means; UnresolvedReference, with candidates, where it is none or several."""
        from prunecat.snapshot.rows import read_entries

        return read_entries(self._database, [self._number(ref)])[0]

    def references(self, words: Sequence[str]) -> Sequence[str]:
        """The references that the arguments of a command are: each of several ids, or one in several words."""
        from prunecat.query.reference import references_in

        return references_in(self._database, words, self._meant)

    @cached_property
    def _meant(self) -> Callable[[str], Meant]:
        from prunecat.query.reference import kept_meanings

        return kept_meanings(self._database)

    def _number(self, ref: str) -> int:
        from prunecat.query.reference import number_of

        return number_of(self._database, ref, self._meant)

    def counts(
        self, by: str | Sequence[str], only: Filter | None = None, limit: int | None = None, among: Wanted = None
    ) -> tuple[Count, ...]:
        """The entries by value of a field, or of several, `limit` counts at most; UsageError for one without counts.

        `among` are the wanted values of the first field.
        """
        from prunecat.query import counts

        return tuple(counts.counts(self._database, (by,) if isinstance(by, str) else by, only, limit, among))

    def counts_of_each(self, fields: Sequence[str], only: Filter | None = None) -> dict[str, tuple[Count, ...]]:
        """The counts by each of several fields, sooner than one after the other. UsageError for an unknown field."""
        from prunecat.query.counts import counts_of_each

        return {name: tuple(found) for name, found in counts_of_each(self._database, fields, only).items()}

    def topics(self, ids: Iterable[str]) -> dict[str, Sequence[str]]:
        """What each of these entries is about by the vocabulary, by its id; without those of which nothing is known."""
        from prunecat.query.topics import topics

        return topics(self._database, ids)

    def __len__(self) -> int:
        from prunecat.snapshot.rows import meta

        return int(meta(self._database, "entries"))

    @cached_property
    def venues(self) -> dict[str, Venue]:
        """The venues that the catalogue knows, by canonical name, also those without entries."""
        from prunecat.snapshot.rows import read_venues

        return {venue.name: venue for venue in read_venues(self._database)}

    @cached_property
    def legend(self) -> dict[str, str]:
        """What each code of a type means."""
        return dict(self._database.execute("SELECT code, name FROM legend ORDER BY rowid"))

    @property
    def about(self) -> dict[str, str]:
        """The catalogue's title, description, source and licence, as far as it states them."""
        from prunecat.snapshot.rows import meta

        return dict(meta(self._database, "about"))

    @property
    def title(self) -> str:
        """What it calls itself; else the name of its only file or folder, without endings."""
        named = [os.path.basename(os.path.abspath(path)).partition(".")[0] for path in self.paths if path != "-"]
        return self.about.get("title") or (named[0] if len(named) == 1 else "") or "Catalogue"

    @property
    def type_names(self) -> dict[str, str]:
        """Every code, name and alias of a type, folded, with its code."""
        from prunecat.query.resolve import legend_names

        return legend_names(self._database)

    def terms(self) -> Sequence[tuple[int, str, str, bool]]:
        """The vocabulary: each term with the number of its group, its relation to it, and whether it finds entries."""
        rows = self._database.execute("SELECT grp, relation, text, present FROM term ORDER BY number")
        return [(group, relation, text, bool(present)) for group, relation, text, present in rows]

    def proposed_terms(self) -> Sequence[Sequence[str]]:
        """Groups of terms for a vocabulary: the acronyms of titles, each before what its letters begin."""
        from prunecat.query.acronyms import spelled_in_titles

        return spelled_in_titles(self._database)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences about what could not be read."""
        from prunecat.snapshot.rows import meta

        return tuple(meta(self._database, "remarks"))

    def ids(self) -> Iterable[tuple[str, str]]:
        """Every id with its title."""
        return self._database.execute("SELECT id, title FROM entry ORDER BY number")

    def ids_offered(self, begun: str) -> Iterable[tuple[str, str]]:
        """The ids to offer to somebody who has begun one, each with its title; of a large catalogue not all."""
        from prunecat.query.offers import ids_offered

        return ids_offered(self._database, begun)

    def values(self, field: str) -> Sequence[tuple[str, str]]:
        """The values that entries have in a field to filter by, most frequent first, each with what to say of it."""
        from prunecat.query.offers import values_offered

        return values_offered(self._database, field)
