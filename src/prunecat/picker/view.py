"""What the picker shows of a catalogue: the entries for a query and the ticked values, and how many have each value."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from prunecat.entry import Entry
from prunecat.result import Result

if TYPE_CHECKING:
    from prunecat.catalogue import Catalogue
    from prunecat.query.filters import Filter

FACETS = ("section", "type", "code", "year", "venue", "topic")
"""The fields whose values can be ticked, in the order of the side."""
FOUND, LISTED = 200, 1_000
"""Entries that are shown of an answer, and without a query: nobody reads on, and a key is answered in time."""
SORTS: tuple[tuple[str, ...], ...] = ((), ("-year",), ("year",), ("venue", "-year"), ("title",))
"""The orders that a key goes through; the first is by rank, or as the catalogue is."""


class View(NamedTuple):
    """What is on the screen."""

    results: Sequence[Result]
    counted: str
    """How many entries match, in words: `12 of 157`."""
    facets: Sequence[tuple[str, Sequence[tuple[str, int]]]]
    """For each field its values among what matches, or the part of it that is shown, each with how many have it."""
    remarks: Sequence[str]


def view(
    catalogue: "Catalogue",
    text: str,
    ticked: Mapping[str, Sequence[str]],
    only: "Filter | None" = None,
    sort: Sequence[str] = (),
) -> View:
    """The entries for a query, among those that have the ticked values; UsageError for a query that means nothing."""
    asked = {name: values for name, values in ticked.items() if values}
    chosen = catalogue.filter(**asked) if asked else None
    among = only & chosen if only and chosen else only or chosen
    if text.strip():
        if sort:
            whole = catalogue.whole_answer(text, among, sort=sort, limit=FOUND, why=False)
            answer, results, total = whole.answer, tuple(whole.results), f"{whole.total}"
        else:
            answer = catalogue.answer(text, among, limit=FOUND, why=False)
            results = answer.results
            total = f"{len(results)}" if len(results) < FOUND else f"{FOUND} or more"
        remarks = (*([f"searching for {answer.repaired}"] if answer.repaired else ()), *answer.remarks)
        counts = _counts_of(results, catalogue.topics(result.entry.id for result in results))
    else:
        results = tuple(map(Result, catalogue.list(among, sort=sort, limit=LISTED)))
        remarks, total = (), f"{catalogue.count(among)}"
        counts = {name: _counts_in(catalogue, name, among) for name in FACETS}
    return View(results, f"{total} of {len(catalogue)}", _facets(counts, ticked), remarks)


def get_ready(catalogue: "Catalogue") -> None:
    """Ask once for what the first key would wait for: all that a search reads and imports."""
    for title in (title for _, title in islice(catalogue.ids(), 1)):
        for text in ("lotery tickt", title):
            catalogue.answer(text, limit=1, why=False)


def _counts_in(catalogue: "Catalogue", name: str, among: "Filter | None") -> Counter[str]:
    counts = ((count.values[0], count.entries) for count in catalogue.counts(name, among))
    return Counter({str(value): entries for value, entries in counts if value is not None})


def _counts_of(results: Sequence[Result], topics: Mapping[str, Sequence[str]]) -> dict[str, Counter[str]]:
    counted: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    counted["topic"].update(topic for of_entry in topics.values() for topic in of_entry)
    for result in results:
        for name, value in _values(result.entry):
            counted[name][value] += 1
    return counted


def _facets(
    counted: dict[str, Counter[str]], ticked: Mapping[str, Sequence[str]]
) -> Sequence[tuple[str, Sequence[tuple[str, int]]]]:
    for name, values in ticked.items():
        counted[name].update(dict.fromkeys(values, 0))  # what is ticked stays there to be taken back
    return [(name, _ordered(name, counts)) for name, counts in counted.items() if counts]


def _ordered(name: str, counts: Counter[str]) -> Sequence[tuple[str, int]]:
    if name == "year":
        return sorted(counts.items(), reverse=True)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _values(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "section", entry.section
    yield "code", "yes" if entry.code else "no"
    yield from (("type", code) for code in set(entry.types))
    if entry.year:
        yield "year", str(entry.year)
    if entry.venue:
        yield "venue", entry.venue
