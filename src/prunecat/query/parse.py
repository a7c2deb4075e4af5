"""A query's text cut into words, phrases, what is left out, and filters written in it."""

import re
from typing import NamedTuple

from prunecat.query.facets import FACETS
from prunecat.words import fold, words_of

TEXTS = {"title": ("title",), "abstract": ("text",)}
"""The fields of a query that words are looked for in, each with its columns of the full-text index."""
_PIECE = re.compile(
    rf"""(?P<out>[-^](?=["“\w]))?
    (?:(?:(?P<field>{"|".join(FACETS)})|(?P<text>{"|".join(TEXTS)})):
        (?:"(?P<quoted>[^"]*)(?:"|\Z)|(?P<value>[^\s"]+))
    |["“](?P<phrase>[^"”]*)(?:["”]|\Z)
    |(?P<words>[^\s"“”]+))""",
    re.VERBOSE | re.IGNORECASE,
)
# A name before a colon, `colour:red`, that may be meant for a field; not the scheme of a URL or an identifier's.
_CLAIMED = re.compile(r"(?!arxiv:|doi:|dblp:)([^\W\d_]{2,}):(?=[^\s:/])", re.IGNORECASE)
MOST_WORDS = 48
"""Words beyond these are not looked at; no title is as long."""
_LONGEST_WORD = 256
"""Letters of a word; more are not looked at, because each place where it may be two words is tried."""


class Term(NamedTuple):
    """A filter written in a query: `venue:ICLR`."""

    field: str
    value: str
    out: bool = False


class Within(NamedTuple):
    """Words that stand side by side in one field: `title:lottery`."""

    field: str
    words: tuple[str, ...]
    out: bool = False


class Query(NamedTuple):
    """What a query asks for.

    ===============================  =====================================================
    `lottery ticket`                 words ("lottery", "ticket")
    `"dual lottery" ticket`          words ("dual", "lottery", "ticket"), phrases (("dual", "lottery"),)
    `lottery -dual`, `lottery ^dual`  words ("lottery",), without (("dual",),)
    `lottery year:2019-2022`         words ("lottery",), terms (Term("year", "2019-2022"),)
    `title:lottery`                  words ("lottery",), within (Within("title", ("lottery",)),)
    `bert:pruned`                    words ("bert", "pruned"), claimed ("bert",)
    `once-for-all`, `N:M`            words ("once", "for", "all"), words ("n", "m")
    ===============================  =====================================================
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    terms: tuple[Term, ...] = ()
    within: tuple[Within, ...] = ()
    claimed: tuple[str, ...] = ()
    """Words before a colon that are no field: text if the catalogue has them, and a mistake if not."""


def parse(text: str) -> Query:
    """The query that a text asks; any text is one."""
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    terms: list[Term] = []
    within: list[Within] = []
    claimed: list[str] = []
    for match in _PIECE.finditer(text):
        out, piece = bool(match["out"]), match["phrase"] or match["words"] or ""
        value = match["quoted"] if match["quoted"] is not None else match["value"] or ""
        if match["field"]:
            terms.append(Term(fold(match["field"]), value, out))
        elif match["text"]:
            if folded := tuple(words_of(value)):
                within.append(Within(fold(match["text"]), folded, out))
                words += () if out else folded
        elif folded := tuple(word[:_LONGEST_WORD] for word in words_of(piece)):
            if match["words"] and (claim := _CLAIMED.match(piece)):
                claimed.append(fold(claim[1]))
            if out:
                without.append(folded)
                continue
            words += folded
            if match["phrase"] and len(folded) > 1:
                phrases.append(folded)
    return Query(
        words=tuple(words[:MOST_WORDS]),
        phrases=tuple(phrases[:MOST_WORDS]),
        without=tuple(without),
        terms=tuple(terms),
        within=tuple(within[:MOST_WORDS]),
        claimed=tuple(claimed),
    )
