"""Lines that look like rows of papers and of which no table, so no entry, was made."""

import re
from collections.abc import Collection, Iterator

from prunecat.sources.markdown.entries.title_text import tidy, words_in
from prunecat.sources.markdown.facts.link_kinds import is_paper_host

_LINK = re.compile(r"(?:\[([^\[\]\n]+)|\|([^\[\]|\n]+))\]\(([^\s)]{0,1000}(\)?))")
"""A link whose opening bracket or whose end may be lost: its label (one of two groups), its address, its end."""


def unread_rows(text: str, known: Collection[int], titles: Collection[str]) -> Iterator[int]:
    """The lines with a pipe and a paper's linked title that are not `known`, and whose title is not of `titles`.

    A heading with a pipe and any link is a row into which damage put the sign of a heading.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if "|" in line and "](" in line and number not in known:
            found = (
                tidy(whole or opened)
                for whole, opened, address, end in _LINK.findall(line)
                if not end or is_paper_host(address) or line.startswith("#")
            )
            if any(words_in(label) > 2 and label not in titles for label in found):
                yield number
