"""`prunecat show`: everything about one or more entries."""

from typing import Annotated

import typer

from prunecat.commands import completion
from prunecat.commands.options import command
from prunecat.commands.output_options import OutputOptions, arranged, check_options, deliver
from prunecat.result import Result
from prunecat.session import Session

Reference = typer.Argument(
    metavar="REF...",
    help="An id, DOI, arXiv id, URL, title, or a search with one clearly best answer.",
    autocompletion=completion.ids,
)

_RELATED = 3


@command
def run(session: Session, ref: Annotated[list[str], Reference], output: OutputOptions) -> int:
    """Show everything about one or more entries: a card, or any output format.

    \b
    Examples:
      prunecat show depgraph-2023
      prunecat show arXiv:2305.11627
      prunecat show 'network slimming' --format bibtex
      prunecat show thinet-2017 hrank-2020 --json
    """
    check_options(output)
    results = [Result(session.catalogue.show(one)) for one in ref]
    if output.chosen_format() != "table" or output.output or output.columns or output.counted:
        return deliver(session, results, output)
    from rich.console import Group

    from prunecat.formats import card

    cards = []
    for result in arranged(results, output):
        near = session.catalogue.related(result.entry.id)[:_RELATED]
        cards += ["", card.render(result, session.catalogue.legend, [other.entry for other in near])]
    if output.no_pager:
        session.paged = False
    session.draw(Group(*cards[1:]))
    return 0
