r"""The command that cites works in a LaTeX document: `\cite{a,b}`, by the keys of `-f bibtex`."""

from collections.abc import Iterator, Sequence

from prunecat.citation import citation_key
from prunecat.entry import Entry


def write(entries: Sequence[Entry]) -> Iterator[str]:
    """One command for all entries; nothing for none."""
    if entries:
        yield f"\\cite{{{','.join(map(citation_key, entries))}}}\n"
