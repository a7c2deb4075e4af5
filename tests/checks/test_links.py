import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.running import check
from links.server import Server, serving


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


# A parent that ignores SIGINT, as a shell does for what it runs in the background, hands that down.
_WITH_SIGINT = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from prunecat.app import main; main()"
)


def catalogue(folder: Path, server: Server, *paths: str) -> Path:
    """A catalogue of an entry for each path."""
    path = folder / "links.yaml"
    entries = [f"- {{id: e{n}, title: Title of {n}, url: '{server.url}{at}'}}\n" for n, at in enumerate(paths)]
    path.write_text("".join(entries), "utf-8")
    return path


def test_each_dead_moved_and_refused_link_is_a_finding_with_its_line(server: Server, tmp_path: Path) -> None:
    path = catalogue(tmp_path, server, "/ok", "/missing", "/moved", "/forbidden")
    url = server.url
    outcome = check(path, "--links", "--ignore", "insecure-url")
    assert outcome.status == 1
    dead = f"the link answers 404 (Not Found): {url}/missing; find where it went, or leave it out"
    moved = f"the link has moved to {url}/ok: {url}/moved; write the new address"
    refused = f"the link answers 403 (Forbidden): {url}/forbidden; look at it in a browser"
    assert outcome.out.splitlines() == [
        f"{path}:2: error: dead-link: e1: {dead}",
        f"{path}:3: warning: moved-link: e2: {moved}",
        f"{path}:4: warning: refused-link: e3: {refused}",
    ]


def test_links_of_code_are_asked_and_fragments_are_no_other_page(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        f"- {{id: a, title: A, url: '{server.url}/ok#one'}}\n"
        f"- {{id: b, title: B, code: [{{url: '{server.url}/ok#two'}}, {{url: '{server.url}/gone'}}, {{url: ./x}}]}}\n",
        "utf-8",
    )
    outcome = check(path, "--links", "--json", "--rule", "dead-link")
    assert [finding["entry"] for finding in outcome.findings] == ["b"]
    assert sorted(server.asked) == [("HEAD", "/gone"), ("HEAD", "/ok")]


def test_a_second_run_asks_nothing_unless_told_to(server: Server, tmp_path: Path) -> None:
    path = catalogue(tmp_path, server, "/gone")
    for arguments, asked in (((), 1), ((), 1), (("--again",), 2)):
        assert check(path, "--links", "--json", "--rule", "dead-link", *arguments).rules == ["dead-link"]
        assert len(server.asked) == asked


def test_nothing_is_asked_without_the_option(server: Server, tmp_path: Path) -> None:
    check(catalogue(tmp_path, server, "/ok"))
    assert server.asked == []


def test_without_httpx_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- {id: a, title: A}\n", "utf-8")
    for name in [name for name in sys.modules if name.startswith("prunecat.links.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "httpx", None)
    outcome = check(path, "--links")
    assert outcome.status == 2
    assert "check --links needs an optional dependency" in outcome.err
    assert "[net]'" in outcome.err
    assert check(path).status == 0


def test_an_interrupted_run_ends_with_130_and_keeps_its_answers(server: Server, tmp_path: Path) -> None:
    path = catalogue(tmp_path, server, "/missing", "/silent")
    program = [sys.executable, "-c", _WITH_SIGINT, "check", str(path), "--links"]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert server.arrived.wait(30)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert (tmp_path / "cache" / "links.sqlite").exists()


def test_what_was_asked_is_nobody_elses_business(server: Server, tmp_path: Path) -> None:
    check(catalogue(tmp_path, server, "/ok"), "--links")
    assert (tmp_path / "cache" / "links.sqlite").stat().st_mode & 0o077 == 0
