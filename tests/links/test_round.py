import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from links.fake_time import FakeTime
from links.server import Server
from prunecat.links.kept import KeptAnswers
from prunecat.links.manners import Gate, Manners
from prunecat.links.round import ask_all
from prunecat.links.status import LinkStatus

DAY = 86_400


def test_each_url_is_asked_once_and_the_progress_told(server: Server) -> None:
    urls = [server.url + path for path in ("/a", "/b", "/a", "/missing")]
    told: list[tuple[int, int]] = []
    answers = ask_all(
        urls, KeptAnswers(None), manners=FakeTime().manners(), progress=lambda done, of: told.append((done, of))
    )
    assert {url: answer.outcome for url, answer in answers.items()} == {
        server.url + "/a": "alive",
        server.url + "/b": "alive",
        server.url + "/missing": "dead",
    }
    assert server.methods("/a") == ["HEAD"]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_stopped_run_goes_on_where_it_was(server: Server, tmp_path: Path) -> None:
    urls = [f"{server.url}/{number}" for number in range(6)]

    def stop(done: int, _of: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    kept = KeptAnswers(str(tmp_path))
    with pytest.raises(KeyboardInterrupt):
        ask_all(urls, kept, manners=FakeTime().manners(at_once=1), progress=stop)
    kept.close()
    before = {path for _, path in server.asked if KeptAnswers(str(tmp_path)).get(server.url + path)}
    assert len(before) == 3
    server.asked.clear()
    answers = ask_all(urls, KeptAnswers(str(tmp_path)), manners=FakeTime().manners())
    assert len(answers) == 6
    assert {path for _, path in server.asked} == {f"/{number}" for number in range(6)} - before


def test_answers_are_kept_for_days_and_can_be_asked_anew(server: Server, tmp_path: Path) -> None:
    urls = [server.url + "/ok", server.url + "/missing"]

    def asked(now: float, *, again: bool = False) -> set[str]:
        server.asked.clear()
        kept = KeptAnswers(str(tmp_path), now=lambda: now)
        ask_all(urls, kept, manners=FakeTime().manners(), again=again)
        kept.close()
        return {path for _, path in server.asked}

    assert asked(0) == {"/ok", "/missing"}
    assert asked(0.5 * DAY) == set()
    assert asked(0.5 * DAY, again=True) == {"/ok", "/missing"}
    assert asked(2 * DAY) == {"/missing"}
    assert asked(8 * DAY) == {"/ok", "/missing"}


def test_a_moved_answer_is_kept_whole(tmp_path: Path) -> None:
    answer = LinkStatus("moved", "moved for good", "https://toys.example.org/new")
    kept = KeptAnswers(str(tmp_path))
    kept.put("https://toys.example.org/old", answer)
    kept.close()
    assert KeptAnswers(str(tmp_path)).get("https://toys.example.org/old") == answer
    assert KeptAnswers(str(tmp_path)).get("https://toys.example.org/other") is None


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    KeptAnswers(str(tmp_path)).close()
    file = tmp_path / "links.sqlite"
    file.write_bytes(file.read_bytes()[:100] + b"\xff" * 5000)
    kept = KeptAnswers(str(tmp_path))
    kept.put("https://toys.example.org/", LinkStatus("alive"))
    kept.close()
    assert KeptAnswers(str(tmp_path)).get("https://toys.example.org/") == LinkStatus("alive")


def _table(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE answer (something_else)")


def _link(path: Path) -> None:
    KeptAnswers(str(path.parent)).close()
    path.symlink_to(path.rename(path.parent / "another"))


@pytest.mark.parametrize("make", [lambda path: path.write_text("no database"), _table, _link])
def test_a_file_that_is_not_ours_stays_as_it_is(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(file := tmp_path / "links.sqlite")
    before = file.read_bytes()
    kept = KeptAnswers(str(tmp_path))
    kept.put("https://toys.example.org/", LinkStatus("alive"))
    assert kept.get("https://toys.example.org/") == LinkStatus("alive")
    kept.close()
    assert file.read_bytes() == before


def test_without_a_folder_answers_last_for_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder in (None, str(tmp_path / "file")):
        kept = KeptAnswers(folder)
        kept.put("https://toys.example.org/", LinkStatus("alive"))
        assert kept.get("https://toys.example.org/") == LinkStatus("alive")


def _through(gate: Gate, urls: list[str], time: FakeTime) -> tuple[list[tuple[str, float]], int]:
    """When each URL came through the gate, and how many were behind it at once at the most."""
    starts: list[tuple[str, float]] = []
    inside = most = 0

    async def one(url: str) -> None:
        nonlocal inside, most
        async with gate.turn(url):
            starts.append((url, time.now))
            inside += 1
            most = max(most, inside)
            for _ in range(20):
                await asyncio.sleep(0)
            inside -= 1

    async def all_of_them() -> None:
        await asyncio.gather(*map(one, urls))

    asyncio.run(all_of_them())
    return starts, most


def test_a_host_gets_two_requests_at_once_and_time_between_them() -> None:
    time = FakeTime()
    gate = Gate(Manners(now=time.clock, sleep=time.sleep, per_host=2, delay=0.25))
    starts, most = _through(gate, ["https://a.example/1", "https://A.example/2", "https://a.example/3"], time)
    assert [moment - 1000 for _, moment in starts] == [0, 0.25, 0.5]
    assert most <= 2


def test_all_hosts_together_get_no_more_than_the_limit() -> None:
    time = FakeTime()
    gate = Gate(time.manners(at_once=3))
    _, most = _through(gate, [f"https://{number}.example/" for number in range(10)], time)
    assert most == 3


def test_a_pause_holds_up_its_host_alone() -> None:
    time = FakeTime()
    gate = Gate(time.manners(at_once=1))
    gate.pause("https://busy.example/a", 30)
    starts, _ = _through(gate, ["https://busy.example/b", "https://free.example/"], time)
    assert [url for url, _ in starts] == ["https://free.example/", "https://busy.example/b"]
    assert starts[1][1] == 1030


def test_a_host_that_leaves_all_unanswered_is_given_up_and_others_are_not(server: Server) -> None:
    urls = [f"{server.url}/silent/{number}" for number in range(12)]
    answers = ask_all(urls, KeptAnswers(None), manners=FakeTime().manners(timeout=0.05, per_host=2))
    assert len(server.asked) <= 6
    assert {status.outcome for status in answers.values()} == {"refused"}
    assert answers[urls[-1]].why == "was not asked: its host leaves everything unanswered"
