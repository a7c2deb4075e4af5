"""Counts by fields out of the signs of entries and of sets: in a large catalogue no entry is looked at."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress

from prunecat.query.facets import FACETS, Value, Wanted
from prunecat.query.parts import PARTS
from prunecat.snapshot import bits
from prunecat.snapshot.sets import Sets
from prunecat.snapshot.traits import TRAITS

_FEW_ENTRIES = 15_000
"""Entries of a set whose signs are looked up sooner than those of all entries are gone through."""
_SPLIT_IN = 15_000
"""Out of slices a sign takes as long as to look up one entry in so many: 40 microseconds of a million."""
_FEW_WANTED = 12
"""Values of a field, to begin with which is quicker than with the values of another one."""

Tally = dict[tuple[Value, ...], int]
"""How many entries have these values."""
_Group = Sequence[str]
"""Facets whose values one trait tells, such as of one code link, or one that no trait tells."""


def tallied(sets: Sets, by: Sequence[str], passing: int, wanted: Wanted) -> Tally:
    """The counts by facets of the entries of a set; `wanted` are the values of the first facet to count.

    An entry with several values in a facet counts once for each; without a facet there is one count.
    """
    wanted = None if wanted is None else {*wanted}
    groups = _groups(sets, by, wanted)
    order = [*chain.from_iterable(groups)]
    places = [order.index(name) for name in by]
    found: Tally = Counter()
    for values, entries in _counted(sets, groups, passing, dict.fromkeys(by[:1], wanted)):
        found[tuple([values[at] for at in places])] += entries
    return {values: entries for values, entries in found.items() if entries and (wanted is None or values[0] in wanted)}


def _groups(sets: Sets, by: Sequence[str], wanted: Wanted) -> list[_Group]:
    """The facets in the order in which they are gone through: the next are counted within the set of each value."""
    groups: dict[str, list[str]] = {}
    for name in by:
        groups.setdefault(FACETS[name].trait or name, []).append(name)

    def worth(key: str) -> tuple[bool, bool, bool, int]:
        is_told = key in TRAITS
        is_asked = by[0] in groups[key] and wanted is not None and len(wanted) <= _FEW_WANTED
        return not is_asked, is_told and not TRAITS[key].is_sliced, is_told, len(sets.counted_signs(key))

    return [groups[key] for key in sorted(groups, key=worth)]


def _counted(
    sets: Sets, groups: Sequence[_Group], passing: int, wanted: Mapping[str, Wanted]
) -> Iterator[tuple[tuple[Value, ...], int]]:
    """The counts by groups of facets, one after the other, in parts that add up; `wanted` by facet."""
    if not groups:
        yield (), passing.bit_count()
    elif len(groups) == 1 and (trait := FACETS[groups[0][0]].trait):
        yield from _by_trait(sets, trait, groups[0], passing)
    else:
        for alike, having in _alike(sets, groups[0], passing, wanted.get(groups[0][0])):
            within = [*_counted(sets, groups[1:], having, wanted)]
            for values in alike:
                yield from (((*values, *others), entries) for others, entries in within)


def _by_trait(sets: Sets, trait: str, names: _Group, passing: int) -> Iterator[tuple[tuple[Value, ...], int]]:
    """The counts by facets whose values a trait tells."""
    values_of = sets.by_sign(trait, *_columns(names))
    for sign, entries in signs_in(sets, trait, passing).items():
        yield from ((values, entries) for values in values_of.get(sign, ()))
    if passing & sets.unsigned(trait):
        held = bits.in_bytes(passing)
        for values, (_, unsigned) in sets.by_value(trait, *_columns(names)).items():
            if entries := sum(bits.has(held, number) for number in unsigned):
                yield values, entries


def signs_in(sets: Sets, trait: str, passing: int) -> Mapping[int, int]:
    """How many entries of a set have each sign of a trait."""
    counted, is_sliced = sets.counted_signs(trait), TRAITS[trait].is_sliced
    if passing == sets.all_entries:
        return counted
    few = len(counted) * sets.all_entries.bit_length() // _SPLIT_IN if is_sliced else _FEW_ENTRIES
    if passing.bit_count() <= few:
        signs = sets.signs(trait)
        return Counter(signs[number] for number in bits.members(passing))
    if is_sliced:
        return {sign: entries.bit_count() for sign, entries in sets.by_signs(trait, passing)}
    others = sets.all_entries & ~passing
    if others.bit_count() < passing.bit_count():
        without = signs_in(sets, trait, others)
        return {sign: entries - without.get(sign, 0) for sign, entries in counted.items()}
    return Counter(compress(sets.signs(trait), bits.flags(passing)))


def _alike(
    sets: Sets, names: _Group, passing: int, wanted: Wanted
) -> Iterator[tuple[Sequence[tuple[Value, ...]], int]]:
    """Those of a set of entries that have the same values in a group of facets: all these values, and the entries.

    `wanted` are the values of the first facet to tell.
    """
    if of_facet := _VALUES.get(names[0]):
        yield from (([(value,)], having & passing) for value, having in of_facet(sets, wanted))
    else:
        yield from _of_one_sign(sets, names, passing, wanted)


def _of_one_sign(
    sets: Sets, names: _Group, passing: int, wanted: Wanted
) -> Iterator[tuple[Sequence[tuple[Value, ...]], int]]:
    trait, what = FACETS[names[0]].trait or "", _columns(names)
    values_of = sets.by_sign(trait, *what)
    for sign, having in sets.by_signs(trait, passing):
        if values := [one for one in values_of.get(sign, ()) if wanted is None or one[0] in wanted]:
            yield values, having
    if passing & sets.unsigned(trait):
        for value, (_, unsigned) in sets.by_value(trait, *what).items():
            if unsigned:
                yield [value], passing & sets.of(unsigned)


def _columns(names: _Group) -> tuple[str, str]:
    """The values of facets in SQL, and the tables that have them."""
    facets = [FACETS[name] for name in names]
    return ", ".join(facet.column for facet in facets), " ".join(dict.fromkeys(facet.join for facet in facets))


def _parts(sets: Sets, wanted: Wanted) -> Iterator[tuple[Value, int]]:
    del wanted  # without all of them it is not known which entries have none
    return _or_none(sets, ((name, sets.of_trait(part.trait, part.condition, ())) for name, part in PARTS.items()))


def _topics(sets: Sets, wanted: Wanted) -> Iterator[tuple[Value, int]]:
    if wanted is not None and None not in wanted:
        return ((name, sets.with_value("topic", name)) for name in wanted if not isinstance(name, int))
    names = sets.database.execute("SELECT DISTINCT name FROM topic").fetchall()
    return _or_none(sets, ((name, sets.with_value("topic", name)) for (name,) in names))


def _or_none(sets: Sets, each: Iterable[tuple[Value, int]]) -> Iterator[tuple[Value, int]]:
    others = sets.all_entries
    for value, having in each:
        yield value, having
        others &= ~having
    yield None, others


def _venues(sets: Sets, wanted: Wanted) -> Iterator[tuple[Value, int]]:
    return ((venue, sets.with_value("venue", venue)) for venue in wanted or () if not isinstance(venue, int))


_VALUES: Mapping[str, Callable[[Sets, Wanted], Iterator[tuple[Value, int]]]] = {
    "has": _parts,
    "topic": _topics,
    "venue": _venues,
}
"""By facet whose values are told otherwise than by slices, what gives each with the entries that have it."""
