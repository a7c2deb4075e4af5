"""The fields of an entry of BibTeX or biblatex as the values of a catalogue's entry."""

import re
from collections.abc import Mapping
from typing import Any

from prunecat.citation import People
from prunecat.identifiers import ARXIV
from prunecat.sources.bibtex_names import read_people
from prunecat.sources.latex import as_latex, pages_as_latex, plain_text
from prunecat.sources.records.field_names import entry_values

Fields = dict[str, str]
"""An entry's fields by small names, their values without delimiters, still LaTeX."""
_SECTIONS = {
    "inproceedings": "conference",
    "conference": "conference",
    "article": "journal",
    "software": "software",
}
_VENUES = ("booktitle", "journal", "journaltitle", "eventtitle", "howpublished")
_ARXIV_NAME = re.compile(r"(?:arxiv\b|corr\b)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s{}\"]+")
_WITHOUT_SCHEME = re.compile(r"[\w-]+(?:\.[\w-]+)+/\S+")
ADDRESSES = ("howpublished", "note", "ee", "link")
"""Fields that may have the entry's address too."""
PEOPLE = ("editor", "translator", "editora", "editorb", "editorc", "bookauthor", "annotator", "commentator")
"""Fields of names other than the authors."""
VERBATIM = frozenset("url doi eprint file pdf link ee biburl bibsource timestamp crossref xdata ids".split())
"""Fields that are no text: LaTeX's signs in them are themselves."""
_WHOLLY_ENTRYS = frozenset({"title", "author", "annote"})
"""Fields whose plain text is a field of the entry itself."""
_JOURNALS = {
    "aj": "Astronomical Journal", "apj": "Astrophysical Journal", "apjl": "Astrophysical Journal Letters",
    "apjs": "Astrophysical Journal Supplement", "aap": "Astronomy and Astrophysics", "araa": "Annual Review of "
       "Astronomy and Astrophysics", "mnras": "Monthly Notices of the Royal Astronomical Society",
    "nat": "Nature", "pasp": "Publications of the Astronomical Society of the Pacific", "prd": "Physical Review D",
    "prl": "Physical Review Letters", "solphys": "Solar Physics", "jcap": "Journal of Cosmology and Astroparticle "
       "Physics", "icarus": "Icarus", "ssr": "Space Science Reviews", "pasj": "Publications of the Astronomical "
       "Society of Japan", "apss": "Astrophysics and Space Science", "planss": "Planetary and Space Science",
}  # fmt: skip
"""The journals that the Astrophysics Data System writes as commands; from the macros of AASTeX."""


def record_values(kind: str, key: str, fields: Fields) -> dict[str, Any]:
    """The values of a catalogue's entry that an entry of that kind, with that key and these fields, states."""
    texts = {name: _plain(name, value) for name, value in fields.items()}
    authors = read_people(fields.get("author", ""))
    preprint = "arxiv" in (texts.get("archiveprefix") or texts.get("eprinttype") or "").lower()
    published = next((texts[name] for name in _VENUES if texts.get(name)), "")
    venue = re.sub(r"\s*" + _URL.pattern, "", published)
    keywords = re.split(r"[,;]\s*", texts.get("keywords", ""))
    are_types = all(re.fullmatch("[A-Z]", word) for word in keywords)
    section = _SECTIONS.get(kind, "")
    if re.fullmatch(r"(?:computer )?software", venue, re.IGNORECASE):
        venue, section = "", "software"
    elif re.match(r"preprint\b.*arxiv", venue, re.IGNORECASE) or _ARXIV_NAME.match(venue):
        venue, section, preprint = "arXiv", "", True
    elif preprint and not venue and section != "software":
        venue, section = "arXiv", ""
    record = {
        "id": key if key.isprintable() and not re.search(r"\s", key) else "",
        "section": section,
        "title": ": ".join(texts[name] for name in ("title", "subtitle") if texts.get(name)),
        "authors": [name.given_first for name in authors.names],
        "venue": venue,
        "year": texts.get("year") or texts.get("date"),
        "types": keywords if are_types else [],
        "url": _url(fields),
        "openreview": texts.get("openreview"),
        "arxiv": texts.get("arxiv") or (_arxiv(texts, published) if preprint else None),
        "doi": texts.get("doi"),
        "note": texts.get("annote") or texts.get("annotation") or texts.get("note"),
    }
    # A field is left out of BibTeX where it has no value, so `None` is a title.
    values = entry_values(record, own=False, placeholders=())
    left = {name: text for name, text in texts.items() if text and not _is_told(name, values, texts, are_types)}
    if told := _told_authors(authors):
        left["author"] = told
    return {
        **values,
        **({"id": record["id"]} if record["id"] else {}),  # a key that is an address too
        "fields": {"entrytype": kind, **left},
        "latex": {name: raw for name, value in fields.items() if (raw := _said_more(name, value, texts[name]))},
    }


def _said_more(name: str, value: str, text: str) -> str:
    """A field as it is written, where that is not what its plain text is written as; else empty."""
    raw = " ".join(value.split())
    if name in ("author", "editor") and "{" not in raw and "\\" not in raw:
        return ""
    usual = pages_as_latex(text) if name == "pages" else as_latex(text)
    return "" if raw == usual or (raw == text and name in VERBATIM) else raw


def _plain(name: str, value: str) -> str:
    """A field's plain text."""
    if name in PEOPLE:
        people = read_people(value)
        return _told_authors(people) or " and ".join(person.given_first for person in people.names)
    if name in VERBATIM:
        return re.sub(r"\\([_%&#~$])", r"\1", " ".join(value.split()).strip("{}"))
    if name == "journal" and (macro := re.fullmatch(r"\\(\w+)", value.strip())):
        return _JOURNALS.get(macro[1].lower(), macro[1])
    text = plain_text(value)
    return re.sub(r"(?<=\w)\s?[–—]\s?(?=\w)", "-", text) if name == "pages" else text


def _told_authors(people: People) -> str:
    """The people in BibTeX's form, if they can't be told from their names alone; else empty."""
    return "" if people.are_plain else people.written()


def _is_told(name: str, values: Mapping[str, Any], texts: Mapping[str, str], are_types: bool) -> bool:
    """Whether the entry's own values say all that a field does, so that it can be written out of them."""
    text = texts[name]
    if name == "year":
        return text.isdecimal() and values.get("year") == int(text) and "date" not in texts
    if name == "url":
        return bool(values.get("url") == text) and not any(text in texts.get(other, "") for other in ADDRESSES)
    if name == "doi":
        return bool(values.get("doi")) and values["doi"] in text
    return name in _WHOLLY_ENTRYS or (name == "keywords" and are_types) or (name == "arxiv" and "arxiv" in values)


def _arxiv(texts: Mapping[str, str], venue: str) -> str | None:
    """The arXiv id in the fields that bibliographies of different origin put it in."""
    places = (texts.get("eprint", ""), venue, *(texts.get(name, "") for name in ("volume", "url", "note", "doi")))
    return next((match[0] for place in places if (match := ARXIV.search(place))), None)


def _url(fields: Fields) -> str:
    """The address in `url`, or in `howpublished` or `note`, where old styles have it, free of LaTeX's escapes."""
    for name in ("url", "ee", "link", "howpublished", "note"):
        text = re.sub(r"\\([_%&#~$])", r"\1", fields.get(name, ""))
        if match := _URL.search(text):
            return match[0]
        if name == "url" and _WITHOUT_SCHEME.fullmatch(text.strip()):
            return text.strip()
    return ""
