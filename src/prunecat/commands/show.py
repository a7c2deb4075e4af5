"""`prunecat show`: everything about one or more entries."""

from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from prunecat.commands.answering import Output
from prunecat.commands.delivering import arranged, deliver
from prunecat.commands.entry_options import ENTRY_FORMATS, EntryOptions, entry_answer
from prunecat.commands.options import command
from prunecat.commands.references import References
from prunecat.errors import UnresolvedReference
from prunecat.result import Result
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.entry import Entry

_RELATED = 3
"""Works that a card points to."""
_NEAR = 50
"""Entries among which so many works are, though a work may be in several."""


@command(formats=ENTRY_FORMATS)
def run(session: Session, references: References, output: Output, options: EntryOptions) -> int:
    """Show everything about one or more entries: a card, or any output format.

    \b
    Examples:
      prunecat show depgraph-2023
      prunecat show arXiv:2305.11627
      prunecat show 'network slimming' --format bibtex
      prunecat show thinet-2017 hrank-2020 --json
      prunecat show --from titles.txt --format bibtex
    """
    settled = {name: value for name, value in session.settings.items() if name != "columns"}  # a card has none
    asked = entry_answer(options, output, settled)
    entries, status = references.entries(session)
    results = [Result(entry) for entry in entries]
    if not asked.is_plain_table or not results:
        return deliver(session, results, asked) or status
    from rich.console import Group

    from prunecat.formats import card
    from prunecat.query.works import one_a_work

    cards = []
    for result in arranged(results, asked):
        entry = result.entry
        rows = [row for name in entry.also_listed_as if (row := _entry(session, name))]
        # The first is the work itself, whose other rows have a place of their own on the card.
        works = one_a_work([result, *session.catalogue.related(entry.id, limit=_NEAR)])
        near = list(islice(works, 1, 1 + _RELATED))
        cards += [
            "",
            card.render(result, session.catalogue.legend, [other.entry for other in near], rows, session.program),
        ]
    session.draw(lambda _console: Group(*cards[1:]))
    return status


def _entry(session: Session, name: str) -> "Entry | None":
    """The entry of an id; None where a list names one that is not in it."""
    with suppress(UnresolvedReference):
        found = session.catalogue.show(name)
        return found if found.id == name else None
    return None
