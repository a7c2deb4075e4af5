"""Search quality: labelled queries and machine-made slips, answered by prunecat and by plainer ways beside it.

usage: python benchmarks/search_quality.py [--markdown] [--misses]

Prints MRR@10 and nDCG@10 by set and category, and the share of unanswerable queries that got at most three rows
(score.py says how these are made). The baselines see the same titles: FTS5 with Porter stems (all words, else any),
FTS5's trigram tokenizer, and RapidFuzz's WRatio.
"""

import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process, utils
from score import read_queries, score
from slips import slips

from prunecat import Catalogue, Entry
from prunecat.words import words_of

HERE = Path(__file__).parent
Searcher = Callable[[str], Sequence[int]]
Scores = dict[str, Any]
Queries = list[tuple[str, str, dict[int, int]]]


def by_prunecat(catalogue: Catalogue, numbers: dict[str, int]) -> Searcher:
    return lambda query: [numbers[result.entry.id] for result in catalogue.search(query)]


def by_fts5(entries: Sequence[Entry], numbers: dict[str, int], tokenize: str) -> Searcher:
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE title USING fts5 (text, tokenize = '{tokenize}')")
    database.executemany(
        "INSERT INTO title (rowid, text) VALUES (?, ?)",
        [(numbers[entry.id], entry.title) for entry in entries],
    )
    trigram = tokenize == "trigram"

    def search(query: str) -> list[int]:
        words = words_of(query)
        if trigram:
            text = " ".join(words)
            words = list(dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2)))
        for joined in (" ", " OR ")[trigram:]:
            match = joined.join(f'"{word}"' for word in words) or '""'
            rows = database.execute("SELECT rowid FROM title WHERE title MATCH ? ORDER BY rank LIMIT 10", (match,))
            if found := [number for (number,) in rows]:
                return found
        return []

    return search


def by_rapidfuzz(entries: Sequence[Entry], numbers: dict[str, int]) -> Searcher:
    titles = {numbers[entry.id]: entry.title for entry in entries}

    def search(query: str) -> list[int]:
        found = process.extract(
            query, titles, scorer=fuzz.WRatio, processor=utils.default_process, limit=10, score_cutoff=60
        )
        return [number for _, _, number in found]

    return search


def sets(catalogue: Catalogue, numbers: dict[str, int]) -> dict[str, Queries]:
    """The query sets by name; the labelled ones name entries by their line in the list."""
    made = [(query, kind, {numbers[name]: 2 for name in wanted}) for query, kind, wanted in slips(catalogue.list())]
    return {
        "dev": read_queries(HERE / "queries" / "dev.tsv"),
        "own": read_queries(HERE / "queries" / "own.tsv"),
        "reader": read_queries(HERE / "queries" / "reader.tsv"),
        "blind": read_queries(HERE / "queries" / "blind.tsv"),
        "slips": made,
    }


def lines() -> dict[str, int]:
    """The line of the seed list that each entry comes from, by id."""
    text = (HERE / "queries" / "lines.tsv").read_text(encoding="utf-8")
    return {name: int(line) for line, _, name in (row.partition("\t") for row in text.splitlines()[1:])}


def main() -> int:
    catalogue, numbers = Catalogue.bundled(), lines()
    entries = catalogue.list()
    searchers: dict[str, Searcher] = {
        "prunecat": by_prunecat(catalogue, numbers),
        "FTS5 trigram": by_fts5(entries, numbers, "trigram"),
        "FTS5 stems": by_fts5(entries, numbers, "porter"),
        "RapidFuzz WRatio": by_rapidfuzz(entries, numbers),
    }
    markdown = "--markdown" in sys.argv
    heads = ["set", "category", "queries", *searchers]
    print("| " + " | ".join(heads) + " |\n|" + " --- |" * len(heads) if markdown else "")
    for name, queries in sets(catalogue, numbers).items():
        scores = {}
        for searcher, search in searchers.items():
            scores[searcher] = score(queries, {query: list(search(query)) for query, _, _ in queries})
        if "--misses" in sys.argv:
            for row in scores["prunecat"]["queries"]:
                if row.get("MRR@10", 1) < 1:
                    print(f"    {row['category']:10} RR={row['MRR@10']:.2f} nDCG={row['nDCG@10']:.2f}  {row['query']}")
        for category in ["overall", *scores["prunecat"]["categories"], "none"]:
            cells = [_cell(scores[searcher], category) for searcher in searchers]
            if cells[0]:
                count = _part(scores["prunecat"], category)["n"]
                row = [name, category, str(count), *cells]
                widths = (6, 10, 8, *(18 for _ in searchers))
                plain = " ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
                print("| " + " | ".join(row) + " |" if markdown else plain)
    return 0


def _part(scores: Scores, category: str) -> Scores:
    found: Scores = (
        scores.get("none", {}) if category == "none" else scores.get(category) or scores["categories"][category]
    )
    return found


def _cell(scores: Scores, category: str) -> str:
    part = _part(scores, category)
    if category == "none":
        return f"{part['<=3']:.0%} quiet" if part else ""
    return f"{part['MRR@10']:.3f} / {part['nDCG@10']:.3f}"


if __name__ == "__main__":
    sys.exit(main())
