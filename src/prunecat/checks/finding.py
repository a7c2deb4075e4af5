"""The finding: what a check says, of which entry, in which file and line, and how grave it is."""

from typing import NamedTuple

ERROR, WARNING, NOTE = LEVELS = ("error", "warning", "note")

RULES = {
    "schema": ERROR,
    "skipped": WARNING,
    "same-id": ERROR,
    "no-id": WARNING,
    "id-form": WARNING,
    "id-year": WARNING,
    "unknown-also": ERROR,
    "missing-also": WARNING,
    "malformed-identifier": ERROR,
    "identifier-of-url": WARNING,
    "unknown-venue": WARNING,
    "same-venue-name": WARNING,
    "same-venue-url": WARNING,
    "venue-of-url": WARNING,
    "unknown-type": WARNING,
    "year-ahead": WARNING,
    "year-of-venue": WARNING,
    "year-of-arxiv": WARNING,
    "year-of-doi": WARNING,
    "year-of-url": WARNING,
    "same-url": WARNING,
    "same-doi": WARNING,
    "same-arxiv": WARNING,
    "same-openreview": WARNING,
    "similar-title": WARNING,
    "footnote-mark": WARNING,
    "doubled-word": WARNING,
    "relative-url": ERROR,
    "malformed-url": ERROR,
    "insecure-url": WARNING,
    "dead-link": ERROR,
    "moved-link": WARNING,
    "refused-link": WARNING,
    "erratum": NOTE,
}
"""Each rule and its level; docs/checks.md says what they mean. What errata already tell is a note."""


class Finding(NamedTuple):
    """One thing that a rule has to say. Only errors and warnings are faults."""

    file: str
    """The file, as the user named it."""
    line: int | None
    """None where the kind of file has no lines."""
    entry: str | None
    """The id of the entry; None where there is none, or where it is not about an entry."""
    rule: str
    """One of RULES."""
    level: str
    """One of LEVELS."""
    message: str
    """What is wrong, and what to do about it."""

    @property
    def is_fault(self) -> bool:
        """Whether it is more than a note."""
        return self.level != NOTE
