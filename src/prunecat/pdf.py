"""Where the PDF of a paper is."""

import re

from prunecat.entry import Entry

_PDF = re.compile(r"\s*https?://(?=\S).*(?:\.pdf(?:$|[?#])|/pdf[/?])", re.IGNORECASE)
_CVF = re.compile(r"(https?://openaccess\.thecvf\.com/.*)/html/(.*)\.html", re.IGNORECASE)


def pdf(entry: Entry) -> str | None:
    """The address of the paper's PDF, where an address of the entry or an identifier tells it."""
    for stated in (entry.stated("pdf"), entry.url or ""):
        if "pdf" in stated.lower() and _PDF.match(stated):
            return stated
    if entry.arxiv:
        return f"https://arxiv.org/pdf/{entry.arxiv}"
    if entry.openreview:
        return f"https://openreview.net/pdf?id={entry.openreview}"
    # The Computer Vision Foundation keeps each PDF beside its page.
    match = _CVF.fullmatch(entry.url or "")
    return f"{match[1]}/papers/{match[2]}.pdf" if match else None
