"""Rules about what URLs answer: dead, moved and refused links."""

from collections.abc import Iterator, Mapping

from prunecat.checks.addresses import is_askable, urls_of
from prunecat.checks.finding import Finding
from prunecat.checks.subject import Subject
from prunecat.links.status import LinkStatus

_REMEDIES = {
    "dead": "find where it went, or leave it out",
    "moved": "write the new address",
    "refused": "look at it in a browser",
}


def pages_of(subject: Subject) -> list[str]:
    """Every page of the web that the entries and their code links lead to, once, without fragments."""
    urls = (url for listed in subject.entries for url in urls_of(listed) if is_askable(url))
    return list(dict.fromkeys(map(_page, urls)))


def check(subject: Subject, answers: Mapping[str, LinkStatus]) -> Iterator[Finding]:
    """Findings of the rules dead-link, moved-link and refused-link, by the answers of the pages."""
    for listed in subject.entries:
        for url in urls_of(listed):
            answer = answers.get(_page(url))
            if answer and answer.outcome in _REMEDIES:
                what = f"the link has moved to {answer.to}" if answer.to else f"the link {answer.why}"
                yield listed.finding(
                    f"{answer.outcome}-link",
                    f"{what}: {url}",
                    _REMEDIES[answer.outcome],
                    known=listed.tells(url),
                    at=url,
                )


def _page(url: str) -> str:
    return url.partition("#")[0]
