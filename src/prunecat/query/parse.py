"""A query's text cut into words, phrases, what is left out, and filters written in it."""

import re
from typing import NamedTuple

from prunecat.query.facets import FACETS
from prunecat.words import fold, words_of

_PIECE = re.compile(
    rf"""(?P<out>[-^](?=["“\w]))?
    (?:(?P<field>{"|".join(FACETS)}):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"]+))
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


class Query(NamedTuple):
    """What a query asks for.

    ===============================  =====================================================
    `lottery ticket`                 words ("lottery", "ticket")
    `"dual lottery" ticket`          words ("dual", "lottery", "ticket"), phrases (("dual", "lottery"),)
    `lottery -dual`, `lottery ^dual`  words ("lottery",), without (("dual",),)
    `lottery year:2019-2022`         words ("lottery",), terms (Term("year", "2019-2022"),)
    `bert:pruned`                    words ("bert", "pruned"), claimed ("bert",)
    `once-for-all`, `N:M`            words ("once", "for", "all"), words ("n", "m")
    ===============================  =====================================================
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    terms: tuple[Term, ...] = ()
    claimed: tuple[str, ...] = ()
    """Words before a colon that are no field: text if the catalogue has them, and a mistake if not."""


def parse(text: str) -> Query:
    """The query that a text asks; any text is one."""
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    terms: list[Term] = []
    claimed: list[str] = []
    for match in _PIECE.finditer(text):
        out, piece = bool(match["out"]), match["phrase"] or match["words"] or ""
        if match["field"]:
            value = match["quoted"] if match["quoted"] is not None else match["value"]
            terms.append(Term(fold(match["field"]), value, out))
        elif folded := tuple(word[:_LONGEST_WORD] for word in words_of(piece)):
            if match["words"] and (claim := _CLAIMED.match(piece)):
                claimed.append(fold(claim[1]))
            if out:
                without.append(folded)
                continue
            words += folded
            if match["phrase"] and len(folded) > 1:
                phrases.append(folded)
    return Query(tuple(words[:MOST_WORDS]), tuple(phrases[:MOST_WORDS]), tuple(without), tuple(terms), tuple(claimed))
