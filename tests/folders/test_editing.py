import json
from pathlib import Path

import pytest

from command_line import prunecat

LAYOUTS = {
    "one list": "- title: Alpha of Pruning\n  section: survey\n  year: 2020\n  url: https://ex.org/a\n",
    "flow items": "entries:\n- {title: Alpha of Pruning, section: survey, year: 2020, url: https://ex.org/a}  # c\n",
    "dashes alone": "entries:\n-\n  title: Alpha of\n    Pruning\n  section: survey\n  url: https://ex.org/a\n",
    "no newline at the end": "section: survey\nentries:\n  - id: a\n    title: Alpha of Pruning\n    url: https://ex.org/a",
    "block text": "section: survey\nentries:\n  - title: >-  # c\n      Alpha of\n      Pruning\n    url: https://ex.org/a\n",
    "nothing yet": "section: survey\nentries:  # c\n",
    "an empty list": "section: survey\nentries: []  # c\n",
}
ALPHA = {
    "title": "Alpha of Pruning",
    "section": "survey",
    "year": 2021,
    "types": ["S"],
    "doi": "10.1000/x",
    "url": "https://ex.org/a",
}
OMEGA = {"title": "Omega", "section": "survey", "year": 2022, "code": [{"url": "https://ex.org/c"}]}


def synced(text: str, rows: list[dict[str, object]], tmp_path: Path) -> str:
    """A catalogue file after a sync with these rows."""
    folder, source = tmp_path / "folder", tmp_path / "source.json"
    folder.mkdir()
    (folder / "list.yaml").write_text(text, "utf-8")
    source.write_text(json.dumps(rows), "utf-8")
    answer = prunecat("sync", str(source), str(folder), "--write")
    assert answer.code == 0, answer.err
    assert [path.name for path in folder.iterdir()] == ["list.yaml"]
    return (folder / "list.yaml").read_text("utf-8")


@pytest.mark.parametrize("title", ["Alpha of Pruning", "Alpha of Pruning: New # 1"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_can_be_edited(layout: str, title: str, tmp_path: Path) -> None:
    text = synced(LAYOUTS[layout], [{**ALPHA, "title": title}, OMEGA], tmp_path)
    assert prunecat("diff", str(tmp_path / "source.json"), str(tmp_path / "folder")).code == 0
    assert ("# c" in text) == ("# c" in LAYOUTS[layout])


ENTRY = """\
section: survey
entries:
  - id: a
    title: Alpha of Pruning
    types:  # which
      - S  # stays
      - U  # goes
    url: https://ex.org/a
    code:
      # the authors'
      - framework: JAX  # not PyTorch
        url: https://ex.org/j
        status: announced
      - {framework: PyTorch, url: https://ex.org/p, status: announced}
      # no more
    note:
"""


def test_lists_keep_their_comments_and_order(tmp_path: Path) -> None:
    code = [
        {"framework": "PyTorch", "url": "https://ex.org/p"},
        {"framework": "JAX", "origin": "official", "url": "https://ex.org/j"},
        {"url": "https://ex.org/new"},
    ]
    row = {**ALPHA, "types": ["S", "X"], "code": code, "year": 2020, "doi": None}
    assert (
        synced(ENTRY, [row], tmp_path)
        == """\
section: survey
entries:
  - id: a
    title: Alpha of Pruning
    year: 2020
    types:  # which
      - S  # stays
      # goes
      - X
    url: https://ex.org/a
    code:
      # the authors'
      - framework: JAX  # not PyTorch
        origin: official
        url: https://ex.org/j
        status: available
      - {framework: PyTorch, url: https://ex.org/p}
      # no more
      - {url: https://ex.org/new}
    note:
"""
    )


def test_empty_fields_are_filled(tmp_path: Path) -> None:
    head = "- id: a\n  title: Alpha of Pruning\n  section: survey\n"
    text = f"{head}  year:\n  types:  # t\n  url: ''\n  code: []\n  authors: # a\n"
    row = {**ALPHA, "authors": ["Ann B"], "code": [{"url": "https://ex.org/c"}]}
    assert (
        synced(text, [row], tmp_path)
        == """\
- id: a
  title: Alpha of Pruning
  section: survey
  year: 2021
  types: [S]  # t
  url: https://ex.org/a
  doi: 10.1000/x
  code:
    - {url: https://ex.org/c}
  authors: # a
    - Ann B
"""
    )


def test_an_entry_that_moves_leaves_an_empty_list(tmp_path: Path) -> None:
    folder, source = tmp_path / "folder", tmp_path / "source.json"
    (folder / "conference").mkdir(parents=True)
    (folder / "conference/2020.yaml").write_text(
        "section: conference\nyear: 2020\n\nentries:\n  # best\n  - id: a\n    title: Alpha of Pruning  # t\n", "utf-8"
    )
    source.write_text(json.dumps([{"title": "Alpha of Pruning", "section": "other", "year": 2021}]), "utf-8")
    assert prunecat("sync", str(source), str(folder), "--write").code == 0
    assert (folder / "conference/2020.yaml").read_text("utf-8") == "section: conference\nyear: 2020\n\nentries: []\n"
    assert (
        (folder / "other.yaml")
        .read_text("utf-8")
        .endswith("section: other\n\nentries:\n  # best\n  - id: a\n    title: Alpha of Pruning  # t\n    year: 2021\n")
    )
    source.write_text(json.dumps([{"title": "Alpha of Pruning", "section": "conference", "year": 2020}]), "utf-8")
    assert prunecat("sync", str(source), str(folder), "--write").code == 0
    assert prunecat("diff", str(source), str(folder)).code == 0


def test_new_entries_stand_where_the_list_has_them(tmp_path: Path) -> None:
    head = "section: survey\nyear: 2020\nentries:\n"
    text = head + "".join(f"  - id: {name}\n    title: {name}\n" for name in ("bb", "dd"))
    rows: list[dict[str, object]] = [
        {"title": name, "section": "survey", "year": 2020} for name in ("aa", "bb", "cc", "dd", "ee", "ff")
    ]
    found = synced(text, rows, tmp_path)
    assert [line.split()[-1] for line in found.splitlines() if "title" in line] == ["aa", "bb", "cc", "dd", "ee", "ff"]
