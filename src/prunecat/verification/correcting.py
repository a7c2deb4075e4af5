"""A bibliography with what is cited wrong put right; every other byte of it stays as it is."""

import re
from collections.abc import Sequence

from prunecat.citation import CONTAINERS, entry_type, publication
from prunecat.entry import Entry
from prunecat.formats.bibtex import write
from prunecat.verification.holding import Held

_OF_PUBLICATION = (
    *CONTAINERS,
    *("entrytype", "year", "month", "date", "volume", "number", "pages", "series", "editor", "publisher", "address"),
    *("eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass", "url", "urldate", "doi", "isbn", "issn"),
)
"""The fields that say where and when a work was published."""
_CORRECTED = ("wrong-title", "wrong-authors", "wrong-year", "wrong-venue", "wrong-place", "cites-preprint")
_PLACES = ("volume", "number", "pages")


def corrected(text: str, citations: Sequence[Held]) -> tuple[str, int]:
    """The text of a bibliography with its wrong entries put right, and how many were.

    An entry keeps its key and all that the catalogue says nothing of.
    """
    starts = [match.start() for match in re.finditer("^", text, re.MULTILINE)]
    done = 0
    for one in sorted(citations, key=lambda one: -(one.cited.line or 0)):
        if not one.cited.line or not any(finding.rule in _CORRECTED for finding in one.findings):
            continue
        span = _span(text, starts[one.cited.line - 1])
        if span:
            text = text[: span[0]] + "".join(write([_put_right(one)])).rstrip("\n") + text[span[1] :]
            done += 1
    return text, done


def _put_right(one: Held) -> Entry:
    stated, work = one.cited.entry, one.work
    assert stated is not None and work is not None  # noqa: S101 - only entries that the catalogue has are wrong
    rules = {finding.rule for finding in one.findings}
    fields = dict(stated.fields)
    values: dict[str, object] = {}
    if "wrong-title" in rules:
        values["title"] = work.title
        fields.pop("subtitle", None)
    if "wrong-authors" in rules:
        values["authors"] = work.authors
        fields.pop("author", None)
        fields |= {"author": work.stated("author")} if work.stated("author") else {}
    if "wrong-year" in rules:
        values["year"] = work.year
        fields = {name: text for name, text in fields.items() if name not in ("year", "date")}
    if "wrong-place" in rules:
        values["doi"] = work.doi or stated.doi
        fields |= {name: text for name, text in work.fields if name in _PLACES and name in fields}
        fields.pop("doi", None)
    if rules & {"wrong-venue", "cites-preprint"}:
        fields = {name: text for name, text in fields.items() if name not in _OF_PUBLICATION}
        fields |= {name: text for name, text in work.fields if name in _OF_PUBLICATION}
        fields["entrytype"] = entry_type(work)
        fields.setdefault(
            "journal" if publication(work) == "journal" else "booktitle", work.venue_name or work.venue or ""
        )
        values |= {name: getattr(work, name) for name in ("section", "venue", "venue_name", "year", "url", "doi")}
    return stated._replace(**values, fields=tuple(fields.items()))  # type: ignore[arg-type]  # values of its own fields


def _span(text: str, start: int) -> tuple[int, int] | None:
    """Where the entry that begins on a line stands: from its `@` to its last brace; None where that is not there."""
    begin = re.compile(r"@\w+\s*\{").search(text, start)
    if not begin:
        return None
    depth = 0
    for at in range(begin.end() - 1, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if not depth:
            return begin.start(), at + 1
    return None
