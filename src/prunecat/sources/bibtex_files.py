"""BibTeX as a source, biblatex's fields included, from careful and careless hands."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from prunecat.anew import Anew
from prunecat.sources.bibtex_entries import Entry, entries_in
from prunecat.sources.bibtex_values import Fields, record_values
from prunecat.sources.reading import ALONE, Reading, Row, Shared, Skipped, reading_of

_LENT_ALONE = frozenset({"xdata"})
"""Entries that are nothing but what they lend to others."""
_LENDING = ("@string", "crossref", "xdata")
"""What stands wherever a string is defined or an entry named that lends its fields."""


def read(text: str, file: str, shared: Shared = ALONE) -> Reading:
    """What a bibliography holds; the id of an entry is its key, where it can be one and no earlier entry has it.

    What can't be read is skipped and counted. Keywords are taken for types where they are single capital
    letters, as `--format bibtex` writes types. An entry that others name as their `crossref` lends them what
    they lack; so do strings and entries of `shared`, those of all bibliographies of the catalogue.
    Raises SourceError for a file without BibTeX in it.
    """
    parts = list(entries_in(text.split("\n"), file, dict(shared.strings)))
    return reading_of(_rows(parts, shared), file)


def rows_of(lines: Iterable[str], file: str, shared: Shared) -> Iterator[Row | Skipped]:
    """The rows of a bibliography as `read` has them, one by one; its lines are gone through anew for what is lent."""
    return _rows(Anew(lambda: entries_in(lines, file, dict(shared.strings))), shared)


def shared_by(files: Sequence[tuple[Iterable[str], str]]) -> Shared:
    """The strings of bibliographies that are read together, and what their entries lend. Raises as `rows_of` does."""
    strings: Fields = {}

    def parts(macros: Fields, naming: tuple[str, ...] = ()) -> Iterator[Entry | Skipped]:
        return chain.from_iterable(entries_in(lines, file, macros, naming=naming) for lines, file in files)

    names = _named(parts(strings, _LENDING))
    return Shared(strings, _called(parts({}), names) if names else {})


def _rows(parts: Iterable[Entry | Skipped], shared: Shared) -> Iterator[Row | Skipped]:
    """The rows of the parts of a file, which are gone through again where an entry names another."""
    lent: dict[str, Fields] | None = None
    for part in parts:
        if isinstance(part, Skipped):
            yield part
            continue
        line, kind, key, fields = part
        if kind in _LENT_ALONE:
            continue
        if lender := _lender(fields):
            if lent is None:
                lent = {**shared.entries, **_called(parts, _named(parts))}
            fields = _inherited(fields, lent.get(lender, {}))
        yield Row(line, record_values(kind, key, fields), own=False)


def _named(parts: Iterable[Entry | Skipped]) -> set[str]:
    """The keys of the entries that others name, in small letters."""
    return {lender for part in parts if isinstance(part, Entry) and (lender := _lender(part.fields))}


def _called(parts: Iterable[Entry | Skipped], names: set[str]) -> dict[str, Fields]:
    """The fields of the entries of these keys, of each key the first."""
    found: dict[str, Fields] = {}
    for part in parts:
        if isinstance(part, Entry) and (key := part.key.lower()) in names:
            found.setdefault(key, part.fields)
    return found


def _lender(fields: Fields) -> str:
    return (fields.get("crossref") or fields.get("xdata") or "").strip().lower()


def _inherited(fields: Fields, lent: Fields) -> Fields:
    volume = {"booktitle": lent["title"]} if "title" in lent else {}
    return {**volume, **{name: value for name, value in lent.items() if name != "title"}, **fields}
