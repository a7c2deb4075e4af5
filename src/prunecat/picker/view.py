"""What the picker shows of a catalogue: the entries for a query and the ticked values, and how many have each value."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from prunecat.entry import Entry
from prunecat.result import Result

if TYPE_CHECKING:
    from prunecat.catalogue import Catalogue
    from prunecat.query.filters import Filter

FACETS = ("section", "type", "code", "year", "venue")
"""The fields whose values can be ticked, in the order of the side."""
MOST = 1_000
"""Entries that are listed: nobody reads on, and a key is answered in time whatever the catalogue's size."""
SORTS: tuple[tuple[str, ...], ...] = ((), ("-year",), ("year",), ("venue", "-year"), ("title",))
"""The orders that a key goes through; the first is by rank, or as the catalogue is."""


class View(NamedTuple):
    """What is on the screen."""

    results: Sequence[Result]
    counted: str
    """How many entries match, in words: `12 of 157`."""
    facets: Sequence[tuple[str, Sequence[tuple[str, int]]]]
    """For each field its values among what matches, each with how many entries have it."""
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
        answer = catalogue.answer(text, among, limit=MOST)
        results, remarks = answer.results, answer.remarks
        if answer.repaired:
            remarks = (f"searching for {answer.repaired}", *remarks)
        total = f"{len(results)}" if len(results) < MOST else f"{MOST} and more"
    else:
        entries = catalogue.list(among, sort=sort, limit=MOST)
        results, remarks, total = tuple(map(Result, entries)), (), f"{catalogue.count(among)}"
    if sort and text.strip():
        from prunecat.query.sorting import in_order

        results = tuple(in_order(results, sort))
    return View(results, f"{total} of {len(catalogue)}", _facets(results, ticked), remarks)


def _facets(
    results: Sequence[Result], ticked: Mapping[str, Sequence[str]]
) -> Sequence[tuple[str, Sequence[tuple[str, int]]]]:
    counted: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for result in results:
        for name, value in _values(result.entry):
            counted[name][value] += 1
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
