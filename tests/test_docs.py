"""The documents: their samples are run, and all that the program has is in them.

`pytest tests/test_docs.py --accept` writes what the commands print now into the samples; read the diff before you
commit it.
"""

import doctest
import re
import runpy
import shutil
import webbrowser
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from command_line import prunecat
from prunecat.app import COMMANDS, app
from prunecat.entry import SECTIONS, Entry
from prunecat.formats.columns import COLUMNS
from prunecat.formats.objects import FIELDS as ENTRY_FIELDS
from prunecat.formats.registry import FORMATS
from prunecat.query.facets import FACETS
from prunecat.query.parse import TEXTS as TEXT_FIELDS
from prunecat.sources.registry import KINDS
from samples import DOCS, PAGES, ROOT, Sample, accepted, is_shown, put_files, run, runnable, samples

SAMPLES = samples()
TEXTS = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
WRITTEN = "\n".join(text for name, text in TEXTS.items() if name != "cli-reference.md")
"""The pages that people write."""


def _commands() -> dict[str, Any]:
    group: Any = get_command(app)
    context = typer.Context(group, info_name="prunecat")
    return {"": group, **{name: group.get_command(context, name) for name in COMMANDS}}


def _help_examples() -> list[str]:
    """The examples that run prunecat; not those that ask the net, or need a terminal."""
    lines = [line.strip() for command in _commands().values() for line in (command.help or "").splitlines()]
    return sorted(
        {
            line
            for line in lines
            if re.match(r"prunecat (?!browse)", line) and not re.search(r"://|\(prunecat browse", line)
        }
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_what_the_command_prints(sample: Sample, folder: Path, request: pytest.FixtureRequest) -> None:
    if not runnable(sample.command):
        pytest.skip("another program of the sample is not installed")
    put_files(sample.page, folder)
    out, err = run(sample.command)
    assert "jq: error" not in err, err
    went_wrong = "prunecat: error" in err and "prunecat: error" not in sample.shown
    if request.config.getoption("--accept") and not went_wrong and not is_shown(sample.shown, out, err):
        old, new = (f"$ {sample.command}\n{text}" for text in (sample.shown, accepted(sample.shown, out, err)))
        sample.page.write_text(sample.page.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    else:
        assert is_shown(sample.shown, out, err), f"{sample.command} prints\n{err}{out}"


def _answers() -> Iterator[tuple[str, str]]:
    """The rows of the tables whose head is `| query | first answer | …`: a query and the title that it finds."""
    for text in TEXTS.values():
        for table in re.findall(r"^\| query \| first answer \|.*\n\|.*\n((?:\|.*\n)+)", text, re.MULTILINE):
            for row in table.splitlines():
                query, title = re.findall(r"(?<=\| ).*?(?= \|)", row)[:2]
                yield query.strip("`"), title


@pytest.mark.parametrize(("query", "title"), list(_answers()))
def test_a_query_finds_first_what_its_table_says(query: str, title: str) -> None:
    answer = prunecat("search", "--limit", "1", "--template", "{title}", "--", query)
    assert answer.out.strip() == title


@pytest.mark.parametrize("page", [page for page in PAGES if ">>> " in TEXTS[page.name]], ids=lambda page: page.name)
def test_python_on_a_page_does_what_it_says(page: Path, folder: Path) -> None:
    put_files(page, folder)
    blocks = re.findall(r"^```python\n(.*?)^```$", TEXTS[page.name], re.MULTILINE | re.DOTALL)
    told = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(told, out=said.append)
    assert told.examples
    assert not said, "".join(said)


@pytest.fixture
def lists(folder: Path) -> Path:
    """A folder with the files that examples of the help name."""
    shutil.copyfile(Path(__file__).parent / "data" / "list.md", folder / "README.md")
    (folder / "papers.bib").write_text(prunecat("list", "--venue", "ICML", "-f", "bibtex").out, encoding="utf-8")
    for name, text in (
        ("thesis.tex", "\\cite{depgraph-2023}"),
        ("chapter.md", "[@depgraph-2023]"),
        ("titles.txt", "HRank"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("catalogue", "old/catalogue"):
        shutil.copytree(ROOT / "catalogue", folder / name)
    return folder


@pytest.mark.parametrize("line", _help_examples())
def test_an_example_of_the_help_runs(line: str, lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not runnable(line):
        line = re.split(r" (?:\||&&) ", line)[0]
    if "-o catalogue" in line:
        shutil.rmtree(lists / "catalogue")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    monkeypatch.setattr(webbrowser, "open", lambda _url: True)
    monkeypatch.setattr("prunecat.links.round.ask_all", lambda *_, **__: {})
    before = set(lists.rglob("*"))
    out, err = run(line)
    assert "prunecat: error" not in err
    assert out or err or set(lists.rglob("*")) > before or line.startswith(("prunecat open", "prunecat config"))


def test_the_reference_is_what_the_commands_say() -> None:
    make = runpy.run_path(str(DOCS / "make_reference.py"))
    assert TEXTS["cli-reference.md"] == make["reference"](), "run: python docs/make_reference.py"
    assert (DOCS / "prunecat.1").read_text(encoding="utf-8") == make["manual"](), "run: python docs/make_reference.py"


def test_the_schema_is_what_the_fields_are() -> None:
    made = runpy.run_path(str(DOCS / "make_schema.py"))["schema"]()
    assert (ROOT / "catalogue" / "schema.json").read_text(encoding="utf-8") == made, "run: python docs/make_schema.py"


@pytest.mark.parametrize("picture", sorted((DOCS / "pictures").glob("*.svg")), ids=lambda path: path.stem)
def test_a_picture_shows_what_the_commands_print(picture: Path) -> None:
    made = runpy.run_path(str(DOCS / "make_pictures.py"))["picture"](picture.stem)
    assert _drawn(picture.read_text(encoding="utf-8")) == _drawn(made), "run: python docs/make_pictures.py"
    assert picture.name in WRITTEN


def _drawn(svg: str) -> str:
    """The letters of a picture in order; how they are placed is Rich's business and changes with it."""
    return "".join(unescape("".join(re.findall(r"<text[^>]*>(.*?)</text>", svg, re.DOTALL))).split())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_are_in_the_pages(name: str) -> None:
    assert re.search(rf"prunecat (?:-C \S+ )*{name}\b", WRITTEN)
    options = [option.opts for option in _commands()[name].params if option.param_type_name == "option"]
    named = set(re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", WRITTEN))
    assert [names for names in options if not named.intersection(names)] == []


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("output-formats.md", FORMATS),
        ("output-formats.md", COLUMNS),
        ("output-formats.md", ENTRY_FIELDS),
        ("catalogue-format.md", Entry._fields),
        ("catalogue-format.md", SECTIONS),
        ("guide.md", FACETS),
        ("query-language.md", [f"{field}:" for field in (*FACETS, *TEXT_FIELDS)]),
    ],
)
def test_a_page_names_all_of_its_subject(page: str, names: Any) -> None:
    assert [name for name in names if not re.search(rf"[`\"]{name}", TEXTS[page])] == []


def test_the_pages_name_every_kind_of_source_and_every_setting() -> None:
    assert [kind.name for kind in KINDS if kind.name not in TEXTS["catalogue-format.md"]] == []
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    settings = set(re.findall(r"\bPRUNECAT_[A-Z_]+", code))
    assert {name for name in settings if name not in TEXTS["guide.md"]} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_what_is_there(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", TEXTS[page.name], flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{page.name} links {target}"
        if anchor:
            assert anchor in _anchors(file.read_text(encoding="utf-8")), f"{page.name} links {target}"


def _anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_the_architecture_names_every_room() -> None:
    rooms = [path.name for path in (ROOT / "src" / "prunecat").iterdir() if path.suffix == ".py" or path.is_dir()]
    untold = [room for room in rooms if f"`{room}`" not in TEXTS["architecture.md"]]
    assert set(untold) <= {"__init__.py", "__pycache__", "version.py"}
