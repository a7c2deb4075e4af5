"""`prunecat list`: the entries that pass the filters, in catalogue order."""

from prunecat.commands.answering import Output
from prunecat.commands.delivering import deliver, deliver_count
from prunecat.commands.entry_options import ENTRY_FORMATS, EntryOptions, entry_answer
from prunecat.commands.filter_options import FilterOptions
from prunecat.commands.options import command
from prunecat.session import Session


@command(formats=ENTRY_FORMATS)
def run(session: Session, filters: FilterOptions, output: Output, options: EntryOptions) -> int:
    """List the entries that pass the filters, in catalogue order.

    \b
    Examples:
      prunecat list --venue CVPR --year 2023 --type S
      prunecat list --year 2020- --no-code --sort -year
      prunecat list --venue NeurIPS --format bibtex -o neurips.bib
      prunecat list --type U --json | jq -r '.[].title'
    """
    from prunecat.anew import Anew, held_if_few
    from prunecat.result import Result

    asked = entry_answer(options, output, session.settings, is_sorted=True)
    catalogue = session.catalogue
    only = filters.filter_in(catalogue)
    if asked.is_count:
        count = catalogue.count(only, sort=asked.sort, unique=asked.is_unique)
        status = deliver_count(session, count, asked)
        if not count:
            session.say(filters.none_found(catalogue, catalogue.count))
        return status
    entries = catalogue.entries(only, sort=asked.sort, limit=asked.most, unique=asked.is_unique)
    results = held_if_few(Anew(lambda: map(Result, entries)))
    return deliver(session, results, asked._replace(sort=()), lambda: filters.none_found(catalogue, catalogue.count))
