"""Rules about the same work in two rows: by URL, by identifier, by nearly the same title."""

from collections.abc import Callable, Collection, Iterator, Sequence

from prunecat import identifiers
from prunecat.checks.finding import Finding
from prunecat.checks.subject import ListedEntry, Subject
from prunecat.entry import Entry
from prunecat.same_title import comparable
from prunecat.same_work import page, sign

_KEYS: tuple[tuple[str, str, Callable[[Entry], str | None]], ...] = (
    ("same-url", "URL", lambda entry: page(entry.url)),
    ("same-doi", "DOI", lambda entry: identifiers.key("doi", entry.doi)),
    ("same-arxiv", "arXiv id", lambda entry: identifiers.key("arxiv", entry.arxiv)),
    ("same-openreview", "OpenReview id", lambda entry: identifiers.key("openreview", entry.openreview)),
)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings of same-url, same-doi, same-arxiv, same-openreview and similar-title.

    Of entries that are one by a rule, or by several together, each but the first is told of once. So a rule needs the
    ones before it, and none behind it.
    """
    entries = subject.entries
    first = list(range(len(entries)))

    def join(one: int, other: int) -> bool:
        """Take two entries for the same; False where they are taken for it already."""
        while first[one] != one:
            one = first[one] = first[first[one]]
        while first[other] != other:
            other = first[other] = first[first[other]]
        first[max(one, other)] = min(one, other)
        return one != other

    for rule, what, key in _needed(subject.rules):
        holder: dict[str, int] = {}
        for number, listed in enumerate(entries):
            value = key(listed.entry)
            if value and join(other := holder.setdefault(value, number), number):
                yield _same(rule, f"has the {what} of", entries[other], listed)
    if "similar-title" not in subject.rules:
        return
    for one, other in comparable([listed.entry.title for listed in entries]):
        if sign(entries[one].entry, entries[other].entry) and join(one, other):
            yield _same("similar-title", "has nearly the title of", entries[one], entries[other])


def _needed(rules: Collection[str]) -> Sequence[tuple[str, str, Callable[[Entry], str | None]]]:
    """The keys by which entries are the same, up to the last one that is asked for."""
    asked = [count for count, (rule, _, _) in enumerate(_KEYS, 1) if rule in rules]
    return _KEYS if "similar-title" in rules else _KEYS[: max(asked, default=0)]


def _same(rule: str, what: str, first: ListedEntry, second: ListedEntry) -> Finding:
    known = first.entry.id in second.entry.also_listed_as or second.entry.id in first.entry.also_listed_as
    return second.finding(
        rule,
        f"the entry {what} {first.name} at {first.where}",
        "correct it, leave one of them out, or let each name the other in also_listed_as",
        known=bool(known and first.entry.id),
    )
