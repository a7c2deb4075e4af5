"""Where the paper, the PDF and the code of an entry are on the web."""

from prunecat.entry import Entry
from prunecat.formats.plain import web_link
from prunecat.pdf import pdf as pdf_of

_IN_DOIS = "/:;()!*'"
"""Signs that stand in an address as they are: those that part DOIs, and those that mean nothing in a URL."""


def paper(entry: Entry) -> str | None:
    """The page of the paper: its address, else by its DOI, else where its code is."""
    return web_link(entry.url) or (of_doi(entry.doi) if entry.doi else code(entry))


def of_doi(doi: str) -> str:
    """Where a DOI leads; all signs but those that part a DOI are written out, for `#` and `?` would end it."""
    # The module is slow to import, and few commands need it.
    from urllib.parse import quote

    return f"https://doi.org/{quote(doi, safe=_IN_DOIS, errors='replace')}"


def pdf(entry: Entry) -> str | None:
    """The PDF of the paper, where its address or an identifier tells it."""
    return web_link(pdf_of(entry))


def code(entry: Entry) -> str | None:
    """The first link to code that leads to the web."""
    return next((link for one in entry.code if (link := web_link(one.url))), None)
