"""One URL asked: HEAD, else GET without its body; redirects followed, what may pass tried again."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import httpx

from prunecat.links.manners import Gate
from prunecat.links.status import LinkStatus
from prunecat.version import VERSION

_GONE = (404, 410)
_MAY_PASS = (429, 500, 502, 503, 504)
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_NO_SUCH_HOST = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}


class _MayPass(Exception):
    """An answer that may be another one a little later."""

    def __init__(self, why: str, url: str = "", after: float | None = None, *, heard: bool = True) -> None:
        super().__init__(why)
        self.why, self.url, self.after, self.heard = why, url, after, heard


def client() -> httpx.AsyncClient:
    """The client that URLs are asked through."""
    headers = {"User-Agent": f"prunecat/{VERSION} (link check)", "Accept": "text/html,*/*;q=0.8"}
    # httpx's limit is one for each piece of a request.
    return httpx.AsyncClient(headers=headers, timeout=None, follow_redirects=False)  # noqa: S113 - `ask` limits the whole


async def ask(url: str, client: httpx.AsyncClient, gate: Gate) -> LinkStatus:
    """What becomes of asking for a URL of the web."""
    manners, answer = gate.manners, LinkStatus("refused")
    for tried in range(manners.tries):
        try:
            return await _followed(url, client, gate)
        except _MayPass as error:
            answer, last = LinkStatus("refused", error.why, heard=error.heard), tried == manners.tries - 1
            if last or (error.after or 0) > manners.longest_wait or gate.is_silent(url):
                break
            if error.after is None:
                await manners.sleep(2**tried)
            else:
                gate.pause(error.url, error.after)
    return answer


async def _followed(url: str, client: httpx.AsyncClient, gate: Gate) -> LinkStatus:
    """The answer at the end of the redirects; `moved` names the address that permanent ones lead to."""
    seen, moved_to, lasting = [url], None, True
    while len(seen) <= gate.manners.hops + 1:
        here = seen[-1]
        try:
            response = await _response(here, client, gate)
            status, location = response.status_code, response.headers.get("location", "")
            target = urljoin(here, location)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            return _failed(error, gate.manners.timeout)
        if status not in _REDIRECTS or not location:
            return _judged(here, response, moved_to)
        if not target.casefold().startswith(("http://", "https://")):
            return LinkStatus("refused", f"redirects to {target.partition(':')[0]}:, which is not followed")
        lasting = lasting and status in _PERMANENT
        if lasting:
            moved_to = target
        # Once more may be with the cookie that it was sent back for.
        if seen.count(target) > 1:
            return LinkStatus("refused", "redirects in a circle")
        seen.append(target)
    return LinkStatus("refused", f"redirects more than {gate.manners.hops} times")


async def _response(url: str, client: httpx.AsyncClient, gate: Gate) -> httpx.Response:
    """The head of an answer. What HEAD is refused, GET may be granted."""
    try:
        response = await _sent("HEAD", url, client, gate)
    except httpx.RemoteProtocolError:
        return await _sent("GET", url, client, gate)
    final = response.status_code in (410, 429) or "retry-after" in response.headers
    if response.status_code >= 400 and not final:
        return await _sent("GET", url, client, gate)
    return response


async def _sent(method: str, url: str, client: httpx.AsyncClient, gate: Gate) -> httpx.Response:
    async with gate.turn(url):
        if gate.is_silent(url):
            raise _MayPass("was not asked: its host leaves everything unanswered", heard=False)
        try:
            async with asyncio.timeout(gate.manners.timeout):
                response = await client.send(client.build_request(method, url), stream=True)
                if method == "HEAD":
                    await response.aread()  # it has no body; so the connection can be used again
                await response.aclose()  # without the body, however long that is
        except TimeoutError:
            gate.hear(url, answered=False)
            raise
    gate.hear(url, answered=True)
    return response


def _judged(url: str, response: httpx.Response, moved_to: str | None) -> LinkStatus:
    status = response.status_code
    if 200 <= status < 300:
        return LinkStatus("moved", "moved for good", moved_to) if moved_to else LinkStatus("alive")
    phrase = httpx.codes.get_reason_phrase(status)
    why = f"answers {status} ({phrase})" if phrase else f"answers {status}"
    if status in _GONE:
        return LinkStatus("dead", why)
    if status in _MAY_PASS:
        raise _MayPass(why, url, _retry_after(response.headers))
    return LinkStatus("refused", why)


def _retry_after(headers: httpx.Headers) -> float | None:
    """The seconds that a host asks to wait; None where it does not say."""
    stated = headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit() and len(stated) < 10:
        return float(stated)
    try:
        now = parsedate_to_datetime(headers["date"]) if "date" in headers else datetime.now(UTC)
        return max((parsedate_to_datetime(stated) - now).total_seconds(), 0)
    except (ValueError, TypeError, OverflowError):
        return None


def _failed(error: Exception, timeout: float) -> LinkStatus:
    """The answer where there was none; raises _MayPass for what may pass."""
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        raise _MayPass(f"did not answer in {timeout:g} seconds", heard=False) from error
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror) and cause.errno in _NO_SUCH_HOST:
            return LinkStatus("dead", "leads to a host that does not exist", heard=False)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return LinkStatus("refused", "has a certificate that does not hold")
    if isinstance(error, httpx.ConnectError):
        raise _MayPass("can't be reached", heard=False) from error
    if isinstance(error, httpx.TransportError):
        raise _MayPass("breaks the connection off") from error
    return LinkStatus("refused", "leads to what is no URL")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
