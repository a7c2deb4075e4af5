"""A citation in a Markdown document for Pandoc: `[@a; @b]`, by the keys of `-f csl` and `-f bibtex`."""

import re
from collections.abc import Iterable, Iterator

from prunecat.citation import citation_key
from prunecat.entry import Entry

_PLAIN = re.compile(r"\w(?:[\w]|[:.#$%&+?<>~/-](?=\w))*")
"""A key that Pandoc reads without braces around it."""


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """One citation of all entries; nothing for none."""
    before = "["
    for key in map(citation_key, entries):
        yield before + (f"@{key}" if _PLAIN.fullmatch(key) else f"@{{{key}}}")
        before = "; "
    if before == "; ":
        yield "]\n"
