"""A text cut into pieces at its separators, each piece read as people, a venue and year, or neither."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from prunecat.sources.markdown.facts.appearance import Appearance, read_appearance
from prunecat.sources.markdown.facts.person_names import is_name, is_turned_name, read_person_names
from prunecat.sources.markdown.facts.venue_names import VenueNames

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
# A venue and year at the end of a text that no separator parts from it: `Deep Compression ICLR 2016`.
_TAIL = re.compile(
    r"^(.*\S)[\s.]+((?:(?:ACM|IEEE|USENIX)\s)?[A-Za-z][\w&/-]*(?:\s(?:Workshops?|Findings|Asia|"
    r"Oral))?\s?[’']?(?:(?:19|20)\d\d|[’']\d\d))$"
)


_NAME_AND_YEAR = re.compile(r"^([^\d,]+[a-z]) ((?:19|20)\d\d)$")
_SENTENCE = re.compile(
    r"(?<=al\.)\s+|(?<=et al)\.(?=[A-Za-z]{3})|(?<![A-Z\s.])(?<!\b[A-Z])\.(?:\s+|$)|\.\s+(?=(?i:arxiv)|[A-Z]{3,})"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece and where it is in its text."""

    start: int
    end: int
    text: str
    before: str
    """The separator before it."""
    appearance: Appearance | None = None
    people: tuple[str, ...] = ()

    @property
    def other(self) -> bool:
        """Whether it is neither people nor a venue and year: perhaps a part of a title."""
        return self.appearance is None and not self.people


@lru_cache(maxsize=1024)
def split_phrases(text: str, venues: VenueNames) -> tuple[Phrase, ...]:
    """The pieces of a text in order, blank ones left out."""
    return _people_in_runs(
        _dated(
            [read for phrase in _cut(text) for read in _read(phrase, text[phrase.end :].lstrip(), venues)],
            venues,
        )
    )


def _cut(text: str) -> list[Phrase]:
    phrases, start, before = [], 0, ""
    if lead := _DATED_LEAD.match(text):
        phrases.append(_phrase(text, 0, lead.end(), ""))
        start, before = lead.end(), "-"
    for match in _SEPARATOR.finditer(text, start):
        part = text[start : match.start()]
        if match.start() < _end_of_names(text, start, before):
            continue
        archived = text[match.end() :].lower().startswith("arxiv")
        if match[0].startswith(".") and _ABBREVIATED.search(part) and not (archived or _ends_names(phrases, part)):
            continue
        if match[0].startswith(",") and " " not in part.strip() and text.startswith("et al", match.end()):
            continue
        if match[0].startswith(",") and _SURNAME.fullmatch(part) and _FIRST_NAME.match(text, match.end()):
            continue
        if text[start : match.start()].strip():
            phrases.append(_phrase(text, start, match.start(), before))
            before = ""
        before += match[0]
        start = match.end()
    if text[start:].strip():
        phrases.append(_phrase(text, start, len(text), before))
    return phrases


def _end_of_names(text: str, start: int, before: str) -> int:
    """Where a sentence of turned names such as `Cho, Jang Hyun & Hariharan, Bharath` ends, if one starts here."""
    if not before.strip().startswith("."):
        return start
    found = _SENTENCE.search(text, start)
    end = found.start() if found else len(text)
    return end if "," in text[start:end] and read_person_names(text[start:end]) else start


def _ends_names(phrases: list[Phrase], part: str) -> bool:
    """Whether a part is the last of names such as `He Y, Sun J`, whose initial is followed by no full stop."""
    return bool(phrases) and all(_INITIAL_LAST.fullmatch(text) for text in (phrases[-1].text, part))


def _phrase(text: str, start: int, end: int, before: str) -> Phrase:
    part = text[start:end]
    return Phrase(start + len(part) - len(part.lstrip()), start + len(part.rstrip()), part.strip(), before)


def _read(phrase: Phrase, after: str, venues: VenueNames) -> list[Phrase]:
    appearance = read_appearance(phrase.text, venues)
    if appearance.told and not (after.startswith(":") and appearance.year is None):
        return [replace(phrase, appearance=appearance)]
    if (
        not appearance.rejected
        and (match := _TAIL.match(phrase.text))
        and (tail := read_appearance(match[2], venues)).known
    ):
        head = replace(phrase, end=phrase.start + match.end(1), text=match[1], people=read_person_names(match[1]))
        return [head, Phrase(phrase.start + match.start(2), phrase.end, match[2], " ", appearance=tail)]
    if (match := _NAME_AND_YEAR.match(phrase.text)) and is_name(match[1]):
        head = replace(phrase, end=phrase.start + match.end(1), text=match[1], people=(match[1],))
        return [
            head,
            Phrase(
                phrase.start + match.start(2),
                phrase.end,
                match[2],
                " ",
                appearance=read_appearance(match[2], venues),
            ),
        ]
    others = _AND_OTHERS if _OTHERS.fullmatch(phrase.text) else ()
    return [replace(phrase, people=others or read_person_names(phrase.text))]


def _dated(phrases: list[Phrase], venues: VenueNames) -> list[Phrase]:
    """A venue and the year after it as one piece: `ICCV, 2019`, `Procedia Manufacturing, 2018`."""
    out: list[Phrase] = []
    for phrase in phrases:
        last = out[-1] if out else None
        if (
            last
            and phrase.appearance
            and phrase.appearance.venue is None
            and "," in phrase.before
            and not last.people
            and not (last.appearance and last.appearance.year)
        ):
            joint = read_appearance(f"{last.text}, {phrase.text}", venues)
            if joint.told and (joint.venue or last.appearance):
                out[-1] = Phrase(last.start, phrase.end, f"{last.text}, {phrase.text}", last.before, appearance=joint)
                continue
        out.append(phrase)
    return out


def _people_in_runs(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    """Two and more names in a row are people; one alone is not."""
    out = list(phrases)
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
        found = tuple(name for phrase in run for name in (phrase.people or _single(phrase.text)))
        if len(found) > 1 or any(phrase.people for phrase in run):
            out[start:end] = [
                Phrase(p.start, p.end, p.text, p.before, people=p.people or _single(p.text))
                for p in run
                if p.people != _AND_OTHERS
            ]
            end = start + sum(p.people != _AND_OTHERS for p in run)
        start = max(end, start + 1)
    return tuple(out)


def _may_be_name(phrase: Phrase) -> bool:
    return phrase.appearance is None and bool(phrase.people or _single(phrase.text))


def _single(text: str) -> tuple[str, ...]:
    bare = re.sub(r"^(?:and|&)\s+", "", re.sub(r"(?<![\d*†‡])[\d*†‡]+$", "", text.strip())).rstrip(".")
    bare += "." if "." in text and re.search(r"\b[A-Z]$", bare) else ""
    return (bare,) if is_name(bare) or is_turned_name(bare) else ()
