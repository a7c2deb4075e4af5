"""The house: its rooms from top to bottom, and that no import runs upwards or in a circle.

A room may import only rooms that stand below it in ROOMS, imports inside functions and for types included. What stands
on the GROUND may import what else stands there, but not in a circle.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from prunecat import Catalogue

SOURCE = Path(__file__).parents[1] / "src"
PACKAGE = SOURCE / "prunecat"

ROOMS = {
    "__main__": "the program's first step",
    "app": "the table of commands",
    "commands": "one file a command: options in, one call, an answer out",
    "session": "a run: which catalogue, which streams",
    "picker": "the catalogue on a full screen",
    "exports": "the catalogue as a list, a site, a database",
    "plots": "counts as pictures",
    "folders": "catalogue folders, changed byte by byte",
    "verification": "what others cite, held against a catalogue",
    "catalogue": "the catalogue as Python sees it",
    "formats": "answers as text; no terminal's business, no database's",
    "changes": "what is new, gone or different between two catalogues",
    "checks": "what is wrong in a catalogue's files",
    "links": "pages of the web, asked whether they are there",
    "query": "words to filters to SQL to entries",
    "snapshot": "a catalogue's index: built, kept and opened",
    "loading": "readings compiled into one catalogue",
    "sources": "text to entries, one file a kind",
}
"""The rooms from top to bottom, each by what it knows."""
GROUND = {
    "beside": "a generator in a process of its own",
    "boundary": "errors into one line and an exit status",
    "mistaken": "what other tools call a command or an option",
    "bash_words": "the words of a line that bash completes",
    "shell_scripts": "the scripts by which shells complete",
    "pager": "where an answer goes that is longer than the terminal",
    "anew": "what is too long to be held",
    "nearest": "the right words nearest to a wrong one",
    "whole_folder": "folders changed whole or not at all",
    "settings": "what a user settles for every run",
    "user_state": "what is kept for a user: a key and a lock",
    "line_ends": "a changed text as the file's bytes",
    "whole_file": "files written whole or not at all",
    "citation_keys": "the keys that works are cited by",
    "work": "what was published, behind a row",
    "citation": "how a work is cited",
    "same_work": "whether two entries are one work",
    "same_title": "whether two titles are one",
    "proceedings": "whose proceedings a URL lies in",
    "identifiers": "what a URL contains",
    "pdf": "where the PDF of a paper is",
    "answer": "what a search found, and what is to be said about it",
    "result": "an entry of an answer",
    "venue": "a conference or journal",
    "legend": "what the codes of types mean",
    "vocabulary": "the field's jargon",
    "entry": "one row of a list",
    "words": "how text is cut into words",
    "errors": "what a user can mend",
    "version": "the version",
    "digest": "the hash of bytes in pieces",
}
LIBRARIES = {
    "typer": {"app", "boundary", "commands", "shell_scripts"},
    "sqlite3": {"catalogue", "exports", "links", "query", "snapshot"},
    "rich": {"commands", "formats", "picker", "session"},
    "textual": {"picker"},
    "resvg_py": {"plots"},
    "pyarrow": {"exports"},
    "yaml": {"formats", "folders", "sources"},
    "rapidfuzz": {"checks", "nearest", "query", "same_title"},
    "markdown_it": {"sources"},
    "bibtexparser": {"sources"},
    "pylatexenc": {"sources"},
    "httpx": {"links", "sources"},
    "platformdirs": {"settings", "snapshot", "user_state"},
}
"""What comes from outside, and who alone may know it."""
MOST_LINES = 250

FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = {".".join(file.with_suffix("").relative_to(SOURCE).parts).removesuffix(".__init__"): file for file in FILES}


@cache
def imports(module: str) -> tuple[str, ...]:
    """The modules that a module imports, anywhere in it."""
    return tuple(_imports(ast.parse(MODULES[module].read_text(encoding="utf-8"))))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in MODULES else str(node.module)


def room(module: str) -> str:
    return (module + ".").split(".")[1]


def own(module: str) -> list[str]:
    return [name for name in imports(module) if name.split(".")[0] == "prunecat"]


def test_every_room_is_in_the_list() -> None:
    assert {room(module) for module in MODULES} - {""} <= ROOMS.keys() | GROUND.keys()


@pytest.mark.parametrize("module", [module for module in MODULES if module != "prunecat"])
def test_imports_point_down(module: str) -> None:
    rank = {name: at for at, name in enumerate(ROOMS)} | dict.fromkeys(GROUND, len(ROOMS))
    here = room(module)
    upward = [name for name in own(module) if room(name) != here and rank[room(name)] < rank[here]]
    assert not upward


def test_no_module_imports_in_a_circle() -> None:
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " imports ".join([*path[path.index(module) :], module])
        if module not in done:
            for name in own(module):
                if name != "prunecat":
                    visit(name, (*path, module))
            done.add(module)

    for module in MODULES:
        visit(module, ())


def test_nobody_imports_the_packages_own_face() -> None:
    assert [module for module in MODULES if "prunecat" in imports(module)] == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_known_to_few(library: str) -> None:
    users = {room(module) for module in MODULES for name in imports(module) if name.split(".")[0] == library}
    assert users <= LIBRARIES[library]


def test_only_one_module_writes_full_text_expressions() -> None:
    writers = [module for module, file in MODULES.items() if re.search(r"\bMATCH\b", file.read_text(encoding="utf-8"))]
    assert writers == ["prunecat.snapshot.fulltext"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_file_is_short_and_says_what_it_is(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    if text.strip():
        said = ast.get_docstring(ast.parse(text)) or ""
        assert re.match(r"`?\S[^\n]*[.:)]$", said.partition("\n")[0])


HEAVY = ("rich.console", "yaml", "rapidfuzz", "markdown_it", "httpx", "asyncio")


@pytest.mark.parametrize(
    ("arguments", "without"),
    [
        (["list", "--json"], HEAVY),
        (["list"], HEAVY),
        (["search", "lottery", "--json"], HEAVY),
        (["search", "lotery", "-f", "ids"], [name for name in HEAVY if name != "rapidfuzz"]),
        (["show", "depgraph-2023", "-f", "bibtex"], HEAVY),
        (["open", "depgraph-2023", "--print"], HEAVY),
        (["list", "--count"], HEAVY),
    ],
)
def test_a_command_starts_without_what_it_does_not_need(arguments: list[str], without: str) -> None:
    Catalogue.bundled()  # is compiled once
    program = (
        "import sys; from prunecat.__main__ import main\n"
        f"sys.argv = ['prunecat', *{arguments}]\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    # `readline`, which pytest imports, tells the system's environment a width that Python's does not know of.
    environ = dict(os.environ)
    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True)
    assert done.stdout
    assert set(without) & set(done.stderr.split()) == set()


def test_the_markdown_rooms_point_down() -> None:
    below = {"entries": {"entries", "facts", "page"}, "facts": {"facts", "page"}, "page": {"page"}}
    start = "prunecat.sources.markdown."
    for module in MODULES:
        if module.startswith(start) and module.count(".") == 4:
            inner = {name.split(".")[3] for name in own(module) if name.startswith(start)}
            assert inner <= below[module.split(".")[3]], module
