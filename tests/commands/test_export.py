import json
import re
import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import bundled as listed
from command_line import prunecat
from prunecat import Catalogue
from prunecat.entry import CodeLink, Entry
from prunecat.exports import readme
from prunecat.loading.compile import compile_catalogue
from prunecat.snapshot.build import build
from prunecat.sources.reading import Reading


@pytest.fixture(scope="module")
def text() -> str:
    return prunecat("export", "readme").out


def test_the_list_reads_back_to_the_rows_that_it_was_made_of(text: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(text, "utf-8")
    entries = json.loads(prunecat("-C", str(tmp_path / "README.md"), "list", "--json").out)
    assert [listed.key(entry) for entry in entries] == [listed.key(row) for row in listed.rows()]
    for entry, row in zip(entries, listed.rows(), strict=True):
        assert (entry["venue"], entry["url"], sorted(entry["types"])) == (row["venue"], row["url"], row["types"])
        assert entry["code"] == row["code"]


def test_the_list_is_laid_out_as_it_was(text: str) -> None:
    lines = text.splitlines()
    assert lines[0] == "# Awesome Pruning [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
    assert [line for line in lines if line.startswith("## ")] == [
        "## Conference Publications",
        "## Journal Publications",
        "## Survey Articles",
        "## Other Publications",
        "## Pruning Software and Toolbox",
    ]
    years = re.findall(r'<h3 align="center">(\d+)</h3>', text)
    assert years == [*map(str, range(2024, 2016, -1)), *map(str, range(2024, 2019, -1))]
    heads = [line for line, rule in pairwise(lines) if re.fullmatch(r"\|(?::-+:?\|)+", rule)]
    assert list(dict.fromkeys(heads)) == [
        "| Section | Year of Publication |",
        "| Symbol | Meaning |",
        "| Venue | Title | Type | Code |",
        "| Journal | Title | Type | Code |",
        "| Year | Venue | Title |",
        "| Year | Venue | Title | Code |",
        "| Year | Title | Type | Code |",
    ]
    assert "| `A` | Official or Author Implementation |" in lines
    assert "| `NIPS` | [LLM-Pruner: On the Structural Pruning of Large Language Models]" in text
    assert "| [IEEE Trans. NNLS](https://ieeexplore.ieee.org/xpl/RecentIssue.jsp?punumber=5962385) | " in text
    assert "[PyTorch[A]](https://github.com/VITA-Group/ramanujan-on-pai) (soon...) |" in text
    assert "[PyTorch[A]\\*](https://github.com/sarvanichinthapalli/HRel) |" in text


def test_the_contents_lead_to_headings(text: str) -> None:
    """As GitHub makes anchors: words by hyphens, and a number for a heading that stands again."""
    anchors: list[str] = []
    for heading in re.findall(r'^## (.+)$|<h3 align="center">(.+)</h3>', text, re.MULTILINE):
        name = "".join(heading).lower().replace(" ", "-")
        count = sum(re.fullmatch(rf"{name}(-\d+)?", anchor) is not None for anchor in anchors)
        anchors.append(f"{name}-{count}" if count else name)
    assert list(dict.fromkeys(re.findall(r"\]\(#(.+?)\)", text))) == anchors[:1] + sorted(
        anchors[1:], key=anchors.index
    )


def test_filters_narrow_the_list_and_its_contents() -> None:
    out = prunecat("export", "readme", "--section", "survey", "--year", "2023").out
    assert "[`2023`](#survey-articles)" in out
    assert "Conference" not in out
    assert out.count("https://arxiv.org/abs/") == 2
    assert "Symbol" not in out


def test_nothing_is_an_empty_list() -> None:
    answer = prunecat("export", "readme", "--year", "1999")
    assert answer.err == "No entries match.\n"
    assert answer.out.startswith("# Awesome Pruning")


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://ex.org/a_b?c=d&e", "https://ex.org/a_b?c=d&amp;e"),
        ("arxiv.org/abs/2305.11627", "https://arxiv.org/abs/2305.11627"),
        ("doc/PFEC.md", "doc/PFEC.md"),
        ("javascript:alert(1)", None),
        ("doc/a b.md", None),
    ],
)
def test_an_address_is_linked_if_it_leads_anywhere(url: str, target: str | None, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([{"title": "Alpha", "section": "survey", "url": url}]), "utf-8")
    row = prunecat("export", "readme", "-C", str(path)).out.splitlines()[-1]
    assert row == (f"|  |  | [Alpha]({target}) |" if target else "|  |  | Alpha |")


words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
tokens = st.sampled_from(
    ["|", "`", "``", "[x](y)", "<b>", "&amp;", "*", "_a_", "\\", "$x$", "#", "~~", "https://a.org", "!["]
)
texts = st.lists(words | tokens, min_size=1, max_size=5).map(" ".join)


@settings(max_examples=60)
@given(title=texts, venue=texts, code=texts, section=st.sampled_from(["conference", "journal", "survey", "software"]))
def test_what_a_list_says_is_text_whatever_it_contains(title: str, venue: str, code: str, section: str) -> None:
    entry = Entry(
        id="a",
        section=section,
        title=title,
        venue=venue,
        year=2020,
        url="https://ex.org/a(b)|c",
        types=(code,),
        code=(CodeLink(framework=code, origin="official", url="javascript:alert(1)"), CodeLink(mark="*")),
    )
    compiled = compile_catalogue([Reading(file="x", entries=(entry,))])
    catalogue = Catalogue(build(compiled))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse("".join(readme.export(catalogue, catalogue.list())))
    row = [token for token in tokens if token.type == "inline"][-4 if section == "conference" else -5 :]
    cells = {_shown(token.children or []) for token in row}
    assert " ".join(title.split()) in cells
    assert {name for token in row for name in _kinds(token.children or [])} <= {
        "text",
        "text_special",
        "code_inline",
        "link_open",
        "link_close",
        "softbreak",
    }
    links = [child.attrs["href"] for token in row for child in token.children or [] if child.type == "link_open"]
    assert links == ["https://ex.org/a%28b%29%7Cc"]


def _shown(children: list[Any]) -> str:
    return "".join(child.content for child in children)


def _kinds(children: list[Any]) -> set[str]:
    return {child.type for child in children}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = tmp_path_factory.mktemp("export") / "pruning.db"
    answer = prunecat("export", "sqlite", str(path))
    assert answer == ("", f"Wrote 157 entries to {path}.\n", 0)
    return sqlite3.connect(path)


def test_the_database_holds_every_entry(database: sqlite3.Connection) -> None:
    entries = json.loads(prunecat("list", "--json").out)
    columns = ("id", "section", "title", "venue", "year", "url", "arxiv", "doi", "openreview", "note")
    rows = database.execute(f"SELECT {', '.join(columns)} FROM entries ORDER BY position").fetchall()
    assert rows == [tuple(entry[name] for name in columns) for entry in entries]
    lists = {
        "SELECT entry, name FROM authors": [(e["id"], name) for e in entries for name in e["authors"]],
        "SELECT entry, erratum FROM errata": [(e["id"], text) for e in entries for text in e["errata"]],
        "SELECT entry, type FROM entry_types": [(e["id"], code) for e in entries for code in e["types"]],
        "SELECT entry, other FROM also_listed_as": [(e["id"], name) for e in entries for name in e["also_listed_as"]],
        "SELECT entry, framework, origin, url, status, mark FROM code_links": [
            (e["id"], *link.values()) for e in entries for link in e["code"]
        ],
    }
    for query, told in lists.items():
        assert sorted(map(str, database.execute(query).fetchall())) == sorted(map(str, told))


def test_the_database_is_sound_and_can_be_searched(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    found = database.execute(
        "SELECT id FROM entries WHERE rowid IN (SELECT rowid FROM entries_fts WHERE entries_fts MATCH 'slimming')"
    ).fetchall()
    assert found == [("network-slimming-2017",)]
    [(sql,)] = database.execute("SELECT sql FROM sqlite_master WHERE name = 'entries_fts'").fetchall()
    assert 'content="entries"' in sql  # the way by which Datasette finds it
    for view in ("entries_with_code", "entries_by_author", "counts_by_venue_and_year"):
        assert database.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 50
    assert database.execute("SELECT meaning FROM types ORDER BY code").fetchall() == [
        ("structured",),
        ("unstructured",),
    ]


def test_a_part_of_the_catalogue_has_only_its_own_venues(tmp_path: Path) -> None:
    target = tmp_path / "x.db"
    prunecat("export", "sqlite", "-o", str(target), "--venue", "ICLR", "--year", "2019")
    database = sqlite3.connect(target)
    assert database.execute("SELECT name, label FROM venues").fetchall() == [("ICLR", None)]
    assert database.execute("SELECT count(*) FROM entries").fetchone() == (2,)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("reedme",), "unknown kind of export 'reedme'; did you mean readme?"),
        (("sqlite",), "sqlite is not for reading; name the file with -o FILE"),
        (("sqlite", "-o", "-"), "sqlite is not for reading; name the file with -o FILE"),
        (("readme", "a", "-o", "b"), "a and b at once; name one file"),
        (("readme", ""), "the FILE is empty; give a file"),
        (("readme", "--venue", "CVPRR"), "unknown venue 'CVPRR'; did you mean CVPR?"),
    ],
)
def test_what_can_not_be_used_is_refused(arguments: tuple[str, ...], said: str) -> None:
    answer = prunecat("export", *arguments)
    assert (answer.out, answer.code) == ("", 2)
    assert answer.err.startswith(f"prunecat: error: {said}"[:-1])


def test_a_file_that_can_not_be_written_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "x.db"
    assert prunecat("export", "sqlite", str(target)).code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_something_else_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "my.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE precious (x)")
    content = path.read_bytes()
    refused = prunecat("export", "sqlite", str(path))
    assert (refused.code, path.read_bytes()) == (2, content)
    assert "--force" in refused.err
    for arguments in (["--force"], []):  # the second time it is our own
        assert prunecat("export", "sqlite", str(path), *arguments).code == 0
    assert sqlite3.connect(path).execute("SELECT count(*) FROM entries").fetchone() == (157,)


def test_a_readme_gives_a_terminal_no_orders(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text('- {title: "A\\e[31m", types: ["S\\e[31m"], venue: "V\\e[31m", year: 2020}\n')
    answer = prunecat("-C", str(path), "export", "readme")
    assert (answer.code, "\x1b" in answer.out) == (0, False)
