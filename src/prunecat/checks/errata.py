"""The rule about what is known to be wrong: each erratum of an entry, as a note."""

from collections.abc import Iterator

from prunecat.checks.finding import NOTE, Finding
from prunecat.checks.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Findings of the rule erratum."""
    for listed in subject.entries:
        for line in listed.entry.errata:
            found = listed.finding("erratum", line, "", at=line[:40])
            yield found._replace(level=NOTE, message=line)
