"""`prunecat related`: the entries nearest to one entry."""

from prunecat.commands.answering import Output
from prunecat.commands.delivering import deliver
from prunecat.commands.entry_options import ENTRY_FORMATS, EntryOptions, entry_answer
from prunecat.commands.options import command
from prunecat.commands.references import References
from prunecat.errors import UsageError
from prunecat.session import Session

_USUAL = 10


@command(formats=ENTRY_FORMATS)
def run(
    session: Session,
    references: References,
    output: Output,
    options: EntryOptions,
) -> int:
    """List the entries nearest to one; ten unless --limit says.

    What is near is told by rare words, jargon, authors and a little by venue.

    \b
    Examples:
      prunecat related depgraph-2023
      prunecat related 'network slimming' --limit 3
      prunecat related hrank-2020 --format ids
    """
    asked = entry_answer(options, output, session.settings)
    asked = asked._replace(limit=_USUAL if asked.limit is None else asked.limit)
    entries, status = references.entries(session)
    if not entries:
        return status
    if len(entries) > 1:
        raise UsageError(f"{len(entries)} entries at once", remedy="give a reference to one")
    related = session.catalogue.related(entries[0].id, limit=None if asked.sort or asked.is_unique else asked.most)
    return deliver(session, related, asked)
