"""The entries of a bibliography as they stand in it, one by one, with what is broken of it."""

import logging
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from prunecat.errors import Location, SourceError
from prunecat.sources.bibtex_values import Fields
from prunecat.sources.reading import Skipped

if TYPE_CHECKING:
    from bibtexparser.model import Block

_PIECE = 2**16
"""Characters that are parsed at once: of many more an entry takes no less time, and they take memory."""
_BEGINS = re.compile(r"\s*@\w*[ \t]*[{(]")
"""What begins an entry at the start of a line: the parser leaves off there whatever it is in, a value included."""
_MARK = re.compile(r'(?<!\\)[{}"]')
_LONGEST_STRING = 10_000
"""Characters of a value of @string: strings that name others could grow without bound."""
_MOST_PIECES = 1_000
"""Pieces that `#` joins into one value, for the same reason."""
_BROKEN_KIND = re.compile(r"^[ \t]*(?:@\w|[^\w\s%]{0,2}\w+\{[^\s{},=%]+,[ \t]*\n[ \t]*\w+[ \t]*=)", re.MULTILINE)
"""What begins like an entry, perhaps without its `@`, in the text between entries."""
_KEYLESS = re.compile(r"(@(?!string\b|comment\b|preamble\b)[A-Za-z]+\s*\{)(?=\s*[A-Za-z][\w-]*\s*=)", re.IGNORECASE)
"""The beginning of an entry without a key, as EndNote writes them: the comma behind the key is missing too."""
_BEGIN = re.compile(r"@(\w+)\s*\{\s*([^\s,{}=]*)\s*,")
_FIELD = re.compile(r"\s*([A-Za-z][\w:.+-]*)\s*=")


class Entry(NamedTuple):
    """An entry as it stands in a file."""

    line: int
    kind: str
    key: str
    fields: Fields


def entries_in(
    lines: Iterable[str], file: str, macros: Fields, *, naming: tuple[str, ...] = ()
) -> Iterator[Entry | Skipped]:
    """The entries in the lines of a file, and what of them is not read; its strings are added to the macros.

    With `naming` only pieces are parsed in which one of these words stands, in letters of any case. Without, a
    SourceError is raised at the end of a file that has no BibTeX in it.
    """
    from bibtexparser.entrypoint import parse_string

    # It would write to standard error of what it can't parse.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    is_bibtex, is_blank = False, True
    for above, text in _pieces(lines):
        if naming:
            small = text.lower()
            if not any(word in small for word in naming):
                continue
        blocks = parse_string(_KEYLESS.sub(r"\1,", text), parse_stack=[]).blocks
        is_bibtex = is_bibtex or any(re.match(r"\s*@", block.raw or "") for block in blocks)
        is_blank = is_blank and not text.strip()
        for block in blocks:
            yield from _parts(block, above, macros)
    if not (is_bibtex or is_blank or naming):
        raise SourceError("no BibTeX in it", at=Location(file), remedy="an entry begins with @article{key,")


def _pieces(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The text of lines in pieces that begin with an entry, each with how many lines the parser counts above it."""
    held: list[str] = []
    size = above = begin = 0
    for line in lines:
        if size > _PIECE and _BEGINS.match(line):
            yield begin, "\n".join(held)
            held, size, begin = [], 0, above
        held.append(line)
        size += len(line)
        above += not line.endswith("\\")  # behind which it passes over the end of the line
    yield begin, "\n".join(held)


def _parts(block: "Block", above: int, macros: Fields) -> Iterator[Entry | Skipped]:
    """The entry in a block, and what of it is not read; a string is added to the macros."""
    from bibtexparser import model

    line = above + (block.start_line or 0) + 1
    # Keys and fields that are repeated come wrapped in an error; the entry in it is whole.
    inner = getattr(block, "ignore_error_block", None) or block
    if isinstance(inner, model.String):
        macros[inner.key.lower()] = _value(inner.value, macros)[0][:_LONGEST_STRING]
    elif isinstance(inner, model.Entry):
        fields: Fields = {}
        for field in inner.fields:
            yield from (Skipped(line, *unread) for unread in _add(fields, field.key, field.value, macros))
        yield Entry(line, inner.entry_type.lower(), inner.key, fields)
    elif isinstance(block, model.ParsingFailedBlock):
        kind, key, fields = _salvaged(block.raw or "", macros)
        if "title" in fields:
            yield Skipped(line, "its braces don't match", f"what stands behind {list(fields)[-1]}")
            yield Entry(line, kind, key, fields)
        else:
            yield Skipped(line, "not BibTeX")
    elif isinstance(block, model.ImplicitComment):
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
