"""Small faults put into the program one at a time: how many of them the tests see.

usage: python benchmarks/mutants.py [--count N] [--seed N] [--workers N] [FILE ...]

FILES are sources below src/prunecat; without any, the parts where a wrong answer looks right: ranking, filters, the
cache, merging, BibTeX and whether two works are the same. N faults (60) are drawn evenly from them. Each is put into a
copy of the project, whose tests run there: those of the file's own room first, then all, up to the first that fails.
Prints each fault that no test sees, and the share that is seen. Takes about a quarter of an hour on two cores.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "prunecat"
FILES = [
    *(
        "query/ranking.py",
        "query/answers.py",
        "query/filters.py",
        "snapshot/cache.py",
        "folders/merge.py",
        "changes/pairing.py",
    ),
    *("sources/bibtex_files.py", "formats/bibtex.py", "same_work.py", "same_title.py"),
]
LONGEST = 600
"""Seconds after which a run of tests has met a fault that makes the program hang."""
OPPOSITES: dict[type[ast.AST], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.BitAnd: ("&", "|"),
    ast.BitOr: ("|", "&"),
}
NOTHING = ("None", "False", "''", "()", "[]", "{}")
"""What a caller can't tell from nothing."""
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "startswith": "endswith", "endswith": "startswith"}


Change = tuple[int, int, str]
"""A stretch of a source, its first and last offset in bytes, and what is to stand there instead."""


class Mutant(NamedTuple):
    """A change of a file, and the line it is on."""

    file: str
    line: int
    start: int
    end: int
    text: str


def mutants(file: str) -> Iterator[Mutant]:
    """Every fault that can be put into a file below src/prunecat; types and docstrings are let be."""
    source = (PACKAGE / file).read_bytes()
    starts = [0]
    for row in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(row))

    def span(node: ast.expr | ast.stmt) -> tuple[int, int]:
        end_line, end_column = node.end_lineno or 0, node.end_col_offset or 0
        return starts[node.lineno - 1] + node.col_offset, starts[end_line - 1] + end_column

    for node in _executed(ast.parse(source)):
        for start, end, text in (*_signs(node, span, source), *_values(node, span), *_branches(node, span)):
            yield Mutant(file, source.count(b"\n", 0, start) + 1, start, end, text)


Span = Callable[[ast.expr | ast.stmt], tuple[int, int]]
"""From where to where a node stands in its source, in bytes."""


def _signs(node: ast.AST, span: Span, source: bytes) -> Iterator[Change]:
    """Comparisons, `and`, `or` and sums turned into their opposites."""
    operands: list[ast.expr] = []
    signs: list[ast.AST] = []
    if isinstance(node, ast.Compare):
        operands, signs = [node.left, *node.comparators], [*node.ops]
    elif isinstance(node, ast.BoolOp):
        operands, signs = node.values, [node.op] * len(node.values)
    elif isinstance(node, ast.BinOp):
        operands, signs = [node.left, node.right], [node.op]
    for left, right, sign in zip(operands, operands[1:], signs, strict=False):
        old, new = OPPOSITES.get(type(sign), ("", ""))
        at = source.find(old.encode(), span(left)[1], span(right)[0])
        if old and at >= 0:
            yield at, at + len(old), new


def _values(node: ast.AST, span: Span) -> Iterator[Change]:
    """Numbers and truths changed, functions taken for their opposites, and nothing given back."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
        yield *span(node), repr(not node.value if isinstance(node.value, bool) else node.value + 1)
    elif isinstance(node, ast.Name | ast.Attribute):
        name = node.id if isinstance(node, ast.Name) else node.attr
        if name in NAMES:
            end = span(node)[1]
            yield end - len(name), end, NAMES[name]
    elif isinstance(node, ast.Return) and node.value and ast.unparse(node.value) not in NOTHING:
        yield *span(node.value), "None"


def _branches(node: ast.AST, span: Span) -> Iterator[Change]:
    """Conditions that always or never hold, or hold the other way round, and loops left or gone on with."""
    if isinstance(node, ast.If | ast.IfExp) and ast.unparse(node.test) != "TYPE_CHECKING":
        yield *span(node.test), "True"
        yield *span(node.test), "False"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield span(node)[0], span(node)[0] + len("not "), ""
    elif isinstance(node, ast.Break):
        yield *span(node), "continue"
    elif isinstance(node, ast.Continue):
        yield *span(node), "break"


def _executed(node: ast.AST) -> Iterator[ast.AST]:
    """A node and those in it, without annotations."""
    yield node
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _executed(child)


def tests_of(file: str) -> list[str]:
    """The tests to run first for a file: those of its name and of its room."""
    name = Path(file).stem
    own = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests").rglob(f"test_{name}*.py"))]
    room = ROOT / "tests" / Path(file).parts[0]
    return [*own, str(room.relative_to(ROOT))] if room.is_dir() else own


def is_seen(mutant: Mutant, copy: Path) -> bool:
    """Whether a test in a copy of the project fails when it has the fault."""
    path = copy / "src" / "prunecat" / mutant.file
    sound = path.read_bytes()
    path.write_bytes(sound[: mutant.start] + mutant.text.encode() + sound[mutant.end :])
    try:
        return any(_fails(tests, copy) for tests in (tests_of(mutant.file), ["tests"]) if tests)
    finally:
        path.write_bytes(sound)


def _fails(tests: list[str], copy: Path) -> bool:
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def shown(mutant: Mutant) -> str:
    """The line with the fault, as people read it: what stood there, and what stands there instead."""
    source = (PACKAGE / mutant.file).read_bytes()
    before = source[: mutant.start].rpartition(b"\n")[2].decode()
    after = source[mutant.end :].partition(b"\n")[0].decode()
    old = source[mutant.start : mutant.end].decode()
    return f"{mutant.file}:{mutant.line}: {before.lstrip()}«{old} → {mutant.text}»{after}"


def drawn(files: list[str], count: int, seed: int) -> list[Mutant]:
    """As many faults of each file, drawn by chance; fewer where a file has no more."""
    chance = random.Random(seed)
    pools = [chance.sample(found, len(found)) for found in (list(mutants(file)) for file in files)]
    turns = [pool[turn] for turn in range(max(map(len, pools))) for pool in pools if turn < len(pool)]
    return turns[:count]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", default=FILES)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    faults = drawn(asked.files, asked.count, asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder, str(number), "project") for number in range(asked.workers)]
        for copy in copies:
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", "__pycache__", ".*cache*", ".hypothesis"))
        if _fails(["tests"], copies[0]):
            print("the tests fail without any fault", file=sys.stderr)
            return 2

        def share(number: int) -> list[Mutant]:
            return [
                fault for fault in faults[number :: len(copies)] if not _told(is_seen(fault, copies[number]), fault)
            ]

        with ThreadPoolExecutor(len(copies)) as pool:
            unseen = sum(map(len, pool.map(share, range(len(copies)))))
    print(f"{len(faults) - unseen} of {len(faults)} seen")
    return 0


def _told(seen: bool, mutant: Mutant) -> bool:
    if not seen:
        print(f"not seen  {shown(mutant)}", flush=True)
    return seen


if __name__ == "__main__":
    sys.exit(main())
