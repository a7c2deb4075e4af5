"""The repair of typos: the words of a catalogue that an unknown word most likely stands for."""

from collections.abc import Collection, Sequence
from sqlite3 import Connection

from prunecat.words import LAST_SIGN, STOP_WORDS

_SURE_LETTERS = 2
"""Letters at the beginning of a word in which a large vocabulary is not searched for slips of a beginning."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_END = 3
"""Letters at either end of a word, of which a slip leaves one end as it is: a large vocabulary is sought by them."""
_LONG = 8
"""Letters of a word in which any two slips are forgiven."""
_LIKELY, _SURE = 0.4, 0.6
"""The likelihoods that are believed, the second in words of three letters, which have many neighbours."""
_NAME = 0.7
"""Factor for words that only authors' names have, which are typed less often than words of titles."""
_BEGUN = 0.8
"""Factor for the beginning of a longer word, which is meant less often than a whole one."""
_MOST_NEAR = 12
"""Words that are weighed, of those with the fewest slips."""
_AS_LIKELY = 0.2
"""By how much less likely than the likeliest word another one may be."""
_AT = {letter: (x + y * 0.5, y) for y, row in enumerate(_ROWS) for x, letter in enumerate(row)}


def repairs(database: Connection, word: str, limit: int = 4) -> list[tuple[str, float]]:
    """Words of the catalogue a slip away from one that it lacks, each with its likelihood (0 to 1), best first.

    One slip is forgiven in words of three to seven letters, two in longer ones and where all letters are there
    in another order. A number is never taken for another.
    """
    size = len(word)
    if size < 3 or word.isdigit():
        return []
    most = 1 if size < 5 else 2
    likely = _likely(word, _known(database, word, most), most)
    of_titles = _words_of_titles(database, likely)
    if not likely:  # a word of the field that no title has
        likely = _likely(word, _of_about_its_length(database, "term_word", size, most), most)
    weighed = [(known, worth * (1.0 if known in of_titles else _NAME)) for known, worth in likely.items()]
    found = sorted(weighed, key=lambda item: -item[1])
    return [item for item in found[:limit] if item[1] >= found[0][1] - _AS_LIKELY]


def _likely(word: str, among: Sequence[str], most: int) -> dict[str, float]:
    """The words that one may be a slip of, of those given, each with how likely it is."""
    size = len(word)
    found = {}
    for known, slips in _near(word, among, most):
        if slips > 1 and size < _LONG and sorted(word) != sorted(known):
            continue
        if word in (f"un{known}", f"non{known}") or known in (f"un{word}", f"non{word}"):
            continue  # its opposite
        likely = likelihood(word, known, slips)
        if len(known) > 2 and known not in STOP_WORDS and likely >= (_SURE if size < 4 else _LIKELY):
            found[known] = likely
    return found


def surely_meant(word: str, names: Sequence[str]) -> list[str]:
    """Those of some names that are surely meant by a word, a slip away, the likeliest first."""
    near = [(likelihood(word, name, slips), name) for name, slips in _near(word, names, 1, None)]
    return [name for likely, name in sorted(near, reverse=True) if likely >= _SURE]


def begun_repairs(database: Connection, word: str, limit: int = 2) -> list[tuple[str, float]]:
    """Beginnings of longer words, a slip away from a word of five letters or more: `uniqe`, uniqu(eness)."""
    size = len(word)
    if size < 5 or word.isdigit():
        return []
    first = word[:_SURE_LETTERS] if _is_large(database) else ""
    condition = "length(word) > ? + 1 AND entries > 0 AND word BETWEEN ? AND ?"
    longer = _words_in(database, "word", condition, (size, first, first + LAST_SIGN))
    beginnings = {known[:size] for known in longer} | {known[: size + 1] for known in longer if len(known) > size + 2}
    near = _near(word, sorted(beginnings), 1)
    found = [(beginning, _BEGUN * likelihood(word, beginning, slips)) for beginning, slips in near]
    return sorted((item for item in found if item[1] >= _LIKELY), key=lambda item: -item[1])[:limit]


def _known(database: Connection, word: str, most: int) -> Sequence[str]:
    """The words that may be so many slips away from one.

    Of a large vocabulary those that begin or end as it does: all that are one slip away, and most that are two.
    """
    size = len(word)
    if not _is_large(database):
        return _of_about_its_length(database, "word", size, most)
    middle = min(_END, size // 2)
    begin, end = word[:middle], word[::-1][: min(_END, size - middle)]
    # Two letters swapped in the middle of a short word leave no end as it is.
    swapped = f"{word[: middle - 1]}{word[middle]}{word[middle - 1]}{word[middle + 1 :]}"
    found = dict.fromkeys(word for (word,) in database.execute("SELECT word FROM word WHERE word = ?", (swapped,)))
    for table, column, part, step in (("word", "word", begin, 1), ("backwards", "letters", end, -1)):
        rows = database.execute(
            f"SELECT {column} FROM {table} WHERE {column} BETWEEN ? AND ? AND length({column}) BETWEEN ? AND ?",
            (part, part + LAST_SIGN, size - most, size + most),
        )
        found |= dict.fromkeys(letters[::step] for (letters,) in rows)
    return list(found)


def _of_about_its_length(database: Connection, table: str, size: int, most: int) -> Sequence[str]:
    """The words of a table that have so many letters, or some more or less."""
    return _words_in(database, table, "length(word) BETWEEN ? AND ?", (size - most, size + most))


def _words_in(database: Connection, table: str, condition: str, values: Sequence[str | int]) -> Sequence[str]:
    """The words of a table that fulfil an SQL condition; as one text, for rows would take eight times as long."""
    query = f"SELECT group_concat(word, ' ') FROM {table} WHERE {condition}"
    (text,) = database.execute(query, tuple(values)).fetchone()
    return text.split(" ") if text else []


def _words_of_titles(database: Connection, words: Collection[str]) -> set[str]:
    """Those of some words that entries have in what they are about, and not in names alone."""
    query = f"SELECT word FROM word WHERE entries > 0 AND word IN ({', '.join('?' * len(words))})"
    return {word for (word,) in database.execute(query, tuple(words))}


def _is_large(database: Connection) -> bool:
    return database.execute("SELECT 1 FROM backwards LIMIT 1").fetchone() is not None


def _near(word: str, known: Sequence[str], most: int, limit: int | None = _MOST_NEAR) -> list[tuple[str, int]]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    return [
        (name, int(slips))
        for name, slips, _ in extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=limit)
    ]


def likelihood(typed: str, meant: str, slips: int) -> float:
    """How likely a word was meant (0 to 1) where another was typed, `slips` edits away.

    A dropped, doubled or swapped letter or a neighbouring key is a likely slip, another letter an unlikely
    one, and a slip on the first letter is rarer than elsewhere; a short word allows less than a long one.
    """
    shuffled = slips > 1 and sorted(typed) == sorted(meant)
    cost = _one_slip(typed, meant) if slips == 1 else 1.0 if shuffled else float(slips)
    if typed[0] != meant[0]:
        cost += 0.3
    return max(0.0, 1.0 - cost / (0.35 * max(len(typed), len(meant)) + 0.6))


def _one_slip(typed: str, meant: str) -> float:
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    if len(typed) == len(meant):
        if typed[at : at + 2] == meant[at : at + 2][::-1]:
            return 0.5
        return 0.6 if _neighbours(typed[at], meant[at]) else 0.95
    if len(typed) < len(meant):
        return 0.55
    doubled = typed[at - 1 : at] == typed[at : at + 1] or typed[at : at + 1] == typed[at + 1 : at + 2]
    near = any(_neighbours(typed[at], other) for other in typed[max(0, at - 1) : at] + typed[at + 1 : at + 2])
    return 0.45 if doubled else 0.7 if near else 0.85


def _neighbours(a: str, b: str) -> bool:
    if a not in _AT or b not in _AT:
        return False
    (x, y), (u, v) = _AT[a], _AT[b]
    return abs(x - u) <= 1.01 and abs(y - v) <= 1
