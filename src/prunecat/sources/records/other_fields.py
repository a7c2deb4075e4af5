"""What a foreign record states beside an entry's own values, under the names that BibTeX has for it."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from prunecat.citation import MONTHS, Name, People
from prunecat.sources.records.field_values import without_mark_up

_NAMES = {
    "issue": "number",
    "issuenumber": "number",
    "no": "number",
    "artno": "eid",
    "articlenumber": "eid",
    "page": "pages",
    "pagerange": "pages",
    "startpage": "pages",
    "pagestart": "pages",
    "firstpage": "pages",
    "endpage": "lastpage",
    "pageend": "lastpage",
    "numpages": "numpages",
    "vol": "volume",
    "journalvolume": "volume",
    "publisherplace": "address",
    "publisheraddress": "address",
    "location": "address",
    "city": "address",
    "place": "address",
    "isbns": "isbn",
    "collectiontitle": "series",
    "seriestitle": "series",
    "chapternumber": "chapter",
    "lang": "language",
    "keyword": "keywords",
    "authorkeywords": "keywords",
    "tags": "keywords",
    "manualtags": "keywords",
    "abstractnote": "abstract",
    "abstracttext": "abstract",
    "abs": "abstract",
    "editors": "editor",
    "genre": "type",
    "thesistype": "type",
    "university": "school",
    "numberofpages": "pagetotal",
    "eventtitle": "eventtitle",
    "conferencename": "eventtitle",
    "shorttitle": "shorttitle",
}
"""BibTeX's names of fields that others call otherwise; names by their letters alone."""
_TYPES = {
    "article": "article journalarticle journalarticles articlejournal jour magn articlemagazine articlenewspaper "
    "electronicarticle magazinearticle newspaperarticle ieeejournals ieeemagazines",
    "inproceedings": "inproceedings conferencepaper proceedingsarticle paperconference conf cpaper "
    "conferenceandworkshoppapers conferenceproceedings proceedingspaper ieeeconferences",
    "book": "book monograph edbook editedbook electronicbook",
    "incollection": "incollection chapter bookchapter booksection chap bookpart electronicbooksection",
    "inbook": "inbook",
    "phdthesis": "phdthesis thesis dissertation thes doctoralthesis",
    "mastersthesis": "mastersthesis masterthesis",
    "techreport": "techreport report rprt",
    "proceedings": "proceedings",
    "unpublished": "unpublished manuscript unpb unpublishedwork",
    "online": "online webpage elec blogpost",
    "software": "software computerprogram comp",
    "dataset": "dataset data",
    "patent": "patent pat",
    "misc": "misc preprint postedcontent gen generic",
}
_TYPE_OF = {word: kind for kind, words in _TYPES.items() for word in words.split()}
_CONTAINERS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
_THESES = ("phdthesis", "mastersthesis")
_PEOPLE = ("editor", "translator")
_DAY = re.compile(r"(\d{4})[-/](\d\d?)(?:[-/](\d\d?))?(?![\d-])")
_LONGEST_NAME = 40
"""Letters of a field's name; what is longer is a sentence in a line of column names."""


def entry_type(kind: Any) -> str:
    """The type of BibTeX that somebody's word for a kind of publication means; empty for none."""
    kind = kind[0] if isinstance(kind, list) and len(kind) == 1 else kind
    return _TYPE_OF.get(re.sub(r"[\W_]+", "", kind).lower(), "") if isinstance(kind, str) else ""


def other_fields(found: Mapping[str, Any], told: Collection[str], kind: str, venue: Any) -> dict[str, str]:
    """The texts of a record, by plain names, that no value of the entry tells; with its type and what it stands in."""
    fields = {"entrytype": kind} if kind else {}
    proceedings = _text(found.get("proceedingstitle")) if kind == "inproceedings" else ""
    if kind in _CONTAINERS and isinstance(venue, str) and venue.strip():
        fields[_CONTAINERS[kind]] = proceedings or venue
    for name, value in found.items():
        if name in told or len(name) > _LONGEST_NAME or (proceedings and name == "proceedingstitle"):
            continue
        field = _NAMES.get(name, name)
        if field == "publisher" and kind in _THESES and not {"school", "university"} & found.keys():
            field = "school"  # as reference managers call it
        text = _people(value) if field in _PEOPLE else _text(value)
        if field == "eid" and text.startswith("2-s2.0-"):
            field = "scopusid"
        if text:
            fields.setdefault(field, re.sub(r"\s?[–—]\s?|--", "-", text) if field == "pages" else text)
    first, last = fields.get("pages"), fields.pop("lastpage", None)
    if last and last != first:
        fields["pages"] = f"{first}-{last}" if first else last
    return fields


def month_of(date: Any) -> dict[str, str]:
    """The month and the day of a date that has them: `2003-06-21`, `2003/06`, or CSL-JSON's `date-parts`."""
    if isinstance(date, Mapping):
        parts = date.get("date-parts")
        first = parts[0] if isinstance(parts, list) and parts else None
        numbers = [str(part) for part in first] if isinstance(first, list) else []
    else:
        match = _DAY.match(date) if isinstance(date, str) else None
        numbers = [part for part in match.groups() if part] if match else []
    if len(numbers) < 2 or not numbers[1].isdecimal() or not 1 <= int(numbers[1]) <= len(MONTHS):
        return {}
    return {"month": MONTHS[int(numbers[1]) - 1]} | ({"day": str(int(numbers[2]))} if numbers[2:] else {})


def people_of(value: Any) -> People | None:
    """The people in a list of objects that tell the parts of names; None where none does."""
    if not isinstance(value, list) or not all(isinstance(person, Mapping) for person in value):
        return None
    names = [name for person in value if (name := _name(person))]
    return (
        People(tuple(names)) if names and any("family" in person or "literal" in person for person in value) else None
    )


def _name(person: Mapping[str, Any]) -> Name | None:
    parts = {key: str(person.get(key) or "").strip() for key in ("family", "given", "suffix", "literal")}
    particle = " ".join(str(person[key]) for key in ("dropping-particle", "non-dropping-particle") if person.get(key))
    if parts["family"]:
        return Name(parts["family"], parts["given"], particle, parts["suffix"])
    return Name(parts["literal"]) if parts["literal"] else None


def told_people(people: People | None) -> str:
    """The people in BibTeX's form, if they can't be told from their names alone; else empty."""
    return "" if people is None or people.are_plain else people.written()


def _people(value: Any) -> str:
    if (people := people_of(value)) is not None:
        return people.written() if told_people(people) else " and ".join(name.given_first for name in people.names)
    if isinstance(value, list):
        return " and ".join(text for item in value if (text := _text(item)))
    return re.sub(r"\s*;\s*", " and ", _text(value).rstrip("; "))


def _text(value: Any) -> str:
    """The text of a text, a number, or a list of these; empty for anything else."""
    if isinstance(value, list):
        parts = [_text(item) for item in value]
        return "; ".join(part for part in parts if part) if all(parts) else ""
    if isinstance(value, str):
        return without_mark_up(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""
