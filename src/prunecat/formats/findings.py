"""Findings of a check as text: lines that editors read, JSON, or annotations of GitHub."""

from collections.abc import Callable, Iterator, Sequence

from prunecat.checks.finding import Finding
from prunecat.formats.json import array
from prunecat.formats.plain import plain


def parts(finding: Finding) -> tuple[str, str, str, str]:
    """What a line of text is made of: the place, the level, the rule, and the message with its entry."""
    file = f"{finding.file}:{finding.line}" if finding.line else finding.file
    return plain(file), finding.level, finding.rule, plain(_sentence(finding))


def _sentence(finding: Finding) -> str:
    return f"{finding.entry}: {finding.message}" if finding.entry else finding.message


def _text(findings: Sequence[Finding]) -> Iterator[str]:
    return (": ".join(parts(finding)) + "\n" for finding in findings)


def _json(findings: Sequence[Finding]) -> Iterator[str]:
    return array(
        {
            "file": finding.file,
            "line": finding.line,
            "entry": finding.entry,
            "rule": finding.rule,
            "level": finding.level,
            "message": finding.message,
        }
        for finding in findings
    )


def _github(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        command = "notice" if finding.level == "note" else finding.level
        values = {"file": finding.file, "line": str(finding.line or ""), "title": finding.rule}
        stated = ",".join(f"{name}={_property(value)}" for name, value in values.items() if value)
        yield f"::{command} {stated}::{_data(plain(_sentence(finding)))}\n"


def _data(text: str) -> str:
    """A text as a workflow command takes it; a line break would end it, and the next line be obeyed."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Finding]], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}
