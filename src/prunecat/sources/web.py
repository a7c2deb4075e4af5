"""A page of the web as a source: fetched within limits, a repository of GitHub by its README."""

import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from prunecat.errors import Location, MissingExtra, SourceError
from prunecat.sources.files import File
from prunecat.sources.reading import Reading
from prunecat.version import VERSION

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 32 * 2**20
"""Of a page, unpacked; the longest list in Markdown that is read."""
MAX_SECONDS = 60.0
MAX_REDIRECTS = 5
_GITHUB = re.compile(
    r"https?://(?:www\.)?github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?(?:/blob/([^?#]+)|/tree/([^?#]+?))?/?(?:[?#].*)?",
    re.IGNORECASE,
)


def fetched(url: str) -> File:
    """The page at a URL, as a file; of a repository or file of GitHub, its text.

    Raises SourceError where it can't be had, is larger than MAX_BYTES, takes longer than MAX_SECONDS or is
    redirected more than MAX_REDIRECTS times or away from http; MissingExtra without the extra `net`.
    """
    try:
        import httpx
    except ModuleNotFoundError as error:
        raise MissingExtra("reading a URL", "net") from error
    in_repository = _in_repository(url)
    address = "https://raw.githubusercontent.com/{}/{}".format(*in_repository) if in_repository else url
    path = address.partition("#")[0].partition("?")[0]  # its ending tells its kind
    deadline = time.monotonic() + MAX_SECONDS
    headers = {"User-Agent": f"prunecat/{VERSION}", "Accept": "text/*,application/*;q=0.9,*/*;q=0.1"}
    try:
        with httpx.Client(headers=headers, timeout=httpx.Timeout(20.0), follow_redirects=False) as client:
            for _ in range(MAX_REDIRECTS + 1):
                with client.stream("GET", address) as answer:
                    target = answer.headers.get("location", "") if answer.is_redirect else ""
                    if not target:
                        return File(path, _body(answer, url, deadline))
                address = urljoin(address, target)
                if urlsplit(address).scheme not in ("http", "https"):
                    raise _refused(url, f"it redirects to {urlsplit(address).scheme}:, which is not followed")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise _refused(url, str(error).strip() or type(error).__name__) from error
    raise _refused(url, f"it redirects more than {MAX_REDIRECTS} times")


def with_whole_addresses(reading: Reading, url: str) -> Reading:
    """The reading of a page whose relative links are whole addresses, as they are on the page."""
    in_repository = _in_repository(url)
    page = "https://github.com/{}/blob/{}".format(*in_repository) if in_repository else url

    def whole(address: str | None) -> str | None:
        try:
            return urljoin(page, address) if address else address
        except ValueError:  # what no browser would open either
            return address

    entries = tuple(
        entry._replace(
            url=whole(entry.url),
            code=tuple(link._replace(url=whole(link.url)) for link in entry.code),
        )
        for entry in reading.entries
    )
    return replace(reading, entries=entries, about={"source": url.partition("?")[0], **reading.about})


def _in_repository(url: str) -> tuple[str, str] | None:
    """The repository of GitHub that a URL names and the file in it, after its branch; None for any other page."""
    match = _GITHUB.fullmatch(url)
    return (match[1], match[2] or f"{match[3] or 'HEAD'}/README.md") if match else None


def _body(answer: "httpx.Response", url: str, deadline: float) -> bytes:
    if answer.status_code != 200:
        raise _refused(url, f"the answer is {answer.status_code} {answer.reason_phrase}".rstrip())
    if "," in answer.headers.get("content-encoding", ""):  # each unpacked by the next, it could fill the memory
        raise _refused(url, "it is packed more than once")
    pieces, size = [], 0
    for piece in answer.iter_bytes():
        size += len(piece)
        if size > MAX_BYTES:
            raise _refused(url, f"it is larger than {MAX_BYTES // 2**20} MiB")
        if time.monotonic() > deadline:
            raise _refused(url, f"it takes longer than {MAX_SECONDS:.0f} seconds")
        pieces.append(piece)
    return b"".join(pieces)


def _refused(url: str, why: str) -> SourceError:
    remedy = "check the address, or save the page and give the file"
    return SourceError(f"can't be fetched: {why}", at=Location(url), remedy=remedy)
