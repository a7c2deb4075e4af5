"""Random command lines and damaged files: no fault, no hang, no status of its own, no entry lost in silence.

usage: python benchmarks/fuzz.py [--lines N] [--files N] [--seed N] [--only KIND]

Runs N command lines over the bundled catalogue and files beside it, and N damaged files of each kind, on all cores.
A command line fails if it ends in a fault of the program, in a status other than 0, 1, 2 and 130, or after more than
10 s. A damaged file fails in the same way, or if a title that still stands in it is neither read nor anything told.
Prints each failure and the totals; exit status 1 where there is one. Nothing asks the net.
"""

import argparse
import io
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import patch

LONGEST = 10
"""Seconds that a run may take."""
STATUSES = {0, 1, 2, 130}
FAULT = "PRUNECAT_DEBUG=1"
"""What the program says when it meets what it did not foresee."""
KINDS = {"yaml": "yaml", "json": "json", "jsonl": "jsonl", "csv": "csv", "tsv": "tsv", "bibtex": "bib", "md": "md"}
"""What is damaged: formats that the program writes, and their endings."""
PIECES = [
    *"\x00\r\n\t\"'{}[]()|\\,;:#-@%&*`<>=é漢\u202e\ufeff٣𝔘~",
    *("\x1b[31m", "\n\n", "- ", "# ", "## ", "@article{", "title", "null", "...", "---", "0", "-1", "1e999", "9" * 20),
    *("<!--", "<table>", "](", "$$", "\\begin{"),
]
VALUES = [
    *"CVPR nips 2023 2019-2021 -2019 2021- S u S/U han pytorch official survey lottery depgraph-2023 x 10".split(),
    *"arXiv:1803.03635 10.1109/CVPR52729.2023.01544 year:2020- venu:CVPR venue: code:yes ^word json csv yaml".split(),
    *"table title,year title -year score {title}{year} { {nope} 0 1 -1 99999999999 1.5 out.json out.bib out/".split(),
    *"/dev/null sample.yaml sample.bib sample.md sample.csv sample.json empty folder missing . venue,year".split(),
    *"author - -- * ' \" 漢字 é \udcff $(x)".split(),
    *("", " ", "lotery tickt", '"a phrase"', "a" * 3000, "\x1b[31m", "; x", "a\nb"),
]
NEVER = {"--links", "--install-completion", "--show-completion", "--help"}
"""Options that ask the net, or that are the library's own."""


def samples() -> dict[str, str]:
    """A file of a dozen entries of each kind."""
    from prunecat import Catalogue
    from prunecat.formats.registry import writer
    from prunecat.result import Result

    results = [Result(entry) for entry in Catalogue.bundled().list()[::13]]
    texts = {name: "".join(writer(name)(results, ())) for name in KINDS if name != "md"}
    rows = [f"| {e.venue} | [{e.title}]({e.url}) | `{'/'.join(e.types)}` | - |" for e, *_ in results]
    texts["md"] = "# 2023\n\n| Venue | Title | Type | Code |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    return texts


def command_line(chance: random.Random) -> list[str]:
    """A command with some of its options, and values that fit and that do not."""
    from typer.main import get_command

    from prunecat.app import COMMANDS, app

    group: Any = get_command(app)
    context: Any = group.context_class(group, info_name="prunecat")
    name = chance.choice(list(COMMANDS))
    command = group.get_command(context, name)
    line = [name] if chance.random() < 0.98 else [chance.choice(VALUES)]
    for option in chance.sample(command.params, min(len(command.params), chance.randrange(5))):
        if option.param_type_name == "option" and not NEVER.intersection(option.opts):
            flag = chance.choice([*option.opts, *option.secondary_opts])
            line += [flag] if option.is_flag else [flag, chance.choice(VALUES)]
    for _ in range(chance.randrange(3)):
        line.insert(chance.randrange(1, len(line) + 1), chance.choice(VALUES))
    return line


def damaged(text: str, chance: random.Random) -> str:
    """A text in which a few stretches are cut, doubled, swapped or written over."""
    for _ in range(chance.randrange(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 1, 1, 2, 5, 20, 200]))
        kind = chance.randrange(5)
        if kind == 0:
            text = text[:start] + text[end:]
        elif kind == 1:
            text = text[:end] + text[start:]
        elif kind == 2:
            text = text[:start] + chance.choice(PIECES) + text[end:]
        elif kind == 3:
            text = text[:start] + chance.choice(PIECES) * chance.choice([1, 3, 50]) + text[start:]
        else:
            text = text[:start]
    return text


def run(arguments: list[str]) -> tuple[str, int, float]:
    """What a command says on standard error, its status and its seconds."""
    from prunecat import app

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape") for _ in range(2))
    start, code = time.perf_counter(), -1
    streams: dict[str, Any] = {
        "argv": ["prunecat", *arguments],
        "stdin": io.TextIOWrapper(io.BytesIO()),
        "stdout": out,
        "stderr": err,
    }
    with patch.multiple(sys, **streams):
        try:
            app.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        err.flush()
    return err.buffer.getvalue().decode("utf-8", "replace"), code, time.perf_counter() - start


def verdict(arguments: list[str]) -> str | None:
    """What is wrong with how a command ends, None where nothing is."""
    signal.signal(signal.SIGALRM, _late)
    signal.alarm(LONGEST)
    try:
        err, code, seconds = run(arguments)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    finally:
        signal.alarm(0)
    if FAULT in err:
        return err.strip()
    if code not in STATUSES:
        return f"status {code}"
    if seconds > LONGEST:
        return f"{seconds:.0f} s"
    return None


def _late(*_: object) -> None:
    raise TimeoutError(f"more than {LONGEST} s")


def lines(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """The command lines that fail, each with what is wrong."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        _prepare(folder)
        for _ in range(count):
            line = command_line(chance)
            if wrong := verdict(line):
                yield repr(line), wrong


def files(seed: int, count: int, kind: str) -> Iterator[tuple[str, str]]:
    """The damaged files that fail, each with what is wrong."""
    chance = random.Random(f"{kind} {seed}")
    text = samples()[kind]
    from prunecat import Catalogue

    titles = [json.dumps(entry.title, ensure_ascii=False)[1:-1] for entry in Catalogue.bundled().list()[::13]]
    with tempfile.TemporaryDirectory() as folder:
        _prepare(folder)
        path = Path(folder, f"damaged.{KINDS[kind]}")
        for _ in range(count):
            broken = damaged(text, chance)
            path.write_bytes(broken.encode("utf-8", "surrogatepass"))
            if wrong := verdict(["import", str(path)]) or _lost(path, broken, titles):
                yield repr(broken[:20000]), wrong


def _lost(path: Path, text: str, titles: list[str]) -> str | None:
    """The title that stands whole in a file and is neither in its entries nor under anything that is told."""
    from prunecat.errors import PrunecatError
    from prunecat.loading.load import load

    try:
        loaded = load(str(path))
    except PrunecatError:
        return None
    read = json.dumps([entry._asdict() for entry in loaded.compiled.entries], ensure_ascii=False)
    lost = [title for title in titles if title in text and title not in read]
    return f"lost in silence: {lost[0]}" if lost and not loaded.compiled.remarks else None


def _prepare(folder: str) -> None:
    os.environ.update(HOME=folder, BROWSER="true", PRUNECAT_CACHE_DIR=str(Path(folder, "cache")), PAGER="cat")
    os.chdir(folder)
    for kind, text in samples().items():
        Path(folder, f"sample.{KINDS[kind]}").write_text(text, encoding="utf-8")
    Path(folder, "empty").touch()
    Path(folder, "folder").mkdir()
    Path(folder, "folder", "list.yaml").write_text(samples()["yaml"], encoding="utf-8")


def part(job: tuple[str, int, int]) -> tuple[str, int, list[tuple[str, str]]]:
    """One share of the work: its kind, how many it tried and what failed."""
    kind, seed, count = job
    found = lines(seed, count) if kind == "lines" else files(seed, count, kind)
    return kind, count, list(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["lines", *KINDS])
    asked = parser.parse_args()
    share = 250
    counts = {"lines": asked.lines, **dict.fromkeys(KINDS, asked.files)}
    jobs = [
        (kind, asked.seed * 1000 + number, min(share, count - number * share))
        for kind, count in counts.items()
        if asked.only in (None, kind)
        for number in range(-(-count // share))
    ]
    tried: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    with ProcessPoolExecutor() as pool:
        for kind, count, found in pool.map(part, jobs):
            tried[kind] += count
            failed[kind] += len(found)
            for what, wrong in found:
                print(f"{kind}: {wrong[:300]}\n    {what[:20000]}", flush=True)
    for kind, count in tried.items():
        print(f"{kind:8} {count:6} tried {failed[kind]:5} failed")
    return 1 if failed.total() else 0


if __name__ == "__main__":
    sys.exit(main())
