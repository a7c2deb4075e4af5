"""Counts by fields out of the signs of entries and of sets: in a large catalogue no entry is looked at."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, product
from operator import getitem

from prunecat.query.facets import FACETS, Value, Wanted
from prunecat.query.parts import PARTS
from prunecat.snapshot import bits
from prunecat.snapshot.sets import Sets
from prunecat.snapshot.traits import TRAITS

_FEW_ENTRIES = 20_000
"""Entries of a set that are gone through sooner than a megabyte of signs."""
_FEW_SIGNS = 20
"""Signs of a trait of which the sets are counted sooner than the signs of many entries."""
_FEW_WANTED = 12
"""Values of a field, to begin with which is quicker than with the values of another one."""

Tally = dict[tuple[Value, ...], int]
"""How many entries have these values."""


def tallied(sets: Sets, by: Sequence[str], passing: int, wanted: Wanted) -> Tally:
    """The counts by facets of the entries of a set; `wanted` are the values of the first facet to count.

    An entry with several values in a facet counts once for each; without a facet there is one count.
    """
    found = _tally(sets, tuple(by), passing, wanted)
    return {values: entries for values, entries in found.items() if entries and (wanted is None or values[0] in wanted)}


def _tally(sets: Sets, by: tuple[str, ...], passing: int, wanted: Wanted) -> Tally:
    if not by:
        return {(): passing.bit_count()}
    traits = {FACETS[name].trait for name in by}
    if len(traits) == 1 and (trait := traits.pop()):
        return _by_trait(sets, trait, by, passing)
    if len(by) == 2 and (wanted is None or len(wanted) > _FEW_WANTED) and _are_narrow(sets, by):
        return _by_two_traits(sets, by, passing)
    first = _outermost(sets, by, wanted)
    name, rest = by[first], (*by[:first], *by[first + 1 :])
    found: Tally = {}
    for value, alike in _alike(sets, name, None if first else wanted):
        if having := alike & passing:
            within = _tally(sets, rest, having, wanted if first else None)
            found |= {(*values[:first], value, *values[first:]): entries for values, entries in within.items()}
    return found


def _outermost(sets: Sets, by: Sequence[str], wanted: Wanted) -> int:
    """The facet whose values are gone through, each as a set: the others are counted within it."""
    if wanted is not None and len(wanted) <= _FEW_WANTED:
        return 0

    def worth(at: int) -> tuple[bool, bool, int]:
        trait = FACETS[by[at]].trait
        return by[at] == "venue", bool(trait), len(sets.counted_signs(trait)) if trait else 0

    return min(range(len(by)), key=worth)


def _by_trait(sets: Sets, trait: str, by: Sequence[str], passing: int) -> Tally:
    """The counts by facets whose values one trait tells, of those alone that an entry of the set has."""
    columns = ", ".join(FACETS[name].column for name in by)
    join = " ".join(dict.fromkeys(FACETS[name].join for name in by))
    values_of, found = sets.by_sign(trait, columns, join), Counter[tuple[Value, ...]]()
    for sign, entries in signs_in(sets, trait, passing).items():
        for values in values_of.get(sign, ()):
            found[values] += entries
    if passing & sets.unsigned(trait):
        held = bits.in_bytes(passing)
        for values, (_, unsigned) in sets.by_value(trait, columns, join).items():
            if entries := sum(bits.has(held, number) for number in unsigned):
                found[values] += entries
    return found


def signs_in(sets: Sets, trait: str, passing: int) -> Mapping[int, int]:
    """How many entries of a set have each sign of a trait."""
    counted, is_narrow = sets.counted_signs(trait), TRAITS[trait].width == "B"
    if passing == sets.all_entries:
        return counted
    if passing.bit_count() <= _FEW_ENTRIES:
        signs = sets.signs(trait)
        return Counter(signs[number] for number in bits.members(passing))
    if is_narrow and len(counted) <= _FEW_SIGNS:
        return {sign: (sets.of_sign(trait, sign) & passing).bit_count() for sign in counted}
    others = sets.all_entries & ~passing
    if others.bit_count() < passing.bit_count():
        without = signs_in(sets, trait, others)
        return {sign: entries - without.get(sign, 0) for sign, entries in counted.items()}
    return Counter(compress(sets.signs(trait), bits.flags(passing)))


def _are_narrow(sets: Sets, by: Sequence[str]) -> bool:
    """Whether the values of facets have signs of a byte, each."""
    traits = [FACETS[name].trait for name in by]
    return all(trait and TRAITS[trait].width == "B" and not sets.unsigned(trait) for trait in traits)


def _by_two_traits(sets: Sets, by: Sequence[str], passing: int) -> Tally:
    """The counts by two facets with narrow signs: the two of an entry are one number, and so counted at once."""
    traits = [FACETS[name].trait or "" for name in by]
    pairs = bytearray(2 * len(sets.signs(traits[0])))
    pairs[0::2], pairs[1::2] = map(sets.signs, traits)
    each = memoryview(pairs).cast("H")
    counts = Counter(each[1:] if passing == sets.all_entries else compress(each, bits.flags(passing)))
    values = [
        sets.by_sign(trait, FACETS[name].column, FACETS[name].join) for trait, name in zip(traits, by, strict=True)
    ]
    found: Tally = {}
    for pair, entries in counts.items():
        for one, other in product(*map(getitem, values, pair.to_bytes(2, sys.byteorder))):
            found[*one, *other] = found.get((*one, *other), 0) + entries
    return found


def _alike(sets: Sets, name: str, wanted: Wanted) -> Iterator[tuple[Value, int]]:
    """The set of the entries of each value of a facet, or of those that are wanted."""
    trait = FACETS[name].trait
    if name == "venue":
        venues = sets.by_value("venue", "entry.venue") if wanted is None else [(venue,) for venue in wanted]
        yield from ((venue, sets.with_value("venue", venue)) for (venue,) in venues)
    elif trait:
        for (value,), (signs, unsigned) in sets.by_value(trait, FACETS[name].column, FACETS[name].join).items():
            if wanted is None or value in wanted:
                yield value, sets.of_signs(trait, signs, unsigned)
    else:
        others = sets.all_entries
        for value, alike in _parts(sets) if name == "has" else _topics(sets):
            yield value, alike
            others &= ~alike
        yield None, others


def _parts(sets: Sets) -> Iterator[tuple[str, int]]:
    return ((name, sets.of_trait(part.trait, part.condition, ())) for name, part in PARTS.items())


def _topics(sets: Sets) -> Iterator[tuple[str, int]]:
    names = sets.database.execute("SELECT DISTINCT name FROM topic").fetchall()
    return ((name, sets.with_value("topic", name)) for (name,) in names)
