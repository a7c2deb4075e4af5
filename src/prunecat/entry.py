"""The entry: one row of a list, a paper or a piece of software, and the links to its code.

A field is declared here once: its name, its type, what it is. Decoding, the JSON Schema, the snapshot's columns, the
YAML, JSON and CSV that are written follow. A field of text needs no more than its line.
"""

from typing import Annotated, NamedTuple

SECTIONS = ("conference", "journal", "survey", "other", "software")
ORIGINS = ("official", "unofficial")
STATUSES = ("available", "announced")


Stated = tuple[tuple[str, str], ...]
"""Texts by name, in the order in which a source states them; in files and JSON a mapping."""


class CodeLink(NamedTuple):
    """A link to code."""

    framework: Annotated[str | None, "What it is written for, such as PyTorch or TensorFlow."] = None
    origin: Annotated[str | None, "Who wrote it: the authors (the list's [A]) or others ([O])."] = None
    url: Annotated[str | None, "Where it lies."] = None
    status: Annotated[str, "Whether it is out; announced is the list's 'soon'. Available when left out."] = "available"
    mark: Annotated[str | None, "The footnote mark that the list puts on the link, such as * or ~."] = None


class Entry(NamedTuple):
    """One row of a list: a paper, or a piece of software. What is not known is left out."""

    id: Annotated[
        str,
        "Unique in the catalogue and never changed: the method's name or the title's first telling words, and the "
        "year.",
    ]
    section: Annotated[str, "The entry's section, only where it differs from the file's."]
    title: Annotated[str, "The title as the list gives it."]
    authors: Annotated[tuple[str, ...], "The authors in the paper's order, each written as 'Given Family'."] = ()
    venue: Annotated[str | None, "The canonical name of a venue of venues.yaml."] = None
    venue_name: Annotated[str | None, "The venue's full name, which the catalogue's venue gives."] = None
    year: Annotated[int | None, "The year as the list gives it, only where it differs from the file's."] = None
    types: Annotated[tuple[str, ...], "Codes of the legend: what is pruned."] = ()
    url: Annotated[str | None, "Where the paper or the software lies."] = None
    arxiv: Annotated[str | None, "The arXiv id without version, only where the url does not contain it."] = None
    doi: Annotated[str | None, "The DOI without a resolver before it, only where the url does not contain it."] = None
    openreview: Annotated[str | None, "The OpenReview forum id, only where the url does not contain it."] = None
    code: Annotated[tuple[CodeLink, ...], "Where the code lies."] = ()
    note: Annotated[str | None, "What else a reader should know, in one line."] = None
    errata: Annotated[
        tuple[str, ...], "What is known to be wrong in what the list states, and how it is known; one line each."
    ] = ()
    also_listed_as: Annotated[
        tuple[str, ...], "Ids of the entries that are the same work in another row; each says so of the other."
    ] = ()
    heading: Annotated[tuple[str, ...], "The headings that the entry stands under in its list, outermost first."] = ()
    published: Annotated[
        Stated,
        "What was published, where the list says other or less, by the names of `fields`: citations go by it. venue "
        "and year are those of the publication; seen says where this was seen, conflict where sources disagree.",
    ] = ()
    container: Annotated[
        Stated, "The proceedings or journal of the publication: what its venue says of them in that year."
    ] = ()
    fields: Annotated[
        Stated,
        "What else the source states, by BibTeX's names: volume, number, pages, publisher, editor, abstract and "
        "others; entrytype is the kind of publication, author the names where their parts are told, in BibTeX's form.",
    ] = ()
    latex: Annotated[
        Stated, "Fields as a BibTeX file writes them, where that says more than their plain text: {DNA}, $O(n^2)$."
    ] = ()

    def stated(self, name: str) -> str:
        """What `fields` states under a name; empty where it states nothing."""
        return next((text for known, text in self.fields if known == name), "") if self.fields else ""


DERIVED = ("venue_name", "container")
"""The fields that an entry has from its venue: no file of a catalogue states them."""
STATED = ("published", "container", "fields", "latex")
"""The fields that are texts by name."""
