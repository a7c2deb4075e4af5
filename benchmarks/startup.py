"""How long prunecat takes from the shell, as ratios to the smallest Typer apps, all in one run.

usage: python benchmarks/startup.py [RUNS]

Each command and its floor run in turn as whole processes (A B A B …), so that a machine that speeds up or slows
down does so for both; the ratio is that of the medians. Run it where prunecat is installed, with nothing else
at work. Exit status 1 when a ratio is above its bar.
"""

import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

SMALLEST = """
import typer
app = typer.Typer()
@app.command()
def one(name: str = "x"): print(name)
@app.command()
def two(): pass
app()
"""
EIGHT_ROWS = """
import typer
app = typer.Typer()
@app.command()
def one():
    from rich.console import Console
    from rich.table import Table
    table = Table("Year", "Venue", "Title")
    for row in range(8): table.add_row("2023", "CVPR", f"A title of usual length, number {row}")
    Console().print(table)
app()
"""
COMPLETE = {"COMP_WORDS": "prunecat list --venue C", "COMP_CWORD": "3", "_PRUNECAT_COMPLETE": "complete_bash"}
BARS = [
    # what, arguments, environment, floor, its arguments, bar
    ("list --json", ["list", "--json"], {}, "smallest", ["one"], 1.25),
    ("search lottery, as a table", ["search", "lottery"], {}, "rich", [], 1.05),
    ("search with a typo", ["search", "lotery", "tickt"], {}, "rich", [], 1.25),
    ("TAB that completes a venue", [], COMPLETE, "smallest", ["one"], 1.20),
    ("--help", ["--help"], {}, "smallest", ["--help"], 1.00),
]


def seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 31
    program = str(Path(sysconfig.get_path("scripts")) / "prunecat")
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        floors = {"smallest": Path(folder, "smallest.py"), "rich": Path(folder, "rich_table.py")}
        floors["smallest"].write_text(SMALLEST)
        floors["rich"].write_text(EIGHT_ROWS)
        environment = {**os.environ, "PRUNECAT_CACHE_DIR": folder}
        # Installed programs have their bytecode; a checkout must be let write its own.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        print(f"{'command':32}{'median ms':>10}{'floor ms':>10}{'ratio':>8}{'bar':>7}")
        for what, arguments, extra, floor, floor_arguments, bar in BARS:
            command = ([program, *arguments], {**environment, **extra})
            base = ([sys.executable, str(floors[floor]), *floor_arguments], environment)
            for warm in (command, base, command, base):
                seconds(*warm)
            times = [(seconds(*command), seconds(*base)) for _ in range(runs)]
            mine, its = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
            missed += mine / its > bar
            print(f"{what:32}{mine:10.1f}{its:10.1f}{mine / its:8.2f}{bar:7.2f}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
