"""BibTeX as a source, biblatex's fields included, from careful and careless hands."""

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prunecat.errors import Location, SourceError
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
_KEYLESS = re.compile(r"(@(?!string\b|comment\b|preamble\b)[A-Za-z]+\s*\{)(?=\s*[A-Za-z][\w-]*\s*=)", re.IGNORECASE)
"""The beginning of an entry without a key, as EndNote writes them: the comma behind the key is missing too."""
_HAS_STRINGS = re.compile(r"@string\b", re.IGNORECASE)
_NAMES_ANOTHER = re.compile(r"\b(?:crossref|xdata)\s*=", re.IGNORECASE)
_BEGIN = re.compile(r"@(\w+)\s*\{\s*([^\s,{}=]*)\s*,")
_FIELD = re.compile(r"\s*([A-Za-z][\w:.+-]*)\s*=")


class _Entry(NamedTuple):
    """An entry as it stands in a file."""

    line: int
    kind: str
    key: str
    fields: Fields


def read(text: str, file: str, beside: tuple[str, ...] = ()) -> Reading:
    """What a bibliography holds; the id of an entry is its key, where it can be one and no earlier entry has it.

    What can't be read is skipped and counted. Keywords are taken for types where they are single capital
    letters, as `--format bibtex` writes types. An entry that others name as their `crossref` lends them what
    they lack; so do strings and entries of `beside`, the texts of all bibliographies of the catalogue.
    Raises SourceError for a file without BibTeX in it.
    """
    from bibtexparser.entrypoint import parse_string

    # It would write to standard error of what it can't parse.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    blocks = parse_string(_KEYLESS.sub(r"\1,", text), parse_stack=[]).blocks
    if text.strip() and not any(re.match(r"\s*@", block.raw or "") for block in blocks):
        raise SourceError("no BibTeX in it", at=Location(file), remedy="an entry begins with @article{key,")
    return reading_of(_rows(blocks, *(_lent_by(beside) if beside else ({}, {}))), file)


@lru_cache(maxsize=1)
def _lent_by(texts: tuple[str, ...]) -> tuple[Fields, dict[str, Fields]]:
    """The strings of bibliographies that are read together, and the fields of their entries by key."""
    from bibtexparser.entrypoint import parse_string

    named = any(_NAMES_ANOTHER.search(text) for text in texts)
    macros: Fields = {}
    by_key: dict[str, Fields] = {}
    for text in texts:
        if named or _HAS_STRINGS.search(text):
            for block in parse_string(_KEYLESS.sub(r"\1,", text), parse_stack=[]).blocks:
                for part in _parts(block, macros):
                    if isinstance(part, _Entry):
                        by_key.setdefault(part.key.lower(), part.fields)
    return macros, by_key


def _rows(blocks: "list[Block]", strings: Fields, others: dict[str, Fields]) -> Iterator[Row | Skipped]:
    macros = dict(strings)
    found: list[_Entry] = []
    for block in blocks:
        for part in _parts(block, macros):
            if isinstance(part, Skipped):
                yield part
            else:
                found.append(part)
    by_key = others | {entry.key.lower(): entry.fields for entry in reversed(found) if entry.key}
    for line, kind, key, fields in found:
        if kind in _LENT_ALONE:
            continue
        lent = by_key[lender] if (lender := _lender(fields)) in by_key else {}
        yield Row(line, record_values(kind, key, _inherited(fields, lent)), own=False)


def _parts(block: "Block", macros: Fields) -> Iterator[_Entry | Skipped]:
    """The entry in a block, and what of it is not read; a string is added to the macros."""
    from bibtexparser.model import Entry, ImplicitComment, ParsingFailedBlock, String

    line = (block.start_line or 0) + 1
    # Keys and fields that are repeated come wrapped in an error; the entry in it is whole.
    inner = getattr(block, "ignore_error_block", None) or block
    if isinstance(inner, String):
        macros[inner.key.lower()] = _value(inner.value, macros)[0][:_LONGEST_STRING]
    elif isinstance(inner, Entry):
        fields: Fields = {}
        for field in inner.fields:
            yield from (Skipped(line, *unread) for unread in _add(fields, field.key, field.value, macros))
        yield _Entry(line, inner.entry_type.lower(), inner.key, fields)
    elif isinstance(block, ParsingFailedBlock):
        kind, key, fields = _salvaged(block.raw or "", macros)
        if "title" in fields:
            yield Skipped(line, "its braces don't match", f"what stands behind {list(fields)[-1]}")
            yield _Entry(line, kind, key, fields)
        else:
            yield Skipped(line, "not BibTeX")
    elif isinstance(block, ImplicitComment):
        for match in _BROKEN_KIND.finditer(block.comment):
            yield Skipped(line + block.comment.count("\n", 0, match.start()), "not BibTeX")


def _salvaged(raw: str, macros: Fields) -> tuple[str, str, Fields]:
    """The kind, the key and the fields of an entry up to where it breaks off."""
    fields: Fields = {}
    begin = _BEGIN.match(raw)
    if not begin:
        return "", "", fields
    rest = raw[begin.end() :]
    while field := _FIELD.match(rest):
        value, rest = _value(rest[field.end() :], macros)
        if not rest.startswith(","):
            break
        fields.setdefault(field[1].lower(), value)
        rest = rest[1:]
    return begin[1].lower(), begin[2], fields


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
