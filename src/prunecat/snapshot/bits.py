"""Sets of entries as bits, the nth for the entry of number n: one large number, which is put together with others.

In bytes the lowest bits come first. Whoever asks or fills a set entry by entry works on these, since each change
makes a number anew.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

NONE, ONE = b"01"
"""How a digit says that an entry is not in a set, and that it is: many are made sooner as digits than bit by bit."""

_FLAGS = bytes.maketrans(b"01", b"\0\1")


def of_numbers(numbers: Iterable[int], entries: int) -> int:
    """The set of the entries of these numbers, out of so many."""
    held = bytearray(entries // 8 + 1)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return of_bytes(held)


def of_digits(digits: bytes | bytearray) -> int:
    """The set that has a digit for each entry, from number 0."""
    return int(digits[::-1], 2)


def of_bytes(held: bytes | bytearray) -> int:
    """The set that is in these bytes."""
    return int.from_bytes(held, "little")


def in_bytes(entries: int) -> bytes:
    """A set in as many bytes as it needs."""
    return entries.to_bytes(entries.bit_length() // 8 + 1, "little")


def members(entries: int) -> Iterator[int]:
    """The numbers of the entries in a set, in catalogue order."""
    for match in re.finditer(rb"[^\0]", in_bytes(entries)):
        byte, first = match[0][0], match.start() << 3
        yield from (first + bit for bit in range(8) if byte >> bit & 1)


def flags(entries: int, last: int = 0) -> bytes:
    """A byte for each number from 0 to the last one, or else to the last that is in a set: whether it is there."""
    return f"{entries:0{last + 1}b}".encode()[::-1].translate(_FLAGS)


def slices(signs: bytes) -> Iterator[int]:
    """The entries in whose sign each bit is set, the lowest bit first; an entry's sign is the byte of its number."""
    for bit in range(max(signs).bit_length()):
        digits = bytes(ONE if sign >> bit & 1 else NONE for sign in range(256))
        yield of_digits(signs.translate(digits))


def with_sign(entries: int, sign: int, sliced: Sequence[int]) -> int:
    """Those of a set that have a sign, out of the slices of all signs."""
    if sign >> len(sliced):
        return 0
    for bit, having in enumerate(sliced):
        entries &= having if sign >> bit & 1 else entries ^ having
    return entries


def split(entries: int, sliced: Sequence[int], high: int = 0) -> Iterator[tuple[int, int]]:
    """Those of a set that have each sign, out of the slices of all signs: the sign, and the entries if there are any.

    `high` are the bits of the signs above those of the slices.
    """
    if not entries:
        return
    if not sliced:
        yield high, entries
        return
    *lower, highest = sliced
    having = entries & highest
    yield from split(entries ^ having, lower, high << 1)
    yield from split(having, lower, high << 1 | 1)


def add_number(sliced: list[int], entries: int, number: int) -> None:
    """Add a number to what each entry of a set counts, in slices with the lowest bit first."""
    for first in range(number.bit_length()):
        carried, bit = entries if number >> first & 1 else 0, first
        while carried:
            sliced += [0] * (bit + 1 - len(sliced))
            sliced[bit], carried, bit = sliced[bit] ^ carried, sliced[bit] & carried, bit + 1


def at_least(entries: int, sliced: Sequence[int], number: int) -> int:
    """Those of a set that count no less than a number, out of the slices of what each counts."""
    more = 0
    for bit in reversed(range(max(len(sliced), number.bit_length()))):
        having = sliced[bit] if bit < len(sliced) else 0
        if number >> bit & 1:
            entries &= having
        else:
            more |= entries & having
            entries ^= entries & having
    return more | entries


def has(held: bytes | bytearray, number: int) -> bool:
    """Whether the set in some bytes has an entry."""
    return number >> 3 < len(held) and bool(held[number >> 3] >> (number & 7) & 1)


def add(held: bytearray, number: int) -> None:
    """Put an entry into a set that has room for it."""
    held[number >> 3] |= 1 << (number & 7)


def remove(held: bytearray, number: int) -> None:
    """Take an entry out of a set that has it."""
    held[number >> 3] ^= 1 << (number & 7)
