"""The picture of a catalogue's counts: which charts show them, and how they stand on one page."""

from collections.abc import Mapping, Sequence
from typing import Any

from prunecat.plots.charts import WIDTH, Panel, heat, ranked, shares, stacked
from prunecat.plots.svg import GREY, PARTS, document, lines_of, moved, words

Counts = Sequence[tuple[tuple[Any, ...], int]]
"""Values of one field or two, and how many entries have them; None is what is not stated."""
NOT_STATED = "not stated"
_FEW = len(PARTS)
"""Values that colours tell apart."""
_ROWS = 15
"""Venues and other values that are shown; the others are one row."""
_YEARS = 60
"""Years in a row; further apart they are not filled in, and of more than so many each bar is a decade."""
_TITLE = 1.4
"""How much wider the title's letters are, which are larger and bold."""
_HEAD = 44
_GAP = 28


def page(title: str, panels: Sequence[Panel]) -> str:
    """The panels that show something, below one another, as a whole SVG document."""
    panels = [panel for panel in panels if panel.marks]
    heading = lines_of(title, (WIDTH - 40) / _TITLE)
    marks = [words(line, 20, 28 + 20 * at, "title") for at, line in enumerate(heading)]
    y = _HEAD + 20.0 * (len(heading) - 1)
    for panel in panels:
        marks += [words(panel.title, 20, y + 12, "head"), moved(panel.marks, y + 16)]
        y += panel.height + _GAP
    return document(WIDTH, y, title, "; ".join(panel.title for panel in panels), marks)


def by_one(name: str, counts: Counts) -> Panel:
    """The chart of one field: years as upright bars in their order, anything else ranked."""
    totals = {value: count for (value,), count in _in_decades(counts, 0 if name == "year" else None)}
    if name == "year":
        years = _by_year(totals)
        bars = {year: [count] for year, count in years.items()}
        return stacked("Entries by year", bars, {"entries": PARTS[0]}, years)
    return ranked(f"Entries by {name}", [(text, count, None) for text, count in _most(totals).items()])


def by_two(names: Sequence[str], counts: Counts, totals: Counts) -> Panel:
    """The chart of two fields: few values by year as parts of bars, anything else as a heat map.

    `totals` are the counts of the first field alone, of which an entry with several values of the second is one.
    """
    first, second = names
    if {value for (_, value), _ in counts} == {None}:  # there is nothing to tell of the second
        return by_one(first, totals)
    title = f"Entries by {first} and {second}"
    at = names.index("year") if "year" in names else None
    pairs, totals = dict(_in_decades(counts, at)), _in_decades(totals, 0 if first == "year" else None)
    if second == "year":
        return _down_and_year(title, pairs)
    if first == "year" and len({value for _, value in pairs} - {None}) <= _FEW:
        return _parts_by_year(title, pairs, {value: count for (value,), count in totals})
    if first == "year":
        return _down_and_year(title, {(down, year): count for (year, down), count in pairs.items()})
    downs, acrosses = _most(_sums(pairs, 0)), _most(_sums(pairs, 1))
    if len(acrosses) > len(downs):
        pairs, acrosses = {(across, down): count for (down, across), count in pairs.items()}, downs
    return _heat(title, pairs, list(acrosses))


def code_by_year(counts: Counts) -> Panel:
    """The share of entries with code, of the counts by year and code."""
    pairs = dict(_in_decades(counts, 0))
    years = _by_year(_sums(pairs, 0))
    with_code = {_text(year): count for (year, code), count in pairs.items() if code == "yes"}
    return shares(
        "Share of entries with code", {y: (with_code.get(y, 0), all_) for y, all_ in years.items()}, "with code"
    )


def venues_with_official_code(venues: Counts, official: Counts) -> Panel:
    """The venues ranked, each with how many of its entries have official code."""
    totals = {venue: count for (venue,), count in venues}
    parts = {_text(venue): count for (venue,), count in official}
    left = sum(parts.values()) - sum(parts.get(venue, 0) for venue in _most(totals))
    if not parts:
        return by_one("venue", venues)
    named = {_text(venue) for venue in totals}
    rows = [(text, count, parts.get(text, 0) if text in named else left) for text, count in _most(totals).items()]
    return ranked("Entries by venue", rows, "with official code")


def topics_by_year(counts: Counts) -> Panel:
    """The largest topics by year."""
    pairs = {values: count for values, count in _in_decades(counts, 1) if values[0] is not None}
    sums = _sums(pairs, 0)
    shown = sorted(sums, key=lambda topic: (-sums[topic], topic))[:_ROWS]
    cells = {(topic, _text(year)): count for (topic, year), count in pairs.items() if topic in shown}
    return heat("Topics by year", shown, list(_by_year(_sums(pairs, 1))), cells)


def _down_and_year(title: str, pairs: Mapping[tuple[Any, ...], int]) -> Panel:
    return _heat(title, pairs, list(_by_year(_sums(pairs, 1))))


def _heat(title: str, pairs: Mapping[tuple[Any, ...], int], acrosses: list[str]) -> Panel:
    downs = list(_most(_sums(pairs, 0)))
    cells: dict[tuple[str, str], int] = {}
    for (down, across), count in pairs.items():
        row = _text(down) if _text(down) in downs else downs[-1]
        column = _text(across) if _text(across) in acrosses else acrosses[-1]
        cells[row, column] = cells.get((row, column), 0) + count
    return heat(title, downs, acrosses, cells)


def _parts_by_year(title: str, pairs: Mapping[tuple[Any, ...], int], totals: Mapping[Any, int]) -> Panel:
    ranks = _sums(pairs, 1)
    values = sorted(ranks, key=lambda value: (value is None, -ranks[value], _text(value)))
    keyed = {(_text(year), value): count for (year, value), count in pairs.items()}
    bars = {year: [keyed.get((year, value), 0) for value in values] for year in _by_year(totals)}
    several = sum(map(sum, bars.values())) > sum(totals.values())
    note = "An entry of several values is in each of their parts; the numbers count entries." if several else ""
    names = {_text(value): GREY if value is None else PARTS[at] for at, value in enumerate(values)}
    return stacked(title, bars, names, _by_year(totals), note)


def _sums(pairs: Mapping[tuple[Any, ...], int], at: int) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for values, count in pairs.items():
        found[values[at]] = found.get(values[at], 0) + count
    return found


def _most(totals: Mapping[Any, int]) -> dict[str, int]:
    """The largest, as texts, and what the others are together; what is not stated comes last."""
    ordered = sorted((value for value in totals if value is not None), key=lambda value: (-totals[value], _text(value)))
    shown = {_text(value): totals[value] for value in ordered[:_ROWS]}
    rest = ordered[_ROWS:]
    unstated = {NOT_STATED: totals[None]} if None in totals else {}
    others = {f"{len(rest)} others": sum(totals[value] for value in rest)} if rest else {}
    return {**shown, **unstated, **others}


def _in_decades(counts: Counts, at: int | None) -> Counts:
    """The counts with the years at this place of their values as decades, where there are more than a chart shows."""
    years = {values[at] for values, _ in counts if values[at] is not None} if at is not None else set()
    if at is None or len(years) <= _YEARS:
        return counts
    found: dict[tuple[Any, ...], int] = {}
    for values, count in counts:
        year = values[at]
        decade = None if year is None else f"{year // 10}0s"
        key = (*values[:at], decade, *values[at + 1 :])
        found[key] = found.get(key, 0) + count
    return list(found.items())


def _by_year(totals: Mapping[Any, int]) -> dict[str, int]:
    """Years in their order with those between them that have none; what states no year comes last."""
    years = sorted(value for value in totals if value is not None)
    filled: Sequence[Any] = years
    if years and isinstance(years[0], int) and years[-1] - years[0] < _YEARS:
        filled = range(years[0], years[-1] + 1)
    unstated = {NOT_STATED: totals[None]} if None in totals else {}
    return {**{str(year): totals.get(year, 0) for year in filled}, **unstated}


def _text(value: Any) -> str:
    return NOT_STATED if value is None else str(value)
