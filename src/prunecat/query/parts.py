"""What may be known of an entry beside what it is filtered by, each in SQL and in Python."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from prunecat.entry import Entry


class Part(NamedTuple):
    """What an entry has or has not."""

    condition: str
    """An SQL condition on the table `entry`."""
    is_known: "Callable[[Entry], bool]"
    """The same reading of an entry in Python."""
    trait: str
    """The trait of snapshot/traits.py that tells it."""


def _has_pdf(entry: "Entry") -> bool:
    from prunecat.pdf import pdf  # not at the start, when options are made of these

    return pdf(entry) is not None


def _listed(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} AS it WHERE it.entry = entry.number)"


def _stated(name: str, trait: str) -> Part:
    return Part(f"entry.{name} IS NOT NULL", lambda entry: getattr(entry, name) is not None, trait)


PARTS = {
    "pdf": Part("entry.has_pdf", _has_pdf, "known"),
    "code": Part(_listed("code"), lambda entry: bool(entry.code), "links"),
    "abstract": Part(
        "json_extract(entry.fields, '$.abstract') IS NOT NULL",
        lambda entry: any(name == "abstract" for name, _ in entry.fields),
        "known",
    ),
    "authors": Part("entry.authors <> '[]'", lambda entry: bool(entry.authors), "known"),
    **{name: _stated(name, "addresses") for name in ("doi", "arxiv", "openreview", "url")},
    "note": _stated("note", "known"),
}
