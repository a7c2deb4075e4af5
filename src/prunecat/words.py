"""How text is cut into words: the one folding that the index, the query and the terminal's marks share."""

import re
from collections.abc import Sequence
from functools import cache

# What a reader types for a sign that keyboards lack.
_SIGNS = str.maketrans({"×": "x", "’": "'", "‘": "'", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
# Chinese, Japanese, Korean and Thai put no blanks between words: there each sign is one.
_SIGN = (
    "\u0e00-\u0e7f\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_PLAIN = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
"""What each sign of ASCII is in words that are folded: a small letter, a digit or a blank between words."""
_PLAIN_WORD = r"[a-z0-9]+(?:'[a-z0-9]+)*"
"""A word of folded ASCII that may have an apostrophe inside."""
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi "
        "chi psi omega".split(),
        strict=True,
    )
)
"""The names of letters that stand alone, as in `β-VAE`, which nobody has on a keyboard."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

FUNCTION_WORDS = frozenset(
    "a an the of for in on to and or with via by from towards toward at as is are be how what why when which who "
    "do does we i it its using through into your".split()
)
"""Words that no id is made of. Ids are never changed, so this list is not either."""
STOP_WORDS = FUNCTION_WORDS | frozenset(
    "that this these than not after during between under over within about based many much paper papers article "
    "articles".split()
)
"""Words that say little of what a title is about."""
LAST_SIGN = "\U0010ffff"
"""Stands behind every sign of a word: all that begin with some letters lie between these and these with it."""


def in_utf8(text: str) -> str:
    """A text without the lone surrogates as which bytes that are no UTF-8 arrive, and which SQLite refuses."""
    return text.encode("utf-8", "replace").decode()


def fold(text: str) -> str:
    """Text in one case, without accents and compatibility forms, so that spellings of one word are equal."""
    if text.isascii():
        return text.lower()
    # Of the few texts that need it, for its import is felt at the start.
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).casefold().translate(_SIGNS)
    # Composed again, for else a syllable of Korean would be its letters.
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def words_of(text: str) -> list[str]:
    """The folded words of a text in order: runs of letters and digits, an apostrophe inside dropped.

    Where a script has no blanks between words, each sign is a word; a Greek letter alone is its name.
    """
    if text.isascii() and "'" not in text:  # as nearly all are, and this takes half the time
        return text.translate(_PLAIN).split()
    folded = fold(text)
    if not folded.isascii():
        return [_GREEK.get(word, word.replace("'", "")) for word in _any_word().findall(folded)]
    return [word.replace("'", "") for word in re.findall(_PLAIN_WORD, folded)]


def words_of_all(texts: Sequence[str]) -> list[str]:
    """The words of several texts, which takes less time than text by text."""
    together = " ".join(texts)
    return words_of(together) if together.isascii() else [word for text in texts for word in words_of(text)]


@cache
def _any_word() -> re.Pattern[str]:
    """A word of folded text in any script, whose pattern takes milliseconds to compile."""
    return re.compile(rf"(?=[^\W_])[{_SIGN}]|[^\W_{_SIGN}]+(?:'[^\W_{_SIGN}]+)*")


def humps(name: str) -> list[str]:
    """The parts of a name in camel case: `FilterSketch` → `Filter`, `Sketch`."""
    return [name] if name[1:].islower() else _HUMP.split(name)
