"""Records of plain values (from YAML or JSON) turned into entries, venues, types and vocabulary, field by field."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, NoReturn, TypeVar, get_args

from prunecat.entry import ORIGINS, SECTIONS, STATUSES, CodeLink, Entry, Stated
from prunecat.errors import Location, SourceError
from prunecat.legend import LegendType
from prunecat.nearest import remedy_for
from prunecat.venue import KINDS, Venue
from prunecat.vocabulary import TermGroup

Locate = Callable[[str], Location]
"""Where a field of the record is, by its name; where the record is, for an empty name."""
Decoder = Callable[[Any], Any]
"""Gives the value of a field; raises _Unusable for one that can't be used."""
_T = TypeVar("_T")
_YEARS = re.compile(r"\d{4}|(?:\d{4})?-(?:\d{4})?")
# JSON can state lone surrogates, which no file or database can hold.
_SURROGATES = re.compile("[\ud800-\udfff]")


class _Unusable(Exception):
    """A value that can't be used: why, what to do about it, and the name of its field, empty for a whole record.

    Where it stands is asked only then, for it is not told in a moment.
    """

    def __init__(self, what: str, remedy: str | None = None, field: str = "") -> None:
        super().__init__(what, remedy, field)
        self.what, self.remedy, self.field = what, remedy, field


class _Kind(NamedTuple):
    """How records of one kind are decoded."""

    decoders: dict[str, Decoder]
    """The decoder of each field."""
    required: tuple[str, ...]
    """The fields that a record must have."""
    lacked: dict[str, str]
    """Fields that a record may lack though what is made of it has them, empty."""


def entry_from(record: Mapping[str, Any], locate: Locate) -> Entry:
    """The entry that a record states. Raises SourceError for a field that is unknown, missing or of a wrong kind."""
    return _located(Entry, record, locate)[0]


def entry_with_left_out(record: Mapping[str, Any], locate: Locate) -> tuple[Entry, list[str]]:
    """The entry that a record states, and the names of the fields that were left out: their values can't be used.

    Raises SourceError for a field that is unknown, and for a title that is missing or can't be used.
    """
    return _located(Entry, record, locate, lenient=True)


def venue_from(record: Mapping[str, Any], locate: Locate) -> Venue:
    """The venue that a record states. Raises SourceError as `entry_from` does."""
    return _located(Venue, record, locate)[0]


def legend_type_from(record: Mapping[str, Any], locate: Locate) -> LegendType:
    """The line of a legend that a record states. Raises SourceError as `entry_from` does."""
    return _located(LegendType, record, locate)[0]


def group_from(record: Mapping[str, Any], locate: Locate) -> TermGroup:
    """The group of vocabulary that a record states. Raises SourceError as `entry_from` does."""
    return _located(TermGroup, record, locate)[0]


def label(name: object) -> str:
    """A name as an error shows it: on one line, no longer than a line, control characters written out."""
    text = str(name)
    return f"{text if text.isprintable() else repr(text)[1:-1]:.60}"


def refuse(what: str, at: Location, remedy: str | None = None) -> NoReturn:
    """Raise the SourceError for a value that can't be used."""
    raise SourceError(what, at=at, remedy=remedy)


def _located(kind: type[_T], record: Any, locate: Locate, *, lenient: bool = False) -> tuple[_T, list[str]]:
    """What `_decoded` gives. Raises SourceError where that is told that something can't be used."""
    try:
        return _decoded(kind, record, lenient=lenient)
    except _Unusable as error:
        raise SourceError(error.what, at=locate(error.field), remedy=error.remedy) from None


def _decoded(kind: type[_T], record: Any, *, lenient: bool = False) -> tuple[_T, list[str]]:
    """An object of that kind, and the names of the fields that were left out of it."""
    if not isinstance(record, Mapping):
        raise _Unusable(f"expected a mapping of fields, found {_kind(record)}", "write fields as 'name: value'")
    decoders, required, lacked = _KINDS[kind]
    values: dict[str, Any] = lacked.copy()
    left_out: list[str] = []
    for name, value in record.items():
        if name not in decoders:
            what, remedy = f"unknown field {_shown(str(name))}", remedy_for(str(name), list(decoders))
            raise _Unusable(what, remedy, str(name))
        if value is None:
            continue
        try:
            decoded = decoders[name](value)
        except _Unusable as error:
            if not lenient or name in required:
                raise _Unusable(error.what, error.remedy, name) from None
            left_out.append(name)
            continue
        if decoded != "":  # an empty text states nothing
            values[name] = decoded
    for name in required:
        if not values.get(name):
            raise _Unusable(f"no {name}", f"give the field {name}")
    return kind(**values), left_out


def _kind_of(kind: Any) -> _Kind:
    """How a named tuple is decoded."""
    types = {name: get_args(declared)[0] for name, declared in kind.__annotations__.items()}
    decoders = {name: _SPECIAL.get((kind, name)) or _BY_TYPE[types[name]] for name in kind._fields}
    required = tuple(name for name in kind._fields if name not in kind._field_defaults and name not in _MAY_LACK)
    return _Kind(decoders, required, {name: "" for name in _MAY_LACK if name in decoders})


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


def _text(value: object) -> str:
    if not isinstance(value, str):
        hint = "put it in quotes" if isinstance(value, int | float) else "write it as text"
        raise _Unusable(f"expected text, found {_kind(value)}", hint)
    text = " ".join(value.split())
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Unusable(f"expected a list, found {_kind(value)}", "write it as [one, two]")
    return tuple(filter(None, map(_text, value)))


def _stated(value: object) -> Stated:
    if not isinstance(value, Mapping):
        what = f"expected a mapping of names to texts, found {_kind(value)}"
        raise _Unusable(what, "write it as {volume: '12'}")
    texts = {_text(name): _text(_as_text(text)) for name, text in value.items()}
    return tuple((name, text) for name, text in texts.items() if name and text)


def _containers(value: object) -> tuple[Stated, ...]:
    if not isinstance(value, list):
        what = f"expected a list of mappings, found {_kind(value)}"
        raise _Unusable(what, "write it as [{years: 2021, volume: 34}]")
    found = tuple(map(_stated, value))
    for years in (dict(container).get("years", "-") for container in found):
        if not _YEARS.fullmatch(years):
            raise _Unusable(f"{_shown(years)} are no years", "write them as 2021, 2018-, -2017 or 2018-2020")
    return found


def _as_text(value: object) -> object:
    """A number as the text that it is written as, which people put in no quotes."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _year(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        found = _shown(value) if isinstance(value, str) else _kind(value)
        raise _Unusable(f"expected a year, found {found}", "write it as four digits")
    if not 1000 <= value <= 2100:
        raise _Unusable(f"{value} is not a year of a paper", "write it as four digits")
    return value


def _one_of(words: tuple[str, ...]) -> Decoder:
    def read(value: object) -> str:
        if isinstance(value, str) and value in words:
            return value
        text = _text(value)
        if text not in words:
            raise _Unusable(f"unknown value {_shown(text)}", f"it is one of {', '.join(words)}")
        return text

    return read


def _id(value: object) -> str:
    text = _text(value)
    if " " in text or not text.isprintable():  # any other blank is one by now, or can't be printed
        raise _Unusable(f"the id {_shown(text)} has a blank in it", "write it with hyphens")
    return text


def _code(value: object) -> tuple[CodeLink, ...]:
    if not isinstance(value, list):
        what = f"expected a list of code links, found {_kind(value)}"
        raise _Unusable(what, "write each as - {framework: …, url: …}")
    return tuple(_decoded(CodeLink, item)[0] for item in value)


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
_KINDS: dict[Any, _Kind] = {kind: _kind_of(kind) for kind in (Entry, CodeLink, Venue, LegendType, TermGroup)}
