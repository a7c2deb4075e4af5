"""Remarks: sentences about what of a source could not be read, one for each field and reason, with its lines."""

from collections.abc import Iterator

from prunecat.sources.reading import Item, Skipped, repeats, skips

_SHOWN = 20
"""Lines that a sentence names; of more it says how many."""
Place = tuple[int, int]
"""Where something is left out: the number of entries before it, and whether it is a row, an id or another field."""


class Remarks:
    """What could not be read of one source, counted while it is read."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[Place, int, list[int]]] = {}

    def add(self, skipped: Skipped, place: Place = (0, 0)) -> None:
        """Count a row or field that was left out."""
        first, count, lines = self._found.get((skipped.field, skipped.reason), (place, 0, []))
        if count < _SHOWN:
            lines.append(skipped.line)
        self._found[skipped.field, skipped.reason] = first, count + 1, lines

    def add_row(self, skipped: Skipped, before: int) -> None:
        """Count a row that was left out, behind so many entries."""
        self.add(skipped, (before, 0))

    def add_fields(self, item: Item, before: int) -> None:
        """Count the fields that were left out of an entry."""
        for skipped in skips(item):
            self.add(skipped, (before, 2))

    def add_id(self, line: int, name: str, before: int) -> None:
        """Count an id that was left out, since an earlier entry has it."""
        self.add(repeats(line, name), (before, 1))

    def sentences(self, file: str) -> Iterator[str]:
        """`list.md: 3 rows skipped: lines 12, 80, 81: no title`, in the order in which each was first met."""
        for (field, reason), (_, count, lines) in sorted(self._found.items(), key=lambda found: found[1][0]):
            shown = ", ".join(map(str, lines)) + (f" and {count - _SHOWN} more" if count > _SHOWN else "")
            rows, word = ("row", "line") if count == 1 else ("rows", "lines")
            done = f"read without {field}" if field else "skipped"
            yield f"{file}: {count} {rows} {done}: {word} {shown}: {reason}"
