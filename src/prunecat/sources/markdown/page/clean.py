"""A list's raw text made fit for reading: within bounds, without control characters and comments."""

import re

from prunecat.errors import Location, SourceError

MAX_CHARACTERS = 32_000_000
"""Reading that many takes minutes; no list is as long."""

# Control characters, byte order marks, characters without width and those that turn the writing direction.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


# Padding in tables; the patterns that read short texts would take time that grows with the square of a run of blanks.
_LONG_BLANKS = re.compile(r"(?<=\S)[ \t]{8,}(?=\S)")


def seen(text: str) -> str:
    """The text without characters that are never seen."""
    return _UNSEEN.sub("", text)


def clean(text: str, file: str) -> str:
    """The text without what is never seen; every line stays on its line.

    Raises SourceError when it is larger than any list is.
    """
    if len(text) > MAX_CHARACTERS:
        raise SourceError(
            f"a Markdown list of this size is not read ({len(text):,} characters)",
            at=Location(file),
            remedy=f"split it into files of at most {MAX_CHARACTERS:,} characters",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _without_comments(_LONG_BLANKS.sub("  ", seen(text)))


def _without_comments(text: str) -> str:
    """Drop comments, and escape `<!x` and `<?x`: for each unclosed one the parser scans to the end of the text."""
    kept, start = [], 0
    while (opened := text.find("<!--", start)) >= 0:
        closed = text.find("-->", opened + 4)
        if closed < 0:
            break
        kept += [text[start:opened], "\n" * text.count("\n", opened, closed)]
        start = closed + 3
    kept.append(text[start:])
    return re.sub(r"<(?=[!?])", "&lt;", "".join(kept))
