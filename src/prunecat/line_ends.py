"""A changed text of a file as bytes, with the mark and the line ends that the file has."""

import codecs
import re
from collections import Counter
from difflib import SequenceMatcher


def encoded(text: str, content: bytes) -> bytes:
    """Another text of a file as it is to be written: in UTF-8, with the mark and the line ends of its content."""
    mark = content[:3] if content.startswith(codecs.BOM_UTF8) else b""
    return mark + _with_line_ends(text, content.decode("utf-8-sig")).encode("utf-8")


def _with_line_ends(text: str, old: str) -> str:
    """A text with plain line ends, each line with the end that it has in an older one; new ones with the commonest."""
    lines_and_ends = re.findall(r"([^\r\n]*)(\r\n|\r|\n)", old)
    counts = Counter(end for _, end in lines_and_ends)
    commonest = max(counts, key=counts.__getitem__, default="\n")
    if len(counts) < 2:
        return text.replace("\n", commonest)
    lines = text.split("\n")
    ends = [commonest] * (len(lines) - 1) + [""]
    matcher = SequenceMatcher(None, [line for line, _ in lines_and_ends], lines[:-1], autojunk=False)
    for start, to, size in matcher.get_matching_blocks():
        ends[to : to + size] = [end for _, end in lines_and_ends[start : start + size]]
    return "".join(line + end for line, end in zip(lines, ends, strict=True))
