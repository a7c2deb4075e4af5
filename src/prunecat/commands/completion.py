"""What a TAB offers: venues, ids, years, sections, types, formats, out of the catalogue that is asked."""

import os
import re
from collections.abc import Callable, Iterable

import typer

from prunecat.bash_words import KEPT
from prunecat.catalogue import Catalogue
from prunecat.errors import PrunecatError
from prunecat.session import Session
from prunecat.words import fold

# Characters that a shell would obey in a completion; the text comes from a catalogue and is not trusted.
_OBEYED = r"[\\\"'`$|;&<>(){}*?!#~\x00-\x1f\x7f-\x9f]"
_LOOKALIKES = str.maketrans("'[]", "’()")
_LONGEST = 60

Offers = list[tuple[str, str]]
Completer = Callable[[typer.Context, str], Offers]


def _from_catalogue(offer: Callable[[Catalogue], Iterable[tuple[str, str]]]) -> Completer:
    """Completes values that the catalogue holds; one that can't be opened offers nothing."""

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
            (value[len(kept) :], _described(text))
            for value, text in offer(catalogue)
            if fold(value).startswith(fold(kept + incomplete)) and not re.search(_OBEYED, value)
        ]

    return complete


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
        return [(before + comma + value, text) for value, text in complete(ctx, last)]

    return completed


def of_facet(name: str) -> Completer:
    """Completes a value to filter by."""
    return _last_of_list(_from_catalogue(lambda catalogue: catalogue.values(name)))


ids = _from_catalogue(Catalogue.ids)
sort_keys = _of(_sort_keys)
key_patterns = _of(_key_patterns)
columns = _last_of_list(_of(_columns))
