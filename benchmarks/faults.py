"""What becomes of the cache when a compile is killed, the disk is full, or many runs begin at once.

usage: python benchmarks/faults.py [--kills N] [--starts N] [--entries N]

Kills runs that compile a made catalogue in two processes at N instants, spread evenly over all calls of functions
that they make; after each the next run must give the whole answer and leave nothing but its snapshot. Then limits the
size of files, and begins many runs at once on a larger catalogue. Prints what went wrong; exits with 1 if anything did.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from scale import entries, resident

_NEVER = 10**9
"""More calls than a run makes."""
RUN = """
import os, signal, sys
from prunecat.snapshot import build
from prunecat.sources import files
files.LARGE = build._MUCH = 0
from prunecat.catalogue import Catalogue

calls, last = 0, int(sys.argv[2])

def called(_frame, event, _argument):
    global calls
    calls += event in ("call", "c_call")
    if calls == last:
        os.kill(os.getpid(), signal.SIGKILL)

if last:
    sys.setprofile(called)
found = Catalogue.open(sys.argv[1])
sys.setprofile(None)
print(calls, len(found), found.show("work-7").title)
"""
"""A run that compiles in two processes and is killed at a call of a function, by its number; 0 counts none."""


def compiled(source: Path, cache: Path, kill: int = 0, most: int | None = None) -> subprocess.CompletedProcess[str]:
    """A run that is killed at a call, or may not write files of more than so many bytes."""

    def limit() -> None:
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    environment = {**os.environ, "PRUNECAT_CACHE_DIR": str(cache), "XDG_STATE_HOME": str(source.parent / "state")}
    command = [sys.executable, "-c", RUN, str(source), str(kill)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, preexec_fn=limit)


def answered(done: subprocess.CompletedProcess[str]) -> str:
    """What a run answered, without the number of its calls; how it ended, where it gave no answer."""
    return done.stdout.partition(" ")[2] if done.returncode == 0 else f"{done.returncode}: {done.stderr[-300:]}"


def left_in(cache: Path) -> list[str]:
    """What lies in the cache beside one snapshot."""
    names = sorted(path.name for path in cache.iterdir()) if cache.exists() else []
    kept = [name for name in names if name.endswith(".sqlite")]
    return [name for name in names if name not in kept[:1] and not name.endswith(".receipt")]


def made(folder: Path, count: int) -> Path:
    """A made catalogue of so many entries."""
    path = folder / f"{count}.jsonl"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries(count)), encoding="utf-8")
    return path


def killed(folder: Path, kills: int) -> Iterator[str]:
    """What goes wrong where a run is killed at so many instants."""
    source, cache = made(folder, 300), folder / "killed"
    whole = compiled(source, folder / "whole", _NEVER)
    calls, expected = int(whole.stdout.split()[0]), answered(whole)
    for at in range(kills):
        instant = 1 + calls * at // kills
        if (status := compiled(source, cache, instant).returncode) not in (-signal.SIGKILL, 0):
            yield f"killed at {instant}: it ended with {status}"
        if (answer := answered(compiled(source, cache))) != expected:
            yield f"killed at {instant}: the next run answered {answer}"
        if left := left_in(cache):
            yield f"killed at {instant}: {left} is left"
        for path in cache.iterdir():
            path.unlink()


def full(folder: Path, sizes: Sequence[int] = (0, 1_000, 10_000, 100_000, 400_000)) -> Iterator[str]:
    """What goes wrong where files can't grow beyond some sizes in bytes."""
    source = made(folder, 300)
    expected = answered(compiled(source, folder / "whole"))
    for most in sizes:
        cache = folder / f"full {most}"
        if (answer := answered(compiled(source, cache, most=most))) != expected:
            yield f"no file above {most} bytes: {answer}"
        if left := left_in(cache):
            yield f"no file above {most} bytes: {left} is left"


def begun_at_once(folder: Path, starts: int, count: int) -> Iterator[str]:
    """What goes wrong where many runs begin at once; prints how long they take and their memory."""
    source, cache = made(folder, count), folder / "at once"
    environment = {**os.environ, "PRUNECAT_CACHE_DIR": str(cache), "XDG_STATE_HOME": str(folder / "state")}
    command = [sys.executable, "-m", "prunecat", "-C", str(source), "list", "--count"]
    begin = time.perf_counter()
    runs = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(starts)]
    peaks: list[float] = [0.0]
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(0.2):
            peaks.append(sum(resident(run.pid) for run in runs))

    watcher = threading.Thread(target=watch)
    watcher.start()
    answers = {(run.communicate()[0], run.returncode) for run in runs}
    is_over.set()
    watcher.join()
    print(f"{starts} runs on {count:,} entries: {time.perf_counter() - begin:.1f} s, {max(peaks):.0f} MB together")
    if len(answers) != 1 or {code for _, code in answers} != {0}:
        yield f"answers differ: {answers}"
    if left := left_in(cache):
        yield f"{left} is left"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--starts", type=int, default=50)
    parser.add_argument("--entries", type=int, default=100_000)
    asked = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for found in (killed(folder, asked.kills), full(folder), begun_at_once(folder, asked.starts, asked.entries)):
            for what in found:
                print(what)
                wrong += 1
    print(f"{wrong} faults")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
