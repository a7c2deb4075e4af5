"""Authors' names in any of the forms that records have them in, each as `Given Family`."""

import re
from collections.abc import Mapping
from typing import Any

_PARTS = (
    ("given", "firstName", "first_name", "first"),
    ("dropping-particle",),
    ("non-dropping-particle",),
    ("family", "lastName", "last_name", "last"),
    ("suffix",),
)
_INITIALS = re.compile(r"^([^\W\d][\w'’-]+(?: [^\W\d][\w'’-]+)*) ((?:[A-Z]\.-?)+)$")
"""A family name with its initials behind it, as Scopus has them: `Shear P.N.`."""
_BODY = re.compile(r", (?:Inc|Ltd|LLC|Jr|Sr|GmbH)\b|, (?:University|Department) of\b")
"""What stands behind the comma of a name that is no family name's."""
_OTHERS = re.compile(r"(?:et\.? al\.?|others)", re.IGNORECASE)


def names(value: Any) -> Any:
    """Names from one text (`A and B`, `A; B`, `A, B`), from texts, or from objects with a name or its parts.

    A value of any other form comes back as it is.
    """
    if isinstance(value, str):
        return _split(value)
    if isinstance(value, list) and {*map(type, value)} == {str}:  # most are, and this is known at once
        return value
    if isinstance(value, Mapping):  # DBLP: {"author": [...]}, and one author alone is no list
        return names(value["author"]) if "author" in value else [_name(value)]
    if isinstance(value, list) and value and all(isinstance(person, list) and person for person in value):
        return [_of_parts(person) for person in value]  # arXiv: [["Ewe", "Ada", "Jr."]]
    if isinstance(value, list):
        return [_name(person) for person in value if not _edits(person)]
    return value


def given_first(name: str) -> str:
    """`Family, Given` as `Given Family`; any other name as it is."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma and "," not in given else name.strip()


def _of_parts(parts: list[Any]) -> str:
    family, given, suffix, *_ = [*map(str, parts), "", ""]
    name = " ".join(part for part in (given, family, suffix) if part.strip())
    if "\\" not in name:
        return name
    from prunecat.sources.latex import plain_text

    return plain_text(name)


def _split(text: str) -> list[str]:
    if ";" in text:
        names = re.split(r"\s*;\s*|\s+&\s+", re.sub(r"\s*\(\d{5,}\)", "", text))  # Scopus numbers people
        return [given_first(_INITIALS.sub(r"\1, \2", name)) for name in names if name.strip()]
    if " & " in text:
        text = text.replace(" & ", " and ")
    parts = re.split(r",? and ", " ".join(text.split()).replace(" , ", ", "))
    if len(parts) > 1 and all(part.count(",") == 1 for part in parts):
        return [given_first(part) for part in parts]
    if len(parts) == 1 and text.count(",") == 1 and any(" " not in side.strip() for side in text.split(",")):
        return [given_first(text)]
    several = [name.strip() for part in parts for name in part.split(",")]
    return [name for name in several if name and (len(several) == 1 or not _OTHERS.fullmatch(name))]


def _edits(person: Any) -> bool:
    return isinstance(person, Mapping) and person.get("creatorType", "author") != "author"  # Zotero


def _name(person: Any) -> Any:
    if not isinstance(person, Mapping):
        return person
    if isinstance(person.get("author"), Mapping):  # OpenAlex
        return _name(person["author"])
    whole = next((person[key] for key in ("name", "literal", "display_name", "text") if person.get(key)), None)
    if isinstance(whole, str):
        if whole == person.get("name") and not _BODY.search(whole):
            whole = given_first(whole)
        return re.sub(r" \d{4}$", "", whole)  # DBLP numbers people of one name
    parts = (next((person[key] for key in keys if person.get(key)), "") for keys in _PARTS)
    return " ".join(str(part) for part in parts if part) or person
