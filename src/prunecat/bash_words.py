"""The words of a line as its writer sees them: for completion, bash takes `:` and `=` for words of their own."""

import re
from collections.abc import MutableMapping, Sequence

KEPT = "_PRUNECAT_KEPT"
"""The setting that says, within the process, what bash keeps of the last word: all up to its last sign."""
_SIGNS = re.compile("[:=]+")


def rejoin(environ: MutableMapping[str, str]) -> None:
    """Join the words in bash's settings that it has parted: `show DBLP : conf/icml` is to complete `DBLP:conf/icml`.

    The last word stays what bash completes (`conf/icml`), and KEPT is what stands before it (`DBLP:`).
    """
    words = environ.get("COMP_WORDS", "").split("\n")
    at = environ.get("COMP_CWORD", "")
    if not at.isdecimal() or not any(map(_SIGNS.fullmatch, words)):
        return
    *before, last = joined(words[: int(at) + 1])
    option, equals, value = last.partition("=")
    if equals and option.startswith("--"):
        before, last = [*before, option], value
    kept = last[: max(last.rfind(":"), last.rfind("=")) + 1]
    environ["COMP_WORDS"] = "\n".join([*before, last.removeprefix(kept)])
    environ["COMP_CWORD"] = str(len(before))
    environ[KEPT] = kept


def joined(words: Sequence[str]) -> list[str]:
    """Words with each sign, and what follows it, put to the word before."""
    found: list[str] = []
    follows_sign = False
    for word in words:
        is_sign = _SIGNS.fullmatch(word) is not None
        if found and (is_sign or follows_sign):
            found[-1] += word
        else:
            found.append(word)
        follows_sign = is_sign
    return found
