"""The work behind a row: what was published, in the form of an entry, for whoever cites it."""

import re
from typing import Any

from prunecat.citation import CONTAINERS, identifiers, people_in, publication
from prunecat.entry import Entry
from prunecat.identifiers import arxiv_id

_ABOUT = ("seen", "conflict")
"""What is said of facts rather than of the work."""
_VALUES = ("title", "venue", "url", "doi", "arxiv", "openreview")
"""What `published` states of an entry's own values, as they are."""
_SECTIONS = {"inproceedings": "conference", "article": "journal", "misc": "other"}


def published_work(entry: Entry) -> Entry:
    """What was published: what is known of it goes before what the list says of its row.

    What the work stands in is among its `fields`, as a bibliography states it. An entry of a bibliography, which tells
    its type, is as it is there; what a list says of its row, its note and types, is nothing that was published.
    """
    published, own = dict(entry.published), dict(entry.fields)
    stands = "entrytype" in own or any(name in own or name in published for name in CONTAINERS)
    fields = {**({} if stands else dict(entry.container)), **own, **published}
    for name in _ABOUT:
        fields.pop(name, None)
    values: dict[str, Any] = {name: published[name] for name in _VALUES if name in published}
    for name in values:
        del fields[name]
    if year := re.match(r"\d{4}", published.get("year", "")):
        values["year"] = int(year[0])
    if "author" in published:
        values["authors"] = tuple(name.given_first for name in people_in(published["author"]).names)
    if "venue" in values or published.get("entrytype") == "misc":  # what is of no type stands in nothing
        values |= {"venue": values.get("venue"), "venue_name": None}
    if "entrytype" not in own:
        values |= {"note": None, "types": ()}
    if section := _SECTIONS.get(published.get("entrytype", "")):
        values["section"] = section
    work = entry._replace(**values, fields=tuple(fields.items()), published=(), container=())
    return work if own else work._replace(url=_cited_url(work))


def _cited_url(work: Entry) -> str | None:
    """A work's URL; not that of a preprint where it was published, for styles that print URLs would make it one."""
    if not arxiv_id(work.url) or publication(work) in ("preprint", "software"):
        return work.url
    return next((found.url for found in identifiers(work) if found.scheme != "arXiv"), work.url)
