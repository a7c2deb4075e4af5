"""Rules about titles: footnote marks that stuck to them, and words that are doubled."""

import re
from collections.abc import Iterator

from prunecat.checks.finding import Finding
from prunecat.checks.subject import Subject

# A mark behind a single letter is a part of a name: `A*`, `C#`, `R²`.
_MARK = re.compile(r"(?<!\b\w)\s*((?:[*⋆∗★☆†‡§¶~^#]|\\\*)+|[¹²³⁰⁴-⁹]+|\[\d{1,2}\]|\([*†‡]\))\s*$|^\s*([*⋆∗★☆†‡§¶~^]+)")
_EDGES = ".,:;!?)]}\"'”’"


def check(subject: Subject) -> Iterator[Finding]:
    """Findings of the rules footnote-mark and doubled-word."""
    for listed in subject.entries:
        title = listed.entry.title
        if match := _MARK.search(title):
            mark = match[1] or match[2]
            yield listed.finding(
                "footnote-mark",
                f'the title "{title}" has the footnote mark {mark}',
                "leave the mark out, and say so in errata",
                known=listed.tells("footnote mark"),
                at=title,
            )
        for word in _doubled(title):
            yield listed.finding(
                "doubled-word",
                f'the title "{title}" has the word {word} twice',
                "leave one of them out",
                known=listed.tells(word, "twice"),
                at=title,
            )


def _doubled(title: str) -> Iterator[str]:
    """Words that follow themselves, and a name that is repeated behind its own colon.

    In `One-Cycle Pruning: Pruning Convnets` none does: the second part only begins as the first ends.
    """
    name, _, rest = (part.strip() for part in title.partition(":"))
    if len(name) > 1 and rest.partition(":")[0].strip().casefold() == name.casefold():
        yield name
    words = title.split()
    for first, second in zip(words, (word.strip(_EDGES) for word in words[1:]), strict=False):
        if len(first) > 1 and first.casefold() == second.casefold() and first.isalpha():
            yield second
