"""The field's jargon: groups of terms that mean the same, and terms that lead to others but not back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Terms that stand for one another in a search.

    Each of `terms` finds what any other of them finds, and what a term of `leads_to` finds; a term of
    `leads_to` finds nothing of `terms` back. `ViT` leads to `transformer`, not the reverse.
    """

    terms: tuple[str, ...]
    leads_to: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    """Neighbours of the meaning: found too, but ranked below what a term itself finds."""
    note: str | None = None
