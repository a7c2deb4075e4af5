"""Records of anybody's naming (JSON dumps, CSV rows) brought to the fields of an entry."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from prunecat.entry import STATED, Entry
from prunecat.identifiers import ARXIV
from prunecat.proceedings import proceedings_of
from prunecat.sources.records.dumps import opened
from prunecat.sources.records.field_values import FORMS, cleaned
from prunecat.sources.records.other_fields import entry_type, month_of, other_fields, people_of, told_people
from prunecat.sources.records.publication_kinds import KIND_NAMES, classified

_SHOWN = ("pdf", "score")
"""What prunecat shows of an entry beside its fields."""
_OWN = frozenset({*Entry._fields, *_SHOWN})
# What others call a field, best first. A name is compared by its letters alone, small: `Paper Title` is `papertitle`.
_NAMES = {
    "id": "citationkey citekey bibtexkey key slug",
    "section": "",
    "title": "name papertitle paper documenttitle articletitle displayname",
    "authors": "authorsparsed authorfullnames authors author authorlist authornames authorships creators",
    "venue": "journal booktitle journaltitle containertitle conference conferencename proceedingstitle "
    "publicationtitle sourcetitle publicationvenue proceedings proceeding publication eventtitle",
    "venue_name": "venuename venuefullname",
    "year": "publicationyear pubyear issued published publishedprint publicationdate publisheddate date",
    "types": "type",
    # DBLP's `url` is its own page, `ee` the paper's.
    "url": "ee url link urlabs paperurl paperlink articleurl landingpageurl site oa html "
    "pdf pdfurl pdflink urlpdf openaccesspdf id",
    "arxiv": "arxivid eprint archivelocation",
    "doi": "doiurl",
    "openreview": "openreviewid forum",
    "code": "codeurl codelink codeurls repository repo repourl github githuburl githublink",
    "note": "notes annote comment comments remarks",
    "errata": "",
    "also_listed_as": "",
    "heading": "topic category",
    **dict.fromkeys(STATED, ""),
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in (field.replace("_", ""), *names.split())}
# Objects in a record that hold fields of the entry themselves: DBLP, Zotero, OpenReview, Crossref, Semantic
# Scholar and OpenAlex have them.
_PRESENTATIONS = ("poster", "oral", "spotlight", "talk", "notable", "submitted", "accept")
_NESTED = ("info", "data", "content", "message", "externalids", "primarylocation")
# What programs and people write into a cell that has no value.
_PLACEHOLDERS = frozenset({"-", "–", "—", "n/a", "none", "null", "nan"})


def is_own(names: Collection[str]) -> bool:
    """Whether names are a catalogue's own: all are fields of an entry, letter by letter.

    The address of a PDF is shown of whole entries alone; beside a title or two it is what somebody else states.
    """
    return _OWN.issuperset(names) and ("pdf" not in names or "also_listed_as" in names)


def known_name(name: str) -> str | None:
    """The field that a name stands for, if it does."""
    return _FIELD_OF.get(_plain(name))


def entry_values(record: Mapping[str, Any], own: bool, placeholders: Collection[str] = _PLACEHOLDERS) -> dict[str, Any]:
    """The record's values by the fields of an entry, in their form where they can be brought to it.

    A year is taken from a date, names from one text, a list from a cell in which it is joined. A foreign
    record (not `own`) is also searched under other usual names, best first, and cleaned: a DOI out of its
    URL, a kind of publication into a section. What means nothing to a catalogue is left out,
    and so are its `placeholders`: texts, in small letters, that stand for no value.
    """
    if own:
        return {
            name: FORMS[name](value) if name in FORMS else value
            for name, value in record.items()
            if (value if type(value) is str else _given(value)) and name not in _SHOWN
        }
    found = _flat(opened(record), placeholders)
    values: dict[str, Any] = {}
    told: set[str] = set(_NESTED)
    for field, others in _NAMES.items():
        own_name = field.replace("_", "")
        names = others.split()
        for name in names if own_name in names else (own_name, *names):
            if name in found and _given(value := cleaned(field, found[name])):
                values[field] = value
                told.add(name)
                break
    _tell_more(values)
    if "info" in found and "title" in values:  # DBLP ends every title with a full stop
        values["title"] = str(values["title"]).removesuffix(".")
    if told & {"authorfullnames", "authorsparsed"}:
        told |= {"author", "authors"}  # the same in short
    kind = next((kind for name in KIND_NAMES if (kind := entry_type(found.get(name)))), "")
    venue = values.get("venue")
    values = classified(values, found)
    told |= {name for name in KIND_NAMES if name in found} if kind or "types" in values else set()
    fields = other_fields(found, told, kind, venue)
    if "year" in values and "month" not in fields:
        _date(fields, [found[name] for name in ("year", *_NAMES["year"].split()) if name in told], values["year"])
    if author := told_people(people_of(found.get("author"))):
        fields["author"] = author
    stated = values.get("fields")
    return {**values, "fields": {**fields, **(stated if isinstance(stated, Mapping) else {})}}


def _date(fields: dict[str, str], dates: Sequence[Any], year: Any) -> None:
    """Put the month and day of the record's dates into its fields; a date of another form stays beside the year."""
    day = month_of(fields.get("date"))
    if day:
        del fields["date"]
    elif "date" in fields:
        fields.setdefault("year", str(year))
    fields |= day or next((found for date in dates if (found := month_of(date))), {})


def _tell_more(values: dict[str, Any]) -> None:
    """Add what an address in somebody's proceedings, a dated venue and a number of arXiv tell."""
    _dated_by_venue(values)
    if "venue" not in values and (home := proceedings_of(values.get("url"))):
        values["venue"] = home.venue
        values.setdefault("year", home.year)
    if ARXIV.fullmatch(str(values.get("id", ""))):
        values.setdefault("arxiv", values["id"])
        values.setdefault("year", _year_of(values["id"]))


def _dated_by_venue(values: dict[str, Any]) -> None:
    """Take the year out of a venue that ends with one (`NeurIPS 2020`, `ICLR 2024 poster`), if no other is stated."""
    dated = re.fullmatch(r"(.*\w)[\s,']+((?:19|20)\d\d)(?:\s+\(?(\w+)\)?)?", str(values.get("venue") or ""))
    if dated and "year" not in values and (not dated[3] or dated[3].lower() in _PRESENTATIONS):
        values |= {"venue": dated[1], "year": int(dated[2])}


def _year_of(arxiv: str) -> int:
    """The year in which an arXiv id was given out, by its first digits."""
    digits = int(re.sub(r"\D", "", arxiv)[:2])
    return digits + (1900 if digits > 90 else 2000)


def _given(value: Any) -> bool:
    return value is not None and value != "" and value != [] and value == value  # NaN is not itself


def _flat(record: Mapping[str, Any], placeholders: Collection[str]) -> dict[str, Any]:
    """A foreign record's values by plain names, with those of the objects in it that are the entry's too."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, Mapping) and set(value) == {"value"}:  # OpenReview wraps everything
            value = value["value"]
        nothing = isinstance(value, str) and (not value.strip() or value.strip().lower() in placeholders)
        if _given(value) and not nothing and not str(name).startswith("@"):  # DBLP's own bookkeeping
            found.setdefault(_plain(name), value)
    for name in _NESTED:
        if isinstance(inner := found.get(name), Mapping):
            found = {**_flat(inner, placeholders), **found}
    return found


def _plain(name: object) -> str:
    return re.sub(r"[\W_]+", "", str(name)).lower()
