import builtins
import json
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from prunecat.errors import PrunecatError
from prunecat.sources.files import files_of
from prunecat.whole_folder import PENDING, change_files, create_folder, finish, unfinished

WAS = {"a.yaml": b"a\n", "sub/b.yaml": b"b\n", "c.yaml": b"c\n"}
BECOMES = {"a.yaml": b"A\n", "sub/b.yaml": b"B\n", "c.yaml": None, "new/d.yaml": b"D\n"}
BEFORE = {"a.yaml": b"a\n", "sub/b.yaml": b"b\n", "c.yaml": b"c\n", "notes.txt": b"mine"}
AFTER = {"a.yaml": b"A\n", "sub/b.yaml": b"B\n", "new/d.yaml": b"D\n", "notes.txt": b"mine"}
CALLS = ("open", "mkdir", "rename", "replace", "unlink", "rmdir", "fsync", "chmod")
KILLED = 9


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "folder"
    for name, content in BEFORE.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def held(folder: Path) -> dict[str, bytes]:
    """The files of a folder that are not hidden."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = ((path.relative_to(folder), path) for path in paths)
    return {name.as_posix(): path.read_bytes() for name, path in names if not name.parts[0].startswith(".")}


def read(folder: Path) -> dict[str, bytes]:
    """What prunecat reads of a folder."""
    return {Path(file.path).relative_to(folder).as_posix(): file.content for file in files_of(str(folder))}


def yaml_of(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.endswith(".yaml")}


def killed_at_each_call(act: Callable[[], object], restore: Callable[[], None]) -> Iterator[int]:
    """Runs an act in processes of their own that end, without any clearing up, before their first, second, … call
    that changes the disk; ends once an act comes to its end."""
    for last in range(1, 1000):
        restore()
        child = os.fork()
        if not child:
            left = iter(range(last))

            def counted(call: Callable[..., object], left: Iterator[int] = left) -> Callable[..., object]:
                def wrapped(*arguments: object, **options: object) -> object:
                    if next(left) == last - 1:  # noqa: B023 - the child has one
                        os._exit(KILLED)
                    return call(*arguments, **options)

                return wrapped

            os.fsync = lambda _fd: None  # type: ignore[assignment]  # the disk's own business, and slow
            for name in CALLS:
                setattr(os, name, counted(getattr(os, name)))
            builtins.open = counted(open)  # type: ignore[assignment]  # open has too many forms
            act()
            os._exit(0)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != KILLED:
            return
        yield last


def test_all_files_change(folder: Path) -> None:
    change_files(str(folder), WAS, BECOMES)
    assert held(folder) == AFTER
    assert sorted(path.name for path in folder.iterdir()) == ["a.yaml", "new", "notes.txt", "sub"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_killed_at_any_point_it_is_as_it_was_or_done(folder: Path) -> None:
    def restore() -> None:
        shutil.rmtree(folder)
        for name, content in BEFORE.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)

    seen = []
    for _ in killed_at_each_call(lambda: change_files(str(folder), WAS, BECOMES), restore):
        now = read(folder)
        assert now in (yaml_of(BEFORE), yaml_of(AFTER))
        seen.append(now == yaml_of(AFTER))
        finish(str(folder))
        assert held(folder) == (AFTER if seen[-1] else BEFORE)
        assert not [path for path in folder.iterdir() if path.name.startswith(".")]
    assert seen == sorted(seen)
    assert {*seen} == {True, False}
    assert len(seen) > 20
    assert held(folder) == AFTER


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_finishing_may_be_killed_too(folder: Path) -> None:
    def restore() -> None:
        shutil.rmtree(folder)
        for name, content in BEFORE.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        interrupt(folder)

    points = 0
    for _ in killed_at_each_call(lambda: finish(str(folder)), restore):
        assert read(folder) == yaml_of(AFTER)
        points += 1
    assert points > 5
    assert held(folder) == AFTER


def interrupt(folder: Path) -> None:
    """Leave a change of the folder behind of which nothing is moved yet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prunecat.whole_folder._finish", lambda _: False)
        change_files(str(folder), WAS, BECOMES)
    assert held(folder) == BEFORE


def test_what_is_interrupted_is_read_as_done_and_finished_by_the_next_change(folder: Path) -> None:
    interrupt(folder)
    assert read(folder) == yaml_of(AFTER)
    assert unfinished(str(folder)).keys() == BECOMES.keys()
    change_files(str(folder), {"a.yaml": b"A\n"}, {"a.yaml": b"AA\n"})
    assert held(folder) == {**AFTER, "a.yaml": b"AA\n"}


def test_an_edit_made_after_the_interruption_is_not_overwritten(folder: Path) -> None:
    interrupt(folder)
    (folder / "a.yaml").write_bytes(b"mine\n")
    assert read(folder)["a.yaml"] == b"mine\n"
    with pytest.raises(PrunecatError, match=r"a\.yaml: was edited since a change of the folder was interrupted"):
        finish(str(folder))
    assert (folder / "a.yaml").read_bytes() == b"mine\n"
    (folder / "a.yaml").write_bytes(b"A\n")  # the new text brought in by hand
    assert finish(str(folder))
    assert held(folder) == AFTER


def test_a_file_that_somebody_changed_meanwhile_stops_it(folder: Path) -> None:
    (folder / "sub" / "b.yaml").write_bytes(b"other\n")
    with pytest.raises(PrunecatError, match=r"b\.yaml: was changed by somebody else meanwhile; run it again"):
        change_files(str(folder), WAS, BECOMES)
    assert held(folder) == {**BEFORE, "sub/b.yaml": b"other\n"}
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_links_and_rights_stay(folder: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.yaml"
    real.write_bytes(b"a\n")
    (folder / "a.yaml").unlink()
    (folder / "a.yaml").symlink_to(real)
    (folder / "sub" / "b.yaml").chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(folder)
    change_files(str(link), WAS, BECOMES)
    assert (folder / "a.yaml").is_symlink()
    assert real.read_bytes() == b"A\n"
    assert (folder / "sub" / "b.yaml").stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()


def test_a_folder_that_can_not_be_written_is_told_before_anything_is_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: not str(path).endswith("sub"))
    with pytest.raises(PrunecatError, match=r"sub: can't be written \(Permission denied\)"):
        change_files(str(folder), WAS, BECOMES)
    assert held(folder) == BEFORE


@pytest.mark.parametrize(
    "journal",
    [
        [["../b.yaml", None, "x"]],
        [["/b.yaml", None, "x"]],
        [["sub/../../b.yaml", None, "x"]],
        {"a": 1},
        [1],
        "x",
        [[1, 2, 3]],
        {"steps": [["a.yaml", None, "x"]], "signature": ""},
        {"steps": [["../b.yaml", None, "x"]], "signature": "f" * 64},
        {"steps": [["\ud800\0", 1, []]], "signature": 5},
    ],
)
def test_a_journal_that_this_user_did_not_write_is_not_acted_on(folder: Path, journal: object) -> None:
    (folder / PENDING).mkdir()
    (folder / PENDING / "journal.json").write_text(json.dumps(journal), "utf-8")
    assert unfinished(str(folder)) == {}
    assert read(folder) == yaml_of(BEFORE)
    with pytest.raises(PrunecatError, match="is no change of this folder that this user's prunecat began; remove it"):
        finish(str(folder))
    assert held(folder) == BEFORE


def test_an_interrupted_change_is_believed_only_where_it_was_made(folder: Path, tmp_path: Path) -> None:
    interrupt(folder)
    shutil.copytree(folder, tmp_path / "copy")
    assert unfinished(str(tmp_path / "copy")) == {}
    assert finish(str(folder))


def test_changes_of_one_folder_wait_for_each_other(folder: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(change_files, str(folder), {}, {f"{n}.yaml": b"x\n"}) for n in range(12)]
    assert [change.exception() for change in done] == [None] * 12
    assert set(held(folder)) >= {f"{n}.yaml" for n in range(12)}
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_new_folder_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "folder"
    create_folder(str(target), {"a": b"1", "b/c": b"2"})
    assert held(target) == {"a": b"1", "b/c": b"2"}
    assert list(target.parent.iterdir()) == [target]
    umask = os.umask(0)
    os.umask(umask)
    assert target.stat().st_mode & 0o777 == 0o777 & ~umask


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_new_folder_is_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    seen = set()
    act = lambda: create_folder(str(target), {"a": b"1", "b/c": b"2"})  # noqa: E731
    for _ in killed_at_each_call(act, lambda: shutil.rmtree(target, ignore_errors=True)):
        seen.add(target.exists() and held(target) == {"a": b"1", "b/c": b"2"})
        assert target.exists() in seen
    assert False in seen
    assert held(target) == {"a": b"1", "b/c": b"2"}
