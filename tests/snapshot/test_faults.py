"""Whatever happens to a run or to the cache, the next answer is whole and nothing is left behind."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import faults
import pytest

from prunecat import Catalogue
from prunecat.digest import digest_of
from prunecat.snapshot import build, cache, turns
from prunecat.sources import files
from prunecat.user_state import secret

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its runs can't be killed or limited alike")
LINES = "".join(f'{{"id": "work-{number}", "title": "Shears {number}"}}\n' for number in range(9))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("PRUNECAT_CACHE_DIR", str(folder))
    return folder


@pytest.fixture(scope="module")
def legend() -> dict[str, str]:
    return Catalogue.bundled().legend


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "list.jsonl"
    path.write_text(LINES)
    return path


def answers(source: Path) -> bool:
    """Whether the catalogue answers in full."""
    catalogue = Catalogue.open(source)
    return len(catalogue) == 9 and [one.entry.id for one in catalogue.search('"shears 4"')] == ["work-4"]


def test_runs_that_are_killed_leave_nothing_that_lasts(tmp_path: Path) -> None:
    """At a few instants; `benchmarks/faults.py` tries two hundred."""
    assert list(faults.killed(tmp_path, 3)) == []


def test_on_a_full_disk_the_answer_is_whole(tmp_path: Path) -> None:
    assert list(faults.full(tmp_path, (0, 100_000))) == []


def test_large_catalogues_begun_at_once_are_compiled_once(tmp_path: Path, home: Path, source: Path) -> None:
    count = tmp_path / "count"
    program = (
        "import sys; from pathlib import Path\n"
        "from prunecat.sources import files; files.LARGE = 0\n"
        "from prunecat.snapshot import build; made = build.fill_large\n"
        "def fill_large(*arguments):\n"
        f"    with open({str(count)!r}, 'a') as file: file.write('x')\n"
        "    made(*arguments)\n"
        "build.fill_large = fill_large\n"
        "from prunecat.catalogue import Catalogue\n"
        f"print(len(Catalogue.open({str(source)!r})))"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program], stdout=-1, stderr=-1, text=True) for _ in range(6)]
    assert {(*run.communicate(), run.returncode) for run in runs} == {("9\n", "", 0)}
    assert count.read_text() == "x"
    assert [path.suffix for path in home.iterdir()] == [".sqlite"]


def test_where_the_run_that_is_waited_for_stands_still_it_is_done_alone(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answers(source)
    (kept,) = home.iterdir()
    kept.unlink()
    monkeypatch.setattr(turns, "_PATIENCE", -1.0)
    with turns.turn(str(kept.with_suffix(".tmp"))):
        assert answers(source)
        assert {path.suffix for path in home.iterdir()} == {".sqlite", ".tmp"}
    assert [path.suffix for path in home.iterdir()] == [".sqlite"]


@pytest.mark.parametrize("large", [files.LARGE, 0], ids=["small", "large"])
def test_where_there_are_no_locks_each_run_does_it_alone(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    import fcntl

    def refuse(*_arguments: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    monkeypatch.setattr(files, "LARGE", large)
    assert answers(source)
    assert [path.suffix for path in home.iterdir()] == [".sqlite"]


@pytest.mark.parametrize("large", [files.LARGE, 0], ids=["small", "large"])
def test_an_error_leaves_nothing(home: Path, source: Path, monkeypatch: pytest.MonkeyPatch, large: int) -> None:
    monkeypatch.setattr(files, "LARGE", large)
    source.write_text(LINES + "{}{")
    with pytest.raises(Exception, match="not JSON"):
        Catalogue.open(source)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("large", [files.LARGE, 0], ids=["small", "large"])
def test_a_cache_that_is_removed_while_it_is_written_and_begun_anew(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    """Another run's file of the same name is not taken for the own one, which has gone."""
    monkeypatch.setattr(files, "LARGE", large)
    write_rest, others = build._write_rest, list[Path]()

    def removed(*arguments: Any) -> None:
        write_rest(*arguments)
        if not others:
            (own,) = home.iterdir()
            own.unlink()
            own.write_text("half of another run's")
            others.append(own)

    monkeypatch.setattr(build, "_write_rest", removed)
    assert answers(source)
    assert {path.read_text() for path in home.iterdir() if path.suffix != ".sqlite"} <= {"half of another run's"}
    assert answers(source)


@pytest.mark.parametrize("sign", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("large", [files.LARGE, 0], ids=["small", "large"])
def test_a_run_that_is_told_to_end_leaves_nothing(home: Path, source: Path, sign: str, large: int) -> None:
    program = (
        "import os, signal\n"
        f"signal.signal(signal.{sign}, signal.{'default_int_handler' if sign == 'SIGINT' else 'SIG_DFL'})\n"
        f"from prunecat.sources import files; files.LARGE = {large}\n"
        "from prunecat.snapshot import build; build._MUCH = 0; made = build._write_rest\n"
        "def end(*arguments):\n"
        "    made(*arguments)\n"
        f"    os.kill(os.getpid(), signal.{sign})\n"
        "    made(*arguments)\n"
        "build._write_rest = end\n"
        "from prunecat.catalogue import Catalogue\n"
        f"Catalogue.open({str(source)!r})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    number = getattr(signal, sign)
    assert done.returncode in (-number, 128 + number)
    assert list(home.iterdir()) == []


def test_what_killed_runs_have_left_is_removed_and_nothing_else(home: Path, source: Path) -> None:
    home.mkdir()
    for name in ("0123456789abcdef.tmp", "tmpabcd_123.tmp", "mine.tmp", "notes.txt"):
        (home / name).write_text("half")
    with turns.turn(str(home / "fedcba9876543210.tmp")):
        assert answers(source)
        assert {path.name for path in home.iterdir() if path.suffix != ".sqlite"} == {
            "fedcba9876543210.tmp", "mine.tmp", "notes.txt",
        }  # fmt: skip


@pytest.mark.parametrize("in_memory", [2**20, 0], ids=["loaded", "in-place"])
def test_a_cache_that_is_removed_or_swapped_while_it_is_read(
    home: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr(cache, "_IN_MEMORY", in_memory)
    assert answers(source)
    catalogue = Catalogue.open(source)
    (kept,) = home.iterdir()
    (tmp_path / "other").write_bytes(b"something else")
    os.replace(tmp_path / "other", kept)
    assert len(catalogue.search("shears")) == 9
    shutil.rmtree(home)
    assert catalogue.show("work-3").title == "Shears 3"
    assert answers(source)


@pytest.mark.parametrize("in_memory", [2**20, 0], ids=["loaded", "in-place"])
@pytest.mark.parametrize(
    "acting",
    [
        "CREATE TRIGGER act AFTER INSERT ON meta BEGIN DELETE FROM entry; END",
        "CREATE VIEW act AS SELECT * FROM entry",
        "CREATE VIRTUAL TABLE act USING fts5 (text)",
        "CREATE VIRTUAL TABLE act USING rtree (a, b, c)",
        "DROP TABLE legend; CREATE VIEW legend AS SELECT 'F' AS code, 'forged' AS name, '[]' AS aliases",
        "DROP TABLE people; CREATE VIRTUAL TABLE people USING fts4 (name)",
    ],
)
def test_a_snapshot_that_would_act_is_not_opened(
    legend: dict[str, str],
    home: Path,
    source: Path,
    monkeypatch: pytest.MonkeyPatch,
    acting: str,
    in_memory: int,
) -> None:
    """Even where it has the seal of the user, whose key may be known or lacking."""
    monkeypatch.setattr(cache, "_IN_MEMORY", in_memory)
    assert answers(source)
    (kept,) = home.iterdir()
    whole = kept.read_bytes()
    forged = sqlite3.connect(":memory:")
    forged.deserialize(whole[:-8])
    forged.executescript(acting)
    content = forged.serialize()
    kept.write_bytes(content + digest_of(content, secret()))
    assert answers(source)
    assert kept.read_bytes()[-8:] == digest_of(kept.read_bytes()[:-8], secret())
    names = {name for (name,) in Catalogue.open(source)._database.execute("SELECT name FROM sqlite_schema")}
    assert "act" not in names
    assert Catalogue.open(source).legend == legend
