"""Text written for LaTeX as plain text: accents and symbols as letters, braces and commands gone."""

import logging
import re
from functools import cache
from importlib import import_module
from typing import Any

# What a typist writes and LaTeX prints otherwise, where there is no command in the text.
_PRINTED = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "), ("{", ""), ("}", ""))
# `\texttt`, `\mbox` and others that are not listed here leave their arguments.
_TEXTS = {
    "textbraceleft": "{", "textbraceright": "}", "textbar": "|", "textless": "<", "textgreater": ">",
    "textasciicircum": "^", "textasciitilde": "~", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
    "slash": "/", "-": "", "url": "%s", "href": "%(2)s",
}  # fmt: skip
_UNESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)([%&])")
_DOLLAR = re.compile(r"(?<!\\)\$")


def plain_text(latex: str) -> str:
    r"""What LaTeX prints, on one line: `{\"U}ber {CNN}s` is `Über CNNs`; unknown commands leave their arguments."""
    text = " ".join(latex.split())
    if "\\" not in text and "$" not in text:
        return _printed(text)
    # People forget to escape these; LaTeX would take the rest of the line for a comment.
    text = _UNESCAPED.sub(r"\1\\\2", text)
    if len(_DOLLAR.findall(text)) % 2:
        text = _DOLLAR.sub(r"\\$", text)
    try:
        printed = _reader()(text)
    except Exception:  # broken LaTeX makes the library stumble in many ways, and its words are still worth having
        printed = _printed(text.replace("\\", ""))
    return " ".join(printed.split())


def _printed(text: str) -> str:
    for written, sign in _PRINTED:
        text = text.replace(written, sign)
    return " ".join(text.split())


@cache
def _reader() -> Any:
    # None of it is typed.
    latex2text: Any = import_module("pylatexenc.latex2text")
    latexwalker: Any = import_module("pylatexenc.latexwalker")
    macrospec: Any = import_module("pylatexenc.macrospec")
    # It would write to standard error of broken LaTeX.
    logging.getLogger("pylatexenc").addHandler(logging.NullHandler())
    texts = latex2text.get_default_latex_context_db()
    texts.add_context_category(
        "bibliography", prepend=True, macros=[latex2text.MacroTextSpec(name, text) for name, text in _TEXTS.items()]
    )
    texts.set_unknown_macro_spec(latex2text.MacroTextSpec("", discard=False))
    commands = latexwalker.get_default_latex_context_db()
    commands.add_context_category("bibliography", prepend=True, macros=[macrospec.MacroSpec("href", "{{")])
    reader = latex2text.LatexNodes2Text(latex_context=texts, math_mode="text", keep_comments=False)
    return lambda text: reader.latex_to_text(text, latex_context=commands)
