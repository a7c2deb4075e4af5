"""Machine-made slips of the finger: queries out of the catalogue's titles, each with one slip, by a fixed seed."""

import random
from collections import Counter
from collections.abc import Sequence

from prunecat import Entry
from prunecat.words import STOP_WORDS, words_of

KINDS = ("neighbour", "dropped", "doubled", "swapped", "split", "joined")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def slips(entries: Sequence[Entry], count: int = 300, seed: int = 20231123) -> list[tuple[str, str, set[str]]]:
    """(query, kind of slip, ids of the entries that are wanted), `count` times.

    The slip is in the title's most telling word: the rarest, and of several the longest. Half of the queries are
    that word alone, the other half have another word of the title beside it. Wanted is every entry whose title
    has the words as they were.
    """
    generator = random.Random(seed)
    titles = {entry.id: words_of(entry.title) for entry in entries}
    frequency = Counter(word for words in titles.values() for word in set(words))
    made: list[tuple[str, str, set[str]]] = []
    while len(made) < count:
        words = titles[generator.choice(list(titles))]
        kind = KINDS[len(made) % len(KINDS)]
        telling = [word for word in words if len(word) > 3 and word.isalpha()]
        if not telling:
            continue
        word = min(telling, key=lambda word: (frequency[word], -len(word), words.index(word)))
        others = [other for other in words if other != word and other not in STOP_WORDS]
        slipped, meant = _slip(word, words, kind, generator)
        if slipped is None or slipped in frequency:
            continue
        if len(made) % 2 and others:
            other = generator.choice(others)
            slipped, meant = f"{slipped} {other}", [*meant, other]
        wanted = {name for name, title in titles.items() if set(meant) <= set(title)}
        made.append((slipped, kind, wanted))
    return made


def _slip(word: str, words: list[str], kind: str, generator: random.Random) -> tuple[str | None, list[str]]:
    """The word with a slip, and the words that were meant by it."""
    at = generator.randrange(1, len(word))
    if kind == "neighbour":
        near = _neighbours(word[at])
        return (word[:at] + generator.choice(near) + word[at + 1 :] if near else None), [word]
    if kind == "dropped":
        return word[:at] + word[at + 1 :], [word]
    if kind == "doubled":
        return word[:at] + word[at] + word[at:], [word]
    if kind == "swapped":
        at = min(at, len(word) - 2)
        return (None if word[at] == word[at + 1] else word[:at] + word[at + 1] + word[at] + word[at + 2 :]), [word]
    if kind == "split":
        if len(word) < 6:
            return None, [word]
        at = generator.randrange(3, len(word) - 2)
        return f"{word[:at]} {word[at:]}", [word]
    place = words.index(word)
    if place + 1 == len(words) or words[place + 1] in STOP_WORDS:
        return None, [word]
    return word + words[place + 1], [word, words[place + 1]]


def _neighbours(letter: str) -> str:
    for row in _ROWS:
        if letter in row:
            at = row.index(letter)
            return row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    return ""
