"""`prunecat search`: the entries that answer a query, best first."""

from typing import TYPE_CHECKING, Annotated

import typer

from prunecat.anew import held_if_few
from prunecat.commands import completion
from prunecat.commands.answering import Output
from prunecat.commands.delivering import deliver, deliver_count
from prunecat.commands.entry_options import ENTRY_FORMATS, EntryOptions, entry_answer
from prunecat.commands.filter_options import FilterOptions
from prunecat.commands.options import command
from prunecat.errors import UsageError
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.answer import Answer
    from prunecat.query.filters import Filter

_EXPLAINED = ("year", "venue", "title", "why", "id")


@command(formats=ENTRY_FORMATS)
def run(
    session: Session,
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY...", help="Words, as many as you like.", autocompletion=completion.filters),
    ],
    filters: FilterOptions,
    output: Output,
    options: EntryOptions,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say for each entry which word matched what, and how.")
    ] = False,
) -> int:
    """Search titles, methods, authors and jargon; slips of the finger are forgiven.

    \b
    Examples:
      prunecat search lottery
      prunecat search lotery tickt
      prunecat search 'LTH year:2020-2022 code:yes'
      prunecat search '"network slimming"'
      prunecat search token pruning ^vision --json | jq -r '.[].url'
      prunecat search --explain LTH iclr
    """
    if not set("–—−").isdisjoint("".join(query)):
        from prunecat.mistaken import check_hyphens

        check_hyphens(query)
    asked = entry_answer(options, output, session.settings)
    text = " ".join(query)
    if not text.strip():
        raise UsageError("the query is empty", remedy="give a word or more")
    catalogue = session.catalogue
    if explain and output.format == "table" and not options.columns:
        asked = asked._replace(columns=_EXPLAINED)
    only, why = filters.filter_in(catalogue), explain or "why" in asked.columns
    whole, unique = None, asked.is_unique
    if asked.most is None or asked.sort or unique:
        most = 0 if asked.is_count and not unique else asked.most
        whole = catalogue.whole_answer(text, only, sort=asked.sort, limit=most, why=why, unique=unique)
        answer = whole.answer
    else:
        answer = catalogue.answer(text, only, limit=asked.most, why=why)
    _say(session, answer)
    if whole and asked.is_count:
        return deliver_count(session, whole.works() if unique else whole.total, asked)

    def count(only: "Filter | None") -> int:
        return catalogue.whole_answer(text, only, limit=0, why=False).total

    results = held_if_few(whole.results) if whole else answer.results
    asked = asked._replace(sort=())  # as they are
    return deliver(session, results, asked, lambda: filters.none_found(catalogue, count, answer.wider))


def _say(session: Session, answer: "Answer") -> None:
    """Say how a query was read, and what is missing."""
    for remark in answer.remarks:
        session.say(remark)
    if answer.repaired:
        session.say(f"Searching for {answer.repaired} (you typed: {answer.typed})")
    if answer.results and (answer.lacking or not answer.complete):
        session.say(f"No entry has {', '.join(answer.lacking) or 'all the words'}; these come nearest.")
    if not answer.results and answer.lacking:
        session.say(f"No entry has {', '.join(answer.lacking)}.")
