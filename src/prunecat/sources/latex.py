"""Text written for LaTeX as plain text, and plain text as LaTeX prints it."""

import logging
import re
import unicodedata
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
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a", "k": "\u0328", "d": "\u0323",
}  # fmt: skip
_LETTERS = {
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "textbackslash": "\\", "textordmasculine": "º",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "ldots": "…",
}  # fmt: skip
_USUAL = re.compile(
    rf"""\\(?:
        (?P<sign>[&%$\#_])
        | (?P<accent>['`^"~=.])(?:\{{(?P<braced>[A-Za-z]|\\i)\}}|(?P<bare>[A-Za-z])|(?P<dotless>\\i)(?![A-Za-z]))
        | (?P<under>[cvuHrkd])(?:\{{(?P<group>[A-Za-z])\}}|[ ](?P<letter>[A-Za-z])(?![A-Za-z]))
        | (?P<name>{"|".join(sorted(_LETTERS, key=len, reverse=True))})(?:\{{\}}|(?=[^A-Za-z ]|$))
    )""",
    re.VERBOSE,
)
"""The commands that most texts have no others than, in forms that mean the same wherever they stand."""
_LIGATURES = re.compile(r"-(?=-)|'(?=')|`(?=`)")
_ESCAPES = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    # Braces count in BibTeX even behind a backslash, so each needs its partner.
    | {"{": r"{\textbraceleft}", "}": r"{\textbraceright}", "\\": r"{\textbackslash}"}
    | {"~": r"{\textasciitilde}", "^": r"{\textasciicircum}"}
    | {"<": r"{\textless}", ">": r"{\textgreater}", "|": r"{\textbar}"}
)
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_HARMLESS = frozenset(
    """
    aa AA ae AE oe OE o O l L ss i j c k u v H d b t r textbackslash textasciitilde textasciicircum textless textgreater
    textbar textbraceleft textbraceright textquotesingle textquotedblleft textquotedblright textendash textemdash
    textbullet textregistered texttrademark textcopyright textdegree textmu texteuro pounds copyright S P dag ddag
    ldots dots cdots cdot times pm mp leq geq le ge neq ne approx sim simeq equiv propto infty partial nabla sum prod
    int in notin subset subseteq cup cap to rightarrow leftarrow leftrightarrow Rightarrow mapsto forall exists neg
    emptyset ell hbar Re Im prime star ast circ bullet oplus otimes perp parallel mid langle rangle lfloor rfloor
    lceil rceil log exp min max sup inf arg lim sin cos tan det dim ker Pr sqrt frac binom over
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
    sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    mathbb mathcal mathbf mathrm mathit mathsf mathtt mathfrak boldsymbol operatorname text textit textbf textsc texttt
    textrm textsf textsl textup textsuperscript textsubscript textnormal emph em it bf sc tt rm sf sl bfseries itshape
    scshape mbox hbox bar hat tilde vec dot ddot acute grave check breve widehat widetilde overline underline
    quad qquad thinspace enspace space newblock natexlab BibTeX LaTeX TeX noopsort SortNoop url href path doi
    protect relax null slash sp sb left right big Big
    """.split()
)
"""Commands that print something and do nothing else, as far as titles and names of real bibliographies have them."""
_HARMLESS_SIGNS = frozenset("'`^\"~=.&%$#_{}-/,;:!\\ @()[]|")
_UNESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)([%&])")
_DOLLAR = re.compile(r"(?<!\\)\$")


def plain_text(latex: str) -> str:
    r"""What LaTeX prints, on one line: `{\"U}ber {CNN}s` is `Über CNNs`; unknown commands leave their arguments."""
    text = " ".join(latex.split())
    if "\\" not in text and "$" not in text:
        return _printed(text)
    usual = _USUAL.sub(lambda _: "", text)
    if "\\" not in usual and "$" not in usual:
        return _usual(text)
    # People forget to escape these; LaTeX would take the rest of the line for a comment.
    text = _UNESCAPED.sub(r"\1\\\2", text)
    if len(_DOLLAR.findall(text)) % 2:
        text = _DOLLAR.sub(r"\\$", text)
    try:
        printed = _reader()(text)
    except Exception:  # broken LaTeX makes the library stumble in many ways, and its words are still worth having
        printed = _printed(text.replace("\\", ""))
    # A command of the file's own prints nothing that is known here, and its name is better than no text.
    return " ".join(printed.split()) or " ".join(re.findall(r"\w+", text))


def as_latex(text: str) -> str:
    """Plain text as LaTeX that prints it: no sign in it is an order."""
    # An empty group keeps TeX from making one sign of two: `--` a dash, \'\' a quotation mark.
    return _LIGATURES.sub(r"\g<0>{}", text.translate(_ESCAPES))


def pages_as_latex(text: str) -> str:
    """Pages as LaTeX: the hyphen of a range as a dash."""
    return as_latex(text).replace("-{}", "-").replace("-", "--") if text.count("-") == 1 else as_latex(text)


def is_harmless(latex: str) -> bool:
    """Whether LaTeX of somebody else may be written as it is: its braces match, and its commands only print."""
    depth = 0
    for sign in re.findall(r"(?<!\\)(?:\\\\)*([{}])", latex):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    commands = _COMMAND.findall(latex)
    # Names in capitals alone are logos and such that a file defines; TeX's own commands have small letters.
    known = all(
        name in _HARMLESS or (len(name) > 1 and name.isupper()) if name.isalpha() else name in _HARMLESS_SIGNS
        for name in commands
    )
    return depth == 0 and known and "^^" not in latex and not re.search(r"(?<!\\)[#%]", latex)


def _printed(text: str) -> str:
    return " ".join(_typed(text).split())


def _typed(text: str) -> str:
    for written, sign in _PRINTED:
        text = text.replace(written, sign)
    return text


def _usual(text: str) -> str:
    """A text without other commands than the usual ones: the library takes a hundred times as long for it."""
    pieces: list[str] = []
    end = 0
    for match in _USUAL.finditer(text):
        pieces += _typed(text[end : match.start()]), _command_printed(match)
        end = match.end()
    return " ".join("".join([*pieces, _typed(text[end:])]).split())


def _command_printed(match: re.Match[str]) -> str:
    if sign := match["sign"]:
        return sign
    if name := match["name"]:
        return _LETTERS[name]
    letter = match["braced"] or match["bare"] or match["dotless"] or match["group"] or match["letter"]
    return unicodedata.normalize("NFC", letter.removeprefix("\\") + _ACCENTS[match["accent"] or match["under"]])


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
