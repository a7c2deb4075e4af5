"""`prunecat venues`: the venues, their other names and how many entries each has."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from prunecat.commands.answering import Output, answer_records
from prunecat.commands.options import command
from prunecat.formats.registry import RECORD_FORMATS
from prunecat.session import Session

if TYPE_CHECKING:
    from rich.console import RenderableType


@command(formats=RECORD_FORMATS)
def run(
    session: Session,
    output: Output,
    all_: Annotated[bool, typer.Option("--all", help="Also the known venues that have no entry.")] = False,
) -> int:
    """List the venues with their full names, aliases and how many entries each has.

    \b
    Examples:
      prunecat venues
      prunecat venues --json | jq -r '.[] | select(.kind == "journal") | .venue'
    """
    catalogue = session.catalogue
    counts = {count.values[0]: count.entries for count in catalogue.counts("venue")}
    venues = [venue for venue in catalogue.venues.values() if all_ or venue.name in counts]
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
    return answer_records(session, output, records, lambda _console: _drawn(records))


def _drawn(records: list[dict[str, Any]]) -> "RenderableType":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from prunecat.formats.plain import plain

    table = Table(box=SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    for name in ("Venue", "Entries", "Full name", "Also called"):
        table.add_column(name, justify="right" if name == "Entries" else "left", overflow="fold")
    for record in records:
        others = dict.fromkeys(name for name in (record["label"], *record["aliases"]) if name)
        cells = (record["venue"], str(record["entries"]), record["full_name"] or "", ", ".join(others))
        table.add_row(*(Text(plain(cell)) for cell in cells))
    return table
