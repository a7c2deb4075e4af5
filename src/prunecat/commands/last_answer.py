"""The last answer on a terminal: its entries, so that their numbers can be typed in the next command."""

import os
from collections.abc import Iterable, Sequence
from itertools import islice

from prunecat import user_state

_NAME = "answer"
_MOST = 9_999
"""Entries whose numbers are kept; nobody counts further."""


def remember(paths: Sequence[str], ids: Iterable[str]) -> None:
    """Keep the ids of an answer from the catalogue at these paths, in the order in which they are numbered."""
    user_state.keep(_NAME, {"catalogue": _absolute(paths), "ids": list(islice(ids, _MOST))})


def recalled(paths: Sequence[str]) -> list[str]:
    """The ids of the last answer, none if it was another catalogue's."""
    kept = user_state.kept(_NAME)
    if not isinstance(kept, dict) or kept.get("catalogue") != _absolute(paths):
        return []
    ids = kept.get("ids")
    return [name for name in ids if isinstance(name, str)] if isinstance(ids, list) else []


def was_of_another(paths: Sequence[str]) -> bool:
    """Whether the last answer came from other paths."""
    kept = user_state.kept(_NAME)
    return isinstance(kept, dict) and kept.get("catalogue") != _absolute(paths)


def _absolute(paths: Sequence[str]) -> list[str]:
    return [path if path == "-" else os.path.abspath(path) for path in paths]
