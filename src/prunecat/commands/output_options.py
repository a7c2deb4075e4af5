"""The options that say how to answer, and the answer given that way."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from prunecat.commands import completion
from prunecat.commands.answering import write_answer
from prunecat.errors import UsageError
from prunecat.formats.registry import FORMATS, writer
from prunecat.nearest import unknown
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.result import Result

_PANEL = "Output"
_WITH_COLUMNS = ("table", "markdown", "csv", "tsv")


class OutputOptions(NamedTuple):
    """How to answer."""

    format: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.",
                     rich_help_panel=_PANEL, autocompletion=completion.formats),
    ] = None  # fmt: skip
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.", rich_help_panel=_PANEL)] = False
    template: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="A line an entry, such as '{title} ({venue} {year})'.",
                     rich_help_panel=_PANEL),
    ] = None  # fmt: skip
    columns: Annotated[
        list[str] | None,
        typer.Option(metavar="NAMES", help="Columns of a table, csv, tsv or markdown, joined by commas.",
                     rich_help_panel=_PANEL, autocompletion=completion.columns),
    ] = None  # fmt: skip
    sort: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="Sort by a field; -FIELD downwards; repeat for more.",
                     rich_help_panel=_PANEL, autocompletion=completion.sort_keys),
    ] = None  # fmt: skip
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", metavar="N", help="At most N entries.", rich_help_panel=_PANEL)
    ] = None  # fmt: skip
    counted: Annotated[bool, typer.Option("--count", help="Only how many there are.", rich_help_panel=_PANEL)] = False
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all.",
                     rich_help_panel=_PANEL),
    ] = None  # fmt: skip
    exit_status: Annotated[
        bool, typer.Option("--exit-status", "-e", help="Exit with 1 when nothing matches.", rich_help_panel=_PANEL)
    ] = False  # fmt: skip
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Never use the pager.", rich_help_panel=_PANEL)
    ] = False  # fmt: skip

    def chosen_format(self) -> str:
        """The name of the format asked for; UsageError for an unknown one, or for several at once."""
        asked = [name for name in (self.format, "json" if self.json else None) if name is not None]
        if self.template is not None:
            asked.append("template")
        if len(set(asked)) > 1:
            raise UsageError(f"{' and '.join(asked)} at once", remedy="ask for one format")
        name = asked[0] if asked else "table"
        if self.template is None and name not in FORMATS:
            raise unknown("format", name, FORMATS)
        return name

    def chosen_columns(self) -> tuple[str, ...]:
        """The names of the columns asked for; UsageError for one that there is not."""
        if not self.columns:
            return ()
        from prunecat.formats.columns import check

        names = [name.strip() for text in self.columns for name in text.split(",") if name.strip()]
        singular = {"type": "types", "author": "authors"}
        columns = check([singular.get(name, name) for name in names])
        if not columns:
            raise UsageError("--columns names no column", remedy="give names joined by commas")
        if self.chosen_format() not in _WITH_COLUMNS:
            raise UsageError(
                f"--columns does not go with {self.chosen_format()}",
                remedy=f"it goes with {', '.join(_WITH_COLUMNS)}",
            )
        return columns


def deliver(session: Session, results: "Sequence[Result]", options: OutputOptions) -> int:
    """Sort, cut and write results as the options say; the exit status."""
    check_options(options)
    found = bool(results)
    results = arranged(results, options)
    if options.no_pager:
        session.paged = False
    if options.counted:
        write_answer(session, [f"{len(results)}\n"], options.output)
    elif options.chosen_format() == "table" and not options.output and session.draws():
        _draw(session, results, options)
    else:
        write_answer(session, _text(results, options), options.output)
    if not found and not options.counted:
        session.say("No entries match.")
    return 1 if options.exit_status and not found else 0


def arranged(results: "Sequence[Result]", options: OutputOptions) -> "Sequence[Result]":
    """The results in the order that the options ask for, and no more than they want."""
    if options.sort:
        from prunecat.query.sorting import in_order

        results = in_order(results, options.sort)
    return results[: options.limit]


def check_options(options: OutputOptions) -> None:
    """Refuse options that can't be used, before anything is looked up."""
    options.chosen_format()
    options.chosen_columns()
    if options.sort:
        from prunecat.query.sorting import in_order

        in_order((), options.sort)
    if options.limit is not None and options.limit < 0:
        raise UsageError(f"--limit {options.limit} is negative", remedy="give 0 or more")
    if options.output == "":
        raise UsageError("--output is empty", remedy="give a file")


def _draw(session: Session, results: "Sequence[Result]", options: OutputOptions) -> None:
    if results:
        from prunecat.formats import table

        session.draw(table.render(results, options.chosen_columns(), session.console()))


def _text(results: "Sequence[Result]", options: OutputOptions) -> Iterator[str]:
    if options.template is not None:
        from prunecat.formats import template

        return template.writer(options.template)(results)
    return writer(options.chosen_format())(results, options.chosen_columns())
