"""A list's raw text made fit for reading: within bounds, without control characters and comments."""

import re

from prunecat.errors import Location, SourceError

MAX_CHARACTERS = 1_500_000
MAX_LINES = 60_000

# Control characters, byte order marks, characters without width and those that turn the writing direction.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def seen(text: str) -> str:
    """The text without characters that are never seen."""
    return _UNSEEN.sub("", text)


def clean(text: str, file: str) -> str:
    """The text without what is never seen; every line stays on its line.

    Raises SourceError when it is larger than any list is: reading has to end in seconds.
    """
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
        size = f"{len(text):,} characters, {text.count(chr(10)) + 1:,} lines"
        raise SourceError(
            f"a Markdown list of this size is not read ({size})",
            at=Location(file),
            remedy=f"split it into files of at most {MAX_CHARACTERS:,} characters and {MAX_LINES:,} lines",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _without_comments(seen(text))


def _without_comments(text: str) -> str:
    """Comments go; other declarations (`<!x`, `<?x`) become plain text, for searching their end takes ever longer."""
    kept, start = [], 0
    while (opened := text.find("<!--", start)) >= 0:
        closed = text.find("-->", opened + 4)
        if closed < 0:
            break
        kept += [text[start:opened], "\n" * text.count("\n", opened, closed)]
        start = closed + 3
    kept.append(text[start:])
    return re.sub(r"<(?=[!?])", "&lt;", "".join(kept))
