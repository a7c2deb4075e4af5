r"""A template: a line for each result, in Python's format strings over the fields of the JSON object.

`{title}`, `{year:>6}`, `{title:.40}`, `{authors[0]}` and `{code[0][framework]}` stand for values, `{{` and
`}}` for braces, `\n`, `\t` and `\\` for a line break, a tab and a backslash. A list is joined by `, `, a code
link is its URL, what is absent is empty.
"""

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from prunecat.entry import STATED, CodeLink
from prunecat.errors import UsageError
from prunecat.formats.objects import FIELDS, as_object, link_object
from prunecat.formats.plain import plain
from prunecat.nearest import unknown
from prunecat.result import Result

_FIELD = re.compile(r"(\w+)((?:\[\w+\])*)")
_LISTS = {"authors": [""], "types": [""], "errata": [""], "also_listed_as": [""], "heading": [""]}
_SAMPLE = {
    **dict.fromkeys(FIELDS, ""),
    **_LISTS,
    **{name: {} for name in STATED},
    "year": 2000,
    "score": 0.5,
    "code": [link_object(CodeLink())],
}
_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\\\": "\\"}


def writer(template: str) -> Callable[[Iterable[Result]], Iterator[str]]:
    """What writes results by a template; a UsageError for a template that can't be used."""
    template = re.sub(r"\\[nt\\]", lambda escape: _ESCAPES[escape[0]], template)
    _filled(template, _SAMPLE)  # a fault comes to light even where nothing matches

    def write(results: Iterable[Result]) -> Iterator[str]:
        for result in results:
            yield _filled(template, {"score": None, **as_object(result)}) + "\n"

    return write


def _filled(template: str, values: Mapping[str, Any]) -> str:
    try:
        return _FORMATTER.vformat(template, (), values)
    except (ValueError, OverflowError, MemoryError) as error:
        raise UsageError(
            f"the template can't be used: {str(error).rstrip('.')}",
            remedy="write fields as {title} or {year:>6}, and a brace as {{ or }}",
        ) from error


class _Formatter(string.Formatter):
    """Python's formatting over plain values, without the attributes of objects."""

    def get_field(self, field_name: str, _args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        match = _FIELD.fullmatch(field_name)
        if not match:
            raise ValueError(f"{{{field_name}}} is no field")
        name, steps = match.groups()
        if name not in kwargs:
            raise unknown("field", name, (*FIELDS, "score"))
        value = kwargs[name]
        for step in re.findall(r"\w+", steps):
            value = _part(value, step, field_name)
        return value, name

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            with suppress(ValueError):  # a form for numbers
                return format("", format_spec)
            return ""
        return format(value if isinstance(value, int | float) else plain(_text(value)), format_spec)


_FORMATTER = _Formatter()


def _part(value: Any, step: str, field: str) -> Any:
    """An item of a list by its number or of a code link by its key; None where the list is shorter."""
    if value is None or value == []:
        return None
    if isinstance(value, list) and step.isdecimal():
        return value[int(step)] if int(step) < len(value) else None
    if isinstance(value, dict) and step in value:
        return value[step]
    raise ValueError(f"{{{field}}} is no field")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := _text(item)))
    if isinstance(value, dict):
        return value["url"] or ""
    return str(value)
