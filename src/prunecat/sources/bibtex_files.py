"""BibTeX as a source, biblatex's fields included, from careful and careless hands."""

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from prunecat.errors import Location, MissingExtra, SourceError
from prunecat.sources.bibtex_values import Fields, record_values
from prunecat.sources.reading import Reading, Row, Skipped, reading_of

if TYPE_CHECKING:
    from bibtexparser.model import Block

_LENT_ALONE = frozenset({"xdata"})
"""Entries that are nothing but what they lend to others."""
_MARK = re.compile(r'(?<!\\)[{}"]')
_LONGEST_STRING = 10_000
"""Characters of a value of @string: strings that name others could grow without bound."""
_MOST_PIECES = 1_000
"""Pieces that `#` joins into one value, for the same reason."""
_BROKEN_KIND = re.compile(r"^[ \t]*(?:@\w|[^\w\s%]{0,2}\w+\{[^\s{},=%]+,[ \t]*\n[ \t]*\w+[ \t]*=)", re.MULTILINE)
"""What begins like an entry, perhaps without its `@`, in the text between entries."""
_FIELD = re.compile(r"\s*([A-Za-z][\w:.+-]*)\s*=")


def read(text: str, file: str) -> Reading:
    """What a bibliography holds; the id of an entry is its key, where it can be one and no earlier entry has it.

    What can't be read is skipped and counted. Keywords are taken for types where they are single capital
    letters, as `--format bibtex` writes types. An entry that others name as their `crossref` lends them what
    they lack. Raises SourceError for a file without BibTeX in it, and
    MissingExtra where the parser is not installed.
    """
    try:
        from bibtexparser.entrypoint import parse_string
    except ImportError as error:
        raise MissingExtra("reading BibTeX", "bibtex") from error
    # It would write to standard error of what it can't parse.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    blocks = parse_string(text, parse_stack=[]).blocks
    if text.strip() and not any(re.match(r"\s*@", block.raw or "") for block in blocks):
        raise SourceError("no BibTeX in it", at=Location(file), remedy="an entry begins with @article{key,")
    return reading_of(_rows(blocks), file)


def _rows(blocks: "list[Block]") -> Iterator[Row | Skipped]:
    from bibtexparser.model import Entry, ImplicitComment, ParsingFailedBlock, String

    macros: Fields = {}
    found: list[tuple[int, str, str, Fields]] = []
    for block in blocks:
        line = (block.start_line or 0) + 1
        # Keys and fields that are repeated come wrapped in an error; the entry in it is whole.
        inner = getattr(block, "ignore_error_block", None) or block
        if isinstance(inner, String):
            macros[inner.key.lower()] = _value(inner.value, macros)[0][:_LONGEST_STRING]
        elif isinstance(inner, Entry):
            fields: Fields = {}
            for field in inner.fields:
                yield from (Skipped(line, *unread) for unread in _add(fields, field.key, field.value, macros))
            found.append((line, inner.entry_type.lower(), inner.key, fields))
        elif isinstance(block, ParsingFailedBlock):
            yield Skipped(line, "not BibTeX")
        elif isinstance(block, ImplicitComment):
            for match in _BROKEN_KIND.finditer(block.comment):
                yield Skipped(line + block.comment.count("\n", 0, match.start()), "not BibTeX")
    by_key = {key.lower(): fields for *_, key, fields in reversed(found) if key}
    for line, kind, key, fields in found:
        if kind in _LENT_ALONE:
            continue
        lent = by_key[lender] if (lender := _lender(fields)) in by_key else {}
        yield Row(line, record_values(kind, key, _inherited(fields, lent)), own=False)


def _lender(fields: Fields) -> str:
    return (fields.get("crossref") or fields.get("xdata") or "").strip().lower()


def _inherited(fields: Fields, lent: Fields) -> Fields:
    volume = {"booktitle": lent["title"]} if "title" in lent else {}
    return {**volume, **{name: value for name, value in lent.items() if name != "title"}, **fields}


def _add(fields: Fields, name: str, raw: str, macros: Fields) -> Iterator[tuple[str, str]]:
    """Add a field, and any that follows in the same raw value, the comma between them being forgotten.

    Gives why a part of it is not read, and which.
    """
    while True:
        value, rest = _value(raw, macros)
        if fields.setdefault(name.lower(), value) != value:
            yield "the first is kept", f"another {name.lower()}"
        match = _FIELD.match(rest)
        if not match:
            if rest.strip():
                yield "it stands behind the value", f"the end of {name.lower()}"
            return
        name, raw = match[1], rest[match.end() :]


def _value(raw: str, macros: Fields) -> tuple[str, str]:
    """A value without its delimiters, its pieces (`a # "b"`) joined and macros replaced, and what comes behind."""
    pieces, rest = [], raw.strip()
    while True:
        if rest[:1] in ("{", '"'):
            end = _end(rest)
            pieces.append(rest[1:end])
            rest = rest[end + 1 :].lstrip()
        else:
            word = re.match(r"[^\s#{}\",=]*", rest)
            name = word[0] if word else ""
            pieces.append(macros.get(name.lower(), name))
            rest = rest[len(name) :].lstrip()
        if not rest.startswith("#") or len(pieces) > _MOST_PIECES:
            return "".join(pieces), rest
        rest = rest[1:].lstrip()


def _end(text: str) -> int:
    """Where the brace or quote closes that a text begins with; a quote in braces closes nothing."""
    depth = 0
    for mark in _MARK.finditer(text):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
        if depth == 0 and mark[0] == ("}" if text[0] == "{" else '"') and mark.start():
            return mark.start()
    return len(text)
