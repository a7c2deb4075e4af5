"""The cache: whatever has happened to it, the answer is the right one and nobody is bothered."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import source_hash
from pathlib import Path

import pytest

from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.loading.compile import Compiled
from prunecat.snapshot import cache
from prunecat.snapshot.build import fill

TEXT = """
title: Small
entries:
  - {id: shears-2020, title: Learning to Shear, year: 2020, authors: [Ada Byron]}
  - {id: sheep-2022, title: Shears for Sheep, year: 2022}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("PRUNECAT_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return file


def answers(source: Path) -> bool:
    """Whether the catalogue is opened and answers in full."""
    catalogue = Catalogue.open(source)
    assert [entry.id for entry in catalogue.list()] == ["shears-2020", "sheep-2022"]
    assert {result.entry.id for result in catalogue.search("shearing")} == {"shears-2020", "sheep-2022"}
    assert [result.entry.id for result in catalogue.search("byron")] == ["shears-2020"]
    return True


def kept(home: Path) -> list[Path]:
    return sorted(home.glob("*"))


def is_asked_again(source: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the catalogue is opened out of the cache, with nothing compiled."""
    import prunecat.snapshot.build

    def refuse(*_arguments: object) -> None:
        raise AssertionError("compiled again")

    with monkeypatch.context() as patch:
        patch.setattr(prunecat.snapshot.build, "fill", refuse)
        return answers(source)


def test_a_catalogue_is_compiled_once(home: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers(source)
    assert len(kept(home)) == 1
    assert is_asked_again(source, monkeypatch)


def test_a_changed_source_is_another_snapshot(home: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers(source)
    source.write_text(TEXT.replace("Learning", "Learned"), encoding="utf-8")
    assert Catalogue.open(source).show("shears-2020").title == "Learned to Shear"
    assert len(kept(home)) == 2
    source.write_text(TEXT, encoding="utf-8")
    assert is_asked_again(source, monkeypatch)


def test_another_format_or_version_is_another_snapshot(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answers(source)
    monkeypatch.setattr(cache, "FORMAT", "another")
    assert answers(source)
    assert len(kept(home)) == 2


def test_a_large_snapshot_is_read_where_it_lies(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path / "odd ? # % name"))
    monkeypatch.setattr(cache, "_IN_MEMORY", 0)
    assert answers(source)
    assert is_asked_again(source, monkeypatch)
    ((_, _, path),) = Catalogue.open(source)._database.execute("PRAGMA database_list")
    assert Path(path).parent == tmp_path / "odd ? # % name"
    for file in (tmp_path / "odd ? # % name").iterdir():
        file.write_bytes(file.read_bytes()[:5000])
    assert answers(source)


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"not a database at all",
        lambda content: content[:100],
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content + b"\0",
        lambda content: bytes(len(content)),
        lambda content: content[:16] + bytes(84) + content[100:],
    ],
    ids=["empty", "text", "head", "half", "cut", "longer", "zeros", "headless"],
)
@pytest.mark.parametrize("in_memory", [48 * 2**20, 0], ids=["loaded", "in-place"])
def test_a_damaged_snapshot_is_made_anew(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes], in_memory: list[str]
) -> None:
    monkeypatch.setattr(cache, "_IN_MEMORY", in_memory)
    assert answers(source)
    (file,) = kept(home)
    file.write_bytes(damage(file.read_bytes()))
    assert answers(source)
    assert is_asked_again(source, monkeypatch)


def test_flipped_bytes_anywhere_are_found(home: Path) -> None:
    entries = (Entry(id="shears-2020", section="journal", title="Learning to Shear"),)
    compiled = Compiled(entries=entries, venues=(), types=(), vocabulary=())
    Catalogue(cache.snapshot("key", lambda database: fill(database, compiled)))
    (file,) = kept(home)
    whole = file.read_bytes()
    generator = random.Random(7)
    for at in [*generator.sample(range(len(whole)), 150), 0, 18, len(whole) - 1]:
        file.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << generator.randrange(8))]) + whole[at + 1 :])
        assert Catalogue(cache.snapshot("key", lambda database: fill(database, compiled))).list() == entries
        assert file.read_bytes() == whole


@pytest.mark.parametrize("in_memory", [48 * 2**20, 0], ids=["loaded", "in-place"])
def test_a_snapshot_that_somebody_else_sealed_is_not_believed(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch, in_memory: list[str]
) -> None:
    monkeypatch.setattr(cache, "_IN_MEMORY", in_memory)
    assert answers(source)
    (file,) = kept(home)
    forged = sqlite3.connect(":memory:")
    forged.deserialize(file.read_bytes()[:-8])
    forged.execute("UPDATE entry SET title = 'Forged'")
    forged.commit()
    content = forged.serialize()
    for seal in (source_hash(content), source_hash(source_hash(content))):
        file.write_bytes(content + seal)
        assert answers(source)
        assert Catalogue.open(source).show("shears-2020").title == "Learning to Shear"


def test_somebody_elses_database_is_not_taken_for_the_snapshot(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answers(source)
    (file,) = kept(home)
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        other.execute("INSERT INTO meta VALUES ('key', ?)", (file.stem,))
    other.close()
    assert answers(source)
    monkeypatch.setattr(cache, "_IN_MEMORY", 0)
    assert answers(source)


def test_the_snapshot_of_another_catalogue_is_not_taken_for_it(home: Path, source: Path, tmp_path: Path) -> None:
    assert answers(source)
    other = tmp_path / "other.yaml"
    other.write_text("entries: [{title: other}]", encoding="utf-8")
    assert len(Catalogue.open(other)) == 1
    one, two = kept(home)
    swapped = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(swapped)
    assert answers(source)
    assert len(Catalogue.open(other)) == 1


def test_a_folder_where_the_snapshot_should_be(home: Path, source: Path) -> None:
    assert answers(source)
    (file,) = kept(home)
    file.unlink()
    file.mkdir()
    assert answers(source)
    assert kept(home) == [file]


def test_a_cache_that_is_a_file(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine")
    monkeypatch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path / "file"))
    assert answers(source)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("call", ["open", "replace", "makedirs"])
def test_a_cache_that_can_not_be_written(home: Path, source: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """As in a read-only folder, which for root is none, or on a full disk."""

    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, call, refuse)
    assert answers(source)
    assert not home.exists() or kept(home) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights(home: Path, source: Path) -> None:
    home.mkdir(mode=0o500)
    assert answers(source)
    assert kept(home) == []


@pytest.mark.parametrize("where", [None, "", "/nonexistent/home"])
def test_no_home_folder(tmp_path: Path, source: Path, where: Path) -> None:
    environ = {
        key: text for key, text in os.environ.items() if key not in ("PRUNECAT_CACHE_DIR", "XDG_CACHE_HOME", "HOME")
    }
    environ["XDG_CACHE_HOME"] = "relative/and/so/not/heeded"
    if where is not None:
        environ["HOME"] = str(where)
    done = run(["-C", str(source), "list", "--format", "ids"], environ, tmp_path)
    assert done == (0, "shears-2020\nsheep-2022\n", "")
    assert not (tmp_path / "relative").exists()


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRUNECAT_CACHE_DIR", "stated")
    assert cache.folder() == "stated"
    monkeypatch.delenv("PRUNECAT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if sys.platform.startswith("linux"):
        assert cache.folder() == str(tmp_path / "prunecat")


def test_twelve_cold_starts_at_once(home: Path, source: Path) -> None:
    environ = {**os.environ, "PRUNECAT_CACHE_DIR": str(home)}
    command = [sys.executable, "-m", "prunecat", "-C", str(source), "search", "shearing", "--format", "ids"]
    runs = [subprocess.Popen(command, env=environ, stdout=-1, stderr=-1, text=True) for _ in range(12)]
    answered = [(*one.communicate(), one.returncode) for one in runs]
    assert {(frozenset(out.split()), err, code) for out, err, code in answered} == {
        (frozenset(("shears-2020", "sheep-2022")), "", 0)
    }
    assert len(kept(home)) == 1


@pytest.mark.usefixtures("home")
def test_a_snapshot_serves_several_threads_new_and_kept(source: Path) -> None:
    queries = ["shears", "sheep", "learning"] * 5
    for catalogue in (Catalogue.open(source), Catalogue.open(source)):
        with ThreadPoolExecutor(4) as pool:
            found = pool.map(catalogue.search, queries)
        assert [len(results) for results in found] == [2, 1, 1] * 5


def test_the_oldest_are_forgotten_and_what_is_not_ours_stays(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_KEEP", 3)
    home.mkdir()
    for name, text in (("mine.txt", "mine"), ("notes.sqlite", "mine"), ("0123456789abcdef.sqlite", "")):
        (home / name).write_text(text)
    for year in range(2001, 2007):
        source.write_text(TEXT.replace("2020", str(year)), encoding="utf-8")
        Catalogue.open(source)
        for at, file in enumerate(sorted(home.glob("*.sqlite"), key=lambda file: file.stat().st_mtime_ns)):
            os.utime(file, (at, at))
    names = [file.name for file in kept(home)]
    assert {"mine.txt", "notes.sqlite", "0123456789abcdef.sqlite"} <= set(names)
    assert len(names) == 3 + 3


def test_what_was_used_longest_ago_is_forgotten_first(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_KEEP", 2)
    sources = [tmp_path / f"{number}.yaml" for number in range(3)]
    for number, source in enumerate(sources[:2]):
        source.write_text(TEXT.replace("2020", f"{2001 + number}"), encoding="utf-8")
        Catalogue.open(source)
    for at, file in enumerate(kept(home)):
        os.utime(file, (at, at))
    Catalogue.open(sources[0])
    used = max(kept(home), key=lambda file: file.stat().st_mtime)
    sources[2].write_text(TEXT, encoding="utf-8")
    Catalogue.open(sources[2])
    assert used in kept(home)
    assert len(kept(home)) == 2


def run(arguments: list[str], environ: dict[str, str], folder: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "prunecat", *arguments],
        env=environ,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr
