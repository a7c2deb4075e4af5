"""`prunecat stats`: how many entries there are, by any field or two."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from prunecat.catalogue import Catalogue
from prunecat.commands.answering import Output, answer_records
from prunecat.commands.filter_options import FilterOptions
from prunecat.commands.options import command
from prunecat.errors import UsageError, quoted
from prunecat.formats.registry import RECORD_FORMATS
from prunecat.query.counts import Count
from prunecat.query.facets import FACETS
from prunecat.session import Session

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from prunecat.query.filters import Filter

_SUMMARY = ("section", "year", "venue", "type", "code")
_SHOWN = 10


def _facets(_ctx: typer.Context, incomplete: str) -> list[str]:
    before, comma, last = incomplete.rpartition(",")
    return [before + comma + name for name in FACETS if name.startswith(last)]


@command(formats=RECORD_FORMATS)
def run(
    session: Session,
    filters: FilterOptions,
    output: Output,
    by: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD[,FIELD]", help=f"Count by {', '.join(FACETS)}.", autocompletion=_facets),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", "-n", metavar="N", min=1, help="With --by: the N largest of the first, or latest years."
        ),
    ] = None,
    plot: Annotated[
        str | None, typer.Option(metavar="FILE", help="Draw it into an .svg or .png instead; - draws on the terminal.")
    ] = None,
) -> int:
    """Count entries: a summary, or by one field or two. What has several values counts once for each.

    By author it is works that count: a paper that a list has again as software was written once.

    \b
    Examples:
      prunecat stats
      prunecat stats --by venue
      prunecat stats --by year,type --section conference
      prunecat stats --by author --year 2022- -n 5
      prunecat stats --by venue,year --plot venues.svg
    """
    asked = ",".join(by or ())
    names = tuple(dict.fromkeys(name.strip() for name in asked.split(",") if name.strip()))
    if by and not 1 <= len(names) <= 2:
        raise UsageError(f"--by {quoted(asked)} names {len(names)} fields", remedy="give one, or two joined by a comma")
    if limit is not None and not names:
        raise UsageError("--limit without --by", remedy="say by which field: --by venue")
    catalogue = session.catalogue
    only = filters.filter_in(catalogue)
    if plot is not None and (output.is_asked or output.file):
        raise UsageError("a plot and another output at once", remedy="ask for one of them")
    if plot is not None and plot != "-":
        return _plotted(session, catalogue, names, only, plot, limit)
    if not names:
        return _summary(session, catalogue, only, output)
    totals = catalogue.counts(names[0], only, limit)
    counts = totals if len(names) == 1 else _of_largest(catalogue, names, only, totals)
    records = [{**dict(zip(names, count.values, strict=True)), "entries": count.entries} for count in counts]
    if not records:
        session.say("No entries match.")

    def drawn(console: "Console") -> "RenderableType":
        others = () if limit is not None else totals if len(names) == 1 else catalogue.counts(names[-1], only)
        return _drawn(names, counts, totals, others, console.width)

    return answer_records(session, output, records, drawn)


def _summary(session: Session, catalogue: Catalogue, only: "Filter | None", output: Output) -> int:
    counted = catalogue.counts_of_each(_SUMMARY, only)
    total = catalogue.count(only)
    records: list[dict[str, Any]] = [
        {"field": name, "value": count.values[0], "entries": count.entries}
        for name, counts in counted.items()
        for count in counts
    ]

    if not records:
        session.say("No entries match.")

    def drawn(console: "Console") -> "RenderableType":
        from prunecat.formats import chart

        parts = {name: _pairs(counts) for name, counts in counted.items()}
        width = console.width if session.is_read() else 0  # in a pipe one under the other, to be read by line
        return chart.summary(f"{catalogue.title}: {total} {'entry' if total == 1 else 'entries'}", parts, width)

    return answer_records(session, output, records, drawn)


def _plotted(
    session: Session, catalogue: Catalogue, names: tuple[str, ...], only: "Filter | None", file: str, limit: int | None
) -> int:
    from prunecat.plots import figures, files, overview
    from prunecat.whole_file import write_whole

    files.check_name(file)
    total = catalogue.count(only)
    if not total:
        session.say("No entries match.")
    if not names:
        panels = overview.panels(catalogue, only)
    elif len(names) == 1:
        panels = [figures.by_one(names[0], catalogue.counts(names, only, limit))]
    else:
        totals = catalogue.counts(names[0], only, limit)
        panels = [figures.by_two(names, _of_largest(catalogue, names, only, totals), totals)]
    write_whole(file, files.content(file, figures.page(overview.title(catalogue, total), panels)))
    return 0


def _of_largest(
    catalogue: Catalogue, names: Sequence[str], only: "Filter | None", totals: Sequence[Count]
) -> tuple[Count, ...]:
    """The counts by several fields, of the values of the first that are in its totals."""
    most = {count.values[0] for count in totals}
    return catalogue.counts(names, only, among=most)


def _pairs(counts: tuple[Count, ...]) -> list[tuple[Any, int]]:
    """The largest counts, and how many entries the others make together."""
    pairs = [(count.values[0], count.entries) for count in counts]
    rest = pairs[_SHOWN:]
    return pairs[:_SHOWN] + ([(f"{len(rest)} others", sum(count for _, count in rest))] if rest else [])


def _drawn(
    names: tuple[str, ...], counts: Sequence[Count], totals: Sequence[Count], others: Sequence[Count], width: int
) -> "RenderableType":
    """Bars for one field; for two a table, turned round where only that fits, else the pairs one under the other.

    `totals` are the counts by the first field alone, `others` those by the second, none where only some of the first's
    values are shown.
    """
    from prunecat.formats import chart

    if len(names) == 1:
        return chart.bars(names[0], [(count.values[0], count.entries) for count in counts], room=width)
    pairs = {(count.values[0], count.values[1]): count.entries for count in counts}
    downs, acrosses = ({count.values[0]: count.entries for count in one} for one in (totals, others))
    turned = {(across, down): entries for (down, across), entries in pairs.items()}
    if chart.crossed_width(names, pairs, downs) <= width:
        return chart.crossed(names, pairs, downs, width)
    shown: dict[Any, int] = {}
    for (across, _), entries in turned.items():
        shown[across] = shown.get(across, 0) + entries
    order = sorted(shown, key=chart.in_order)
    acrosses = {across: acrosses.get(across, shown[across]) for across in order}
    if chart.crossed_width(names[::-1], turned, acrosses) <= width:
        return chart.crossed(names[::-1], turned, acrosses, width)
    listed = [(chart.joined(pair), entries) for pair, entries in pairs.items()]
    return chart.bars(" and ".join(names), listed, room=width)
