"""Marks of an SVG picture as text: shapes and words, in colours that fit a light and a dark page.

All sizes are pixels of the picture, whose origin is its upper left corner.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

from prunecat.formats.plain import plain

SIZE = 12
"""The height of ordinary text."""
LINE = 16
"""From one line of text to the next."""
_NARROW = frozenset("fijlrt.,:;'|!()[]{} I-")
_WIDE = frozenset("mwMWGOQ@%&—ABCDHKNRUVXYEPSTZ")
# What letters of the usual faces without serifs take at most, in parts of their height; measured in DejaVu Sans, which
# is the widest of them.
_NARROW_EM, _USUAL_EM, _WIDE_EM, _CJK_EM = 0.4, 0.64, 0.86, 1.0
# The colours of Okabe and Ito (2008), which people see apart who don't see red or green; black is the text's.
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999")
*PARTS, GREY = (f"c{at}" for at in range(len(_COLOURS)))
"""The classes of marks that colours tell apart, and that of what is not stated."""
_STYLE = """
  text { font: 12px system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; fill: #1b1b1b }
  .paper { fill: #ffffff } .title { font-size: 15px } .title, .head { font-weight: 600 }
  .quiet { fill: #595959; stroke: #ffffff; stroke-width: 3px; paint-order: stroke }
  .rule { stroke: #d0d0d0; stroke-width: 1 } .heat { fill: #0072b2 } .back { fill: #b9d4e6 }
  .faint, .middle { fill: #000000 } .full { fill: #ffffff }
%s
  @media (prefers-color-scheme: dark) {
    text { fill: #ececec } .paper { fill: #16181c } .quiet { fill: #b4b4b4; stroke: #16181c } .rule { stroke: #43464c }
    .heat { fill: #56b4e9 } .back { fill: #2c4a60 } .c0 { fill: #4aa3dd }
    .faint { fill: #ffffff } .middle, .full { fill: #000000 }
  }
"""


def width_of(text: str, size: float = SIZE) -> float:
    """How wide a text is at most, whatever face shows it."""
    return size * sum(map(_em, plain(text)))


def _em(letter: str) -> float:
    if letter in _NARROW:
        return _NARROW_EM
    if letter in _WIDE:
        return _WIDE_EM
    return _CJK_EM if unicodedata.east_asian_width(letter) in "WF" else _USUAL_EM


def lines_of(text: str, width: float) -> list[str]:
    """A text in lines of at most that width, broken between words, or within one that is longer than a line."""
    lines: list[str] = []
    for word in plain(text).split() or [""]:
        if lines and width_of(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        while width_of(word) > width and len(word) > 1:
            fits = next(at for at in range(len(word) - 1, 0, -1) if at == 1 or width_of(word[:at]) <= width)
            lines.append(word[:fits])
            word = word[fits:]
        lines.append(word)
    return lines


def words(text: str, x: float, y: float, kind: str = "", anchor: str = "start", *, turned: bool = False) -> str:
    """A text on one line, which begins, ends or has its middle (`anchor`) at a point of its base line.

    One that is `turned` runs upward.
    """
    marks = (f' class="{kind}"' if kind else "") + ("" if anchor == "start" else f' text-anchor="{anchor}"')
    if turned:
        marks += f' transform="rotate(-90 {_number(x)} {_number(y)})"'
    return f'<text x="{_number(x)}" y="{_number(y)}"{marks}>{_escaped(text)}</text>'


def box(x: float, y: float, width: float, height: float, kind: str, title: str = "", opacity: float = 1) -> str:
    """A filled rectangle; `title` is what a pointer on it tells."""
    told = f"<title>{_escaped(title)}</title>" if title else ""
    size = f'width="{_number(max(width, 0))}" height="{_number(max(height, 0))}"'
    faint = f' fill-opacity="{opacity:.2f}"' if opacity < 1 else ""
    shape = f'<rect x="{_number(x)}" y="{_number(y)}" {size} class="{kind}"{faint}'
    return f"{shape}>{told}</rect>" if told else f"{shape}/>"


def rule(x: float, y: float, to_x: float, to_y: float) -> str:
    """A thin line."""
    return f'<line x1="{_number(x)}" y1="{_number(y)}" x2="{_number(to_x)}" y2="{_number(to_y)}" class="rule"/>'


def moved(marks: Iterable[str], down: float) -> str:
    """Marks drawn further down."""
    return "\n".join([f'<g transform="translate(0 {_number(down)})">', *marks, "</g>"])


def document(width: float, height: float, title: str, description: str, marks: Sequence[str]) -> str:
    """A whole picture with what is read of it to those who don't see it."""
    classes = "\n".join(
        f"  .{name} {{ fill: {colour} }}" for name, colour in zip((*PARTS, GREY), _COLOURS, strict=True)
    )
    size = f'width="{_number(width)}" height="{_number(height)}" viewBox="0 0 {_number(width)} {_number(height)}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title about">',
            f'<title id="title">{_escaped(title)}</title>',
            f'<desc id="about">{_escaped(description)}</desc>',
            f"<style>{_STYLE % classes}</style>",
            box(0, 0, width, height, "paper"),
            *marks,
            "</svg>\n",
        ]
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _escaped(text: str) -> str:
    # What no document of XML can hold is nothing to see either.
    return escape(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "\ufffd", plain(text)))
