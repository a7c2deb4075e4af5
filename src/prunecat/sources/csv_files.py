"""CSV and TSV with a line of column names as a source: prunecat's own, and tables with other usual names."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from prunecat.errors import Location, SourceError
from prunecat.sources.reading import Reading, Row, Skipped, reading_of
from prunecat.sources.records.field_names import entry_values, is_own, known_name

# Python's own limit is 131,072 characters, which authors of one paper in physics exceed.
csv.field_size_limit(2**31 - 1)
_SEPARATOR = re.compile(r"\s*\"?sep=.\"?[ \t]*", re.IGNORECASE)
"""The line by which Excel is told the delimiter, which the names of columns show anyway."""
_ESCAPES = {r"\t": "\t", r"\n": "\n", r"\r": "\r", r"\\": "\\"}


def read(text: str, file: str) -> Reading:
    """What a table holds, one entry a line; SourceError as `rows_of` has it."""
    return reading_of(rows_of(text.split("\n"), file), file)


def rows_of(lines: Iterable[str], file: str) -> Iterator[Row | Skipped]:
    """The rows of a table's lines, one by one; the first line names the columns and shows the delimiter.

    Lists in cells are as `prunecat.formats.columns` writes them. A TSV whose columns are all named as ours has
    no quotes, as ours; any other table is quoted as spreadsheets do it.
    Raises SourceError for a table without titles, and for quotes that don't match.
    """
    lines = iter(lines)
    begun = ((at, line) for at, line in enumerate(lines, 1) if line.strip() and not _SEPARATOR.fullmatch(line))
    first, head = next(begun, (1, None))
    if head is None:
        return
    delimiter = max(",;\t", key=lambda sign: _likely(_columns(head, sign)))
    names = _columns(head, delimiter)
    if {"PT", "AU", "TI", "SO"} <= set(names):
        from prunecat.sources.web_of_science_files import NAMES

        names = [NAMES.get(name) or name for name in names]
    if "title" not in map(known_name, names):
        raise SourceError(
            "no column of titles",
            at=Location(file, first),
            remedy="name the columns in the first line, one of them title, with commas, semicolons or tabs between",
        )
    own = is_own(names)
    whole = chain([head], lines)
    cells = _plain(whole) if own and delimiter == "\t" else _quoted(whole, delimiter, file, first)
    yield from _rows(cells, names, first, own)


def _likely(names: Sequence[str]) -> tuple[int, int]:
    """How much a line looks like one of column names: by those that are known, then by how many there are."""
    return sum(known_name(name) is not None for name in names), len(names)


def _columns(line: str, delimiter: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])]


def _rows(
    lines: Iterator[tuple[int, list[str]]], names: Sequence[str], first: int, own: bool
) -> Iterator[Row | Skipped]:
    next(lines)
    if any("://" in name for name in names):
        yield Skipped(first, "it stands in the line of the names of columns")
    for above, cells in lines:
        if any(cell.strip() for cell in cells[len(names) :]):
            yield Skipped(first + above, "more cells than columns")
            continue
        record: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            if cell.strip():
                record.setdefault(name, cell)
        if record:
            yield Row(first + above, entry_values(record, own), own)


def _plain(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line of TSV as `--format tsv` writes it, with the number of lines above."""
    for above, line in enumerate(lines):
        yield (
            above,
            [re.sub(r"\\[tnr\\]", lambda match: _ESCAPES[match[0]], cell) for cell in line.split("\t")],
        )


def _quoted(lines: Iterable[str], delimiter: str, file: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row, in which lines can break, with the number of lines above."""
    # What follows a quote that is never closed would else be taken for one cell.
    ended = (f"{line}\n" for line in lines)
    rows = csv.reader(ended, delimiter=delimiter, skipinitialspace=True, strict=True)
    above = 0
    try:
        for cells in rows:
            yield above, cells
            above = rows.line_num
    except csv.Error as error:
        raise SourceError(
            f"not CSV: {error}",
            at=Location(file, first + above),
            remedy="check the quotes from there on: a cell with a quote in it stands in quotes, its own quotes doubled",
        ) from error
