"""Authors' names, distinguished from titles by their form."""

import re
from functools import lru_cache

from prunecat.sources.markdown.facts.lexicon import words

_ET_AL = re.compile(r"[,;]?\s*\(?\b(?:et\.?\s?al\b\.?|and others|等)\)?\s*\.?", re.IGNORECASE)
_MARKS = re.compile(r"[\d*†‡§¶∗⋆♠♣♢✉📧^]+|\(\d+\)")
_PARTICLES = words("particles")
_WORD = re.compile(r"(?:[^\W\d_]\.-?){1,3}|[^\W\d_](?:[^\W\d_]|['’`‐-](?=[^\W\d_]))+\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,2}\.?|[A-Z]{1,2}")
# Words that titles have and people's names have not.
_TITLE_WORDS = words("title_words")


def is_title_word(word: str) -> bool:
    """Whether a word is one that titles have and neither names of people nor of venues."""
    return word.lower() in _TITLE_WORDS


def is_name(text: str) -> bool:
    """Whether a text has the form of one person's name: two to five words, capitals, no word of titles."""
    words = re.sub(r"\.(?=[^\W\d_]{2})", ". ", _MARKS.sub(" ", text)).split()
    if not 2 <= len(words) <= 5 or len(text) > 50:
        return False
    full = [word for word in words if word.lower() not in _PARTICLES]
    if not full or any(word.strip(".").lower() in _TITLE_WORDS for word in full if not _INITIALS.fullmatch(word)):
        return False
    if not all(_WORD.fullmatch(word) or _INITIALS.fullmatch(word) for word in full):
        return False
    capitals = sum(word[0].isupper() or not word[0].islower() for word in full)
    return (
        capitals == len(full)
        and any(len(word.strip(".")) > 1 for word in full)
        and not all(w.isupper() and len(w) > 3 for w in full)
    )


@lru_cache(maxsize=2048)
def read_person_names(text: str) -> tuple[str, ...]:
    """The names in a text that lists people and nothing else; empty for any other text.

    `Jie Hu, Li Shen & Gang Sun`, `S. Han et al.`, `Bengio, Yoshua and Lodi, Andrea` list people. One name alone
    does only with `et al.`; a caller that knows better asks `is_name`.
    """
    text = " ".join(text.split()).strip(" .,;:|()[]-–—")
    bare, others = _ET_AL.subn(" ", text)
    if not bare.strip(" ,;") or len(bare) > 4000 or re.search(r"\d\d\d", bare):
        return ()
    joined = [part.strip(" ,;.") for part in re.split(r"\s(?:and|&)\s", bare) if part.strip(" ,;.")]
    if len(joined) > 1 and all(is_turned_name(part) for part in joined):
        return tuple(joined)
    parts = [_tidy(part) for part in re.split(r"\s*(?:[,;，、]|\s(?:and|&)\s|\band\b(?=\s+[A-Z]))\s*", bare)]
    parts = [part for part in parts if part]
    if others and len(parts) == 2 and is_turned_name(f"{parts[0]}, {parts[1]}"):
        return (f"{parts[0]}, {parts[1]}",)
    if others and len(parts) == 1:
        return tuple(parts) if is_name(parts[0]) or _surname(parts[0]) else ()
    if len(parts) > 2 and not is_name(parts[0]) and is_turned_name(f"{parts[0]}, {parts[1]}") and is_name(parts[2]):
        parts[:2] = [f"{parts[0]}, {parts[1]}"]
    good = sum(is_name(part) or is_turned_name(part) for part in parts)
    if len(parts) == 2 and re.search(r"\s(?:and|&)\s", bare) and all(is_name(part) or _surname(part) for part in parts):
        return tuple(parts)
    if good < 2 and not (others and good and len(parts) < 3):
        return ()
    return tuple(parts) if good >= 0.7 * len(parts) else ()


def is_turned_name(text: str) -> bool:
    """Whether a text is a name with the surname first: `Bengio, Yoshua`."""
    last, _, first = text.partition(",")
    short = len([word for word in last.split() if word.lower() not in _PARTICLES]) == 1
    return short and bool(first.strip()) and "," not in first and is_name(f"{first} {last}")


def _surname(text: str) -> bool:
    return (
        bool(re.fullmatch(r"(?:(?:de|van|von|der|la|le)\s)*[A-Z][\w'’-]+", text)) and text.lower() not in _TITLE_WORDS
    )


def _tidy(name: str) -> str:
    return _MARKS.sub("", name).strip(" .;:()[]") if not re.search(r"\b[A-Z]\.$", name) else name.strip(" ;:()[]")
