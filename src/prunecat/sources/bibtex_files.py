"""BibTeX as a source, biblatex's fields included, from careful and careless hands."""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from prunecat.errors import Location, MissingExtra, SourceError
from prunecat.identifiers import ARXIV
from prunecat.sources.latex import plain_text
from prunecat.sources.reading import Reading, Row, Skipped, reading_of
from prunecat.sources.records.author_names import given_first
from prunecat.sources.records.field_names import entry_values

if TYPE_CHECKING:
    from bibtexparser.model import Block

Fields = dict[str, str]
"""An entry's fields by small names, their values without delimiters, still LaTeX."""

_SECTIONS = {
    "inproceedings": "conference",
    "conference": "conference",
    "article": "journal",
    "software": "software",
}
_VENUES = ("booktitle", "journal", "journaltitle", "eventtitle", "howpublished")
_COLLECTIONS = frozenset({"proceedings", "mvproceedings", "collection", "mvcollection", "book", "mvbook", "xdata"})
_ARXIV_NAME = re.compile(r"(?:arxiv\b|corr\b)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s{}\"]+")
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
    they lack, and is none itself if it is a volume. Raises SourceError for a file without BibTeX in it, and
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
    lenders = {_lender(fields) for *_, fields in found} - {""}
    for line, kind, key, fields in found:
        if key.lower() in lenders and kind in _COLLECTIONS:
            continue
        lent = by_key[lender] if (lender := _lender(fields)) in by_key else {}
        yield Row(line, _values(kind, key, _inherited(fields, lent)), own=False)


def _lender(fields: Fields) -> str:
    return (fields.get("crossref") or fields.get("xdata") or "").strip().lower()


def _inherited(fields: Fields, lent: Fields) -> Fields:
    volume = {"booktitle": lent["title"]} if "title" in lent else {}
    return {**volume, **{name: value for name, value in lent.items() if name != "title"}, **fields}


def _values(kind: str, key: str, fields: Fields) -> dict[str, Any]:
    texts = {name: plain_text(value) for name, value in fields.items() if name not in ("author", "url", "abstract")}
    preprint = "arxiv" in (texts.get("archiveprefix") or texts.get("eprinttype") or "").lower()
    published = next((texts[name] for name in _VENUES if texts.get(name)), "")
    venue = re.sub(r"\s*" + _URL.pattern, "", published)
    keywords = re.split(r"[,;]\s*", texts.get("keywords", ""))
    section = _SECTIONS.get(kind, "")
    if re.fullmatch(r"(?:computer )?software", venue, re.IGNORECASE):
        venue, section = "", "software"
    elif _ARXIV_NAME.match(venue) or (preprint and not venue and section != "software"):
        venue, section, preprint = "arXiv", "", True
    record = {
        "id": key if key.isprintable() and not re.search(r"\s", key) else "",
        "section": section,
        "title": ": ".join(texts[name] for name in ("title", "subtitle") if texts.get(name)),
        "authors": _authors(fields.get("author", "")),
        "venue": venue,
        "year": texts.get("year") or texts.get("date"),
        "types": keywords if all(re.fullmatch("[A-Z]", word) for word in keywords) else [],
        "url": _url(fields),
        "arxiv": _arxiv(texts, published) if preprint else texts.get("arxiv"),
        "doi": texts.get("doi"),
        "note": texts.get("annote") or texts.get("annotation") or texts.get("note"),
    }
    return entry_values(record, own=False, placeholders=())  # a field is left out there, so `None` is a title


def _arxiv(texts: Mapping[str, str], venue: str) -> str | None:
    """The arXiv id in the fields that bibliographies of different origin put it in."""
    places = (
        texts.get("eprint", ""),
        venue,
        texts.get("volume", ""),
        texts.get("url", ""),
        texts.get("note", ""),
    )
    return next((match[0] for file in places if (match := ARXIV.search(file))), None)


def _url(fields: Fields) -> str:
    """The address in `url`, or in `howpublished` or `note`, where old styles have it, free of LaTeX's escapes."""
    for name in ("url", "ee", "link", "howpublished", "note"):
        if match := _URL.search(re.sub(r"\\([_%&#~$])", r"\1", fields.get(name, ""))):
            return match[0]
    return ""


def _authors(latex: str) -> list[str]:
    from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

    names = []
    for person in split_multiple_persons_names(" ".join(latex.split())):
        if person.lower().strip(" .") in ("others", "et al"):
            continue
        if person.count(",") > 2 and "{" not in person:  # commas where `and` should stand
            names += [given_first(plain_text(name)) for name in person.split(",")]
        else:
            names.append(plain_text(parse_single_name_into_parts(person, strict=False).merge_first_name_first))
    return [name for name in names if name]


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
