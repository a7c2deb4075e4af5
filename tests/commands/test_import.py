import json
import os
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest
import yaml

from command_line import prunecat
from prunecat import Catalogue
from prunecat.loading.bundled import bundled_folder
from prunecat.sources import web
from prunecat.work import published_work

LIST = """\
# My List

## Conference Publications

### 2022

| Venue | Title | Type | Code |
|---|---|---|---|
| NIPS | [Alpha: Pruning of Nets](https://arxiv.org/abs/2201.00001) | S | [PyTorch[A]](https://github.com/a/b) |
| NIPS | [Alpha: Another Pruning](https://ex.org/2) | U | |

## Journal Publications

### 2021

| Journal | Title | Type | Code |
|---|---|---|---|
| IEEE Trans. PAMI | [Soft Beta Pruning](https://ex.org/b) | S | [PyTorch[O]](doc/b.md) |
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list.md"
    path.write_text(LIST, "utf-8")
    return path


def entries_of(*catalogue: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(prunecat("-C", *map(str, catalogue), "list", "--json").out)
    return found


def documents(folder: Path) -> dict[str, Any]:
    return {
        path.relative_to(folder).as_posix(): yaml.safe_load(path.read_text("utf-8")) for path in folder.rglob("*.yaml")
    }


def test_a_folder_is_laid_out_as_the_bundled_catalogue(listed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "made" / "catalogue.v2"
    listed.write_text(LIST.replace("(doc/", "(https://ex.org/doc/"), "utf-8")
    answer = prunecat("import", str(listed), "-o", str(folder))
    assert answer == ("", f"Wrote 3 entries to {folder} (5 files).\n", 0)
    texts = documents(folder)
    assert sorted(texts) == ["catalogue.yaml", "conference/2022.yaml", "journal/2021.yaml", "venues.yaml"]
    assert texts["catalogue.yaml"]["title"] == "My List"
    assert [venue["name"] for venue in texts["venues.yaml"]["venues"]] == ["NeurIPS", "TPAMI"]
    assert [venue["label"] for venue in texts["venues.yaml"]["venues"]] == ["NIPS", "IEEE Trans. PAMI"]
    conference = texts["conference/2022.yaml"]
    assert (conference["section"], conference["year"]) == ("conference", 2022)
    assert [entry["id"] for entry in conference["entries"]] == ["alpha-2022", "alpha-2022-2"]
    assert conference["entries"][0] == {
        "id": "alpha-2022",
        "title": "Alpha: Pruning of Nets",
        "venue": "NeurIPS",
        "types": ["S"],
        "url": "https://arxiv.org/abs/2201.00001",
        "code": [{"framework": "PyTorch", "origin": "official", "url": "https://github.com/a/b"}],
    }
    schema = json.loads((folder / "schema.json").read_text("utf-8"))
    for name, text in texts.items():
        jsonschema.validate(text, schema)
        first = (folder / name).read_text("utf-8").splitlines()[0]
        told = first.removeprefix("# yaml-language-server: $schema=")
        assert os.path.samefile((folder / name).parent / told, folder / "schema.json")


def test_the_bundled_catalogue_comes_out_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    prunecat("import", "bundled", "-o", str(folder))
    ours, theirs = documents(Path(bundled_folder())), documents(folder)
    for name in set(ours) - {"venues.yaml", "vocabulary.yaml"}:
        assert theirs[name] == ours[name]
    assert prunecat("diff", "bundled", str(folder)).code == 0


def test_one_file_is_canonical(listed: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yml"
    assert prunecat("import", str(listed), "-o", str(one)).err == f"Wrote 3 entries to {one}.\n"
    prunecat("import", str(one), "-o", str(two))
    assert one.read_text("utf-8") == two.read_text("utf-8")
    assert prunecat("diff", str(listed), str(one)).code == 0
    assert prunecat("import", str(listed)).out == one.read_text("utf-8")
    assert prunecat("import", "-", stdin=LIST.encode()).out == one.read_text("utf-8")


@pytest.mark.parametrize("form", ["bibtex", "csv", "jsonl", "yaml", "json"])
def test_what_prunecat_writes_it_can_import(form: str, tmp_path: Path) -> None:
    ending = {"bibtex": "bib"}.get(form, form)
    dump = tmp_path / f"dump.{ending}"
    prunecat("list", "--year", "2022", "-f", form, "-o", str(dump))
    folder = tmp_path / "catalogue"
    assert prunecat("import", str(dump), "-o", str(folder)).code == 0
    catalogue = Catalogue.bundled()
    listed = catalogue.list(catalogue.filter(year=2022))
    # A bibliography cites the works, everything else holds the rows.
    told = {(one.title, one.year) for one in (map(published_work, listed) if form == "bibtex" else listed)}
    assert {(entry["title"], entry["year"]) for entry in entries_of(folder)} == told


def test_what_is_there_is_kept_unless_forced(listed: Path, tmp_path: Path) -> None:
    folder, file = tmp_path / "catalogue", tmp_path / "one.yaml"
    folder.mkdir()
    assert prunecat("import", str(listed), "-o", str(folder)).code == 0  # an empty folder is nobody's
    file.write_text("title: Mine\n", "utf-8")
    for target, what in ((folder, "is not empty"), (file, "exists already")):
        answer = prunecat("import", str(listed), "-o", str(target))
        assert answer.code == 2
        assert answer.err == (
            f"prunecat: error: {target} {what}; name another one, or give --force to replace its catalogue\n"
        )
    assert file.read_text("utf-8") == "title: Mine\n"


def test_force_replaces_the_catalogue_and_nothing_else(listed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    prunecat("import", "bundled", "-o", str(folder))
    mine = {
        "README.md": "# Mine",
        "mkdocs.yml": "site_name: x",
        ".hidden.yaml": "- {title: x}",
        "w.yaml": "vocabulary: []",
    }
    for name, text in mine.items():
        (folder / name).write_text(text, "utf-8")
    answer = prunecat("import", str(listed), "-o", str(folder), "--force")
    assert answer.code == 0
    assert {name: (folder / name).read_text("utf-8") for name in mine} == mine
    assert sorted(documents(folder).keys() - mine.keys()) == [
        "catalogue.yaml", "conference/2022.yaml", "journal/2021.yaml", "venues.yaml",
    ]  # fmt: skip
    assert not [path for path in folder.iterdir() if path.name.startswith(".prunecat")]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("", "--output is empty; give a folder or a file"),
        ("list.json", "list.json is no place for YAML; name a folder, or a file that ends in .yaml"),
    ],
)
def test_an_output_that_is_none_is_refused(listed: Path, output: str, said: str) -> None:
    assert prunecat("import", str(listed), "-o", output) == ("", f"prunecat: error: {said}\n", 2)


def test_what_can_not_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("entries: [\n", "utf-8")
    answer = prunecat("import", str(broken), "-o", str(tmp_path / "made"))
    assert answer.code == 2
    assert answer.err.startswith(f"prunecat: error: {broken}:")
    assert os.listdir(tmp_path) == ["broken.yaml"]


def test_a_source_without_entries_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "prose.md"
    path.write_text("# Hello\n\nThis is no list.\n", "utf-8")
    answer = prunecat("import", str(path), "-o", str(tmp_path / "made.d"))
    assert answer == ("", f"prunecat: error: {path}: no entries in it; check that it is a list of papers\n", 2)
    assert os.listdir(tmp_path) == ["prose.md"]


def test_rows_that_were_skipped_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("title,year\nAlpha,2020\n,2021\n", "utf-8")
    answer = prunecat("import", str(path))
    assert "1 row skipped: line 3: no title" in answer.err
    assert [entry["title"] for entry in yaml.safe_load(answer.out)["entries"]] == ["Alpha"]


class Site(BaseHTTPRequestHandler):
    """Answers by path; what it was asked for stands in `asked`."""

    def __init__(self, answers: dict[str, tuple[int, dict[str, str], bytes]], *arguments: Any) -> None:
        self.answers = answers
        super().__init__(*arguments)

    def do_GET(self) -> None:
        status, headers, body = self.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    answers: dict[str, tuple[int, dict[str, str], bytes]] = {
        "/list.md?raw=1": (200, {}, LIST.encode()),
        "/moved": (302, {"Location": "/list.md?raw=1"}, b""),
        "/circle": (302, {"Location": "/circle"}, b""),
        "/file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/large.md": (200, {}, b"x" * 5000),
    }
    server = HTTPServer(("127.0.0.1", 0), partial(Site, answers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_imported_with_whole_addresses(site: str, tmp_path: Path) -> None:
    target = tmp_path / "list.yaml"
    for page in ("/list.md?raw=1", "/moved"):
        assert prunecat("import", f"{site}{page}", "-o", str(target), "--force").code == 0
        assert [entry["title"] for entry in entries_of(target)][2] == "Soft Beta Pruning"
        assert entries_of(target)[2]["code"][0]["url"] == f"{site}/doc/b.md"
        assert yaml.safe_load(target.read_text("utf-8"))["source"] == site + page.partition("?")[0]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("/nowhere.md", "the answer is 404 Not Found"),
        ("/circle", "it redirects more than 5 times"),
        ("/file", "it redirects to file:, which is not followed"),
        ("/large.md", "it is larger than 0 MiB"),
    ],
)
def test_a_page_that_can_not_be_had_is_told(page: str, why: str, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", 4000)
    answer = prunecat("import", site + page)
    assert answer.code == 2
    assert answer.err == (
        f"prunecat: error: {site}{page}: can't be fetched: {why}; "
        "check the address, or save the page and give the file\n"
    )


def test_a_server_that_is_not_there_is_told() -> None:
    answer = prunecat("import", "http://127.0.0.1:9/list.md")
    assert answer.code == 2
    assert answer.err.startswith("prunecat: error: http://127.0.0.1:9/list.md: can't be fetched: ")


@pytest.mark.parametrize(
    ("url", "fetched", "page"),
    [
        ("https://github.com/o/r", "o/r/HEAD/README.md", "o/r/blob/HEAD/README.md"),
        ("https://github.com/o/r.git", "o/r/HEAD/README.md", "o/r/blob/HEAD/README.md"),
        ("https://github.com/o/r/#readme", "o/r/HEAD/README.md", "o/r/blob/HEAD/README.md"),
        ("https://github.com/o/r/tree/dev/docs", "o/r/dev/docs/README.md", "o/r/blob/dev/docs/README.md"),
        ("https://github.com/o/r/blob/main/a/list.csv", "o/r/main/a/list.csv", "o/r/blob/main/a/list.csv"),
    ],
)
def test_a_repository_stands_for_its_readme(
    url: str, fetched: str, page: str, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import httpx

    asked: list[str] = []
    stream = httpx.Client.stream

    def redirected(client: httpx.Client, method: str, address: str) -> Any:
        asked.append(address)
        return stream(client, method, f"{site}/list.md?raw=1")

    monkeypatch.setattr(httpx.Client, "stream", redirected)
    file = web.fetched(url)
    assert asked == [f"https://raw.githubusercontent.com/{fetched}"] == [file.path]
    from prunecat.sources.markdown.read import read

    links = [entry.code for entry in web.with_whole_addresses(read(file.text(), file.path), url).entries]
    assert links[2][0].url == f"https://github.com/{page.rpartition('/')[0]}/doc/b.md"


@pytest.mark.parametrize("source", ["a name", "a folder", "a folder that is gone"])
def test_a_page_needs_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str) -> None:
    folder = tmp_path / "check out"
    if source == "a folder":
        folder.mkdir()
    recorded = None if source == "a name" else json.dumps({"url": folder.as_uri(), "dir_info": {}})
    monkeypatch.setattr("importlib.metadata.distribution", lambda _: SimpleNamespace(read_text=lambda _: recorded))
    monkeypatch.setitem(sys.modules, "httpx", None)
    wanted = f"'{folder if source == 'a folder' else 'prunecat'}[net]'"
    assert prunecat("import", "https://example.org/list.md").err == (
        "prunecat: error: reading a URL needs an optional dependency that is not installed; install it as you did "
        f"prunecat: pip install {wanted}, pipx install --force {wanted} or uv tool install {wanted}\n"
    )


def test_force_names_what_it_replaces_and_removes(tmp_path: Path) -> None:
    source, folder = tmp_path / "s.jsonl", tmp_path / "c"
    source.write_text('{"title": "New", "year": 2020}\n')
    (folder / "below").mkdir(parents=True)
    (folder / "schema.json").write_text("{}")
    (folder / "below" / "old.yaml").write_text("- {title: Old}\n")
    answer = prunecat("import", str(source), "-o", str(folder), "--force")
    assert answer.code == 0
    assert "Replaces schema.json.\nRemoves below/old.yaml.\n" in answer.err


def test_force_refuses_a_folder_that_nothing_could_read_afterwards(tmp_path: Path) -> None:
    source, folder = tmp_path / "s.jsonl", tmp_path / "c"
    source.write_text('{"title": "New"}\n')
    folder.mkdir()
    (folder / "all.yaml").write_text("vocabulary: [{terms: [a, b]}]\nentries: [{title: Old}]\n")
    answer = prunecat("import", str(source), "-o", str(folder), "--force")
    assert (answer.code, "has entries and a vocabulary" in answer.err) == (2, True)
    assert [path.name for path in folder.iterdir()] == ["all.yaml"]
