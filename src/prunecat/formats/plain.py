"""Text from a catalogue made safe for one line of a terminal or a file, and URLs made safe to link."""

import re

# Controls, the marks that turn the direction of writing, and lone surrogates.
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ORDERS = re.compile(f"(?![\t\n]){_HIDDEN.pattern}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_IN_URLS = "%/:?#[]@!$&'()*+,;=~"


def plain(text: str) -> str:
    r"""Text in one line, a run of blanks one space, control characters written out (an escape is `\x1b`)."""
    return _HIDDEN.sub(_written_out, " ".join(text.split()))


def without_orders(text: str) -> str:
    r"""Text of several lines in which control characters are written out (an escape is `\x1b`), tabs are not."""
    return _ORDERS.sub(_written_out, text)


def encodable(text: str) -> str:
    """Text without lone surrogates, which no file in UTF-8 can hold."""
    return _SURROGATE.sub("\ufffd", text)


def safe_url(url: str) -> str:
    """A URL with what a URL can't contain percent-encoded: blanks, controls, braces, letters with accents."""
    from urllib.parse import quote

    return quote(url.strip(), safe=_IN_URLS, errors="replace")


def web_link(url: str | None) -> str | None:
    """The URL to link to, None for what is no page of the web (`javascript:…`, a path)."""
    return safe_url(url) if url and re.match(r"\s*https?://\S", url, re.IGNORECASE) else None


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
