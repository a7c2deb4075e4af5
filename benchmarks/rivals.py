"""What one would take instead of prunecat, asked the same of the same entries, as whole processes.

usage: python benchmarks/rivals.py [--sizes N,N,...] [--runs N] [--json FILE]

Of made catalogues (see scale.py) each tool is asked what it can answer: a rare word, a word that a third of the titles
have, a venue in a year, how many there are of each year. Prints CPU milliseconds, of user and system, the least of the
runs; below them what no tool can be quicker than: Python's start, that of a Typer app, and reading the file. What is
not installed is left out, and that is told. `pip install duckdb tantivy sqlite-utils papis` and `apt install ripgrep
jq` bring them; PAPIS may name a papis of another environment.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from scale import SIZES, entries

ASKED = ("rare word", "common word", "venue and year", "counts by year")
PAPIS = os.environ.get("PAPIS") or shutil.which("papis")
Command = Sequence[str]


class Rival(NamedTuple):
    """A tool: what prepares a folder with `catalogue.jsonl` for it, and what asks it."""

    is_there: bool
    ask: Mapping[str, Command]
    prepare: Sequence[Command] = ()
    most: int = SIZES[-1]
    """The largest catalogue that it is given."""


def python(program: str, *arguments: str) -> Command:
    return [sys.executable, "-c", program, *arguments]


def prunecat(*arguments: str) -> Command:
    return [sys.executable, "-m", "prunecat", "-C", "catalogue.jsonl", *arguments]


def utils(*arguments: str) -> Command:
    return [sys.executable, "-m", "sqlite_utils", *arguments]


DUCK = "import duckdb, sys; c = duckdb.connect('duck.db', read_only=True); print(c.sql(sys.argv[1]).fetchall())"
DUCK_MADE = "import duckdb; duckdb.connect('duck.db').sql(\"CREATE TABLE e AS SELECT * FROM 'catalogue.jsonl'\")"
TANTIVY_MADE = """
import json, tantivy, os
made = tantivy.SchemaBuilder()
made.add_text_field("title", stored=True, tokenizer_name="en_stem")
made.add_text_field("venue", stored=True, tokenizer_name="raw")
made.add_integer_field("year", stored=True, indexed=True)
os.makedirs("tantivy", exist_ok=True)
index = tantivy.Index(made.build(), path="tantivy")
writer = index.writer(64_000_000, 1)
for line in open("catalogue.jsonl", encoding="utf-8"):
    entry = json.loads(line)
    writer.add_document(tantivy.Document(title=entry["title"], venue=entry["venue"], year=entry["year"]))
writer.commit()
writer.wait_merging_threads()
"""
TANTIVY = """
import sys, tantivy
index = tantivy.Index.open("tantivy")
found = index.searcher()
hits = found.search(index.parse_query(sys.argv[1], ["title"]), 20).hits
print(*(found.doc(at)["title"] for _, at in hits), sep="\\n")
"""
PAPIS_MADE = """
import json, os
os.makedirs("papis")
with open("papis/config", "w") as file:
    file.write(f"[settings]\\ndefault-library = made\\n[made]\\ndir = {os.getcwd()}/library\\n")
for line in open("catalogue.jsonl", encoding="utf-8"):
    entry = json.loads(line)
    os.makedirs(f"library/{entry['id']}")
    fields = {"title": entry["title"], "year": entry["year"], "journal": entry["venue"], "ref": entry["id"]}
    with open(f"library/{entry['id']}/info.yaml", "w", encoding="utf-8") as file:
        file.writelines(f"{name}: {json.dumps(value)}\\n" for name, value in fields.items())
"""
TYPER = """
import typer
app = typer.Typer()
@app.command()
def one(): pass
@app.command()
def two(): pass
app(["one"])
"""
BY_YEAR = "SELECT year, count(*) FROM e GROUP BY year ORDER BY year DESC"
AT = "venue = 'CVPR' AND year = 2023 LIMIT 20"
RIVALS = {
    "prunecat": Rival(
        True,
        dict(
            zip(
                ASKED,
                (
                    prunecat("search", "lottery", "--limit", "20"),
                    prunecat("search", "pruning", "--limit", "20"),
                    prunecat("list", "--venue", "CVPR", "--year", "2023", "--limit", "20"),
                    prunecat("stats", "--by", "year"),
                ),
                strict=True,
            )
        ),
        [prunecat("list", "--count")],
    ),
    "ripgrep": Rival(
        shutil.which("rg") is not None,
        {
            "rare word": ["rg", "-i", "-m", "20", "lottery", "catalogue.jsonl"],
            "common word": ["rg", "-i", "-m", "20", "pruning", "catalogue.jsonl"],
            "venue and year": ["rg", "-m", "20", '"venue": "CVPR", "year": 2023,', "catalogue.jsonl"],
        },
    ),
    "jq": Rival(
        shutil.which("jq") is not None,
        {
            "rare word": ["jq", "-c", 'select(.title | test("lottery"; "i"))', "catalogue.jsonl"],
            "common word": ["jq", "-c", 'select(.title | test("pruning"; "i"))', "catalogue.jsonl"],
            "venue and year": ["jq", "-c", 'select(.venue == "CVPR" and .year == 2023)', "catalogue.jsonl"],
            "counts by year": ["jq", "-n", "reduce inputs as $e ({}; .[$e.year | tostring] += 1)", "catalogue.jsonl"],
        },
    ),
    "sqlite-utils": Rival(
        find_spec("sqlite_utils") is not None,
        {
            "rare word": utils("search", "utils.db", "e", "lottery", "--limit", "20"),
            "common word": utils("search", "utils.db", "e", "pruning", "--limit", "20"),
            "venue and year": utils("query", "utils.db", f"SELECT * FROM e WHERE {AT}"),
            "counts by year": utils("query", "utils.db", BY_YEAR),
        },
        [
            utils("insert", "utils.db", "e", "catalogue.jsonl", "--nl", "--alter"),
            utils("enable-fts", "utils.db", "e", "title", "--tokenize", "porter"),
            utils("create-index", "utils.db", "e", "venue", "year"),
            utils("create-index", "utils.db", "e", "year"),
        ],
    ),
    "DuckDB": Rival(
        find_spec("duckdb") is not None,
        {
            "rare word": python(DUCK, "SELECT * FROM e WHERE title ILIKE '%lottery%' LIMIT 20"),
            "common word": python(DUCK, "SELECT * FROM e WHERE title ILIKE '%pruning%' LIMIT 20"),
            "venue and year": python(DUCK, f"SELECT * FROM e WHERE {AT}"),
            "counts by year": python(DUCK, BY_YEAR),
        },
        [python(DUCK_MADE)],
    ),
    "tantivy": Rival(
        find_spec("tantivy") is not None,
        {
            "rare word": python(TANTIVY, "lottery"),
            "common word": python(TANTIVY, "pruning"),
            "venue and year": python(TANTIVY, "venue:CVPR AND year:2023"),
        },
        [python(TANTIVY_MADE)],
    ),
    "papis": Rival(
        PAPIS is not None,
        {
            "rare word": [PAPIS or "", "list", "lottery"],
            "common word": [PAPIS or "", "list", "pruning"],
            "venue and year": [PAPIS or "", "list", "journal:CVPR year:2023"],
        },
        [python(PAPIS_MADE), [PAPIS or "", "list", "lottery"]],
        most=1_000,
    ),
}
FLOORS = {
    "Python starts": python("pass"),
    "a Typer app starts": python(TYPER),
    "the file is read": ["cat", "catalogue.jsonl"],
}


def run(command: Command, folder: Path) -> float:
    """The CPU seconds that a command takes in the folder. Ends the program where it fails."""
    own = {"PRUNECAT_CACHE_DIR": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | own
    with (folder / "said").open("w+b") as said:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode > (command[0] == "rg"):  # which says by 1 that it found nothing
            said.seek(0)
            sys.exit(f"{' '.join(command)[:200]}: {said.read().decode()}")
    return usage.ru_utime + usage.ru_stime


def least(command: Command, folder: Path, runs: int) -> float:
    """The milliseconds of the quickest run."""
    return round(1000 * min(run(command, folder) for _ in range(runs)), 1)


def measured(folder: Path, size: int, runs: int, say: Callable[[str], None]) -> dict[str, dict[str, float]]:
    """The milliseconds of each tool for each question, and of the floors."""
    took: dict[str, dict[str, float]] = {}
    for name, rival in RIVALS.items():
        if not rival.is_there or size > rival.most:
            say(f"  {name}: {'not installed' if not rival.is_there else 'not asked of so many'}")
            continue
        made = sum(run(command, folder) for command in rival.prepare)
        say(f"  {name}: {made:.1f} s to prepare")
        took[name] = {asked: least(command, folder, runs) for asked, command in rival.ask.items()}
    for name, command in FLOORS.items():
        took[name] = {"": least(command, folder, runs)}
    return took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--json", help="Also write what was measured into this file, such as docs/pictures/rivals.json."
    )
    asked = parser.parse_args()
    everything = {}
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with (folder / "catalogue.jsonl").open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(entry) + "\n" for entry in entries(size))
            print(f"{size:,} entries", flush=True)
            took = measured(folder, size, asked.runs, lambda text: print(text, flush=True))
        for tool, by_question in took.items():
            cells = "".join(f"{asked} {milliseconds:.0f} ms   " for asked, milliseconds in by_question.items())
            print(f"  {tool:20} {cells}", flush=True)
        everything[size] = took
    if asked.json:
        Path(asked.json).write_text(json.dumps(everything, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
