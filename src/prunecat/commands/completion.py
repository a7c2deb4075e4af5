"""What a TAB offers: venues, ids, years, sections, types, formats, out of the catalogue that is asked."""

import os
import re
from collections.abc import Callable, Iterable

import typer

from prunecat.bash_words import KEPT
from prunecat.catalogue import Catalogue
from prunecat.errors import PrunecatError
from prunecat.query.facets import FACETS
from prunecat.session import Session
from prunecat.words import fold

# Characters that a shell would obey in a completion; the text comes from a catalogue and is not trusted.
_OBEYED = r"[\\\"'`$|;&<>(){}*?!#~\x00-\x1f\x7f-\x9f]"
_LOOKALIKES = str.maketrans("'[]", "’()")
_LONGEST = 60

Offers = list[tuple[str, str]]
Completer = Callable[[typer.Context, str], Offers]


class _Chosen(str):
    """A value that is offered, whatever the case in which its beginning is typed.

    Typer keeps of what is offered only what begins as it is typed, letter by letter.
    """

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        return True


def _from_catalogue(offer: Callable[[Catalogue, str], Iterable[tuple[str, str]]]) -> Completer:
    """Completes values that the catalogue holds, told what is typed; one that can't be opened offers nothing."""

    def complete(ctx: typer.Context, incomplete: str) -> Offers:
        asked = [*(ctx.find_root().params.get("catalogue") or []), *(ctx.params.get("catalogue") or [])]
        if "-" in asked:
            return []
        try:
            catalogue = Catalogue.open(*Session(asked).paths)  # a prompt is no place for remarks
        except PrunecatError:
            return []
        kept = os.environ.get(KEPT, "")
        return [
            (_Chosen(_as_typed(value[len(kept) :])), _described(text))
            for value, text in offer(catalogue, kept + incomplete)
            if fold(value).startswith(fold(kept + incomplete)) and not re.search(_OBEYED, value)
        ]

    return complete


def _as_typed(value: str) -> str:
    """A value as bash has it on the line: its blanks behind backslashes, unless the word is in quotes."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    at = os.environ.get("COMP_CWORD", "")
    word = words[int(at)] if at.isdecimal() and int(at) < len(words) else ""
    is_bash = os.environ.get("_PRUNECAT_COMPLETE") == "complete_bash"
    return value.replace(" ", "\\ ") if is_bash and not word.startswith(("'", '"')) else value


def _described(text: str) -> str:
    """A catalogue's text as the description of an offer: Typer reads it as markup and breaks long ones in two."""
    shown = re.sub(_OBEYED, "", text.translate(_LOOKALIKES))
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _of(offer: Callable[[], Iterable[tuple[str, str]]]) -> Completer:
    def complete(_ctx: typer.Context, incomplete: str) -> Offers:
        return [(value, text) for value, text in offer() if value.startswith(incomplete.lower())]

    return complete


def _sort_keys() -> Iterable[tuple[str, str]]:
    from prunecat.query.sorting import SORT_KEYS

    return ((sign + name, "") for sign in ("", "-") for name in SORT_KEYS)


def _key_patterns() -> Iterable[tuple[str, str]]:
    from prunecat.citation_keys import PATTERNS

    return PATTERNS.items()


def _columns() -> Iterable[tuple[str, str]]:
    from prunecat.formats.columns import COLUMNS

    return COLUMNS.items()


def _last_of_list(complete: Completer) -> Completer:
    """Completes the last of several values joined by commas."""

    def completed(ctx: typer.Context, incomplete: str) -> Offers:
        before, comma, last = incomplete.rpartition(",")
        return [(_Chosen(before + comma + value), text) for value, text in complete(ctx, last)]

    return completed


def of_facet(name: str) -> Completer:
    """Completes a value to filter by."""
    return _last_of_list(_from_catalogue(lambda catalogue, _typed: catalogue.values(name)))


def _filters(catalogue: Catalogue, typed: str) -> Iterable[tuple[str, str]]:
    """The fields of a query, and behind a colon the values of one; those with blanks would need quotes of their own."""
    name, colon, _ = typed.partition(":")
    if colon and fold(name) in FACETS:
        return ((f"{name}:{value}", text) for value, text in catalogue.values(fold(name)) if " " not in value)
    return ((f"{field}:", facet.help) for field, facet in FACETS.items()) if typed else ()


ids = _from_catalogue(lambda catalogue, typed: catalogue.ids_offered(typed))
filters = _from_catalogue(_filters)
sort_keys = _of(_sort_keys)
key_patterns = _of(_key_patterns)
columns = _last_of_list(_of(_columns))
