"""A citation in a Markdown document for Pandoc: `[@a; @b]`, by the keys of `-f csl` and `-f bibtex`."""

import re
from collections.abc import Iterator, Sequence

from prunecat.citation import citation_key
from prunecat.entry import Entry

_PLAIN = re.compile(r"\w(?:[\w]|[:.#$%&+?<>~/-](?=\w))*")
"""A key that Pandoc reads without braces around it."""


def write(entries: Sequence[Entry]) -> Iterator[str]:
    """One citation of all entries; nothing for none."""
    if entries:
        keys = (citation_key(entry) for entry in entries)
        yield f"[{'; '.join(f'@{key}' if _PLAIN.fullmatch(key) else f'@{{{key}}}' for key in keys)}]\n"
