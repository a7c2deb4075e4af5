"""Whether a limit changes an answer: the first ten of 200 queries over made entries, with a limit and without.

usage: python benchmarks/agreement.py [--size N] [--queries N]

The queries are of fourteen kinds in turn: one to three words that a third of the titles have, such with a rare
word, with an author's name, with a venue and a year, words of one title, two of them as a phrase; such of which the
last word is begun, as they are typed; and six words that hardly an entry has all. Prints how many have the same first
ten in the same order, in how many the sum of their scores is the same but for one per cent, and the queries of the
others.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scale import FIELD, JOINING, VENUES, entries

from prunecat import Catalogue

FIRST = 10


def queries(chance: random.Random, entry: dict[str, Any]) -> Sequence[str]:
    """A query of each kind, about an entry or what is frequent."""
    own = [word for word in entry["title"].lower().replace(":", "").split() if word not in JOINING]
    venue, family = chance.choice(VENUES), chance.choice(entry["authors"]).split()[-1]
    one, two, three, four, five = chance.sample(sorted(set(FIELD)), 5)
    begun = chance.choice(own)[: chance.randrange(2, 5)]
    return (
        one,
        f"{one} {two}",
        f"{one} {two} {three}",
        f'"{own[0]} {own[1]}"',
        " ".join(chance.sample(own, 2)),
        " ".join(chance.sample(own, min(3, len(own)))),
        f"{chance.choice(own)} {one}",
        f"{family} {one}",
        f"{one} {venue} {entry['year']}",
        f"{own[-1]} {one} {two}",
        f"{one} {begun}",
        f"{one} {two} {three[:3]}",
        f"{chance.choice(own)} {one} {two} {begun}",
        f"{one} {two} {own[0]} {three} {four} {five}",
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "catalogue.jsonl")
        made = list(entries(asked.size))
        file.write_text("".join(json.dumps(entry) + "\n" for entry in made), encoding="utf-8")
        catalogue = Catalogue.open(file)
        chance = random.Random(11)
        same = near = 0
        for number in range(asked.queries):
            each = queries(chance, chance.choice(made))
            text = each[number % len(each)]
            first = catalogue.answer(text, limit=2 * FIRST).results[:FIRST]
            full = catalogue.answer(text).results[:FIRST]
            sums = [sum(result.score or 0.0 for result in results) for results in (first, full)]
            near += abs(sums[0] - sums[1]) <= 0.01 * sums[1]
            if [result.entry.id for result in first] == [result.entry.id for result in full]:
                same += 1
            else:
                print(f"  {text}: {sums[0]:.1f} of {sums[1]:.1f}", flush=True)
        print(f"{same} of {asked.queries} have the same first {FIRST}, {near} the same sum of scores within a per cent")
    return 0


if __name__ == "__main__":
    sys.exit(main())
