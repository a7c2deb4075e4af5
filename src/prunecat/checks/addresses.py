"""Rules about URLs: relative, malformed and insecure ones."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from prunecat.checks.finding import Finding
from prunecat.checks.subject import ListedEntry, Subject

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,}|xn--[\w-]+)\.?|localhost|\d+(?:\.\d+){3}|[0-9a-f]*:[0-9a-f:.]+"
)
_BARE_HOST = re.compile(
    r"(?:www\.|(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|io|ai|cc|dev|cn|de|uk)(?:[/:?#]|$))", re.IGNORECASE
)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings of the rules relative-url, malformed-url and insecure-url."""
    for listed in subject.entries:
        for url in urls_of(listed):
            if found := _fault_of(url):
                rule, what, remedy = found
                yield listed.finding(rule, f"{what}: {url}", remedy, known=listed.tells(url), at=url)


def urls_of(listed: ListedEntry) -> list[str]:
    """The URLs of an entry, each once: its own, and those of its code links."""
    urls = (listed.entry.url, *(link.url for link in listed.entry.code))
    return list(dict.fromkeys(url for url in urls if url))


def is_askable(url: str) -> bool:
    """Whether a URL is a sound one of the web."""
    fault = _fault_of(url)
    return fault is None or fault[0] == "insecure-url"


def _fault_of(url: str) -> tuple[str, str, str] | None:
    """The rule that a URL breaks, what is wrong with it, and what to do."""
    if not _SCHEME.match(url):
        if _BARE_HOST.match(url):
            return "malformed-url", "the URL has no https:// before it", "put it there"
        return "relative-url", "the link leads nowhere outside of its own page", "write the whole URL"
    if url.casefold().startswith(("http:", "https:")):
        if what := _malformed(url):
            return "malformed-url", what, "write it as the browser shows it"
        if url.casefold().startswith("http:"):
            return "insecure-url", "the URL is not encrypted", "try it with https://"
        return None
    return "malformed-url", f"{url.partition(':')[0]}: is no address of the web", "give one with https://"


def _malformed(url: str) -> str | None:
    if re.search(r"[\s\x00-\x1f\x7f<>\"`]", url):
        return "the URL has a blank, a quote or an angle bracket in it"
    if not re.match(r"https?://[^/]", url, re.IGNORECASE):
        return "the URL needs two slashes and a host after its scheme"
    if re.match(r"https?://https?[:/]", url, re.IGNORECASE):
        return "the URL has its scheme twice"
    try:
        host, _ = urlsplit(url).hostname or "", urlsplit(url).port
    except ValueError:
        return "the URL's host or port can't be read"
    if not _HOST.fullmatch(host):
        return f"the URL's host {host!r} is none"
    if url.endswith(("...", "…")):
        return "the URL is cut off"
    if url.endswith(")") and url.count(")") > url.count("("):
        return "the URL ends in a bracket that was not opened"
    return None
