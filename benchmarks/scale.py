"""How the program grows with the catalogue: whole processes over made catalogues of 157 to a million entries.

usage: python benchmarks/scale.py [--sizes N,N,...] [--runs N] [--only WORDS]

Makes a catalogue of each size as JSON Lines (words, names and venues by Zipf's law, as titles have them), compiles
it, and asks each question of QUESTIONS after a first run that is not counted. Prints the least CPU time, of user and
system, its ratio to the smallest size, and the peak memory in MB; for compiling the seconds and the entries a second.
Nothing else should be at work. benchmarks/rivals.py asks other tools the same.
"""

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SIZES = (157, 10_000, 100_000, 1_000_000)
FIELD = (
    "neural network networks pruning deep learning model efficient sparse training structured filter channel".split()
)
"""Words that a third of the titles have, as those of a field do."""
JOINING = "for of with via and in on the a".split()
VENUES = "CVPR NeurIPS ICLR ICML ICCV ECCV AAAI IJCAI ACL EMNLP TPAMI TNNLS arXiv".split()
SECTIONS = "conference journal survey other software".split()
QUESTIONS = {
    "rare word": ["search", "lottery", "--limit", "20"],
    "common word": ["search", "pruning", "--limit", "20"],
    "three common words": ["search", "deep neural network", "--limit", "20"],
    "six common words": ["search", "deep", "neural", "network", "pruning", "learning", "model", "--limit", "20"],
    "a sentence": ["search", "efficient", "pruning", "of", "neural", "network", "--limit", "20"],
    "phrase": ["search", '"neural network"', "--limit", "20"],
    "phrase with a word": ["search", '"deep neural network"', "pruning", "--limit", "20"],
    "words in titles": ["search", "title:neural", "title:network", "--limit", "20"],
    "two typos": ["search", "prunning", "netwrk", "--limit", "20"],
    "word left out": ["search", "pruning", "^network", "--limit", "20"],
    "venue alone": ["search", "cvpr", "--limit", "20"],
    "search, sorted": ["search", "pruning", "--sort", "-year", "--limit", "20"],
    "search, counted": ["search", "pruning", "--count"],
    "counted, of a type": ["search", "pruning", "--count", "--type", "S"],
    "typo": ["search", "lotery", "--limit", "20"],
    "beginning": ["search", "lott", "--limit", "20"],
    "jargon": ["search", "lth", "--limit", "20"],
    "no answer": ["search", "xyzzy qwertz", "--limit", "20"],
    "with filters": ["search", "pruning", "--venue", "CVPR", "--year", "2023", "--limit", "20"],
    "list of a venue": ["list", "--venue", "CVPR", "--year", "2023", "--limit", "20"],
    "list": ["list", "--limit", "20"],
    "sorted": ["list", "--sort", "-year", "--limit", "20"],
    "count": ["list", "--count"],
    "show": ["show", "work-100"],
    "related": ["related", "work-100", "--limit", "10"],
    "stats": ["stats", "--by", "year"],
    "summary": ["stats"],
    "stats with a filter": ["stats", "--by", "year", "--type", "S"],
    "stats of a venue": ["stats", "--by", "year", "--venue", "CVPR"],
    "summary of a venue": ["stats", "--venue", "CVPR"],
    "stats by two": ["stats", "--by", "venue,year", "-n", "5"],
    "stats by type": ["stats", "--by", "type"],
    "count of a type": ["list", "--count", "--type", "S"],
    "count of two": ["list", "--count", "--venue", "CVPR", "--type", "S"],
    "count of code": ["list", "--count", "--has", "code"],
    "sorted by title": ["list", "--sort", "title", "--limit", "20"],
    "sorted by venue": ["list", "--sort", "venue", "--limit", "20"],
    "sorted by authors": ["list", "--sort", "authors", "--limit", "20"],
    "sorted by types": ["list", "--sort", "types", "--limit", "20"],
    "count of a topic": ["list", "--count", "--topic", "channel pruning"],
    "a venue's titles": ["list", "--venue", "CVPR", "--sort", "title", "--limit", "20"],
    "an author": ["list", "--author", "Punvilca", "--limit", "20"],
    "a whole name": ["list", "--author", "Filbu Punvilca", "--limit", "20"],
    "nothing has it": ["list", "--has", "openreview", "--limit", "20"],
    "half have it": ["list", "--has", "doi", "--sort", "title", "--limit", "20"],
    "sorted by two": ["list", "--sort", "types,title", "--limit", "20"],
    "one a work": ["list", "--unique", "--limit", "20"],
    "works counted": ["list", "--unique", "--count"],
    "summary of half": ["stats", "--has", "doi"],
    "stats by venue, has": ["stats", "--by", "venue,has", "-n", "5"],
    "stats by section, year": ["stats", "--by", "section,year"],
    "stats by author": ["stats", "--by", "author", "-n", "5"],
    "some authors": ["stats", "--by", "author", "--year", "2015-", "-n", "5"],
    "stats by author, year": ["stats", "--by", "author,year", "-n", "5"],
    "eight common words": ["search", " ".join(FIELD[:3] + FIELD[4:6] + FIELD[7:10]), "--limit", "20"],
    "best first": ["search", "pruning", "--sort", "-score", "--limit", "20"],
    "two alternatives": ["search", "pruning OR sparse", "--limit", "20"],
    "alternatives counted": ["search", "(pruning OR deep) (sparse OR channel)", "--count"],
    "a type and a word": ["search", "structured pruning", "--limit", "20"],
    "works found": ["search", "pruning", "--unique", "--limit", "20"],
    "show, not clear": ["show", "deep neural network"],
    "all as JSON": ["list", "--json"],
    "all that match as JSON": ["search", "pruning", "--json"],
}


def words(chance: random.Random, count: int) -> list[str]:
    """Made words, no two the same, that can be spoken."""
    syllables = [a + b for a in "b c d f g k l m n p r s t v".split() for b in "a e i o u ar en il or un".split()]
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4))))] = None
    return [*list(found)[:500], "lottery", *list(found)[500:]]


def entries(count: int) -> Iterator[dict[str, Any]]:
    """Made entries, the same for the same count."""
    chance = random.Random(7)
    vocabulary = words(chance, max(2_000, min(300_000, count // 3)))
    heavy = list(itertools.accumulate(1 / (rank + 20) for rank in range(len(vocabulary))))
    families, given = words(chance, 20_000), words(chance, 3_000)
    rarer = list(itertools.accumulate(1 / (rank + 5) for rank in range(len(families))))
    venues = [*VENUES, *(f"{word.upper()[:6]}{at}" for at, word in enumerate(words(chance, 3_000)))]
    tail = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(venues))))
    for number in range(count):
        title = chance.choices(vocabulary, cum_weights=heavy, k=chance.randrange(2, 7))
        title += chance.choices(FIELD, k=chance.randrange(1, 4))
        chance.shuffle(title)
        title.insert(len(title) // 2, chance.choice(JOINING))
        name = f"{chance.choice(vocabulary).capitalize()}: " if chance.random() < 0.3 else ""
        people = chance.choices(families, cum_weights=rarer, k=chance.randrange(1, 7))
        entry: dict[str, Any] = {
            "id": f"work-{number}",
            "section": chance.choices(SECTIONS, [55, 35, 4, 4, 2])[0],
            "title": name + " ".join(title).title(),
            "authors": [f"{chance.choice(given).title()} {family.title()}" for family in people],
            "venue": chance.choices(venues, cum_weights=tail)[0],
            "year": 2026 - min(76, int(chance.expovariate(0.1))),
            "types": [*chance.choice(["S", "U", "SU", ""])],
        }
        if chance.random() < 0.5:
            entry["url"] = f"https://arxiv.org/abs/{1000 + number // 100_000}.{number % 100_000:05}"
        else:
            entry["doi"] = f"10.1000/{number}"
        if chance.random() < 0.1:
            entry["note"] = "oral"
        if number % 50 < 2:  # two rows of one work
            entry["also_listed_as"] = [f"work-{number ^ 1}"]
        if chance.random() < 0.2:
            link = f"https://github.com/{people[0]}/{chance.choice(vocabulary)}"
            entry["code"] = [{"framework": "PyTorch", "origin": "official", "url": link}]
        yield entry


def resident(process: int) -> float:
    """The megabytes that a process and those that it started hold in memory; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)
    return own + sum(resident(int(child)) for child in children)


def measured(arguments: list[str], folder: str) -> tuple[float, float, float]:
    """The seconds and CPU seconds of the program, and the peak memory in MB of all its processes together."""
    environment = os.environ | {"PRUNECAT_CACHE_DIR": str(Path(folder, "cache")), "COLUMNS": "100"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode, which saves 40 ms each time
    command = [sys.executable, "-m", "prunecat", "-C", str(Path(folder, "catalogue.jsonl")), *arguments]
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    peaks: list[float] = []
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(0.1):
            peaks.append(resident(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, _, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    is_over.set()
    watcher.join()
    return seconds, usage.ru_utime + usage.ru_stime, max([usage.ru_maxrss / 1024, *peaks])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    first: dict[str, float] = {}
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            with Path(folder, "catalogue.jsonl").open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(entry) + "\n" for entry in entries(size))
            seconds, _, memory = measured(["list", "--limit", "1"], folder)
            kept = sum(part.stat().st_size for part in Path(folder, "cache").iterdir()) / 1e6
            print(f"{size:,} entries: {seconds:.1f} s to compile, {size / seconds:,.0f} a second, {memory:.0f} MB, "
                  f"{kept:.0f} MB on disk", flush=True)  # fmt: skip
            for name, arguments in QUESTIONS.items():
                if asked.only in name:
                    runs = [measured(arguments, folder) for _ in range(asked.runs + 1)][1:]
                    seconds, memory = min(one for _, one, _ in runs), max(one for *_, one in runs)
                    ratio = seconds / first.setdefault(name, seconds)
                    print(f"  {name:22} {1000 * seconds:9.0f} ms {ratio:7.2f} {memory:7.0f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
