"""The field's jargon: groups of terms that mean the same, and terms that lead to others but not back."""

from typing import Annotated, NamedTuple


class TermGroup(NamedTuple):
    """Terms that stand for one another in a search. `ViT` leads to `transformer`, not the reverse."""

    terms: Annotated[tuple[str, ...], "Each of these finds what any other of them finds."]
    leads_to: Annotated[tuple[str, ...], "Terms that are found as well, but do not find the group's terms back."] = ()
    near: Annotated[tuple[str, ...], "Neighbours in meaning: found too, below what a term itself finds."] = ()
    note: Annotated[str | None, "A word to the maintainer."] = None
