"""What a column or a labelled line holds, by its header."""

import re

from prunecat.sources.markdown.facts.lexicon import phrases

TITLE, NAME, PAPER, VENUE, YEAR, DATE, TYPE, CODE, LINKS, AUTHORS, IGNORED = (
    "title", "name", "paper", "venue", "year", "date", "type", "code", "links", "authors", "ignored",
)  # fmt: skip
"""The roles. PAPER is a header such as `Paper`, over titles in one list and over links in the next."""

_ROLES = (TITLE, NAME, PAPER, VENUE, YEAR, DATE, TYPE, CODE, LINKS, AUTHORS, IGNORED)
_BY_HEADER = {header: role for role in _ROLES for header in phrases("roles", role)}


def role_of(header: str) -> str | None:
    """The role that a header names, None for one that says nothing known."""
    words = " ".join(re.findall(r"[^\W_]+|#", re.sub(r"[(（\[][^()（）\[\]]*[)）\]]", " ", header.lower())))
    role = (
        _BY_HEADER.get(words)
        or _BY_HEADER.get(re.sub(r"(?<!\d)\s?\d+$", "", words))
        or _BY_HEADER.get(re.sub(r"^(?:the|our|official|related)\s", "", words))
    )
    return role or _joint_role(header.lower())


def _joint_role(header: str) -> str | None:
    """The role of a header that names several, such as `Title & Authors` or `Venue/Year`."""
    parts = [part for part in re.split(r"\s*[&/+,|]\s*|\s+and\s+|<br>|\n", header) if part.strip()]
    roles = [_BY_HEADER.get(" ".join(re.findall(r"[^\W_]+", part))) for part in parts]
    if len(parts) < 2 or None in roles:
        return None
    for role in (TITLE, VENUE, PAPER, LINKS, CODE, AUTHORS, NAME, YEAR, DATE):
        if role in roles:
            return LINKS if role == PAPER and {CODE, LINKS} & set(roles) else role
    return None


_LABEL = re.compile(
    r"^\s*[-*•>]?\s*[^\w\s\"“]{0,3}\s*((?:[A-Za-z][A-Za-z /&-]{0,24}?|"
    r"[\u4e00-\u9fff]{1,8}\d?)(?:\s?[(（][^()（）]{0,20}[)）])?)\s*\d?\s*[:：]\s*"
)


def label_of(text: str) -> tuple[str, str] | None:
    """The role and the rest of a line that begins with a label, such as `Code: …` or `论文：…`."""
    match = _LABEL.match(text)
    role = role_of(match[1]) if match else None
    if match and role is None and re.search(r"代码", match[1]):
        role = CODE
    elif match and role is None and "论文" in match[1]:
        role = PAPER
    return (role, text[match.end() :]) if match and role else None
