"""How soon the picker is there and how soon it answers a key, on a terminal of 80 columns and 24 lines.

usage: python benchmarks/picker.py [--entries N] [--runs N]

Prints the milliseconds until its first list is painted, of the bundled catalogue, and those that the import of Textual
takes by itself, in turn; then for a made catalogue those from each key of QUERIES until nothing more is painted. Bars:
120 ms over the import, 50 ms a key. Nothing else should be at work.
"""

import argparse
import json
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

from scale import entries

QUERIES = ("lottery", "pruning", "deep neural network", "lotery tickt", "venue:CVPR", "xyzzy")
IMPORT = [
    sys.executable,
    "-c",
    "from textual import app, binding, containers, scroll_view, screen; from textual.widgets import Input, Static",
]
"""What the picker needs of Textual, which imports a widget when it is named."""
PICKER = [sys.executable, "-m", "prunecat"]
PAINTED = b" of "
"""What stands on the screen as soon as the entries are counted and drawn."""
_QUIET = 0.08
"""Seconds without a sign from the picker after which what it paints is taken to be whole."""
_LONGEST = 20.0


class Screen:
    """A picker on a terminal of its own."""

    def __init__(self, arguments: list[str]) -> None:
        self.started = time.perf_counter()
        master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        self._run = subprocess.Popen(arguments, stdin=slave, stdout=slave, stderr=slave, env=environment)
        os.close(slave)
        self._terminal = master

    def painted(self, sign: bytes = b"") -> float:
        """The milliseconds from the start of this question until the last sign, of a picture with `sign` in it."""
        start, last, seen = time.perf_counter(), 0.0, b""
        while time.perf_counter() - start < _LONGEST:
            wait = _QUIET if sign in seen and seen else _LONGEST
            if not select.select([self._terminal], [], [], wait)[0]:
                break
            seen += os.read(self._terminal, 1 << 16)
            last = time.perf_counter()
        return (last - start) * 1000

    def typed(self, key: str) -> float:
        """The milliseconds from a key until what it changes is painted."""
        os.write(self._terminal, key.encode())
        return self.painted()

    def close(self) -> None:
        """End the picker and its terminal."""
        self._run.terminate()
        self._run.wait()
        os.close(self._terminal)


def first_paint() -> tuple[float, float]:
    """The milliseconds until the picker is painted, and those of Textual's import."""
    screen = Screen([*PICKER, "browse"])
    painted = screen.painted(PAINTED)
    screen.close()
    start = time.perf_counter()
    subprocess.run(IMPORT, check=True)
    return painted, (time.perf_counter() - start) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    pairs = [first_paint() for _ in range(asked.runs)]
    painted, imported = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"first list {painted:.0f} ms, Textual's import {imported:.0f} ms, over it {painted - imported:.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "catalogue.jsonl")
        source.write_text("".join(json.dumps(entry) + "\n" for entry in entries(asked.entries)), encoding="utf-8")
        for query in QUERIES:
            screen = Screen([*PICKER, "-C", str(source), "browse"])
            screen.painted(PAINTED)
            times = [screen.typed(key) for key in query]
            screen.close()
            print(f"{query:24}", " ".join(f"{one:.0f}" for one in times), "ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
