"""The text of a title, free of the numbers and signs that lists put around it."""

import re

_DECORATION = re.compile(
    r"^(?:[\s\u2190-\u2bff\ufe0f\u200d\u20e3\U0001f000-\U0001faff☆★✅❗‼*•·>–—|,.;:-]|:[a-z0-9_+-]{2,30}:(?!\w))+"
    r"|(?:[\s\u2190-\u2bff\ufe0f\u200d\u20e3\U0001f000-\U0001faff☆★✅❗‼|,;:–—-]|\(@[^()]{1,40}\)|"
    r"\s:[a-z0-9_+-]{2,30}:)+$"
)
# `PyTorchViz [A small package to …]`: a name and what it is.
_EXPLAINED = re.compile(r"^([^\[\]]{2,40}?)\s*\[([^\[\]]{20,})\]$")
# `[Megatron-LM] Training …`, `… (@NVIDIA)`: a tag before the title, a maker after it.
_TAG = re.compile(r"^\[(?!Re\])[^\[\]]{2,40}\]\s*")
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,4}[.)]\s+|\[\d{1,4}\]\s*|[#№]\s?\d+[.:)]?\s+|\[[ xX✓]\]\s+)")


def tidy(title: str) -> str:
    """A title without numbering before it and signs around it; what is inside stays as listed."""
    title = _NUMBERED.sub("", " ".join(title.split()))
    previous = None
    while previous != title:
        previous, title = title, _DECORATION.sub("", title).strip()
    if (tag := _TAG.match(title)) and words_in(title[tag.end() :]) >= 3:
        title = title[tag.end() :]
    title = _EXPLAINED.sub(r"\1: \2", title)
    return _unquoted(title.rstrip(".").strip() if not title.endswith("...") else title)


def _unquoted(title: str) -> str:
    for left, right in ("“”", '""', "「」", "《》", "[]", "【】"):
        if (
            title.startswith(left)
            and title.endswith(right)
            and title.count(left) + (left != right) * title.count(right) == 2
            and len(title) > 2
        ):
            return title[1:-1].strip().rstrip(".")
    return title


def words_in(text: str) -> float:
    """How many words a text has; two characters of Chinese count as one."""
    return (
        len(re.findall(r"[^\W_\u2e80-\u9fff]+(?:[-'’][^\W_\u2e80-\u9fff]+)*", text))
        + len(re.findall(r"[\u2e80-\u9fff]", text)) / 2
    )
