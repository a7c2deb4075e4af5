"""Records of anybody's naming (JSON dumps, CSV rows) brought to the fields of an entry."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from html import unescape
from typing import Any

from prunecat.identifiers import ARXIV, DOI
from prunecat.sources import people, publications
from prunecat.sources.fields import ENTRY_FIELDS

_OWN = frozenset(ENTRY_FIELDS) | {"score"}
# What others call a field, best first. A name is compared by its letters alone, small: `Paper Title` is `papertitle`.
_NAMES = {
    "id": "citationkey citekey bibtexkey key slug",
    "section": "",
    "title": "name papertitle paper documenttitle articletitle displayname",
    "authors": "author authorlist authornames authorships creators",
    "venue": "journal booktitle journaltitle containertitle conference conferencename proceedingstitle "
    "publicationtitle sourcetitle publicationvenue proceedings proceeding publication eventtitle",
    "venue_name": "venuename venuefullname",
    "year": "publicationyear pubyear issued published publishedprint publicationdate publisheddate date",
    "types": "type",
    # DBLP's `url` is its own page, `ee` the paper's.
    "url": "ee url link paperurl paperlink articleurl landingpageurl urlabs site oa html "
    "pdf pdfurl pdflink urlpdf openaccesspdf id",
    "arxiv": "arxivid eprint archivelocation",
    "doi": "doiurl",
    "openreview": "openreviewid",
    "code": "codeurl codelink codeurls repository repo repourl github githuburl githublink",
    "note": "notes annote comment comments remarks",
    "errata": "",
    "also_listed_as": "",
    "heading": "topic category",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in (field.replace("_", ""), *names.split())}
# Objects in a record that hold fields of the entry themselves: DBLP, Zotero, OpenReview, Crossref, Semantic
# Scholar and OpenAlex have them.
_NESTED = ("info", "data", "content", "message", "externalids", "primarylocation")
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "none", "null", "nan"})


def is_own(names: Collection[str]) -> bool:
    """Whether names are a catalogue's own: all are fields of an entry, letter by letter."""
    return all(name in _OWN for name in names)


def known_name(name: str) -> str | None:
    """The field that a name stands for, if it does."""
    return _FIELD_OF.get(_plain(name))


def entry_values(record: Mapping[str, Any], own: bool) -> dict[str, Any]:
    """The record's values by the fields of an entry, in their form where they can be brought to it.

    A year is taken from a date, names from one text, a list from a cell in which it is joined. A foreign
    record (not `own`) is also searched under other usual names, best first, and cleaned: a DOI out of its
    URL, a kind of publication into a section. What means nothing to a catalogue is left out.
    """
    if own:
        return {name: _form(name, value) for name, value in record.items() if _given(value) and name != "score"}
    found = _flat(record)
    values: dict[str, Any] = {}
    for field, others in _NAMES.items():
        own_name = field.replace("_", "")
        names = others.split()
        for name in names if own_name in names else (own_name, *names):
            if name in found and _given(value := _cleaned(field, found[name])):
                values[field] = value
                break
    if ARXIV.fullmatch(str(values.get("id", ""))):
        values.setdefault("arxiv", values["id"])
    if "info" in found and "title" in values:  # DBLP ends every title with a full stop
        values["title"] = str(values["title"]).removesuffix(".")
    return publications.classified(values, found)


def _given(value: Any) -> bool:
    return value is not None and value != "" and value != [] and value == value  # NaN is not itself


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """A foreign record's values by plain names, with those of the objects in it that are the entry's too."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, Mapping) and set(value) == {"value"}:  # OpenReview wraps everything
            value = value["value"]
        nothing = isinstance(value, str) and value.strip().lower() in _NOTHING
        if _given(value) and not nothing and not str(name).startswith("@"):  # DBLP's own bookkeeping
            found.setdefault(_plain(name), value)
    for name in _NESTED:
        if isinstance(inner := found.get(name), Mapping):
            found = {**_flat(inner), **found}
    return found


def _plain(name: object) -> str:
    return re.sub(r"[\W_]+", "", str(name)).lower()


def _form(field: str, value: Any) -> Any:
    return _FORMS[field](value) if field in _FORMS else value


def _cleaned(field: str, value: Any) -> Any:
    value = _CLEANINGS.get(field, _text)(value)
    return _form(field, value)


def _text(value: Any) -> Any:
    """One text of a number, of a list's first or of an object's name."""
    if isinstance(value, list) and value:
        return _text(value[0])
    if isinstance(value, Mapping):
        return _text(next((value[name] for name in ("name", "display_name", "url", "title") if value.get(name)), None))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return unescape(value) if isinstance(value, str) and "&" in value else value


def _venue(value: Any) -> Any:
    """Crossref names a series first and the volume in it last."""
    return _text(value[-1] if isinstance(value, list) and value else value)


def _year(value: Any) -> Any:
    """The only year in a date of any form; the value itself where there is none or several."""
    if isinstance(value, Mapping):  # CSL-JSON
        value = next((value[name] for name in ("date-parts", "literal", "raw") if value.get(name)), None)
        while isinstance(value, list):
            value = value[0] if value else None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, str):
        return value
    years = {value} if re.fullmatch(r"[0-9]{4}", value) else set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", value))
    return int(years.pop()) if len(years) == 1 else value


def _list_of(joint: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = _json_list(value)
        return [part.strip() for part in re.split(joint, value) if part.strip()] if parts is None else parts

    return read


def _json_list(cell: str) -> list[Any] | None:
    """The list in a cell that is JSON, None in any other cell."""
    if not cell.startswith("["):
        return None
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else None


def _authors(value: Any) -> Any:
    listed = _json_list(value) if isinstance(value, str) else None
    return people.names(value) if listed is None else listed


def _code(value: Any) -> Any:
    """Links from a cell of JSON, or from text with URLs in it."""
    if isinstance(value, str):
        urls = [url.rstrip(".") for url in re.findall(r"https?://[^\s,;()\[\]<>]+", value)]
        listed = _json_list(value)
        return ([{"url": url} for url in urls] or value) if listed is None else listed
    if isinstance(value, Mapping):
        return [value]
    return [{"url": item} if isinstance(item, str) else item for item in value] if isinstance(value, list) else value


def _within(pattern: re.Pattern[str], otherwise: Callable[[str], str | None]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        match = pattern.search(value) if isinstance(value := _text(value), str) else None
        return match[0] if match else otherwise(value)

    return read


def _id(value: Any) -> Any:
    """An address is no id; Zotero and OpenAlex have such."""
    return None if isinstance(value := _text(value), str) and "://" in value else value


def _url(value: Any) -> Any:
    """An address with its host; a path alone leads nowhere."""
    address = isinstance(value := _text(value), str) and re.match(r"\w+://|[\w-]+(?:\.[\w-]+)+/", value.strip())
    return value if address else None


def _same(value: Any) -> Any:
    return value


_FORMS = {
    "year": _year,
    "authors": _authors,
    "types": _list_of("[/,;]"),
    "errata": _list_of(";"),
    "also_listed_as": _list_of(";"),
    "heading": _list_of(";"),
    "code": _code,
}
# What a foreign value is brought to first, where that is not one text.
_CLEANINGS = {
    "id": _id,
    "url": _url,
    "venue": _venue,
    "year": _same,
    "authors": _same,
    "types": _same,
    "code": _same,
    "errata": _same,
    "also_listed_as": _same,
    "heading": _same,
    "arxiv": _within(ARXIV, lambda _: None),  # `eprint` means many things
    "doi": _within(DOI, _same),
}
