"""What a file cites: entries of a bibliography or list, keys of a LaTeX or Markdown document, lines of titles."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from prunecat.checks.checking import unread
from prunecat.checks.finding import Finding
from prunecat.entry import Entry
from prunecat.loading.load import files_of_source, load
from prunecat.sources.files import File

_COMMENT = re.compile(r"(?<!\\)%.*")
# What may be long is bounded: an opening that is never closed would else cost time that grows with the square.
_CITES = re.compile(r"\\(?!bib)\w{0,20}?[cC]ite\w{0,20}\*?\s{0,9}(?:\[[^\]]{0,500}\]\s{0,9}){0,2}\{([^{}]{1,5000})\}")
_ITEM = re.compile(r"\\bibitem\s*(?:\[[^\]]*\])?\s*\{([^{}]+)\}((?:(?!\\bibitem|\\end\{)[\s\S]){0,2000})")
_AT = re.compile(r"(?<![\w@.])-?@\{?([\w](?:[\w:.#$%&+?<>~/-]*\w)?)\}?")
_CITATION = re.compile(r"\[[^\[\]\n]{0,300}?(?<![\w@.])-?@\{?\w[^\[\]\n]{0,1000}\]")
"""A citation of Pandoc: `[see @he2019filter, p. 3]`."""


class Cited(NamedTuple):
    """A work as a file cites it."""

    file: str
    line: int | None
    key: str
    """What the file calls it, or a title's beginning."""
    entry: Entry | None
    """What the file states of it; None for a key or a title alone."""
    text: str = ""
    """The key, title or reference that is to be looked up, where there is no entry."""


class Citations(NamedTuple):
    """What a file cites, in its order, and what of it could not be read."""

    cited: Sequence[Cited]
    unread: Sequence[Finding] = ()


def cited_in(path: str) -> Citations:
    """All that a file cites. Raises SourceError for what can't be read at all."""
    ending = PurePath(path).suffix.lower()
    if os.path.isdir(path) or ending not in (".tex", ".ltx", ".md", ".markdown", ".txt"):
        return _entries(path)
    (file,) = files_of_source(path)
    text = file.text()
    if ending in (".tex", ".ltx"):
        return Citations(list(_of_latex(file, text)))
    if ending == ".txt":
        return Citations(list(_of_lines(file, text)))
    found = list(_of_markdown(file, text))
    return Citations(found) if found else _entries(path)


def _entries(path: str) -> Citations:
    loaded = load(path)
    entries = iter(loaded.compiled.entries)
    cited = []
    for reading in loaded.readings:
        for line in reading.lines or (None,) * len(reading.entries):
            entry = next(entries)
            cited.append(Cited(reading.file, line, entry.id, entry))
    return Citations(cited, [finding for reading in loaded.readings for finding in unread(reading)])


def _of_latex(file: File, text: str) -> Iterator[Cited]:
    """The keys that are cited, each once, and the references of `thebibliography`."""
    text = _COMMENT.sub("", text)
    items = {match[1].strip(): match for match in _ITEM.finditer(text)}
    for key, match in items.items():
        reference = re.sub(r"\\newblock|[{}]|\\(?:emph|textit|textbf|em|it)\b", " ", match[2])
        yield Cited(file.path, _line(text, match.start()), key, None, " ".join(reference.split()))
    seen = set(items)
    for match in _CITES.finditer(text):
        for key in (part.strip() for part in match[1].split(",")):
            if key and key not in seen and key != "*":
                seen.add(key)
                yield Cited(file.path, _line(text, match.start()), key, None, key)


def _of_markdown(file: File, text: str) -> Iterator[Cited]:
    seen: set[str] = set()
    for citation in _CITATION.finditer(text):
        for key in _AT.findall(citation[0]):
            if key not in seen:
                seen.add(key)
                yield Cited(file.path, _line(text, citation.start()), key, None, key)


def _of_lines(file: File, text: str) -> Iterator[Cited]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield Cited(file.path, number, line.strip()[:60], None, line.strip())


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
