"""What a newer source adds, drops and changes against an older one."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from prunecat.changes.pairing import Pairing, pair
from prunecat.entry import DERIVED, STATED, Entry
from prunecat.loading.load import Loaded
from prunecat.same_title import title_key

ADDED, DROPPED, RENAMED, CHANGED, KEPT = KINDS = ("added", "dropped", "renamed", "changed", "kept")
"""`kept` is what a sync would drop and does not."""
_FIELDS = Entry._fields


class FieldChange(NamedTuple):
    """A field of an entry that changed."""

    field: str
    old: Any
    new: Any


class Change(NamedTuple):
    """What became of one entry."""

    kind: str
    """One of KINDS."""
    old: Entry | None
    new: Entry | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def entry(self) -> Entry:
        """The entry as it is now, or was last."""
        entry = self.new or self.old
        assert entry is not None  # noqa: S101 - a change is of something
        return entry


class Difference(NamedTuple):
    """What one source is against another."""

    changes: list[Change]
    """By kind, those of a kind in the order of their source."""
    remarks: list[str]
    """Sentences about entries that may be one work and are taken for two."""


def difference(old: Loaded, new: Loaded) -> Difference:
    """The changes from one source to another."""
    pairing = pair(old.compiled.entries, new.compiled.entries, old.stated, new.stated)
    changes = [
        changed(before, after, with_id=before.id in old.stated and after.id in new.stated)
        for before, after in pairing.pairs
    ]
    found = [
        *(Change(ADDED, None, entry) for entry in pairing.added),
        *(Change(DROPPED, entry, None) for entry in pairing.dropped),
        *(change for change in changes if change.fields),
    ]
    return Difference(in_order(found), doubts(pairing, "dropped"))


def doubts(pairing: Pairing, fate: str) -> list[str]:
    """A sentence for each pair that a reader may take for one work; `fate` is what becomes of the older entry."""
    return [
        f"{before.id} is {fate} and {after.title!r} is added: they differ in too much to be one work for certain"
        for before, after in pairing.doubtful
    ]


def changed(old: Entry, new: Entry, *, with_id: bool) -> Change:
    """What changed of one entry: `renamed` where its id or the words of its title did.

    An id that was made, what the venue says and the headings that only one source has are no differences,
    and neither is another order of types or code links.
    """
    names = [name for name in _FIELDS if name not in DERIVED and (with_id or name != "id")]
    fields = tuple(
        FieldChange(name, before, after)
        for name in names
        if not _same(name, before := getattr(old, name), after := getattr(new, name))
    )
    fields = tuple(part for change in fields for part in _parts(change))
    renamed = title_key(old.title) != title_key(new.title) or any(change.field == "id" for change in fields)
    return Change(RENAMED if renamed else CHANGED, old, new, fields)


def _parts(change: FieldChange) -> list[FieldChange]:
    """The change of each text of a field that has several by name; of LaTeX's, of those that both sides have."""
    if change.field not in STATED:
        return [change]
    old, new = dict(change.old), dict(change.new)
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    if change.field == "latex":
        names = [name for name in names if name in old and name in new]
    return [FieldChange(f"{change.field}.{name}", old.get(name), new.get(name)) for name in names]


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Changes by kind."""
    return sorted(changes, key=lambda change: KINDS.index(change.kind))


def counted(changes: Collection[Change]) -> str:
    """How many changes there are of each kind: `2 added, 1 renamed`; empty where there are none."""
    counts = ((kind, sum(change.kind == kind for change in changes)) for kind in KINDS)
    return ", ".join(f"{count} {kind}" for kind, count in counts if count)


def _same(name: str, old: Any, new: Any) -> bool:
    if name == "heading" and not (old and new):
        return True
    if name in ("types", "code"):
        return set(old) == set(new)
    return bool(old == new)
