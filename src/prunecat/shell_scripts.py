"""The scripts that complete words in a shell: of the shell that is named, and alive at the first TAB in zsh."""

import os
from collections.abc import Collection, Sequence

_FIRST_CALL = """
if [ "$funcstack[1]" = "_%(prog_name)s" ]; then
  %(complete_func)s "$@"
fi
"""
"""Zsh reads a script of completion when TAB is first pressed, as the function of its name: then it is to answer."""


def heed_named_shell(words: Sequence[str], options: Collection[str]) -> None:
    """Have Typer take the shell that stands behind one of its options, where one does, rather than look for one."""
    at = next((at for at, word in enumerate(words) if word in options), len(words))
    if words[at + 1 :] and not words[at + 1].startswith("-"):
        os.environ["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"


def answer_first_tab() -> None:
    """Have Typer's script for zsh answer the TAB for which it is read, where Typer has it in the places known."""
    try:
        from typer import _completion_classes, _completion_shared
    except ImportError:  # another Typer, whose script is left as it is
        return
    scripts = getattr(_completion_shared, "_completion_scripts", {})
    printed = getattr(_completion_classes, "ZshComplete", None)
    if "zsh" in scripts and _FIRST_CALL not in scripts["zsh"]:
        scripts["zsh"] += _FIRST_CALL
    if printed is not None and _FIRST_CALL not in printed.source_template:
        printed.source_template += _FIRST_CALL
