"""How text is cut into words: the one folding that the index, the query and the terminal's marks share."""

import re
import unicodedata

# What a reader types for a sign that keyboards lack.
_SIGNS = str.maketrans({"×": "x", "’": "'", "‘": "'", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
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


def fold(text: str) -> str:
    """Text in one case, without accents and compatibility forms, so that spellings of one word are equal."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_SIGNS)
    return "".join(c for c in plain if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """The folded words of a text in order: runs of letters and digits, an apostrophe inside dropped."""
    return [word.replace("'", "") for word in _WORD.findall(fold(text))]


def humps(name: str) -> list[str]:
    """The parts of a name in camel case: `FilterSketch` → `Filter`, `Sketch`."""
    return _HUMP.split(name)


def without_a_letter(word: str) -> list[str]:
    """The word without each of its letters in turn: two words a slip apart have one of these in common."""
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
