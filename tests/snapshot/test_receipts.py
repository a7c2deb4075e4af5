"""Receipts: a large source is read again exactly when it may have changed."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from prunecat import Catalogue
from prunecat.errors import SourceError
from prunecat.snapshot import cache, receipts
from prunecat.sources import files

HOUR = 3600 * 10**9


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache for sources of any size, however lately they were written."""
    monkeypatch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(receipts, "WORTHWHILE", 0)
    monkeypatch.setattr(receipts, "_GRAIN", -HOUR)
    monkeypatch.setattr(receipts, "_ELSEWHERE", ())
    return tmp_path / "cache"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    for name, year in (("a.yaml", 2019), ("below/b.yaml", 2020)):
        (folder / name).write_text(f"- {{title: Pruning of {year}, year: {year}}}\n", encoding="utf-8")
    return folder


def reads(source: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether opening the catalogue reads its files."""
    told: list[str] = []
    with monkeypatch.context() as patch:
        read = files._content

        def content(file: BinaryIO, path: str) -> bytes:
            told.append(path)
            return read(file, path)

        patch.setattr(files, "_content", content)
        assert len(Catalogue.open(source)) == sum(1 for _ in source.rglob("*.yaml"))
    return any(str(source) in path for path in told)


def _edit(source: Path) -> None:
    (source / "a.yaml").write_text("- {title: Pruning of 2021, year: 2021}\n", encoding="utf-8")


def _replace(source: Path) -> None:
    times = (source / "a.yaml").stat()
    (source / "new").write_text("- {title: Pruning of 2018, year: 2018}\n", encoding="utf-8")
    os.utime(source / "new", ns=(times.st_atime_ns, times.st_mtime_ns))
    (source / "new").replace(source / "a.yaml")


def _add(source: Path) -> None:
    (source / "below" / "c.yaml").write_text("- {title: Pruning of 2022, year: 2022}\n", encoding="utf-8")


def _remove(source: Path) -> None:
    (source / "below" / "b.yaml").unlink()


@pytest.mark.usefixtures("home")
def test_what_has_not_changed_is_not_read_again(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads(source, monkeypatch)
    assert not reads(source, monkeypatch)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("change", [_edit, _replace, _add, _remove])
def test_what_has_changed_is_read(
    source: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    Catalogue.open(source)
    change(source)
    assert reads(source, monkeypatch)
    assert not reads(source, monkeypatch)


@pytest.mark.usefixtures("home")
def test_a_source_that_is_gone_is_missed(source: Path) -> None:
    Catalogue.open(source / "a.yaml")
    (source / "a.yaml").unlink()
    with pytest.raises(SourceError, match="no such file"):
        Catalogue.open(source / "a.yaml")


def test_a_receipt_that_another_wrote_is_not_believed(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Catalogue.open(source)
    _edit(source)
    (receipt,) = home.glob("*.receipt")
    text = json.loads(receipt.read_text(encoding="utf-8"))
    for forged in ("", "null", "{}", json.dumps(text | {"signature": ""}), json.dumps(text | {"snapshot": []})):
        receipt.write_text(forged, encoding="utf-8")
        assert reads(source, monkeypatch)
        receipt.write_text(json.dumps(text), encoding="utf-8")


def test_a_snapshot_that_is_gone_or_another_is_made_anew(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Catalogue.open(source)
    (snapshot,) = home.glob("*.sqlite")
    snapshot.unlink()
    assert reads(source, monkeypatch)
    (snapshot,) = home.glob("*.sqlite")
    snapshot.write_bytes(b"something else")
    assert reads(source, monkeypatch)


@pytest.mark.parametrize(("name", "value"), [("WORTHWHILE", 10**6), ("_GRAIN", HOUR), ("_ELSEWHERE", ("",))], ids=str)
def test_what_is_small_just_written_or_of_a_network_is_always_read(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(receipts, name, value)
    assert reads(source, monkeypatch)
    assert reads(source, monkeypatch)
    assert not list(home.glob("*.receipt"))


def test_with_a_snapshot_its_receipts_are_forgotten(home: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_KEEP", 1)
    home.mkdir()
    others = {home / "0123456789abcdef.receipt": "mine", home / "notes.receipt": '{"key": "gone"}'}
    for file, text in others.items():
        file.write_text(text, encoding="utf-8")
    for part in (source / "a.yaml", source / "below", source):
        Catalogue.open(part)
    (receipt,) = {*home.glob("*.receipt")} - {*others}
    assert [file.stem for file in home.glob("*.sqlite")] == [json.loads(receipt.read_text(encoding="utf-8"))["key"]]
    assert all(file.exists() for file in others)
