"""`prunecat venues`: the venues, their other names and how many entries each has."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from prunecat.commands.answering import Output, answer_records
from prunecat.commands.filter_options import FilterOptions
from prunecat.commands.options import command
from prunecat.formats.registry import RECORD_FORMATS
from prunecat.nearest import unknown
from prunecat.session import Session
from prunecat.venue import KINDS

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_ENDLESS = 10_000
"""Columns: more than any line has."""


@command(formats=RECORD_FORMATS)
def run(
    session: Session,
    filters: FilterOptions,
    output: Output,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help=f"Only of this kind: {', '.join(KINDS)}.")] = None,
    aliases: Annotated[bool, typer.Option("--aliases", help="Also their other names, at any width.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Also the known venues that have no entry.")] = False,
) -> int:
    """List the venues with their full names and how many entries each has.

    \b
    Examples:
      prunecat venues
      prunecat venues --kind journal --year 2022-
      prunecat venues --json | jq -r '.[] | "\\(.venue): \\(.full_name)"'
    """
    if kind is not None and kind.lower() not in KINDS:
        raise unknown("kind of venue", kind, KINDS)
    catalogue = session.catalogue
    counts = {count.values[0]: count.entries for count in catalogue.counts("venue", filters.filter_in(catalogue))}
    venues = [venue for venue in catalogue.venues.values() if all_ or venue.name in counts]
    if kind is not None:
        venues = [venue for venue in venues if venue.kind == kind.lower()]
    records = [
        {
            "venue": venue.name,
            "full_name": venue.full_name,
            "kind": venue.kind,
            "label": venue.label,
            "aliases": list(venue.aliases),
            "url": venue.url,
            "entries": counts.get(venue.name, 0),
        }
        for venue in sorted(venues, key=lambda venue: (-counts.get(venue.name, 0), venue.name.casefold()))
    ]
    if not records:
        session.say("No venue matches.")
    return answer_records(session, output, records, lambda console: _drawn(records, aliases, console))


def _drawn(records: list[dict[str, Any]], aliases: bool, console: "Console") -> "RenderableType":
    """A line for each venue, with its full name where all of them fit; with aliases, as many lines as that takes."""
    from rich.box import SIMPLE_HEAD
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    from prunecat.formats.plain import plain
    from prunecat.formats.together import add_rows

    def table(*names: str) -> Table:
        table = Table(box=SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
        for name in names:
            table.add_column(name, justify="right" if name == "Entries" else "left", overflow="fold")
        add_rows(table, [[Text(cell) for cell in row[: len(names)]] for row in rows], console.width)
        return table

    rows = [list(map(plain, _cells(record))) for record in records]

    if aliases:
        return table("Venue", "Entries", "Full name", "Also called")
    whole = table("Venue", "Entries", "Full name")
    width = Measurement.get(console, console.options.update(width=_ENDLESS), whole).maximum
    return whole if width <= console.width else table("Venue", "Entries")


def _cells(record: dict[str, Any]) -> tuple[str, ...]:
    others = dict.fromkeys(name for name in (record["label"], *record["aliases"]) if name)
    return record["venue"], str(record["entries"]), record["full_name"] or "", ", ".join(others)
