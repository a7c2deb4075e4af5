"""`prunecat related`: the entries nearest to one entry."""

from typing import Annotated

import typer

from prunecat.commands import completion
from prunecat.commands.answering import Output
from prunecat.commands.entry_options import ENTRY_FORMATS, EntryOptions, deliver, entry_answer
from prunecat.commands.options import command
from prunecat.session import Session

_USUAL = 10


@command(formats=ENTRY_FORMATS)
def run(
    session: Session,
    ref: Annotated[str, typer.Argument(metavar="REF", help="An id or anything that `show` takes.",
                                       autocompletion=completion.ids)],
    output: Output,
    options: EntryOptions,
) -> int:  # fmt: skip
    """List the entries nearest to one; ten unless --limit says.

    What is near is told by rare words, jargon, authors and a little by venue.

    \b
    Examples:
      prunecat related depgraph-2023
      prunecat related 'network slimming' --limit 3
      prunecat related hrank-2020 --format ids
    """
    asked = entry_answer(options, output)
    limit = _USUAL if asked.limit is None else asked.limit
    return deliver(session, session.catalogue.related(ref), asked._replace(limit=limit))
