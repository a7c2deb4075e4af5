"""The changes between two sources as text: JSON, Markdown for a pull request, or a table."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from prunecat.changes.difference import ADDED, CHANGED, DROPPED, KEPT, KINDS, RENAMED, Change, FieldChange, counted
from prunecat.entry import CodeLink, Entry
from prunecat.formats.columns import code_label, heading
from prunecat.formats.json import array
from prunecat.formats.markdown import escaped, linked, row
from prunecat.formats.objects import as_object, link_object
from prunecat.formats.plain import plain
from prunecat.result import Result

if TYPE_CHECKING:
    from rich.table import Table

Changes = Sequence[Change]
NOTHING = "–"
"""What is shown for an absent value."""
Linking = Callable[[str, str | None], str]
_STYLES = {ADDED: "green", DROPPED: "red", RENAMED: "magenta", CHANGED: "yellow", KEPT: "dim"}


def _beside(text: str, url: str | None) -> str:
    return f"{text} {plain(url)}" if url and url != text else text


def table(changes: Changes) -> "Table":
    """A row for each change: its kind, the entry, and each field with its old and new value."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    for name, ratio in (("Change", 0), ("Entry", 2), ("What", 3)):
        drawn.add_column(name, no_wrap=name == "Change", overflow="fold", ratio=ratio or None)
    for change in changes:
        lines = [
            Text.assemble((_called(field.field), "bold"), ": ", (old, "red"), " → ", (new, "green"))
            for field in change.fields
            for old, new in [_values(field)]
        ]
        what = Text("\n").join(lines) if lines else Text(_where(change.entry))
        drawn.add_row(Text(change.kind, style=_STYLES[change.kind]), Text(plain(change.entry.title)), what)
    return drawn


def _json(changes: Changes) -> Iterator[str]:
    return array(
        {
            "change": change.kind,
            "id": change.entry.id,
            "title": change.entry.title,
            "fields": [
                {"field": name, "old": _plain_value(old), "new": _plain_value(new)} for name, old, new in change.fields
            ],
            "old": as_object(Result(change.old)) if change.old else None,
            "new": as_object(Result(change.new)) if change.new else None,
        }
        for change in changes
    )


def _markdown(changes: Changes) -> Iterator[str]:
    yield f"**{counted(changes) or 'No differences'}.**\n"
    for kind in KINDS:
        found = [change for change in changes if change.kind == kind]
        if found:
            yield f"\n### {kind.capitalize()}\n\n"
        if not any(change.fields for change in found):
            yield from (f"- {linked(plain(c.entry.title), c.entry.url)} {escaped(_where(c.entry))}\n" for c in found)
            continue
        yield row(["Entry", "Field", "Old", "New"]) + row(["---"] * 4)
        for change in found:
            name = linked(plain(change.entry.title), change.entry.url)
            for field in change.fields:
                yield row([name, _called(field.field), *_values(field, linked)])
                name = ""


def _called(field: str) -> str:
    """What a reader calls a field: `Volume` of `fields.volume`, `Title in LaTeX` of `latex.title`."""
    group, dot, name = field.partition(".")
    if not dot:
        return heading(field)
    return f"{heading(name)} in LaTeX" if group == "latex" else escaped(plain(heading(name)))


def _where(entry: Entry) -> str:
    return plain(" ".join(str(part) for part in (entry.venue, entry.year, f"({entry.section})") if part))


def _values(field: FieldChange, link: Linking = _beside) -> tuple[str, str]:
    """The old and the new value on one line each; of a list only what differs."""
    old, new = field.old, field.new
    if isinstance(old, tuple) and field.field != "types":
        old, new = [x for x in old if x not in new], [x for x in new if x not in old]
        if not old and not new:  # only their order differs
            old, new = field.old, field.new
    return _text(old, link), _text(new, link)


def _text(value: Any, link: Linking) -> str:
    if isinstance(value, CodeLink):
        return link(code_label(value), value.url)
    if isinstance(value, tuple | list):
        return ", ".join(_text(item, link) for item in value) or NOTHING
    text = NOTHING if value is None or value == "" else plain(str(value))
    return link(text, text)


def _plain_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [link_object(item) if isinstance(item, CodeLink) else item for item in value]
    return value


FORMATS: dict[str, Callable[[Changes], Iterator[str]]] = {"json": _json, "markdown": _markdown}
"""The formats but the table, which is drawn."""
