"""What is too long to be held: a few of it at a time, gone through anew from where it comes from."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")

HELD = 1_000
"""Items that are held at once: a statement for so many costs next to nothing for each, and entries take 3 MB."""


class Anew(Generic[T]):
    """What a function begins, begun anew each time that it is gone through."""

    def __init__(self, begin: Callable[[], Iterable[T]]) -> None:
        """What `begin` gives."""
        self._begin = begin

    def __iter__(self) -> Iterator[T]:
        return iter(self._begin())


def held_if_few(items: Iterable[T]) -> Iterable[T]:
    """A list of items that can be gone through anew, if they are few: it is False for none. Else they themselves."""
    first = list(islice(items, HELD))
    return first if len(first) < HELD else items


def portions(items: Iterable[T], size: int = HELD) -> Iterator[list[T]]:
    """The items in lists of that size, the last one shorter."""
    left = iter(items)
    while portion := list(islice(left, size)):
        yield portion
