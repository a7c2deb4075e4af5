"""The options of commands that answer with entries, resolved once, and the answer given that way."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from prunecat.commands import completion
from prunecat.commands.answering import Output, answer, write_answer
from prunecat.commands.options import PANEL
from prunecat.errors import UsageError
from prunecat.formats.registry import FORMATS, KEYED_FORMATS, writer
from prunecat.session import Session

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from prunecat.result import Result

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
        bool, typer.Option("--unique", help="One entry a work, where several rows are one.", rich_help_panel=PANEL)
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
    write: "Callable[[Sequence[Result]], Iterable[str]] | None"
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
        """How many entries, in their order, tell the answer; None for all of them."""
        return None if self.limit is None or self.is_count or self.is_unique else max(self.limit, 1)

    @property
    def draws(self) -> bool:
        """Whether a terminal shows a drawing in place of the format's text."""
        return self.output.format == "table"

    @property
    def is_plain_table(self) -> bool:
        """Whether nothing but a table on standard output is asked for."""
        is_table = self.output.format == "table" and not (self.write or self.columns or self.is_count)
        return is_table and self.output.file is None


def entry_answer(options: EntryOptions, output: Output) -> EntryAnswer:
    """The options, resolved before anything is looked up. Raises UsageError for what can't be used."""
    write = None
    if options.template is not None:
        if output.is_asked:
            raise UsageError(f"{output.format} and template at once", remedy="ask for one format")
        from prunecat.formats import template

        write = template.writer(options.template)
    sort = [name.strip() for text in options.sort or () for name in text.split(",") if name.strip()]
    if options.sort:
        from prunecat.query.sorting import in_order

        in_order((), sort or options.sort)
    if options.limit is not None and options.limit < 0:
        raise UsageError(f"--limit {options.limit} is negative", remedy="give 0 or more")
    return EntryAnswer(
        output=output,
        write=write,
        columns=_columns(options.columns, "template" if write else output.format),
        sort=sort,
        limit=options.limit,
        is_unique=options.unique,
        keys=_keys(options.keys, "template" if write else output.format),
        is_count=options.counted,
        fails_on_none=options.exit_status,
    )


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
    from prunecat.citation_keys import check_pattern

    if format_name not in KEYED_FORMATS:
        raise UsageError(f"--keys does not go with {format_name}", remedy=f"it goes with {', '.join(KEYED_FORMATS)}")
    return check_pattern(pattern)


def _none_found() -> str:
    return "No entries match."


def deliver(
    session: Session,
    results: "Sequence[Result]",
    asked: EntryAnswer,
    none_found: Callable[[], str] = _none_found,
) -> int:
    """Sort, cut and write results as it is asked; the exit status. `none_found` gives what is said of none."""
    if asked.is_count:
        return deliver_count(session, len(one_a_work(results) if asked.is_unique else results), asked)
    found = bool(results)
    results = arranged(results, asked)
    if asked.keys:
        results = _with_keys(results, asked.keys)
    if asked.write:
        write_answer(session, asked.write(results), asked.output.file)
    else:
        answer(
            session,
            asked.output,
            lambda name: writer(name)(results, asked.columns),
            (lambda console: _table(session, results, asked.columns, console)) if results and asked.draws else None,
        )
    if not found:
        session.say(none_found())
    return 1 if asked.fails_on_none and not found else 0


def deliver_count(session: Session, count: int, asked: EntryAnswer) -> int:
    """Write how many entries there are, as `deliver` would have written them; the exit status."""
    shown = count if asked.limit is None else min(count, asked.limit)
    write_answer(session, [f"{shown}\n"], asked.output.file)
    return 1 if asked.fails_on_none and not count else 0


def _table(
    session: Session, results: "Sequence[Result]", columns: Sequence[str], console: "Console"
) -> "RenderableType":
    """The results as a table; on a terminal numbered for the next command, with how many of the entries they are."""
    from prunecat.formats import table

    is_read = session.is_read()
    drawn = table.render(results, columns, console, numbered=is_read)
    if not is_read:
        return drawn
    from prunecat.commands.last_answer import remember

    remember(session.paths, [result.entry.id for result in results])
    from rich.console import Group
    from rich.text import Text

    return Group(drawn, Text(f"{len(results)} of {len(session.catalogue)}", style="dim"))


def arranged(results: "Sequence[Result]", asked: EntryAnswer) -> "Sequence[Result]":
    """The results in the order that is asked for, and no more than are wanted."""
    if asked.sort:
        from prunecat.query.sorting import in_order

        results = in_order(results, asked.sort)
    if asked.is_unique:
        results = one_a_work(results)
    return results[: asked.limit]


def one_a_work(results: "Sequence[Result]") -> "list[Result]":
    """The results without the later rows of a work that an earlier one is of."""
    seen: set[str] = set()
    kept = []
    for result in results:
        if result.entry.id not in seen:
            kept.append(result)
        seen |= {result.entry.id, *result.entry.also_listed_as}
    return kept


def _with_keys(results: "Sequence[Result]", pattern: str) -> "list[Result]":
    from prunecat.citation_keys import keyed

    entries = keyed([result.entry for result in results], pattern)
    return [result._replace(entry=entry) for result, entry in zip(results, entries, strict=True)]
