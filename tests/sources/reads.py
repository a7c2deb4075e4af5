"""Reading and writing in one line, and the errors of a text that can't be read."""

from collections.abc import Iterable

import pytest

from prunecat.entry import Entry
from prunecat.errors import SourceError
from prunecat.formats.registry import writer
from prunecat.result import Result
from prunecat.sources.registry import read


def written(name: str, entries: Iterable[Entry]) -> str:
    """The entries in a format, with the line breaks that a file's text has."""
    return "".join(writer(name)([Result(entry) for entry in entries], ())).replace("\r\n", "\n")


def refusal(text: str, place: str) -> SourceError:
    """The error that reading ends in; it says what to do."""
    with pytest.raises(SourceError) as caught:
        read(text, place)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    return caught.value


def bare(entry: Entry) -> Entry:
    """An entry without what its source states beside the entry's own fields."""
    return entry._replace(fields=(), latex=())
