"""The script that completes words in zsh, so that it answers the first TAB too."""

_FIRST_CALL = """
if [ "$funcstack[1]" = "_%(prog_name)s" ]; then
  %(complete_func)s "$@"
fi
"""
"""Zsh reads a script of completion when TAB is first pressed, as the function of its name: then it is to answer."""


def answer_first_tab() -> None:
    """Have Typer's script for zsh answer the TAB for which it is read, where Typer has it in the places known."""
    from typer import _completion_classes, _completion_shared

    scripts = getattr(_completion_shared, "_completion_scripts", {})
    printed = getattr(_completion_classes, "ZshComplete", None)
    if "zsh" in scripts and _FIRST_CALL not in scripts["zsh"]:
        scripts["zsh"] += _FIRST_CALL
    if printed is not None and _FIRST_CALL not in printed.source_template:
        printed.source_template += _FIRST_CALL
