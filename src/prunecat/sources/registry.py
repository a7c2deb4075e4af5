"""The kinds of source in order: how each is recognised by its ending or content, and what reads it."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from prunecat.anew import Anew
from prunecat.errors import Location, SourceError
from prunecat.sources.first_bytes import ending
from prunecat.sources.reading import ALONE, Reading, Row, Shared, Skipped

if TYPE_CHECKING:
    from prunecat.sources.large_files import LargeFile


class Kind(NamedTuple):
    """A kind of source."""

    name: str
    endings: tuple[str, ...]
    reader: str
    """`module:function` of the reader, which takes (text, file) and is imported when a file needs it."""
    looks: re.Pattern[str]
    """What the beginning of such a text looks like, where no ending says it."""
    rows: str = ""
    """`module:function` of what gives the rows of (lines, file) one by one, of a kind that need not be read whole.

    The lines can be gone through anew.
    """
    prose: bool = False
    """Whether the reader finds venues in running text, for which it takes (text, file, known venues)."""
    shared: str = ""
    """`module:function` of what several (lines, file) lend each other, a third argument of the reader and of rows."""
    is_own: bool = False
    """Whether it is catalogue YAML, which people write for prunecat, with ids."""


def _kind(name: str, endings: str, reader: str, looks: str, rows: str = "", shared: str = "", **marks: bool) -> Kind:
    return Kind(name, tuple(endings.split()), reader, re.compile(looks, re.MULTILINE), rows, shared=shared, **marks)


_YAML_KEYS = (
    "title|description|source|licence|types|venues|vocabulary|section|year|entries|id|name|code|terms"
    "|references|author|author_list|authors|doi|papis_id|ref"
)
_BEGINNING = 20_000
"""Characters by which the kind of a text is recognised; front matter and comments are shorter."""
# The patterns are tried in this order: one may match what an earlier one would have taken.
KINDS = (
    _kind(
        "JSON Lines",
        ".jsonl .ndjson",
        "json_files:read_lines",
        r"\A\s*\{\s*\".*\}[ \t]*\n\s*\{",
        rows="json_files:rows_of",
    ),
    _kind("JSON", ".json", "json_files:read_json", r"\A\s*(?:\{\s*[\"}]|\[\s*[\[\]{])"),
    _kind("RIS", ".ris", "tagged_files:read_ris", r"\A(?:[ \t]*\n)*TY  ?- "),
    _kind("MEDLINE", ".nbib", "tagged_files:read_medline", r"\A(?:[ \t]*\n)*PMID ?- "),
    _kind("EndNote", ".enw", "endnote_files:read", r"\A(?:[ \t]*\n)*%0 "),
    _kind("Web of Science", ".ciw .isi", "web_of_science_files:read", r"\A\s*(?:FN .*\n|VR 1.0\n)*PT [A-Z]\n"),
    _kind(
        "XML",
        ".xml .atom .rss",
        "xml_files:read",
        # Markdown too may begin with an element, but of HTML.
        r"\A\s*<(?:\?xml|(?:rss|feed|xml|records|dblp|PubmedArticleSet|\w*[cC]ollection|OAI-PMH|\w+:\w+)\b)",
    ),
    _kind(
        "BibTeX",
        ".bib .bibtex",
        "bibtex_files:read",
        r"\A(?:[ \t]*(?:%.*)?\n)*[ \t]*@\w+[ \t]*[{(]",
        rows="bibtex_files:rows_of",
        shared="bibtex_files:shared_by",
    ),
    _kind(
        "YAML",
        ".yaml .yml",
        "yaml_files:read",
        # What is between two rulers is the front matter of a page.
        r"\A(?!---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z))(?:[ \t]*(?:#.*|---[ \t]*)?\n)*"
        rf"(?:(?:-[ ]+)?(?:{_YAML_KEYS}):(?:\s|\Z)|[\w.:-]+:[ \t]*\n[ \t]+(?:type|title):[ ])",
        is_own=True,
    ),
    _kind(
        "CSV",
        ".csv .tsv",
        "csv_files:read",
        # A column of the first line is one of titles.
        r"\A\s*(?:PT\tAU\t|(?:\"?sep=.\"?[ \t]*\n)?(?:[^\n]*[,;\t])?[ ]*"
        r"\"?(?i:(?:paper|article|document)?[ _]?(?:title|name))\"?[ ]*(?:[,;\t\n]|\Z))",
        rows="csv_files:rows_of",
    ),
    _kind(
        "Markdown",
        ".md .markdown",
        "markdown.read:read",
        r"^#{1,6}[ ]+\S|^[ \t]*(?:[-*+]|\d+[.)])[ ]+\S|^[ \t]*\|.*\|[ \t]*$|\]\(|^[ \t]*</?[a-zA-Z]",
        prose=True,
    ),
)


class Unread(NamedTuple):
    """A kind of text that is recognised in order to be refused with a sentence."""

    name: str
    endings: tuple[str, ...]
    looks: re.Pattern[str]
    remedy: str


UNREAD = (
    Unread(
        "reStructuredText",
        (".rst", ".rest"),
        re.compile(r"^\.\. (?:_[^:\n]+:|[\w-]+::)|`[^`<\n]+ <https?://[^>\n]+>`_", re.MULTILINE),
        "make Markdown of it, for example with: pandoc --from rst --to gfm",
    ),
    Unread(
        "HTML",
        (".html", ".htm", ".xhtml"),
        re.compile(
            r"\A\s*(?:<\?xml\b[^<>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b",
            re.IGNORECASE | re.DOTALL,
        ),
        "make Markdown of it, for example with: pandoc --from html --to gfm",
    ),
)


def kind_of(path: PurePath) -> Kind | None:
    """The kind that a file's ending says, if any."""
    return next((kind for kind in KINDS if ending(path.name) in kind.endings), None)


def kind_like(text: str) -> Kind | None:
    """The kind that a text's beginning looks like, if any."""
    # The patterns take time that grows with the square of a run of blanks.
    beginning = re.sub(r"([ \t])[ \t]+", r"\1", text[:_BEGINNING])
    return next((kind for kind in KINDS if kind.looks.search(beginning)), None)


def kind_in(text: str, file: str) -> Kind | None:
    """The kind of a text, by the ending of its file, else by what it looks like; None for an empty text.

    Raises SourceError for a text of no kind that can be read.
    """
    kind = kind_of(PurePath(file))
    if kind is None:
        beginning = text[:_BEGINNING]
        for unread in UNREAD:
            if ending(file) in unread.endings or unread.looks.search(beginning):
                raise SourceError(f"{unread.name} is not read", at=Location(file), remedy=unread.remedy)
        kind = kind_like(text)
    if kind is None and text.strip():
        names = ", ".join(known.name for known in KINDS)
        raise SourceError("not of a kind that can be read", at=Location(file), remedy=f"the kinds are {names}")
    return kind


def read(text: str, file: str, *, known_venues: Collection[str] = (), shared: Shared = ALONE) -> Reading:
    """What a text holds. Raises SourceError for what can't be read, of a catalogue's own also for a single item.

    Readers of prose know a venue by `known_venues`, names of any spelling; `shared` is what files of a kind lend
    each other (`shared_in`).
    """
    reading = read_leniently(text, file, known_venues=known_venues, shared=shared)
    if reading.refused:
        raise reading.refused[0]
    return reading


def read_leniently(text: str, file: str, *, known_venues: Collection[str] = (), shared: Shared = ALONE) -> Reading:
    """What a text holds, as `read`; a catalogue's items that are wrong are left out and told in `refused`."""
    kind = kind_in(text, file)
    if kind is None:
        return Reading(file=file)
    reader: Callable[..., Reading] = _function(kind.reader)
    if kind.shared:
        return reader(text, file, shared)
    return reader(text, file, known_venues) if kind.prose else reader(text, file)


def rows_in(file: "LargeFile") -> Iterator[Row | Skipped]:
    """The rows of a file that is read line by line, one by one. Raises SourceError for what can't be read."""
    kind = kind_of(PurePath(file.path))
    rows: Callable[..., Iterator[Row | Skipped]] = _function(kind.rows if kind else "")
    shared = (file.shared,) if kind and kind.shared else ()
    return rows(Anew(file.lines), file.path, *shared)


def shared_in(files: Sequence[tuple[Iterable[str], str]]) -> Shared:
    """What files lend each other, each as its lines and its name, where several are of a kind that lends."""
    for kind in KINDS:
        sharing = [(lines, file) for lines, file in files if kind.shared and kind_of(PurePath(file)) is kind]
        if len(sharing) > 1:
            shared: Shared = _function(kind.shared)(sharing)
            return shared
    return ALONE


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"prunecat.sources.{module}"), function)
    return found
