"""Sets of entries as bits, and numbers counted in slices of them."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from prunecat.snapshot import bits

ENTRIES = 40
SETS = st.sets(st.integers(1, ENTRIES)).map(sorted)
ADDED = st.lists(st.tuples(SETS, st.integers(0, 200)), max_size=6)


@given(added=ADDED, among=SETS, least=st.integers(0, 300))
def test_slices_count_what_is_added(added: list[tuple[list[int], int]], among: list[int], least: int) -> None:
    sliced: list[int] = []
    counts: Counter[int] = Counter()
    for numbers, number in added:
        bits.add_number(sliced, bits.of_numbers(numbers, ENTRIES), number)
        counts.update(dict.fromkeys(numbers, number))
    some = bits.of_numbers(among, ENTRIES)
    parts = [(count, list(bits.members(entries))) for count, entries in bits.split(some, sliced)]
    assert [count for count, _ in parts] == sorted({counts[number] for number in among})
    assert all(members == [number for number in among if counts[number] == count] for count, members in parts)
    assert list(bits.members(bits.at_least(some, sliced, least))) == [n for n in among if counts[n] >= least]


@given(signs=st.binary(min_size=1, max_size=ENTRIES))
def test_signs_come_out_of_their_slices(signs: bytes) -> None:
    sliced, every = list(bits.slices(signs)), bits.of_numbers(range(len(signs)), ENTRIES)
    for sign in range(256):
        having = bits.with_sign(every, sign, sliced)
        assert list(bits.members(having)) == [at for at, one in enumerate(signs) if one == sign]
    assert {sign for sign, _ in bits.split(every, sliced)} == {*signs}
