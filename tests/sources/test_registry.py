import io
from pathlib import PurePath
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.sources.files import STANDARD_INPUT, files_of
from prunecat.sources.registry import KINDS, kind_like, kind_of, read
from prunecat.work import published_work
from sources.reads import refusal, written
from sources.strategies import catalogues

OURS = {"json": "JSON", "jsonl": "JSON Lines", "yaml": "YAML", "csv": "CSV", "tsv": "CSV", "bibtex": "BibTeX"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.yaml", "YAML"),
        ("b/c.YML", "YAML"),
        ("a.json", "JSON"),
        ("a.jsonl", "JSON Lines"),
        ("a.ndjson", "JSON Lines"),
        ("a.csv", "CSV"),
        ("a.tsv", "CSV"),
        ("refs.bib", "BibTeX"),
        ("refs.bibtex", "BibTeX"),
        ("README.md", "Markdown"),
        ("list.markdown", "Markdown"),
    ],
)
def test_an_ending_tells_the_kind(name: str, kind: str) -> None:
    found = kind_of(PurePath(name))
    assert found
    assert found.name == kind


@pytest.mark.parametrize("name", ["a.txt", "a", ".yaml", "standard input", "-"])
def test_other_endings_tell_nothing(name: str) -> None:
    assert kind_of(PurePath(name)) is None


def test_every_kind_has_endings_of_its_own() -> None:
    endings = [ending for kind in KINDS for ending in kind.endings]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('[\n  {"title": "A"}\n]', "JSON"),
        ('[{"title": "A"},', "JSON"),
        ("[]", "JSON"),
        ('{"entries": [{"title": "A"}]}\n', "JSON"),
        ('{\n  "papers": []\n}', "JSON"),
        ('{"title": "A"}', "JSON"),
        ('\n{"title": "A"}\n{"title": "B"}\n', "JSON Lines"),
        ('{"title": "A", "code": [{}]}  \n\n{"title"', "JSON Lines"),
        ("# a catalogue\n\nsection: survey\nyear: 2020\n\nentries:\n  - title: A", "YAML"),
        ("---\ntitle: My list\nentries: []\n", "YAML"),
        ("- id: a-2020\n  title: A", "YAML"),
        ("-   title: A", "YAML"),
        ("venues:\n  - name: X", "YAML"),
        ("entries:", "YAML"),
        ("id,section,title\na,other,A", "CSV"),
        ('"Title";"Year"\n"A";2020', "CSV"),
        ("Year\tPaper Title\n2020\tA", "CSV"),
        ("title\nA", "CSV"),
        ("Name, Venue\nA, B", "CSV"),
        ("@article{a, title={A}}", "BibTeX"),
        ("% Encoding: UTF-8\n\n\n@String(x = {y})\n", "BibTeX"),
        ("  @inproceedings {a,\n", "BibTeX"),
        ("# Awesome Pruning\n\n- [A](https://x.org)", "Markdown"),
        ("[![Awesome](https://x.org/badge.svg)](https://x.org)\n\n# List", "Markdown"),
        ("[A list](https://x.org) of papers", "Markdown"),
        ("---\ntitle: My list\nentries: many\n---\n\n# List\n", "Markdown"),
        ("| Title | Venue |\n|---|---|\n| A | B |", "Markdown"),
        ("Some words.\n\n* A. Person, 2020", "Markdown"),
        ("<div align=center>\n<h1>List</h1>", "Markdown"),
        ("1. A paper\n2. Another", "Markdown"),
        ("# List\n\n```bibtex\n@article{a, title={A}}\n```\n", "Markdown"),
        ("# Titles, names\n\ntitle, name\n", "Markdown"),
    ],
)
def test_the_beginning_tells_the_kind(text: str, kind: str) -> None:
    found = kind_like(text)
    assert found
    assert found.name == kind


@pytest.mark.parametrize("name", OURS)
def test_what_we_write_is_known_again(name: str) -> None:
    found = Catalogue.bundled().list()
    text = written(name, found)
    kind = kind_like(text)
    assert kind
    assert kind.name == OURS[name]
    titles = [(published_work(entry) if name == "bibtex" else entry).title for entry in found]
    assert [entry.title for entry in read(text, STANDARD_INPUT).entries] == titles


@given(catalogues, st.sampled_from(["json", "csv", "tsv", "yaml"]))
def test_whatever_stands_in_it(found: list[Entry], name: str) -> None:
    assert [entry.title for entry in read(written(name, found), STANDARD_INPUT).entries] == [e.title for e in found]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('[{"title": "A"}]', "A"),
        ('{"title": "A"}\n{"title": "B"}', "A"),
        ("- title: A", "A"),
        ("title,year\nA,2020", "A"),
        ("@misc{a, title={A}}", "A"),
        ("# List\n\n- [A paper of one](https://arxiv.org/abs/2301.00001), CVPR 2023", "A paper of one"),
    ],
)
def test_standard_input_of_any_kind(text: str, title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    (file,) = files_of("-")
    assert read(file.text(), file.path).entries[0].title == title


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_nothing_at_all_is_an_empty_catalogue(text: str) -> None:
    assert read(text, STANDARD_INPUT).entries == ()


@pytest.mark.parametrize("text", ["just some words", "\x00\x01", "%PDF-1.7", "<", "{'a': 1}", "key=value"])
def test_anything_else_is_refused(text: str) -> None:
    error = refusal(text, STANDARD_INPUT)
    assert error.what == "not of a kind that can be read"
    assert str(error.at) == STANDARD_INPUT
    assert all(kind.name in str(error) for kind in KINDS)


@pytest.mark.parametrize("text", ["\n" * 50_000 + "x", "{" * 50_000, "," * 50_000, "---\n" * 20_000, "% \n" * 20_000])
def test_a_long_text_of_no_kind_is_soon_told(text: str) -> None:
    assert kind_like(text) is None
