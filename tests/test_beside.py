"""A generator in a process of its own gives what it gives here, whatever happens to that process."""

import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from generators import counting, printing, refusing
from prunecat import beside as beside_module
from prunecat.beside import beside
from prunecat.errors import SourceError

HERE = os.getpid()


def all_of(generator: Generator[Any, None, Any]) -> tuple[list[Any], Any]:
    """What it yields, and what it returns."""
    returned = []

    def kept() -> Iterator[Any]:
        returned.append((yield from generator))

    return list(kept()), returned[0]


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("several")
def test_what_is_yielded_and_returned_comes_over() -> None:
    items, returned = all_of(beside(counting, 300, HERE))
    assert items == [(number, True, "é" * number) for number in range(300)]
    assert returned == {"counted": 300}


@pytest.mark.usefixtures("several")
def test_a_pipe_that_may_not_grow_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*arguments: Any, pipesize: int, **options: Any) -> "subprocess.Popen[bytes]":
        if pipesize > 0:
            raise PermissionError
        return subprocess.Popen(*arguments, **options)

    monkeypatch.setattr(beside_module, "Popen", started)
    items, _ = all_of(beside(counting, 3, HERE))
    assert [is_elsewhere for _, is_elsewhere, _ in items] == [True] * 3


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize("ends_at", [0, 1, 100])
def test_where_the_process_is_killed_the_rest_is_worked_out_here(ends_at: int) -> None:
    items, returned = all_of(beside(counting, 300, HERE, ends_at))
    assert [number for number, *_ in items] == list(range(300))
    assert [number for number, elsewhere, _ in items if elsewhere] == list(range(ends_at))
    assert returned == {"counted": 300}


@pytest.mark.parametrize("without", ["processors", "python", "executable"])
def test_where_no_process_can_be_started_it_is_worked_out_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, without: str
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1 if without == "processors" else 2)
    if without != "processors":
        monkeypatch.setattr(sys, "executable", str(tmp_path / "python") if without == "executable" else "/bin/blender")
    items, returned = all_of(beside(counting, 3, HERE))
    assert items == [(0, False, ""), (1, False, "é"), (2, False, "éé")]
    assert returned == {"counted": 3}


@pytest.mark.usefixtures("several")
def test_an_error_comes_over_whole() -> None:
    generator = beside(refusing, 2)
    assert [next(generator), next(generator)] == [0, 1]
    with pytest.raises(SourceError, match=r"^list.jsonl:3: entry a: year: wrong; mend it$") as refused:
        next(generator)
    assert (refused.value.line, refused.value.entry) == (3, "a")


@pytest.mark.usefixtures("several")
def test_nothing_is_left_where_nobody_wants_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    class Popen(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            started.append(self)

    monkeypatch.setattr(beside_module, "Popen", Popen)
    generator = beside(counting, 10**9, HERE)
    assert next(generator)[0] == 0
    generator.close()
    (process,) = started
    assert process.returncode is not None


@pytest.mark.usefixtures("several")
def test_what_is_printed_there_is_no_answer(capfd: pytest.CaptureFixture[str]) -> None:
    assert all_of(beside(printing, "shears"))[0] == ["shears"]
    assert capfd.readouterr().out == ""
