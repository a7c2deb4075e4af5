"""`prunecat open`: the paper of an entry, or its code, in the browser."""

from typing import Annotated

import typer

from prunecat.commands.options import command
from prunecat.commands.show import Reference
from prunecat.entry import Entry
from prunecat.errors import PrunecatError
from prunecat.formats.plain import web_link
from prunecat.session import Session


@command
def run(
    session: Session,
    ref: Annotated[list[str], Reference],
    code: Annotated[bool, typer.Option("--code", help="The code instead of the paper.")] = False,
    print_: Annotated[bool, typer.Option("--print", help="Print the URL instead of opening it.")] = False,
) -> int:
    """Open the paper of one or more entries, or its code, in the browser.

    \b
    Examples:
      prunecat open depgraph-2023
      prunecat open 'network slimming' --code
      prunecat open thinet-2017 --print
    """
    urls = [_url(session.catalogue.show(one), code=code) for one in session.catalogue.references(ref)]
    if print_:
        session.write(f"{url}\n" for url in urls)
        return 0
    import webbrowser

    for url in urls:
        if not webbrowser.open(url):
            raise PrunecatError(f"no browser opens {url}", remedy="print it with --print")
    return 0


def _url(entry: Entry, *, code: bool) -> str:
    links = [link.url for link in entry.code] if code else [entry.url]
    if not code and entry.url is None:
        links = [entry.doi and f"https://doi.org/{entry.doi}", *(link.url for link in entry.code)]
    url = next((web for link in links if (web := web_link(link))), None)
    if url is None:
        what = "code" if code else "page"
        error = PrunecatError(f"{entry.id} has no link to its {what}", remedy=f"see: prunecat show {entry.id}")
        error.exit_code = 1
        raise error
    return url
