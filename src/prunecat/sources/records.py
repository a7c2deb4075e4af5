"""Records of somebody else's naming (JSON dumps, CSV columns) brought to the names of an entry's fields."""

import re
from collections.abc import Mapping
from typing import Any

from prunecat.entry import SECTIONS
from prunecat.sources.fields import ENTRY_FIELDS

_NAMES = {
    "key": "id", "citekey": "id", "slug": "id", "name": "title", "paper": "title", "paper_title": "title",
    "author": "authors", "author_list": "authors", "journal": "venue", "booktitle": "venue",
    "conference": "venue", "container_title": "venue", "publication": "venue", "venue_full_name": "venue_name",
    "date": "year", "published": "year", "publication_date": "year", "publication_year": "year", "issued": "year",
    "type": "types", "link": "url", "paper_url": "url", "pdf": "url", "pdf_url": "url", "paper_link": "url",
    "arxiv_id": "arxiv", "eprint": "arxiv", "doi_url": "doi", "openreview_id": "openreview",
    "code_url": "code", "code_link": "code", "repository": "code", "repo": "code", "github": "code",
    "repo_url": "code", "notes": "note", "comment": "note", "remarks": "note", "topics": "heading",
}  # fmt: skip
_SECTIONS = {
    "inproceedings": "conference", "paper-conference": "conference", "conferencepaper": "conference",
    "article": "journal", "article-journal": "journal", "journalarticle": "journal", "review": "survey",
}  # fmt: skip
_LISTS = ("authors", "types", "errata", "also_listed_as", "heading")


def familiar(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record under the names of an entry's fields, its values in their form.

    A field's own name wins over another name for it. A name that means nothing to a catalogue is left out.
    A year is taken from a date, authors from one text, a code link from a URL.
    """
    values: dict[str, Any] = {}
    for name, value in record.items():
        plain = re.sub(r"[\W_]+", "_", str(name).strip().lower()).strip("_")
        if value is None or value == "" or value == []:
            continue
        if plain in ENTRY_FIELDS:
            values[plain] = value
        elif plain in _NAMES:
            values.setdefault(_NAMES[plain], value)
    for name in list(values):
        if (value := _FORMS.get(name, _same)(values[name])) is None:
            del values[name]
        else:
            values[name] = value
    _section(values)
    for name in _LISTS:
        if isinstance(values.get(name), str):
            values[name] = [values[name]]
    return values


def _same(value: Any) -> Any:
    return value


def _text(value: Any) -> Any:
    """One text; Crossref gives titles as lists of one."""
    if isinstance(value, list) and len(value) == 1:
        return _text(value[0])
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _year(value: Any) -> Any:
    if isinstance(value, Mapping) and value.get("date-parts"):  # CSL-JSON
        value = value["date-parts"][0][0]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and (match := re.fullmatch(r"\s*((?:19|20)\d\d)(?:\.0|[-/. T].*)?\s*", value)):
        return int(match[1])
    return value


def _authors(value: Any) -> Any:
    """Names from one text (`A and B`, `A; B`, `A, B`) or from objects with a name or its parts."""
    if isinstance(value, str):
        by = r"\s+and\s+" if re.search(r"\sand\s", value) else ";" if ";" in value else ","
        return [name.strip() for name in re.split(by, value) if name.strip()]
    if isinstance(value, list):
        return [_person(item) for item in value]
    return value


def _person(value: Any) -> Any:
    if isinstance(value, Mapping):
        whole = value.get("name") or value.get("literal")
        return whole or " ".join(str(value[part]) for part in ("given", "family") if value.get(part))
    return value


def _types(value: Any) -> Any:
    return [part.strip() for part in re.split(r"[/,;+]", value) if part.strip()] if isinstance(value, str) else value


def _code(value: Any) -> Any:
    if isinstance(value, list):
        return [{"url": item} if isinstance(item, str) else _link(item) for item in value]
    if isinstance(value, Mapping):
        return [_link(value)]
    return [{"url": url} for url in re.split(r"[\s,;]+", value) if url] if isinstance(value, str) else value


def _link(value: Any) -> Any:
    known = ("framework", "origin", "url", "status", "mark")
    return {name: value[name] for name in known if value.get(name)} if isinstance(value, Mapping) else value


def _doi(value: Any) -> Any:
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", value) if isinstance(value, str) else value


def _section(values: dict[str, Any]) -> None:
    """A `section` or `type` in the words of BibTeX or CSL becomes a section; any other is no section of ours."""
    types = values.get("types")
    if isinstance(types, list) and len(types) == 1 and (section := _SECTIONS.get(str(types[0]).lower())):
        del values["types"]
        values.setdefault("section", section)
    section = values.get("section")
    if isinstance(section, str) and section not in SECTIONS:
        values["section"] = _SECTIONS.get(section.lower(), "other")


_FORMS = {
    "title": _text, "venue": _text, "note": _text, "id": _text, "url": _text, "arxiv": _text,
    "year": _year, "authors": _authors, "types": _types, "code": _code, "doi": _doi,
}  # fmt: skip
