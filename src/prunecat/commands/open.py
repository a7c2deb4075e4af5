"""`prunecat open`: the paper of an entry, its PDF or its code, in the browser."""

from typing import Annotated

import typer

from prunecat.commands.options import command
from prunecat.commands.references import References
from prunecat.entry import Entry
from prunecat.errors import PrunecatError, UsageError
from prunecat.formats import addresses
from prunecat.session import Session


@command
def run(
    session: Session,
    references: References,
    code: Annotated[bool, typer.Option("--code", help="The code instead of the paper.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="The PDF, where the address or an identifier tells it.")] = False,
    print_: Annotated[bool, typer.Option("--print", help="Print the URL instead of opening it.")] = False,
) -> int:
    """Open the paper of one or more entries, its PDF or its code, in the browser.

    \b
    Examples:
      prunecat open depgraph-2023
      prunecat open 'network slimming' --code
      prunecat open depgraph-2023 --pdf
      prunecat open thinet-2017 --print
    """
    if code and pdf:
        raise UsageError("--code and --pdf at once", remedy="give one of them")
    what = "code" if code else "pdf" if pdf else "paper"
    entries, status = references.entries(session)
    urls = [_address(entry, what) for entry in entries]
    if print_:
        session.write(f"{url}\n" for url in urls)
        return status
    import webbrowser

    for url in urls:
        if not webbrowser.open(url):
            raise PrunecatError(f"no browser opens {url}", remedy="print it with --print")
    return status


def _address(entry: Entry, what: str) -> str:
    url: str | None = getattr(addresses, what)(entry)
    if url is None:
        called = {"code": "code", "pdf": "PDF", "paper": "page"}[what]
        error = PrunecatError(f"{entry.id} has no link to its {called}", remedy=f"see: prunecat show {entry.id}")
        error.exit_code = 1
        raise error
    return url
