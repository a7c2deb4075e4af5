"""Where the paper, the PDF and the code of an entry are on the web."""

import re

from prunecat.entry import Entry
from prunecat.formats.plain import web_link

_CVF = re.compile(r"(https?://openaccess\.thecvf\.com/.*)/html/(.*)\.html", re.IGNORECASE)


def paper(entry: Entry) -> str | None:
    """The page of the paper: its address, else by its DOI, else where its code is."""
    return web_link(entry.url) or (f"https://doi.org/{entry.doi}" if entry.doi else code(entry))


def pdf(entry: Entry) -> str | None:
    """The PDF of the paper, where its address or an identifier tells it."""
    for stated in (entry.stated("pdf"), entry.url or ""):
        if re.search(r"\.pdf(?:$|[?#])|/pdf[/?]", stated, re.IGNORECASE) and (link := web_link(stated)):
            return link
    if entry.arxiv:
        return f"https://arxiv.org/pdf/{entry.arxiv}"
    if entry.openreview:
        return f"https://openreview.net/pdf?id={entry.openreview}"
    # The Computer Vision Foundation keeps each PDF beside its page.
    match = _CVF.fullmatch(web_link(entry.url) or "")
    return f"{match[1]}/papers/{match[2]}.pdf" if match else None


def code(entry: Entry) -> str | None:
    """The first link to code that leads to the web."""
    return next((link for one in entry.code if (link := web_link(one.url))), None)
