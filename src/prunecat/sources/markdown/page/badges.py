"""What a badge, a small picture made from its own address, says."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

_STATIC = re.compile(r"/(?:badge|static/v1|badge/label)/([^?]+)", re.IGNORECASE)
_REPOSITORY = re.compile(
    r"/github/[\w/-]*?(?:stars|forks|last-commit|watchers|issues|license)/([\w.-]+/[\w.-]+)", re.IGNORECASE
)
_COLOUR = re.compile(r"(?:[0-9a-f]{3,8}|[a-z]+(?:green|blue|red|grey|gray)?|informational|important)", re.IGNORECASE)


def badge_text(address: str) -> str | None:
    """The words of a static badge such as shields.io's `badge/CVPR-2023-blue`; None for any other picture."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if not re.search(r"shields\.io|badgen\.net|custom-icon-badges|img\.badgesize|badge", parts.netloc, re.IGNORECASE):
        return None
    if "label" in (query := parse_qs(parts.query)) and "message" in query:
        return f"{query['label'][0]} {query['message'][0]}".strip()
    match = _STATIC.search(parts.path)
    if not match:
        return None
    # In these addresses a dash parts label, message and colour, `--` is a dash and `_` a blank.
    fields = unquote(match[1]).replace("--", "\0").replace("__", "\1").rstrip("/").split("-")
    if len(fields) > 1 and _COLOUR.fullmatch(re.sub(r"\.(?:svg|png)$", "", fields[-1])):
        fields.pop()
    words = " ".join(fields).replace("_", " ").replace("\0", "-").replace("\1", "_")
    return re.sub(r"\.(?:svg|png)$", "", words).strip()


def badge_repository(address: str) -> str | None:
    """`owner/name` where a badge counts the stars, forks, … of a repository."""
    match = _REPOSITORY.search(address)
    return re.sub(r"\.svg$", "", match[1]) if match else None
