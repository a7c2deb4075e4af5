"""Acronyms that no vocabulary has: the words of a title whose beginnings spell one (`CPC`, `SimCLR`)."""

import re
from collections import Counter
from collections.abc import Sequence
from sqlite3 import Connection

from prunecat.snapshot.rows import meta
from prunecat.words import STOP_WORDS

_SHORTEST, _LONGEST = 3, 7
"""Letters of an acronym."""
_MOST_READ = 20_000
"""Entries of a catalogue whose titles are read for an acronym, which takes some ten milliseconds."""
_MOST_SPELLED = 3
"""Texts that one acronym stands for; where other texts that fit are in as many titles, it is an ordinary word."""
_STOP_WORD = rf"(?:{'|'.join(sorted(STOP_WORDS))})"
_BETWEEN = rf"(?:{_STOP_WORD} )*"
_PASSED_OVER = rf"{_BETWEEN}(?:\w+ )?{_BETWEEN}"
"""What an acronym may leave out: `SimCLR`, contrastive learning of visual representations."""


def spelled_out(database: Connection, word: str, *, is_known: bool) -> list[str]:
    """The runs of title words, the most frequent first, that a word of three letters or more is an acronym of.

    Each letter begins a word. For one that is in no title the first word may give up to three letters, and words may
    be passed over. Empty where too many runs fit.
    """
    if not _SHORTEST <= len(word) <= _LONGEST or not re.fullmatch("[a-z]+", word):
        return []
    if int(meta(database, "entries")) > _MOST_READ:
        return []
    patterns = [_run([*word], _BETWEEN)]
    if not is_known:
        patterns += [_run([word[:size], *word[size:]], _PASSED_OVER) for size in (3, 2) if len(word) >= size + 2]
    titles = [f"{title} " for (title,) in database.execute("SELECT title_key FROM entry ORDER BY number")]
    for pattern in patterns:
        search = re.compile(pattern).search
        found = Counter(match[0].strip() for title in titles if (match := search(title)))
        likely = found.most_common(_MOST_SPELLED)
        if 2 * sum(count for _, count in likely) > found.total():
            return [text for text, _ in likely]
    return []


def _run(beginnings: Sequence[str], between: str) -> str:
    """A pattern for words that begin so, with nothing but `between` between them, no stop word first or last."""
    *words, last = (rf"{letters}\w* " for letters in beginnings)
    return rf"(?<!\w)(?!{_STOP_WORD} ){between.join(words)}{between}(?!{_STOP_WORD} ){last}"
