r"""The command that cites works in a LaTeX document: `\cite{a,b}`, by the keys of `-f bibtex`."""

from collections.abc import Iterable, Iterator

from prunecat.citation import citation_key
from prunecat.entry import Entry


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """One command for all entries; nothing for none."""
    before = "\\cite{"
    for entry in entries:
        yield before + citation_key(entry)
        before = ","
    if before == ",":
        yield "}\n"
