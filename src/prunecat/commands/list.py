"""`prunecat list`: the entries that pass the filters, in catalogue order."""

from prunecat.commands.filter_options import FilterOptions
from prunecat.commands.options import command
from prunecat.commands.output_options import OutputOptions, check_options, deliver
from prunecat.result import Result
from prunecat.session import Session


@command
def run(session: Session, filters: FilterOptions, output: OutputOptions) -> int:
    """List the entries that pass the filters, in catalogue order.

    \b
    Examples:
      prunecat list --venue CVPR --year 2023 --type S
      prunecat list --year 2020- --no-code --sort -year
      prunecat list --venue NeurIPS --format bibtex -o neurips.bib
      prunecat list --type U --json | jq -r '.[].title'
    """
    check_options(output)
    catalogue = session.catalogue
    return deliver(session, [Result(entry) for entry in catalogue.list(filters.narrow(catalogue))], output)
