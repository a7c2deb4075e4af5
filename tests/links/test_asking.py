import socket
import ssl
from collections.abc import Callable

import httpx
import pytest

from links.fake_time import FakeTime
from links.server import Server
from prunecat.links.kept import KeptAnswers
from prunecat.links.round import ask_all
from prunecat.links.status import LinkStatus
from prunecat.version import VERSION

Ask = Callable[..., LinkStatus]


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def ask(server: Server, time: FakeTime) -> Ask:
    """Ask the misbehaving server for a path."""

    def one(path: str, **manners: float) -> LinkStatus:
        url = server.url + path
        return ask_all([url], KeptAnswers(None), manners=time.manners(**manners))[url]

    return one


@pytest.mark.parametrize(
    ("path", "outcome", "why"),
    [
        ("/ok", "alive", ""),
        ("/missing", "dead", "answers 404 (Not Found)"),
        ("/gone", "dead", "answers 410 (Gone)"),
        ("/moved-to-gone", "dead", "answers 410 (Gone)"),
        ("/forbidden", "refused", "answers 403 (Forbidden)"),
        ("/login", "refused", "answers 401 (Unauthorized)"),
        ("/law", "refused", "answers 451 (Unavailable For Legal Reasons)"),
        ("/odd", "refused", "answers 799"),
        ("/broken", "refused", "answers 500 (Internal Server Error)"),
        ("/always-busy", "refused", "answers 429 (Too Many Requests)"),
        ("/elsewhere", "alive", ""),
        ("/elsewhere-then-moved", "alive", ""),
        ("/cookie", "alive", ""),
        ("/circle", "refused", "redirects in a circle"),
        ("/endless/0", "refused", "redirects more than 10 times"),
        ("/to-file", "refused", "redirects to file:, which is not followed"),
        ("/to-nonsense", "refused", "leads to what is no URL"),
        ("/to-nowhere", "refused", "answers 302 (Found)"),
        ("/no-head", "alive", ""),
        ("/not-made-for-head", "alive", ""),
        ("/lies-to-head", "alive", ""),
        ("/drops-head", "alive", ""),
        ("/drops", "refused", "breaks the connection off"),
        ("/garbage", "refused", "breaks the connection off"),
        ("/flaky", "alive", ""),
        ("/slow-down", "alive", ""),
        ("/huge", "alive", ""),
    ],
)
def test_dead_is_told_from_moved_and_refused(ask: Ask, path: str, outcome: str, why: str) -> None:
    assert ask(path) == LinkStatus(outcome, why)


@pytest.mark.parametrize(
    ("path", "to"), [("/moved", "/ok"), ("/moved-twice", "/ok"), ("/moved-then-elsewhere", "/elsewhere")]
)
def test_a_moved_page_names_the_address_that_it_will_keep(ask: Ask, server: Server, path: str, to: str) -> None:
    assert ask(path) == LinkStatus("moved", "moved for good", server.url + to)


def test_a_server_that_never_answers_is_given_up(ask: Ask, time: FakeTime) -> None:
    assert ask("/silent", timeout=0.05, tries=2) == LinkStatus("refused", "did not answer in 0.05 seconds", heard=False)
    assert time.slept == [1]


def test_a_page_is_asked_once_where_head_is_enough(ask: Ask, server: Server) -> None:
    ask("/ok")
    assert server.asked == [("HEAD", "/ok")]
    assert server.agents == {f"prunecat/{VERSION} (link check)"}


def test_what_may_pass_is_tried_again_with_back_off(ask: Ask, server: Server, time: FakeTime) -> None:
    ask("/broken", tries=4)
    assert time.slept == [1, 2, 4]
    assert server.methods("/broken") == ["HEAD", "GET"] * 4


def test_a_host_is_given_the_time_that_it_asks_for(ask: Ask, time: FakeTime) -> None:
    ask("/slow-down")
    assert time.slept == [7]


def test_the_time_may_be_a_date(ask: Ask, time: FakeTime) -> None:
    assert ask("/slow-down-until").outcome == "alive"
    assert sum(time.slept) == 9


def test_a_host_that_asks_for_a_day_is_not_waited_for(ask: Ask, time: FakeTime, server: Server) -> None:
    assert ask("/go-away").outcome == "refused"
    assert (time.slept, server.methods("/go-away")) == ([], ["HEAD"])


def test_a_host_that_does_not_listen_is_refused(time: FakeTime) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        answer = ask_all([url], KeptAnswers(None), manners=time.manners())[url]
        assert answer == LinkStatus("refused", "can't be reached", heard=False)


def failing(monkeypatch: pytest.MonkeyPatch, cause: Exception) -> str:
    """The URL of a host to which every connection fails for that cause."""
    real = httpx.AsyncHTTPTransport.handle_async_request

    async def handle(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        if request.url.host == "toys.example.org":
            raise httpx.ConnectError("no connection") from cause
        return await real(self, request)

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", handle)
    return "https://toys.example.org/"


NO_SUCH_HOST = socket.gaierror(socket.EAI_NONAME, "unknown")


@pytest.mark.parametrize(
    ("cause", "answer"),
    [
        (NO_SUCH_HOST, LinkStatus("dead", "leads to a host that does not exist", heard=False)),
        (socket.gaierror(socket.EAI_AGAIN, "name server away"), LinkStatus("refused", "can't be reached", heard=False)),
        (ssl.SSLCertVerificationError(1, "expired"), LinkStatus("refused", "has a certificate that does not hold")),
    ],
)
def test_a_connection_fails_for_several_causes(
    monkeypatch: pytest.MonkeyPatch, time: FakeTime, server: Server, cause: Exception, answer: LinkStatus
) -> None:
    url = failing(monkeypatch, cause)
    kept = KeptAnswers(None)
    assert ask_all([url, server.url + "/ok"], kept, manners=time.manners())[url] == answer
    assert kept.get(url) == answer._replace(heard=True)


def test_without_a_net_no_host_is_called_dead(monkeypatch: pytest.MonkeyPatch, time: FakeTime) -> None:
    url = failing(monkeypatch, NO_SUCH_HOST)
    kept = KeptAnswers(None)
    answer = ask_all([url], kept, manners=time.manners())[url]
    assert answer.outcome == "refused"
    assert "is there a connection to the net?" in answer.why
    assert kept.get(url) is None


def test_a_page_that_was_there_lately_is_witness_to_the_net(
    monkeypatch: pytest.MonkeyPatch, time: FakeTime, server: Server
) -> None:
    url = failing(monkeypatch, NO_SUCH_HOST)
    kept = KeptAnswers(None)
    kept.put(server.url + "/ok", LinkStatus("alive"))
    assert ask_all([url, server.url + "/ok"], kept, manners=time.manners())[url].outcome == "dead"
