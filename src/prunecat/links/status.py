"""The answer of a URL: whether the page is there, has moved, is dead, or was refused."""

from typing import NamedTuple

OUTCOMES = ("alive", "moved", "dead", "refused")


class LinkStatus(NamedTuple):
    """What became of asking for a page."""

    outcome: str
    """One of OUTCOMES; `refused` is an answer that says neither that the page is there nor that it is gone."""
    why: str = ""
    """What happened, in a few words; empty where the page is there."""
    to: str | None = None
    """The address that a moved page has now."""
    heard: bool = True
    """Whether anybody answered at all; without a connection to the net nobody does."""
