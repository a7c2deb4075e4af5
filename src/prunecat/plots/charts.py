"""Charts of counts, each a panel of a picture: bars by year, ranked bars, shares, and a heat map.

Nothing is cut or overlaps, whether there is one bar or sixty: labels are broken into lines, left out where they don't
fit while a pointer on the bar still tells them, and bars take the width that there is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from prunecat.plots.svg import LINE, SIZE, box, lines_of, rule, width_of, words

WIDTH = 760
"""Pixels: a slide's half, and as wide as a README shows a picture."""
_EDGE = 20
_INNER = WIDTH - 2 * _EDGE
_TALL = 200
"""Pixels of the largest bar by year."""
_WIDEST_BAR, _BAR = 56, 0.7
"""Pixels of a bar at most, and a bar's share of the way from one to the next."""
_LABELS = 210
"""Pixels that names beside bars take at most; longer ones have several lines."""
_MANY_TIMES = 4
"""How many times longer than all others a last bar is that would leave nothing to see of them."""
_CELL, _WIDEST_CELL = 22, 88
"""Pixels: how tall a cell of a heat map is beside one line, and how wide at most."""
_FAINTEST = 0.12
"""How strong the colour of the smallest count is, so that it is seen."""
_MIDDLE, _FULL = 0.6, 0.92
"""How strong a cell's colour is from which its number is black also on a dark page, and white on a light one.

The contrast of a number and its cell is at least 4.5 with these (WCAG 2.2, 1.4.3).
"""


class Panel(NamedTuple):
    """A chart that is drawn from its own upper edge."""

    title: str
    height: float
    marks: Sequence[str]


def stacked(
    title: str, bars: Mapping[str, Sequence[int]], names: Mapping[str, str], totals: Mapping[str, int], note: str = ""
) -> Panel:
    """A bar for each label, a part of it for each name, with its total on top; `names` have their colours' classes."""
    most = max((sum(parts) for parts in bars.values()), default=0) or 1
    key, top = _key(list(names.items()), LINE) if len(names) > 1 else ([], LINE)
    base = top + LINE + _TALL
    marks = list(key)
    has_room = _fit(map(str, totals.values()), len(bars))
    for (label, parts), (x, width) in zip(bars.items(), _places(len(bars)), strict=True):
        for (name, kind), part, above in zip(names.items(), parts, accumulate(parts), strict=True):
            if part:
                told = f"{label}: {part}" if len(names) == 1 else f"{label}, {name}: {part}"
                marks.append(box(x, base - above / most * _TALL, width, part / most * _TALL, kind, told))
        if has_room:
            marks.append(_on_top(str(totals[label]), x + width / 2, base - sum(parts) / most * _TALL))
    return _with_axis(title, marks, list(bars), base, note)


def shares(title: str, bars: Mapping[str, tuple[int, int]], what: str) -> Panel:
    """A bar for each label as tall as a part is of its whole."""
    if not any(part for part, _ in bars.values()):
        return Panel(title, 0, ())
    base = LINE + LINE + _TALL
    marks = [mark for share in (0.5, 1) for mark in _level(base - share * _TALL, f"{share:.0%}")]
    has_room = _fit(["100%"], len(bars))
    for (label, (part, whole)), (x, width) in zip(bars.items(), _places(len(bars)), strict=True):
        share = part / whole if whole else 0
        told = f"{label}: {part} of {whole} {what}"
        marks.append(box(x, base - share * _TALL, width, share * _TALL, "c0", told))
        if whole and has_room:
            marks.append(_on_top(f"{share:.0%}", x + width / 2, base - share * _TALL))
    return _with_axis(title, marks, list(bars), base)


def ranked(title: str, bars: Sequence[tuple[str, int, int | None]], part_called: str = "") -> Panel:
    """A row for each label with a bar as long as its count; `part_called` says what the darker part of it is."""
    names = [lines_of(label, _LABELS) for label, _, _ in bars]
    left = _EDGE + max((width_of(line) for lines in names for line in lines), default=0) + 8
    ends = [_ending(count, part) for _, count, part in bars]
    room = WIDTH - _EDGE - left - max((width_of(end) for end in ends), default=0) - 8
    most = _longest([count for _, count, _ in bars])
    marks, y = _key([(part_called, "c0"), ("all entries", "back")], LINE) if part_called else ([], LINE)
    y += LINE / 2
    for lines, end, (label, count, part) in zip(names, ends, bars, strict=True):
        length = count / most * room if count <= most else 0
        marks += [words(line, left - 8, y + LINE * (at + 0.75), anchor="end") for at, line in enumerate(lines)]
        marks.append(box(left, y, length, LINE - 2, "c0" if part is None else "back", f"{label}: {count}"))
        if part:
            marks.append(box(left, y, part / most * room, LINE - 2, "c0", f"{label}: {part} of {count} {part_called}"))
        marks.append(words(end, left + length + 6, y + LINE * 0.75, "quiet"))
        y += LINE * len(lines) + 4
    return Panel(title, y + LINE / 2, marks)


def _longest(counts: Sequence[int]) -> int:
    """The count of the longest bar; of a last one, which is what many others are together, only the number is told."""
    most = max(counts[:-1], default=0)
    return most if len(counts) > 1 and counts[-1] > _MANY_TIMES * most > 0 else max(counts, default=0) or 1


def heat(title: str, downs: Sequence[str], acrosses: Sequence[str], counts: Mapping[tuple[str, str], int]) -> Panel:
    """A cell for each pair of labels, the darker the larger its count, which stands in it."""
    names = [lines_of(label, _LABELS) for label in downs]
    left = _EDGE + max((width_of(line) for lines in names for line in lines), default=0) + 8
    cell = min((WIDTH - _EDGE - left) / max(len(acrosses), 1), _WIDEST_CELL)
    if not counts:
        return Panel(title, 0, ())
    most = max(counts.values())
    marks, y = _heads(acrosses, left, cell)
    for label, lines in zip(downs, names, strict=True):
        tall = max(_CELL, LINE * len(lines) + 6)
        first = y + tall / 2 - LINE * len(lines) / 2
        marks += [words(line, left - 8, first + LINE * (at + 0.75), anchor="end") for at, line in enumerate(lines)]
        for at, across in enumerate(acrosses):
            if count := counts.get((label, across), 0):
                share = _FAINTEST + (1 - _FAINTEST) * count / most
                x = left + cell * at
                marks.append(box(x + 1, y + 1, cell - 2, tall - 2, "heat", f"{label}, {across}: {count}", share))
                if width_of(str(count)) <= cell - 2:
                    kind = "full" if share > _FULL else "middle" if share > _MIDDLE else "faint"
                    marks.append(words(str(count), x + cell / 2, y + tall / 2 + 4, kind, "middle"))
        y += tall
    return Panel(title, y + LINE / 2, marks)


def _heads(labels: Sequence[str], left: float, cell: float) -> tuple[list[str], float]:
    """The labels over the columns of a heat map, and where they end: upright where they have no room side by side."""
    if all(label.isdecimal() for label in labels) or max(map(width_of, labels)) <= cell - 4:
        shown = _every(labels, _step(labels, cell))
        return [words(label, left + cell * (at + 0.5), LINE, "quiet", "middle") for at, label in shown], LINE + 6
    y = max(map(width_of, labels)) + 6
    return [
        words(label, left + cell * (at + 0.5) + 4, y, "quiet", turned=True) for at, label in enumerate(labels)
    ], y + 6


def _places(count: int) -> Iterator[tuple[float, float]]:
    """Where each of so many bars begins and how wide it is, in the width that there is."""
    step = _spacing(count)
    return ((_EDGE + step * (at + (1 - _BAR) / 2), step * _BAR) for at in range(count))


def _spacing(count: int) -> float:
    """From one bar to the next."""
    return min(_INNER / max(count, 1), _WIDEST_BAR / _BAR)


def _fit(texts: Iterable[str], count: int) -> bool:
    """Whether texts have room side by side over so many bars."""
    return max(map(width_of, texts), default=0) <= _spacing(count)


def _on_top(text: str, middle: float, y: float) -> str:
    return words(text, middle, y - 4, "quiet", "middle")


def _level(y: float, label: str) -> list[str]:
    return [rule(_EDGE, y, WIDTH - _EDGE, y), words(label, WIDTH - _EDGE, y - 3, "quiet", "end")]


def _with_axis(title: str, marks: list[str], labels: Sequence[str], base: float, note: str = "") -> Panel:
    """A panel of upright bars with their labels below: all, or every second, fifth … where they have no room."""
    step = _spacing(len(labels))
    marks = [*marks, rule(_EDGE, base, WIDTH - _EDGE, base)]
    shown = list(_every(labels, _step(labels, step)))
    broken = {at: lines_of(label, max(step - 4, width_of("2000"))) for at, label in shown}
    for at, lines in broken.items():
        x = _EDGE + step * (at + 0.5)
        marks += [words(line, x, base + LINE * (row + 1), "quiet", "middle") for row, line in enumerate(lines)]
    y = base + LINE * (max(map(len, broken.values()), default=1) + 0.75)
    for line in lines_of(note, _INNER) if note else ():
        y += LINE
        marks.append(words(line, _EDGE, y, "quiet"))
    return Panel(title, y + LINE / 2, marks)


def _step(labels: Sequence[str], width: float) -> int:
    """How many labels stand for one that is shown: years have no room beside one another where bars are narrow."""
    longest = max((width_of(label) for label in labels if label.isdecimal()), default=0) + 6
    return next((step for step in (1, 2, 5, 10, 20) if step * width >= longest), 50)


def _every(labels: Sequence[str], step: int) -> Sequence[tuple[int, str]]:
    """The labels that are shown, each with its place: of years those that the step divides, so that they are round."""
    if step == 1:
        return list(enumerate(labels))
    return [(at, label) for at, label in enumerate(labels) if label.isdecimal() and int(label) % step == 0]


def _key(names: Sequence[tuple[str, str]], y: float) -> tuple[list[str], float]:
    """The names of colours in lines, and where they end."""
    marks: list[str] = []
    x = float(_EDGE)
    for name, kind in names:
        width = 18 + width_of(name) + 18
        if x > _EDGE and x + width > WIDTH - _EDGE:
            x, y = float(_EDGE), y + LINE
        marks += [box(x, y - SIZE + 2, SIZE, SIZE, kind), words(name, x + 18, y)]
        x += width
    return marks, y + LINE / 2


def _ending(count: int, part: int | None) -> str:
    return f"{count}" if part is None else f"{count}, {part / max(count, 1):.0%}"
