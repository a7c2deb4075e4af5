import os
from pathlib import Path
from typing import BinaryIO

import pytest

from prunecat import Catalogue
from prunecat.errors import SourceError
from prunecat.sources import files
from prunecat.sources.files import files_of


def places(path: Path) -> list[str]:
    return [Path(file.path).name for file in files_of(str(path))]


def test_a_file_is_itself(tmp_path: Path) -> None:
    (tmp_path / "anything").write_bytes(b"abc")
    (file,) = files_of(str(tmp_path / "anything"))
    assert (file.path, file.content) == (str(tmp_path / "anything"), b"abc")


def test_a_folder_is_its_catalogue_files_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/c.yml", "a/b.jsonl", "README.md", "x.csv", ".git/d.yaml", ".hidden.yaml", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("[]")
    assert places(tmp_path) == ["b.jsonl", "c.yml", "b.yaml"]


def test_a_folder_without_any_is_one_of_lists_and_bibliographies(tmp_path: Path) -> None:
    for name in ("README.md", "refs.bib", "a.CSV", "notes.txt"):
        (tmp_path / name).write_text("")
    assert places(tmp_path) == ["README.md", "a.CSV", "refs.bib"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfa\r\nb\rc\n", "a\nb\nc\n"),
        ("é".encode(), "é"),
        (b"", ""),
    ],
)
def test_text_has_one_kind_of_line_break_and_no_mark(content: bytes, text: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(content)
    (file,) = files_of(str(tmp_path / "a"))
    assert file.text() == text


@pytest.mark.parametrize("content", [b"a\nb\n\xff\xfe", "a\nb\né".encode("latin-1"), b"a\nb\n\xed\xa0\x80"])
def test_text_of_another_encoding_is_refused_with_its_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        Catalogue.open(path)
    assert str(caught.value) == f"{path}:3: not UTF-8 text; save it in the encoding UTF-8"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        Catalogue.open(tmp_path / "none.yaml")
    assert str(caught.value) == f"{tmp_path / 'none.yaml'}: no such file or folder; check the path"


@pytest.mark.parametrize("times", [1, 1000])
def test_a_folder_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    texts = iter(range(10_000))

    def change() -> None:
        text = f"- {{title: Version {next(texts)}}}\n"
        for name in ("a.yaml", "b.yaml"):
            (tmp_path / "new").write_text(text, encoding="utf-8")
            (tmp_path / "new").replace(tmp_path / name)

    def content(file: BinaryIO, path: str) -> bytes:
        held = read(file, path)
        if path.endswith("a.yaml") and next(changes, None) is not None:
            change()
        return held

    read, changes = files._content, iter(range(times))
    monkeypatch.setattr(files, "_content", content)
    change()
    if times == 1:
        assert [file.text() for file in files_of(str(tmp_path))] == ["- {title: Version 1}\n"] * 2
    else:
        with pytest.raises(SourceError, match="changes while it is read"):
            list(files_of(str(tmp_path)))


def test_a_folder_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no catalogue files in this folder; their endings are \.jsonl"):
        Catalogue.open(tmp_path)


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(SourceError, match="can't be read"):
        list(files_of("a" * 5000))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text("[]")
    path.chmod(0)
    with pytest.raises(SourceError) as caught:
        list(files_of(str(path)))
    assert str(caught.value) == f"{path}: can't be read (Permission denied); check the path and its rights"


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(SourceError, match="standard input: nothing there to read"):
        list(files_of("-"))


def test_what_a_foreign_file_lacks_is_said(tmp_path: Path) -> None:
    path = tmp_path / "papers.csv"
    path.write_text("Title,Year\nA,n.d.\n,2020\nB,in press\n")
    assert Catalogue.open(path).remarks == (
        f"{path}: 2 rows read without year: lines 2, 4: its value can't be used",
        f"{path}: 1 row skipped: line 3: no title",
    )


def test_an_id_that_stands_twice_names_both_places(tmp_path: Path) -> None:
    one, two = tmp_path / "1.yaml", tmp_path / "2.yaml"
    one.write_text("- {id: a, title: A}\n")
    two.write_text("\n- {id: a, title: B}\n")
    with pytest.raises(SourceError) as caught:
        Catalogue.open(one, two)
    assert str(caught.value) == f"{two}:2: the id a stands at {one}:1 too; give each entry an id of its own"


def test_an_id_that_stands_twice_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text('[{"id": "a", "title": "A"}, {"id": "a", "title": "B"}]')
    with pytest.raises(SourceError, match="the id a stands at"):
        Catalogue.open(path)
