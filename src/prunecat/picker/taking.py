"""What is done with the entries that were taken: opened, copied or written; each says in words what it did."""

import webbrowser
from collections.abc import Callable, Sequence

from prunecat.entry import Entry
from prunecat.errors import PrunecatError
from prunecat.formats import addresses
from prunecat.formats.registry import format_of_file, writer
from prunecat.picker.copying import copy
from prunecat.result import Result
from prunecat.whole_file import write_whole


def opened(entries: Sequence[Entry], what: str) -> str:
    """Open the `paper`, the `pdf` or the `code` of each in the browser."""
    said = ""
    for entry in entries:
        address: str | None = getattr(addresses, what)(entry)
        if address is None:
            said = f"{entry.id} has no link to its {what}"
        else:
            said = f"opened {address}" if webbrowser.open(address) else f"no browser opens {address}"
    return said


def copied(entries: Sequence[Entry], what: str, by_terminal: Callable[[str], None]) -> str:
    """Copy the `bibtex`, the `key` or the `url` of each."""
    if what == "bibtex":
        text = _written(entries, "bibtex")
    else:
        found = [entry.id if what == "key" else addresses.paper(entry) for entry in entries]
        text = "\n".join(line for line in found if line)
    if not text:
        return f"{entries[0].id} has no address"
    how = copy(text, by_terminal)
    more = f" and {len(entries) - 1} more" if len(entries) > 1 else ""
    return f"{how}: {text.strip().splitlines()[0]}{more}"


def exported(entries: Sequence[Entry], file: str) -> str:
    """Write them into a file, in the format of its ending; BibTeX for an ending that nobody knows."""
    try:
        write_whole(file, [_written(entries, format_of_file(file) or "bibtex")])
    except PrunecatError as error:
        return str(error)
    return f"wrote {file}"


def _written(entries: Sequence[Entry], name: str) -> str:
    return "".join(writer(name)(list(map(Result, entries)), ()))
