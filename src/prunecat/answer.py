"""The answer to a search, with what is to be said about it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from prunecat.result import Result


class Answer(NamedTuple):
    """What a search found, and what is to be said about it."""

    results: "tuple[Result, ...]"
    complete: bool = True
    """Whether the results have all the words of the query; if not, they come nearest."""
    repaired: str | None = None
    """The query's words as they were read, where some were taken for typos."""
    typed: str = ""
    """The same words as they were typed."""
    remarks: tuple[str, ...] = ()
    """Sentences about how else the query was read than it is written."""
    lacking: tuple[str, ...] = ()
    """The words of the query that no entry has, in any form."""
    wider: tuple[tuple[str, int], ...] = ()
    """Where nothing is found: for each filter in the query, how many there are without it."""


class Whole(NamedTuple):
    """All that a search found, however much."""

    answer: Answer
    """The first results, of those that are sorted or counted one at least, with what is to be said."""
    total: int
    """How many there are."""
    results: "Iterable[Result]"
    """All of them, which can be gone through anew."""
    works: "Callable[[], int]"
    """Tells how many are left where one a work is wanted."""
