"""The right words nearest to a wrong one, and the error that names them."""

from collections.abc import Collection, Iterable, Sequence

from prunecat.errors import UsageError, quoted

_FEW = 40
"""Words: so many fit into a sentence."""
_NEAR = 55
"""Per cent of letters in common with a wrong word: below it a suggestion is a guess."""
_AS_NEAR = 15
"""Per cent by which a suggestion may be less near than the best one."""


def nearest(word: str, words: Iterable[str], count: int = 3, *, at_least: int = _NEAR) -> list[str]:
    """The words that a wrong one most likely stands for, the likeliest first; none where none is near."""
    from rapidfuzz import fuzz, process

    choices = {name: name.casefold() for name in words}
    found = process.extract(word.casefold(), choices, scorer=fuzz.ratio, limit=count, score_cutoff=at_least)
    return [name for _, score, name in found if score >= found[0][1] - _AS_NEAR]


def remedy_for(word: str, words: Collection[str], *, near: Sequence[str] | None = None) -> str | None:
    """What to do about a word that is none of the right ones: the nearest of them, or all where they are few."""
    near = nearest(word, words) if near is None else near
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"it is one of {', '.join(words)}" if 0 < len(words) <= _FEW else None


def unknown(what: str, word: str, words: Collection[str], *, near: Sequence[str] | None = None) -> UsageError:
    """The error for a word that is none of the right ones, with `remedy_for` it."""
    return UsageError(f"unknown {what} {quoted(word)}", remedy=remedy_for(word, words, near=near))
