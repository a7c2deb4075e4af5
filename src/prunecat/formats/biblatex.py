"""BibLaTeX: the types, names and dates that biber knows beside BibTeX's own."""

from collections.abc import Iterable, Iterator

from prunecat.citation import MONTHS, publication
from prunecat.entry import Entry
from prunecat.formats.bibtex import bibliography

_TYPES = {"phdthesis": "thesis", "mastersthesis": "thesis", "techreport": "report", "conference": "inproceedings"}
_THESES = {"phdthesis": "phdthesis", "mastersthesis": "mathesis", "techreport": "techreport"}
"""What BibTeX tells by the type, and BibLaTeX by the field `type`."""
_NAMES = {
    "journal": "journaltitle",
    "address": "location",
    "school": "institution",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "annote": "annotation",
}
"""BibLaTeX's names of fields of BibTeX."""


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """An entry of the bibliography for each entry, a blank line between two."""
    return bibliography(entries, _as_biblatex)


def _as_biblatex(work: Entry, kind: str, values: dict[str, str]) -> tuple[str, dict[str, str]]:
    values = {_NAMES.get(name, name): text for name, text in values.items()}
    if values.get("eprinttype") == "arXiv":
        values["eprinttype"] = "arxiv"
    if kind == "inproceedings" and "eventdate" in values and "location" in values:
        values["venue"] = values.pop("location")
    if kind in _THESES:
        values.setdefault("type", _THESES[kind])
    year, month = values.get("year", ""), values.get("month", "").lower()[:3]
    if "date" not in values and len(year) == 4 and year.isdecimal():
        values["date"] = f"{values.pop('year')}-{MONTHS.index(month) + 1:02}" if month in MONTHS else values.pop("year")
        values.pop("month" if month in MONTHS else "", None)
    if kind == "misc":
        return _type_of_misc(work, values)
    return _TYPES.get(kind, kind), values


def _type_of_misc(work: Entry, values: dict[str, str]) -> tuple[str, dict[str, str]]:
    """`@software` and `@online` for what BibTeX has no type of its own for."""
    if publication(work) == "software":
        if (url := values.get("howpublished", "")).startswith("http"):
            del values["howpublished"]
            values["url"] = url
        return "software", values
    return "online" if values.get("url") or values.get("eprint") else "misc", values
