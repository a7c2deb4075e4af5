"""A text cut into pieces at its separators, each piece read as people, a place and time, or neither."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from prunecat.sources.markdown.names import Names
from prunecat.sources.markdown.people import is_name, is_turned_name, read_people
from prunecat.sources.markdown.where import Where, read_where

_SEPARATOR = re.compile(
    r"\s*\[(?:[JCDMRS]|EB)(?:/OL)?\](?://)?[.\s]*|\s*[|•·‖⋅;；]\s*|\s+[-–—―]{1,3}\s+|\s*[–—―]{1,2}\s*|"
    r"\s*[\[\](){}（）【】]\s*|,\s*|，|、|(?<=al\.)\s+|\.\s+(?=(?i:arxiv)\b)|(?<=\bal)\s+|"
    r"(?<=et al)\.(?=[A-Za-z]{3})|\s+/\s+|(?<![rR][xX]iv):\s+|：|(?<=[!?])\s+(?=[A-Z])|。"
    r"|(?<![A-Z\s.])(?<!\b[A-Z])\.\s+(?=[A-Z\d(\"“]|(?i:arxiv)|[a-z]{3,9} ?(?:19|20)\d\d|$)|"
    r"(?<=[A-Z]{3})\.\s+|(?<= "
    r"[A-Z])\.\s+(?=[A-Z][a-z]+ [a-z])"
)
_ABBREVIATED = re.compile(
    r"\b(?:trans|proc|conf|int|lett)\. .*|\b(?:trans|proc|conf|int|symp|artif|intell|rev|comput|lett|mach|"
    r"pattern anal|appl|sci|syst|eng|jr|sr|st|vs|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|vol|no|dr|prof|anal|recognit|process|[A-Z])$",
    re.IGNORECASE,
)


# `2020-ICLR-Title`, `2018.11-Title`: a date, and perhaps a venue, that dashes part from the title.
_DATED_LEAD = re.compile(
    r"^\s*(?:19|20)\d\d(?:[./-]\d{1,2}){0,2}\s?-\s?(?:(?:[A-Z][\w&]+)(?: [A-Za-z&]+){0,6}\s?-\s?)?(?=[A-Z\d\"“][^-]{8})"
)
_OTHERS = re.compile(r"(?:and )?(?:et\.? ?al|others)\.?", re.IGNORECASE)
_AND_OTHERS = ("et al.",)
# `Sun J`, as some citations write a name.
_INITIAL_LAST = re.compile(r"\s*[A-Z][^\W\d_]+ [A-Z]{1,2}")
_SURNAME = re.compile(r"\s*(?:(?:&|and)\s)?[A-Z][^\W\d_]*(?:[-'’][^\W\d_]+)?")
_FIRST_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z]\.?){0,2},? et al\b|(?:[A-Z]\.[ -]?){1,3}(?=,| ?&| and | ?\(|$)")
# A place at the end of a text that no separator parts from it: `Deep Compression ICLR 2016`.
_TAIL = re.compile(
    r"^(.*\S)[\s.]+((?:(?:ACM|IEEE|USENIX)\s)?[A-Za-z][\w&/-]*(?:\s(?:Workshops?|Findings|Asia|"
    r"Oral))?\s?[’']?(?:(?:19|20)\d\d|[’']\d\d))$"
)


_NAME_AND_YEAR = re.compile(r"^([^\d,]+[a-z]) ((?:19|20)\d\d)$")
_SENTENCE = re.compile(
    r"(?<=al\.)\s+|(?<=et al)\.(?=[A-Za-z]{3})|(?<![A-Z\s.])(?<!\b[A-Z])\.(?:\s+|$)|\.\s+(?=(?i:arxiv)|[A-Z]{3,})"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece and where it stands in its text."""

    start: int
    end: int
    text: str
    before: str
    """The separator before it."""
    where: Where | None = None
    people: tuple[str, ...] = ()

    @property
    def other(self) -> bool:
        """Whether it is neither people nor a place and time: perhaps of a title."""
        return self.where is None and not self.people


@lru_cache(maxsize=1024)
def split_pieces(text: str, names: Names) -> tuple[Piece, ...]:
    """The pieces of a text in order, blank ones left out."""
    return _people_in_runs(
        _dated([read for piece in _cut(text) for read in _read(piece, text[piece.end :].lstrip(), names)], names)
    )


def _cut(text: str) -> list[Piece]:
    pieces, start, before = [], 0, ""
    if lead := _DATED_LEAD.match(text):
        pieces.append(_piece(text, 0, lead.end(), ""))
        start, before = lead.end(), "-"
    for match in _SEPARATOR.finditer(text, start):
        part = text[start : match.start()]
        if match.start() < _end_of_names(text, start, before):
            continue
        archived = text[match.end() :].lower().startswith("arxiv")
        if match[0].startswith(".") and _ABBREVIATED.search(part) and not (archived or _ends_names(pieces, part)):
            continue
        if match[0].startswith(",") and " " not in part.strip() and text.startswith("et al", match.end()):
            continue
        if match[0].startswith(",") and _SURNAME.fullmatch(part) and _FIRST_NAME.match(text, match.end()):
            continue
        if text[start : match.start()].strip():
            pieces.append(_piece(text, start, match.start(), before))
            before = ""
        before += match[0]
        start = match.end()
    if text[start:].strip():
        pieces.append(_piece(text, start, len(text), before))
    return pieces


def _end_of_names(text: str, start: int, before: str) -> int:
    """Where a sentence of turned names such as `Cho, Jang Hyun & Hariharan, Bharath` ends, if one starts here."""
    if not before.strip().startswith("."):
        return start
    found = _SENTENCE.search(text, start)
    end = found.start() if found else len(text)
    return end if "," in text[start:end] and read_people(text[start:end]) else start


def _ends_names(pieces: list[Piece], part: str) -> bool:
    """Whether a part is the last of names such as `He Y, Sun J`, whose initial is followed by no full stop."""
    return bool(pieces) and all(_INITIAL_LAST.fullmatch(text) for text in (pieces[-1].text, part))


def _piece(text: str, start: int, end: int, before: str) -> Piece:
    part = text[start:end]
    return Piece(start + len(part) - len(part.lstrip()), start + len(part.rstrip()), part.strip(), before)


def _read(piece: Piece, after: str, names: Names) -> list[Piece]:
    where = read_where(piece.text, names)
    if where.told and not (after.startswith(":") and where.year is None):
        return [replace(piece, where=where)]
    if not where.rejected and (match := _TAIL.match(piece.text)) and (tail := read_where(match[2], names)).weight > 2:
        head = replace(piece, end=piece.start + match.end(1), text=match[1], people=read_people(match[1]))
        return [head, Piece(piece.start + match.start(2), piece.end, match[2], " ", where=tail)]
    if (match := _NAME_AND_YEAR.match(piece.text)) and is_name(match[1]):
        head = replace(piece, end=piece.start + match.end(1), text=match[1], people=(match[1],))
        return [head, Piece(piece.start + match.start(2), piece.end, match[2], " ", where=read_where(match[2], names))]
    others = _AND_OTHERS if _OTHERS.fullmatch(piece.text) else ()
    return [replace(piece, people=others or read_people(piece.text))]


def _dated(pieces: list[Piece], names: Names) -> list[Piece]:
    """A venue and the year after it as one piece: `ICCV, 2019`, `Procedia Manufacturing, 2018`."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if (
            last
            and piece.where
            and piece.where.venue is None
            and "," in piece.before
            and not last.people
            and not (last.where and last.where.year)
        ):
            joint = read_where(f"{last.text}, {piece.text}", names)
            if joint.weight > 1 and (joint.venue or last.where):
                out[-1] = Piece(last.start, piece.end, f"{last.text}, {piece.text}", last.before, where=joint)
                continue
        out.append(piece)
    return out


def _people_in_runs(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Two and more names in a row are people; one alone is not."""
    out = list(pieces)
    start = 0
    while start < len(out):
        end = start
        while (
            end < len(out)
            and _may_be_name(out[end])
            and (end == start or re.match(r"\s*[,，、;&]|\s*$", out[end].before) or out[end].people)
        ):
            end += 1
        run = out[start:end]
        found = tuple(name for piece in run for name in (piece.people or _single(piece.text)))
        if len(found) > 1 or any(piece.people for piece in run):
            out[start:end] = [
                Piece(p.start, p.end, p.text, p.before, people=p.people or _single(p.text))
                for p in run
                if p.people != _AND_OTHERS
            ]
            end = start + sum(p.people != _AND_OTHERS for p in run)
        start = max(end, start + 1)
    return tuple(out)


def _may_be_name(piece: Piece) -> bool:
    return piece.where is None and bool(piece.people or _single(piece.text))


def _single(text: str) -> tuple[str, ...]:
    bare = re.sub(r"^(?:and|&)\s+", "", re.sub(r"[\d*†‡]+$", "", text.strip())).rstrip(".")
    bare += "." if "." in text and re.search(r"\b[A-Z]$", bare) else ""
    return (bare,) if is_name(bare) or is_turned_name(bare) else ()
