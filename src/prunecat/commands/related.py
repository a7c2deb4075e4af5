"""`prunecat related`: the entries nearest to one entry."""

from typing import Annotated

import typer

from prunecat.commands import completion
from prunecat.commands.options import command
from prunecat.commands.output_options import OutputOptions, check_options, deliver
from prunecat.session import Session

_USUAL = 10


@command
def run(
    session: Session,
    ref: Annotated[str, typer.Argument(metavar="REF", help="An id or anything that `show` takes.",
                                       autocompletion=completion.ids)],
    output: OutputOptions,
) -> int:  # fmt: skip
    """List the entries nearest to one: by rare words, jargon, authors and a little by venue; ten unless --limit says.

    \b
    Examples:
      prunecat related depgraph-2023
      prunecat related 'network slimming' --limit 3
      prunecat related hrank-2020 --format ids
    """
    check_options(output)
    limit = _USUAL if output.limit is None else output.limit
    return deliver(session, session.catalogue.related(ref), output._replace(limit=limit))
