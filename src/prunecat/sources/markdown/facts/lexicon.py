"""The word lists of `lexicon.toml`, as sets."""

import tomllib
from pathlib import Path
from typing import Any

_LEXICON: dict[str, Any] = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))


def words(*keys: str) -> frozenset[str]:
    """The words, parted by blanks, under a key or keys of the lexicon."""
    return frozenset(_under(keys).split())


def phrases(*keys: str) -> tuple[str, ...]:
    """The phrases, parted by `|`, under a key or keys of the lexicon."""
    return tuple(" ".join(phrase.split()) for phrase in _under(keys).split("|"))


def _under(keys: tuple[str, ...]) -> str:
    found: Any = _LEXICON
    for key in keys:
        found = found[key]
    return str(found)
