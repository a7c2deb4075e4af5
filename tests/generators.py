"""Generators that run in a process of their own, which imports them under the name of this module."""

import os
from collections.abc import Generator

from prunecat.errors import Location, SourceError


def counting(
    most: int, here: int, ends_at: int | None = None
) -> Generator[tuple[int, bool, str], None, dict[str, int]]:
    """Numbers up to `most`, each with whether this is not the process `here`, which alone gets past `ends_at`."""
    for number in range(most):
        if number == ends_at and os.getpid() != here:
            os._exit(9)
        yield number, os.getpid() != here, "é" * number
    return {"counted": most}


def refusing(after: int) -> Generator[int, None, None]:
    yield from range(after)
    raise SourceError("wrong", at=Location("list.jsonl", 3, "entry a", "a", "year"), remedy="mend it")


def printing(text: str) -> Generator[str, None, None]:
    print(text)
    yield text
