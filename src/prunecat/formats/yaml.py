"""YAML as catalogue files are written: a list of entries, what is absent left out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import yaml

from prunecat.entry import DERIVED, STATED, CodeLink, Entry
from prunecat.formats.objects import link_object
from prunecat.formats.plain import encodable

try:
    from yaml import CSafeDumper as _SafeDumper
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeDumper as _SafeDumper  # type: ignore[assignment]  # the same dumper, without libyaml


class Inline(list[Any]):
    """A list that is written in one line."""


class _Dumper(_SafeDumper):
    pass


# In a line of several values libyaml quotes every URL; people do not.
_PLAIN_URL = re.compile(r"https?://[\w./~%+&=@:-]*[\w/]", re.ASCII)
_WIDTH = 2**31 - 1  # libyaml's longest line: values are never folded
_Dumper.add_representer(
    Inline, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)
)


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """An item of the list for each entry, a blank line between two; `[]` when there is none."""
    pieces = dump(entries)
    yield next(pieces, "[]\n")
    yield from pieces


def dump(entries: Iterable[Entry]) -> Iterator[str]:
    """Entries as items of a YAML list, one in a piece, a blank line between two.

    What an entry has from its venue is left out: in a catalogue it belongs to the venue.
    """
    gap = ""
    for entry in entries:
        yield gap + item(record_of(entry))
        gap = "\n"


def item(record: Mapping[str, Any]) -> str:
    """A record as an item of a YAML list, a line a field, a line a code link or container."""
    mappings = {name: record[name] for name in ("code", "containers") if isinstance(record.get(name), list)}
    text = _dumped({name: [] if name in mappings else value for name, value in record.items()})
    for name, values in mappings.items():
        lines = "".join(f"\n    - {inline(value)}" for value in values)
        text = text.replace(f" {name}: []\n", f" {name}:{lines}\n", 1)
    return text


def inline(value: Any) -> str:
    """A value as it is written inside of a list or mapping of one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {inline(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(inline, value))}]"
    return value if isinstance(value, str) and _PLAIN_URL.fullmatch(value) else _quoted(value)


def record_of(entry: Entry) -> dict[str, Any]:
    """What an item of a catalogue file states of an entry: its fields, what is absent left out."""
    record: dict[str, Any] = {}
    for name in Entry._fields:
        value = getattr(entry, name)
        if name in DERIVED or value is None or value in ("", ()):
            continue
        if name == "code":
            record[name] = [_link(link) for link in value]
        elif name in STATED:
            record[name] = {key: encodable(text) for key, text in value}
        elif isinstance(value, tuple):
            record[name] = (Inline if name == "types" else list)(encodable(item) for item in value)
        else:
            record[name] = encodable(value) if isinstance(value, str) else value
    return record


def _link(link: CodeLink) -> dict[str, str]:
    values = {name: encodable(value) for name, value in link_object(link).items() if value}
    if link.status == "available" and len(values) > 1:
        del values["status"]
    return values


def _dumped(record: Mapping[str, Any]) -> str:
    text: str = yaml.dump([dict(record)], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    # PyYAML puts the items of an inner list below their key's first letter; people indent them. A text of
    # several lines does not suffer: where its lines begin, blanks do not count.
    return text.replace("\n  - ", "\n    - ")


@lru_cache(maxsize=1024)
def _quoted(value: str | float) -> str:
    """A scalar in one line with others, in quotes where it needs them."""
    text: str = yaml.dump([value], Dumper=_Dumper, default_flow_style=True, allow_unicode=True, width=_WIDTH)
    return text.strip()[1:-1]
