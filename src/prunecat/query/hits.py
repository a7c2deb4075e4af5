"""What a search found, and how much of it is wanted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from prunecat.answer import Answer
from prunecat.query.hints import Hint
from prunecat.query.ranking import Hit

if TYPE_CHECKING:
    from prunecat.query.further import Further
    from prunecat.result import Result


class Hits(NamedTuple):
    """What a search found."""

    hits: tuple[Hit, ...] = ()
    words: tuple[str, ...] = ()
    """The words that were looked for, without venues and years named in passing."""
    hints: tuple[Hint, ...] = ()
    complete: bool = True
    """Whether the entries have all the words; if not, they come nearest."""
    lacking: tuple[str, ...] = ()
    """The words that no entry has."""
    repaired: str | None = None
    """The words as they were repaired, where some were taken for typos."""
    remarks: tuple[str, ...] = ()
    """Sentences about how else the query was read than it is written."""
    wider: tuple[tuple[str, int], ...] = ()
    """Where nothing is found: for each filter in the query, as it is written, how many there are without it."""
    further: tuple["Further", ...] = ()
    """Where not all are ranked, what they all are."""

    def answer(self, results: "tuple[Result, ...]") -> Answer:
        """These results with what is to be said about them."""
        typed = " ".join(self.words)
        return Answer(results, self.complete, self.repaired, typed, self.remarks, self.lacking, self.wider)


class Extent(NamedTuple):
    """How much of an answer is wanted."""

    limit: int | None = None
    """Of many that match no more are scored than can be among so many first; None to score all."""
    is_whole: bool = False
    """Whether nothing is cut off: where more match than are scored, it is told which they all are."""
    is_ranked: bool = True
    """Whether it is asked which of many come first."""

    def cut(self, hits: Sequence[Hit], further: "Further | None" = None) -> tuple[Hit, ...]:
        """The hits that are given."""
        return tuple(hits if self.is_whole and not further else hits[: self.limit])
