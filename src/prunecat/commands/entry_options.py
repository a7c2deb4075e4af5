"""The options of commands that answer with entries, resolved once, and the answer given that way."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from prunecat.commands import completion
from prunecat.commands.answering import Output
from prunecat.commands.options import PANEL
from prunecat.errors import SourceError, UsageError
from prunecat.formats.registry import FORMATS, KEYED_FORMATS

if TYPE_CHECKING:
    from prunecat.result import Result
    from prunecat.settings import Values

ENTRY_FORMATS = tuple(FORMATS)
_WITH_COLUMNS = tuple(name for name, kind in FORMATS.items() if kind.has_columns)
_SINGULAR = {"type": "types", "author": "authors"}


class EntryOptions(NamedTuple):
    """Which entries to answer with, in which order, and what of them; as they are typed."""

    template: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="A line an entry, such as '{title} ({venue} {year})'.",
                     rich_help_panel=PANEL),
    ] = None  # fmt: skip
    columns: Annotated[
        list[str] | None,
        typer.Option(metavar="NAMES", help="Columns of a table, csv, tsv or markdown, joined by commas.",
                     rich_help_panel=PANEL, autocompletion=completion.columns),
    ] = None  # fmt: skip
    sort: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="Sort by a field; -FIELD downwards; several joined by commas.",
                     rich_help_panel=PANEL, autocompletion=completion.sort_keys),
    ] = None  # fmt: skip
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", metavar="N", help="At most N entries.", rich_help_panel=PANEL)
    ] = None  # fmt: skip
    unique: Annotated[
        bool,
        typer.Option("--unique", help="One entry a work: what also_listed_as joins is one.", rich_help_panel=PANEL),
    ] = False  # fmt: skip
    keys: Annotated[
        str | None,
        typer.Option(metavar="PATTERN", help="Keys of citations: id, scholar, or such as '{author}{year}'.",
                     rich_help_panel=PANEL, autocompletion=completion.key_patterns),
    ] = None  # fmt: skip
    counted: Annotated[bool, typer.Option("--count", help="Only how many there are.", rich_help_panel=PANEL)] = False
    exit_status: Annotated[
        bool, typer.Option("--exit-status", "-e", help="Exit with 1 when nothing matches.", rich_help_panel=PANEL)
    ] = False  # fmt: skip


class EntryAnswer(NamedTuple):
    """How to answer with entries: the options, resolved."""

    output: Output
    write: "Callable[[Iterable[Result]], Iterable[str]] | None"
    """What writes by a template, if one is given."""
    columns: tuple[str, ...]
    """The columns asked for; empty for the format's own."""
    sort: Sequence[str]
    limit: int | None
    is_unique: bool
    """Whether of the rows of one work only the first is wanted."""
    keys: str | None
    """The pattern of the keys of citations; None for the ids."""
    is_count: bool
    """Whether only the number of entries is asked for."""
    fails_on_none: bool
    """Whether the exit status tells that there is no entry."""

    @property
    def most(self) -> int | None:
        """How many entries, in their order and one a work where that is asked for, tell the answer; None for all."""
        return None if self.limit is None or self.is_count else max(self.limit, 1)

    @property
    def draws(self) -> bool:
        """Whether a terminal shows a drawing in place of the format's text."""
        return self.output.format == "table"

    @property
    def is_plain_table(self) -> bool:
        """Whether nothing but a table on standard output is asked for."""
        is_table = self.output.format == "table" and not (self.write or self.columns or self.is_count)
        return is_table and self.output.file is None


def entry_answer(options: EntryOptions, output: Output, settings: "Values", *, is_sorted: bool = False) -> EntryAnswer:
    """The options, resolved before anything is looked up, with what the user has settled where they say nothing.

    `is_sorted` is whether a settled order counts. Raises UsageError for what can't be used.
    """
    write = None
    if options.template is not None:
        if output.is_asked:
            raise UsageError(f"{output.format} and template at once", remedy="ask for one format")
        from prunecat.formats import template

        write = template.writer(options.template)
    format_name = "template" if write else output.format
    settled_sort = as_settled("sort", settings) if is_sorted else None
    if options.limit is not None and options.limit < 0:
        raise UsageError(f"--limit {options.limit} is negative", remedy="give 0 or more")
    return EntryAnswer(
        output=output,
        write=write,
        columns=_columns(options.columns, format_name)
        or (as_settled("columns", settings) if format_name == "table" else None)
        or (),
        sort=_sort(options.sort) if options.sort else settled_sort or [],
        limit=options.limit,
        is_unique=options.unique,
        keys=_keys(options.keys, format_name)
        or (as_settled("keys", settings) if format_name in KEYED_FORMATS else None),
        is_count=options.counted,
        fails_on_none=options.exit_status,
    )


def as_settled(name: str, settings: "Values") -> Any:
    """What is settled under a name, read as its option is; None for nothing. SourceError for what can't be used."""
    if name not in settings:
        return None
    try:
        return _SETTLED[name](settings[name])
    except UsageError as error:
        from prunecat.settings import location

        raise SourceError(error.what, at=location(name), remedy=error.remedy) from error


def _sort(asked: Sequence[str]) -> list[str]:
    from prunecat.query.sorting import in_order

    sort = [name.strip() for text in asked for name in text.split(",") if name.strip()]
    in_order((), sort or asked)
    return sort


def _columns(asked: Sequence[str] | None, format_name: str) -> tuple[str, ...]:
    if not asked:
        return ()
    from prunecat.formats.columns import check

    names = [name.strip() for text in asked for name in text.split(",") if name.strip()]
    columns = check([_SINGULAR.get(name, name) for name in names])
    if not columns:
        raise UsageError("--columns names no column", remedy="give names joined by commas")
    if format_name not in _WITH_COLUMNS:
        raise UsageError(f"--columns does not go with {format_name}", remedy=f"it goes with {', '.join(_WITH_COLUMNS)}")
    return columns


def _keys(pattern: str | None, format_name: str) -> str | None:
    if pattern is None:
        return None
    if format_name not in KEYED_FORMATS:
        raise UsageError(f"--keys does not go with {format_name}", remedy=f"it goes with {', '.join(KEYED_FORMATS)}")
    return _pattern(pattern)


def _pattern(pattern: str) -> str:
    from prunecat.citation_keys import check_pattern

    return check_pattern(pattern)


_SETTLED: dict[str, Callable[[Any], Any]] = {
    "sort": _sort,
    "columns": lambda names: _columns(names, "table"),
    "keys": _pattern,
}
"""How what is settled for the options of an answer is read."""


def check_settled(name: str, settings: "Values") -> None:
    """Raise UsageError for what is settled under a name and can't be used."""
    if name in _SETTLED and name in settings:
        _SETTLED[name](settings[name])
