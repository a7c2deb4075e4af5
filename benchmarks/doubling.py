"""How a cost grows with the size of a text: each is measured at a size, at twice and at four times as much.

usage: python benchmarks/doubling.py [CASE ...]

The size is raised until a run takes a tenth of a second. Prints the seconds and the exponent of growth between the
first and the last: 1 for a cost in proportion to the size, 1.1 for n log n at these sizes, 2 for one with its square.
Exit status 1 if an exponent is over the bar; a noisy machine is given three tries.
"""

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from prunecat import Catalogue
from prunecat.changes.pairing import pair
from prunecat.checks.checking import check, read_files
from prunecat.checks.finding import Finding
from prunecat.entry import Entry
from prunecat.errors import PrunecatError
from prunecat.formats.registry import FORMATS, writer
from prunecat.loading.compile import Compiled, compile_catalogue
from prunecat.result import Result
from prunecat.snapshot.build import build
from prunecat.sources.files import File
from prunecat.sources.reading import Reading
from prunecat.sources.registry import read

BAR = 1.3
SHORTEST = 0.1
"""Seconds below which the machine's noise outweighs what is measured."""
LARGEST = 2_000_000
"""Where the size stops to be raised: characters, pieces or entries."""
TRIES = 3
PAPER = "https://arxiv.org/abs/"

ENDINGS = {"yaml": "yaml", "json": "json", "jsonl": "jsonl", "csv": "csv", "tsv": "tsv", "bibtex": "bib"}
HOSTILE = {
    "brackets": "[",
    "images": "![",
    "open links": "[a](",
    "marks": "*a_",
    "tables": "<table>",
    "cells": "<tr><td rowspan=1000>a</td>",
    "lists": "<ul><li>a",
    "comments": "<!--",
    "quotes": "> ",
    "pipes": "|",
    "names": "- Song Han, ",
    "years": "2019 ",
    "folds": "<details><summary>",
    "references": "[a]: http://b\n",
    "colons": "a: ",
    "braces": "{",
    "at signs": "@misc{a, title = {",
    "fields": "@misc{a, title = {T}, ",
    "backslashes": "\\frac{",
    "blanks": " ",
    "lines": "\n",
    "letters": "a",
}


def entries(count: int) -> tuple[Entry, ...]:
    """Entries whose titles share words, as those of one field do."""
    bundled = Catalogue.bundled().list()
    return tuple(
        bundled[n % len(bundled)]._replace(
            id=f"work-{n}",
            title=f"{bundled[n % len(bundled)].title} {n}",
            url=f"{PAPER}{1000 + n // 9000}.{n:05}",
            doi=None,
        )
        for n in range(count)
    )


def written(name: str, count: int) -> str:
    return "".join(writer(name)([Result(entry) for entry in entries(count)], ()))


def listed(count: int) -> str:
    return "# Papers\n\n" + "".join(f"- [{e.title}]({e.url}), {e.venue} {e.year}\n" for e in entries(count))


def tabled(count: int) -> str:
    rows = "".join(f"| {e.venue} | [{e.title}]({e.url}) | `S` | - |\n" for e in entries(count))
    return "# 2023\n\n| Venue | Title | Type | Code |\n|--|--|--|--|\n" + rows


def compiled(count: int) -> Compiled:
    return Compiled(entries=entries(count), venues=(), types=(), vocabulary=())


def cases() -> Iterator[tuple[str, Callable[[int], Any], Callable[[Any], object]]]:
    """Each cost with its name, what makes a thing of a size, and what is measured over it."""
    for name, ending in ENDINGS.items():
        yield f"read {name}", partial(written, name), partial(_read, ending)
    yield "read md, items", listed, partial(_read, "md")
    yield "read md, tables", tabled, partial(_read, "md")
    for name, piece in HOSTILE.items():
        for ending in ("md", "bib", "yaml", "csv"):
            yield f"read {ending} of {name}", partial(_repeated, piece), partial(_read, ending)
    for name in FORMATS:
        yield f"write {name}", _results, partial(_write, name)
        yield f"write a long title as {name}", _long_title, partial(_write, name)
    yield "compile", lambda n: [Reading(file="a", entries=entries(n))], compile_catalogue
    yield "build", compiled, build
    yield "pair", lambda n: (entries(n), entries(n)[::-1]), lambda two: pair(two[0], two[1], (), ())
    yield "check", lambda n: File("a.yaml", written("yaml", n).encode()), _check
    bundled = Catalogue.bundled()
    yield "a query of many words", partial(_repeated, "pruning lotery xyzzy "), partial(_ask, bundled.search)
    yield "a query of one long word", partial(_repeated, "pruning"), partial(_ask, bundled.search)
    yield "a query of many filters", partial(_repeated, "venue:CVPR,ICLR "), partial(_ask, bundled.search)
    yield "a reference", partial(_repeated, "lottery "), partial(_ask, bundled.show)


def _repeated(piece: str, characters: int) -> str:
    return piece * (characters // len(piece) + 1)


def _results(count: int) -> list[Result]:
    return [Result(entry) for entry in entries(count)]


def _long_title(count: int) -> list[Result]:
    return [Result(entries(1)[0]._replace(title="{a_ &<" * count))]


def _write(name: str, results: list[Result]) -> None:
    for _ in writer(name)(results, ()):
        pass


def _check(file: File) -> list[Finding]:
    return list(check(read_files([file], (), 2026)[0]))


def _read(ending: str, text: str) -> None:
    _ask(partial(read, file=f"a.{ending}"), text)


def _ask(ask: Callable[[str], object], text: str) -> None:
    """Ask it, whatever it refuses."""
    with suppress(PrunecatError):
        ask(text)


def seconds(make: Callable[[int], Any], act: Callable[[Any], object], size: int) -> float:
    """The shorter of two runs over a thing of that size."""
    thing = make(size)
    times = []
    for _ in range(2):
        start = time.perf_counter()
        act(thing)
        times.append(time.perf_counter() - start)
    return min(times)


def growth(make: Callable[[int], Any], act: Callable[[Any], object]) -> tuple[int, list[float]]:
    """The first size, and the seconds at it, at twice and at four times as much."""
    size = 64
    while (first := seconds(make, act, size)) < SHORTEST and size < LARGEST:
        size *= 2
    return size, [first, seconds(make, act, 2 * size), seconds(make, act, 4 * size)]


def exponent(times: list[float]) -> float:
    """The exponent of growth over two doublings; 0 where even the largest is too quick to measure."""
    return math.log2(times[-1] / times[0]) / 2 if times[-1] > SHORTEST else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("cases", nargs="*", metavar="CASE", help="words that the names of cases begin with")
    asked = parser.parse_args()
    failed = 0
    for name, make, act in cases():
        if asked.cases and not name.startswith(tuple(asked.cases)):
            continue
        for _ in range(TRIES):
            size, times = growth(make, act)
            if exponent(times) <= BAR:
                break
        failed += exponent(times) > BAR
        shown = "  ".join(f"{1000 * one:8.1f}" for one in times)
        print(f"{exponent(times):5.2f}  {name:44} {size:>9} {shown} ms{'  OVER' * (exponent(times) > BAR)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
