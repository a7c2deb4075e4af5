"""A field's value in the form that an entry has it, out of the many in which others state it."""

import ast
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from html import unescape
from typing import Any

from prunecat.entry import STATED
from prunecat.identifiers import ARXIV
from prunecat.sources.records.author_names import given_first, names

_BLOCKS = re.compile(r"</?(?:p|div|br|li|ul|ol|jats:p|jats:sec|jats:title)\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|i|b|em|strong|sub|sup|span|scp|sc|u|tt|small|jats:\w+|mml:\w+|inline-formula|tex-math)\b[^<>]*>",
    re.IGNORECASE,
)
"""HTML and JATS in titles and notes: blocks, and what is set within a line."""
_REPOSITORY = re.compile(r"\b(?:github|gitlab|bitbucket)\.(?:com|org)/[^\s,;()\[\]<>]+")


def cleaned(field: str, value: Any) -> Any:
    """A foreign value in its form and free of what does not belong to it; None where nothing is left."""
    value = _CLEANINGS.get(field, _text)(value)
    return FORMS[field](value) if field in FORMS else value


def _text(value: Any) -> Any:
    """One text of a number, of a list's first or of an object's name."""
    if isinstance(value, list) and value:
        return _text(value[0])
    if isinstance(value, Mapping):
        return _text(next((value[name] for name in ("name", "display_name", "url", "title") if value.get(name)), None))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return value
    return without_mark_up(value)


def without_mark_up(text: str) -> str:
    """A text on one line without the HTML and JATS in which Crossref and Zotero set titles, notes and abstracts."""
    text = re.sub(r"&#?\w+;", lambda sign: unescape(sign[0]), text) if "&" in text else text
    if "<" in text:
        text = _INLINE.sub("", _BLOCKS.sub(" ", text))
    return " ".join(text.split())


def _venue(value: Any) -> Any:
    """Crossref names a series first and the volume in it last; DBLP an acronym and then its publisher's series."""
    if isinstance(value, list) and value:
        value = value[0] if isinstance(value[0], str) and " " not in value[0] else value[-1]
    return _text(value)


def _year(value: Any) -> Any:
    """The year in a date of any form, of several the first; the value itself where there is none."""
    if isinstance(value, Mapping):  # CSL-JSON
        value = next((value[name] for name in ("date-parts", "literal", "raw") if value.get(name)), None)
        while isinstance(value, list):
            value = value[0] if value else None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"[0-9]{4}", value):
        return int(value)
    found = re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", value)
    return int(found[0]) if found else value


def _list_of(joint: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = _json_list(value)
        return [part.strip() for part in re.split(joint, value) if part.strip()] if parts is None else parts

    return read


def _stated(value: Any) -> Any:
    """The object in a cell that is JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


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
    if not isinstance(value, str):
        return names(value)
    if (listed := _json_list(value)) is not None:
        return listed
    if value.startswith(("['", '["')):  # a list as Python prints it, which pandas puts into cells
        with suppress(ValueError, SyntaxError, RecursionError, MemoryError):
            listed = ast.literal_eval(value)
        if isinstance(listed, list) and all(isinstance(name, str) for name in listed):
            return [given_first(name) for name in listed]
    return names(value)


def _code(value: Any) -> Any:
    """Links from a cell of JSON, or from text with URLs in it."""
    if isinstance(value, str):
        urls = [url.rstrip(".") for url in re.findall(r"https?://[^\s,;()\[\]<>]+", value)]
        urls = urls or [f"https://{url.rstrip('.')}" for url in _REPOSITORY.findall(value)]
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


def _doi(value: Any) -> Any:
    """The DOI in a text or address: it may have signs such as `<` and `;` in it, but does not end in a comma."""
    text = _text(value)
    if isinstance(value, str) and "<" in value:  # mark-up to nobody but `_text`
        text = value
    match = re.search(r"10\.\d{4,9}/[^\s\"?]+", text) if isinstance(text, str) else None
    if not match:
        return text
    found = match[0].rstrip(".,;")
    return found[:-1] if found.endswith((")", "]", "}", ">")) and found.count("(") < found.count(")") else found


def _id(value: Any) -> Any:
    """An address is no id; Zotero and OpenAlex have such."""
    return None if isinstance(value := _text(value), str) and "://" in value else value


def _url(value: Any) -> Any:
    """An address with its host; a path alone leads nowhere."""
    address = isinstance(value := _text(value), str) and re.match(r"\w+://|[\w-]+(?:\.[\w-]+)+/", value.strip())
    return value if address else None


def _same(value: Any) -> Any:
    return value


def _texts_by_name(value: Any) -> Any:
    """Texts by name; what others have under such a name, as Crossref its `published`, is none."""
    return value if isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values()) else None


FORMS: dict[str, Callable[[Any], Any]] = {
    "year": _year,
    "authors": _authors,
    "types": _list_of("[/,;]"),
    "errata": _list_of(";"),
    "also_listed_as": _list_of(";"),
    "heading": _list_of(";"),
    "code": _code,
    **dict.fromkeys(STATED, _stated),
}
"""By field, what brings a value to its form: a number from a date, a list from a cell in which it is joined.

A value of no such form comes back as it is, for whoever reads the field to refuse.
"""
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
    **dict.fromkeys(STATED, _texts_by_name),
    "arxiv": _within(ARXIV, lambda _: None),  # `eprint` means many things
    "doi": _doi,
}
