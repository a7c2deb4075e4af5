"""Records of plain values (from YAML or JSON) turned into entries, venues, types and vocabulary, field by field."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar, get_args

from prunecat.entry import ORIGINS, SECTIONS, STATUSES, CodeLink, Entry, Stated
from prunecat.errors import Location, SourceError
from prunecat.legend import LegendType
from prunecat.nearest import remedy_for
from prunecat.venue import KINDS, Venue
from prunecat.vocabulary import TermGroup

Locate = Callable[[str], Location]
"""Where a field of the record is, by its name; where the record is, for an empty name."""
Decoder = Callable[[object, Location], Any]
"""Gives the value of a field; raises SourceError for one that can't be used."""
_T = TypeVar("_T")
# JSON can state lone surrogates, which no file or database can hold.
_YEARS = re.compile(r"\d{4}|(?:\d{4})?-(?:\d{4})?")
_SURROGATES = re.compile("[\ud800-\udfff]")


def entry_from(record: Mapping[str, Any], locate: Locate) -> Entry:
    """The entry that a record states. Raises SourceError for a field that is unknown, missing or of a wrong kind."""
    return _decoded(Entry, record, locate)[0]


def entry_with_left_out(record: Mapping[str, Any], locate: Locate) -> tuple[Entry, list[str]]:
    """The entry that a record states, and the names of the fields that were left out: their values can't be used.

    Raises SourceError for a field that is unknown, and for a title that is missing or can't be used.
    """
    return _decoded(Entry, record, locate, lenient=True)


def venue_from(record: Mapping[str, Any], locate: Locate) -> Venue:
    """The venue that a record states. Raises SourceError as `entry_from` does."""
    return _decoded(Venue, record, locate)[0]


def legend_type_from(record: Mapping[str, Any], locate: Locate) -> LegendType:
    """The line of a legend that a record states. Raises SourceError as `entry_from` does."""
    return _decoded(LegendType, record, locate)[0]


def group_from(record: Mapping[str, Any], locate: Locate) -> TermGroup:
    """The group of vocabulary that a record states. Raises SourceError as `entry_from` does."""
    return _decoded(TermGroup, record, locate)[0]


def label(name: object) -> str:
    """A name as an error shows it: on one line, no longer than a line, control characters written out."""
    text = str(name)
    return f"{text if text.isprintable() else repr(text)[1:-1]:.60}"


def refuse(what: str, at: Location, remedy: str | None = None) -> NoReturn:
    """Raise the SourceError for a value that can't be used."""
    raise SourceError(what, at=at, remedy=remedy)


def _decoded(kind: type[_T], record: Any, locate: Locate, *, lenient: bool = False) -> tuple[_T, list[str]]:
    """An object of that kind, and the names of the fields that were left out of it."""
    if not isinstance(record, Mapping):
        refuse(f"expected a mapping of fields, found {_kind(record)}", locate(""), "write fields as 'name: value'")
    decoders, required = _DECODERS[kind]
    values: dict[str, Any] = {}
    left_out: list[str] = []
    for name, value in record.items():
        if name not in decoders:
            refuse(f"unknown field {_shown(str(name))}", locate(str(name)), remedy_for(str(name), list(decoders)))
        if value is None:
            continue
        try:
            decoded = decoders[name](value, locate(name))
        except SourceError:
            if not lenient or name in required:
                raise
            left_out.append(name)
            continue
        if decoded != "":  # an empty text states nothing
            values[name] = decoded
    for name in required:
        if not values.get(name):
            refuse(f"no {name}", locate(""), f"give the field {name}")
    return kind(**{**{name: "" for name in _MAY_LACK if name in decoders}, **values}), left_out


def _decoders(kind: Any) -> tuple[dict[str, Decoder], tuple[str, ...]]:
    """The decoder of each field of a named tuple, and the names of those that a record must have."""
    types = {name: get_args(declared)[0] for name, declared in kind.__annotations__.items()}
    decoders = {name: _SPECIAL.get((kind, name)) or _BY_TYPE[types[name]] for name in kind._fields}
    required = tuple(name for name in kind._fields if name not in kind._field_defaults and name not in _MAY_LACK)
    return decoders, required


def _kind(value: object) -> str:
    kinds = {
        str: "text",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a mapping",
    }
    return kinds.get(type(value), "nothing" if value is None else type(value).__name__)


def _shown(value: object) -> str:
    return f"{value!r:.60}"


def _text(value: object, at: Location) -> str:
    if not isinstance(value, str):
        hint = "put it in quotes" if isinstance(value, int | float) else "write it as text"
        refuse(f"expected text, found {_kind(value)}", at, hint)
    return _SURROGATES.sub("\ufffd", " ".join(value.split()))


def _texts(value: object, at: Location) -> tuple[str, ...]:
    if not isinstance(value, list):
        refuse(f"expected a list, found {_kind(value)}", at, "write it as [one, two]")
    return tuple(text for item in value if (text := _text(item, at)))


def _stated(value: object, at: Location) -> Stated:
    if not isinstance(value, Mapping):
        refuse(f"expected a mapping of names to texts, found {_kind(value)}", at, "write it as {volume: '12'}")
    texts = {_text(name, at): _text(_as_text(text), at) for name, text in value.items()}
    return tuple((name, text) for name, text in texts.items() if name and text)


def _containers(value: object, at: Location) -> tuple[Stated, ...]:
    if not isinstance(value, list):
        refuse(f"expected a list of mappings, found {_kind(value)}", at, "write it as [{years: 2021, volume: 34}]")
    found = tuple(_stated(item, at) for item in value)
    for years in (dict(container).get("years", "-") for container in found):
        if not _YEARS.fullmatch(years):
            refuse(f"{_shown(years)} are no years", at, "write them as 2021, 2018-, -2017 or 2018-2020")
    return found


def _as_text(value: object) -> object:
    """A number as the text that it is written as, which people put in no quotes."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _year(value: object, at: Location) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        found = _shown(value) if isinstance(value, str) else _kind(value)
        refuse(f"expected a year, found {found}", at, "write it as four digits")
    if not 1000 <= value <= 2100:
        refuse(f"{value} is not a year of a paper", at, "write it as four digits")
    return value


def _one_of(words: tuple[str, ...]) -> Callable[[object, Location], str]:
    def read(value: object, at: Location) -> str:
        text = _text(value, at)
        if text not in words:
            refuse(f"unknown value {_shown(text)}", at, f"it is one of {', '.join(words)}")
        return text

    return read


def _id(value: object, at: Location) -> str:
    text = _text(value, at)
    if any(c.isspace() or not c.isprintable() for c in text):
        refuse(f"the id {_shown(text)} has a blank in it", at, "write it with hyphens")
    return text


def _code(value: object, at: Location) -> tuple[CodeLink, ...]:
    if not isinstance(value, list):
        refuse(
            f"expected a list of code links, found {_kind(value)}",
            at,
            "write each as - {framework: …, url: …}",
        )
    return tuple(_decoded(CodeLink, item, lambda _: at)[0] for item in value)


_MAY_LACK = ("id", "section")
"""Fields that an entry always has in a catalogue, and that are made where a record lacks them."""
_BY_TYPE: dict[Any, Decoder] = {
    str: _text,
    str | None: _text,
    int | None: _year,
    tuple[str, ...]: _texts,
    Stated: _stated,
    tuple[Stated, ...]: _containers,
}
_SPECIAL: dict[tuple[type[Any], str], Decoder] = {
    (Entry, "id"): _id,
    (Entry, "section"): _one_of(SECTIONS),
    (Entry, "code"): _code,
    (CodeLink, "origin"): _one_of(ORIGINS),
    (CodeLink, "status"): _one_of(STATUSES),
    (Venue, "kind"): _one_of(KINDS),
}
"""The decoders of fields whose type does not say enough."""
_DECODERS: dict[Any, tuple[dict[str, Decoder], tuple[str, ...]]] = {
    kind: _decoders(kind) for kind in (Entry, CodeLink, Venue, LegendType, TermGroup)
}
