"""YAML of other programs, brought to the records that dumps have: CSL-YAML, Hayagriva and papis."""

from collections.abc import Iterator, Mapping
from typing import Any

from prunecat.sources.records.author_names import given_first

Record = dict[str, Any]

_ONE = ("author", "author_list", "papis_id", "authors")
"""One of these beside a title makes a document the record of one work, as papis has a file for each."""
_PARENTS = {
    "proceedings": ("booktitle", "conferencepaper"),
    "conference": ("booktitle", "conferencepaper"),
    "periodical": ("journal", "journalarticle"),
    "newspaper": ("journal", "journalarticle"),
    "blog": ("journal", "journalarticle"),
    "book": ("booktitle", "bookchapter"),
    "anthology": ("booktitle", "bookchapter"),
    "reference": ("booktitle", "bookchapter"),
}
"""Hayagriva's kinds of what a work stands in: its field, and what an article or chapter in it is."""
_KINDS = {"web": "webpage", "repository": "software", "thesis": "thesis", "misc": "misc", "anthos": "bookchapter"}
_OPEN = ("article", "entry", "chapter", "anthos", "misc")
"""Hayagriva's kinds of works whose parent tells what they are."""
_ITS_OWN = ("id", "itemtype", "title", "author")
"""What a parent says of itself only."""
_NAMES = {"page-range": "pages", "page-total": "pagetotal", "issue": "number", "organization": "school"}
_PEOPLE = ("author", "editor", "translator")
_PARTS = {"family": "name", "given": "given-name", "non-dropping-particle": "prefix", "suffix": "suffix"}


def records_in(root: Any) -> Iterator[tuple[tuple[str | int, ...], Record]] | None:
    """The records of a document of plain values, each with the keys that lead to it; None if it is of no such kind."""
    if isinstance(root, Mapping):
        references = root.get("references")
        if isinstance(references, list) and all(isinstance(item, Mapping) for item in references):
            return ((("references", at), _csl(item)) for at, item in enumerate(references))
        if isinstance(root.get("title"), str) and any(name in root for name in _ONE):
            return iter([((), _papis(root))])
        if root and all(_is_hayagriva(value) for value in root.values()):
            return (((key,), _hayagriva(str(key), value)) for key, value in root.items())
    return None


def _csl(item: Mapping[str, Any]) -> Record:
    """A reference with its dates as CSL-JSON has them: pandoc writes `{year: 2015, month: 3}`, also in a list."""
    record = dict(item)
    for name in ("issued", "accessed"):
        date = record.get(name)
        first = date[0] if isinstance(date, list) and date else date
        if isinstance(first, Mapping) and "year" in first:
            parts = [first[part] for part in ("year", "month", "day") if part in first]
            record[name] = {"date-parts": [[int(part) if str(part).isdecimal() else part for part in parts]]}
    return record


def _papis(root: Mapping[str, Any]) -> Record:
    record = dict(root)
    if isinstance(record.get("ref"), str):
        record["id"] = record.pop("ref")
    return {name: value for name, value in record.items() if name not in ("files", "time-added", "citations")}


def _is_hayagriva(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("type"), str) and "title" in value


def _hayagriva(key: str, item: Mapping[str, Any]) -> Record:
    """A work of Hayagriva, with what its parents say of it where it says nothing itself."""
    record: Record = {"id": key}
    kind = str(item.get("type", "")).lower()
    for name, value in item.items():
        if name in _PEOPLE:
            record[name] = _people(value)
        elif name == "serial-number" and isinstance(value, Mapping):
            record |= value
        elif name not in ("parent", "type"):
            record[_NAMES.get(name, name)] = _value(value)
    parents = item.get("parent")
    for parent in parents if isinstance(parents, list) else [parents]:
        if not isinstance(parent, Mapping):
            continue
        field, of_kind = _PARENTS.get(str(parent.get("type", "")).lower(), ("booktitle", kind))
        outer = _hayagriva(key, parent)
        record.setdefault(field, outer.get("title"))
        record = {**{name: value for name, value in outer.items() if name not in _ITS_OWN}, **record}
        kind = of_kind if kind in _OPEN else kind
    record["itemtype"] = _KINDS.get(kind, kind)
    return record


def _value(value: Any) -> Any:
    """A value without what is said of how to set it: `{value: …, verbatim: true}`, `{name: …, location: …}`."""
    if not isinstance(value, Mapping):
        return value
    return next((value[name] for name in ("value", "name") if name in value), None)


def _people(value: Any) -> list[Any]:
    return [_person(person) for person in (value if isinstance(value, list) else [value])]


def _person(person: Any) -> Any:
    if isinstance(person, Mapping):
        return {part: person[name] for part, name in _PARTS.items() if person.get(name)}
    return given_first(person) if isinstance(person, str) else person
