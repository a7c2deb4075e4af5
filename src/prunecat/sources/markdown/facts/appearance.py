"""The venue and year in a short text, recognised by known names and by form."""

import re
from dataclasses import dataclass
from functools import lru_cache

from prunecat.sources.markdown.facts.lexicon import words
from prunecat.sources.markdown.facts.person_names import is_title_word
from prunecat.sources.markdown.facts.venue_names import NO_VENUES, VenueNames

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<a>{_YEAR})\b"
    rf"|\b{_MONTH},?\s*(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?P<b>{_YEAR})\b"
    rf"|(?<![\d.])(?P<c>{_YEAR})[./-](?:0?[1-9]|1[0-2])(?:[./-](?:[12]\d|3[01]|0?[1-9]))?(?![\d.]*\d)"
    rf"|\b(?P<d>{_YEAR})[, ]+{_MONTH}(?:\s+\d{{1,2}}\b)?"
    rf"|(?P<e>{_YEAR})\s*年(?:\s*\d{{1,2}}\s*月)?(?:\s*\d{{1,2}}\s*日)?"
    rf"|\b\d{{1,2}}[./]\d{{1,2}}[./](?P<f>{_YEAR})\b"
    rf"|\b{_MONTH}\s?[’'‘](?P<g>\d\d)\b"
    r"|(?<=arxiv)[ ,:]{1,3}(?P<h>[0-3]\d)(?:0[1-9]|1[0-2])\b(?!\.)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"{_YEAR}\s*(?:[-–—~]|to)\s*(?:{_YEAR}|\d\d\b|now|present)|(?:before|until|pre|since|after|[<>≤≥~])[- "
    rf"]?{_YEAR}|{_YEAR}\s*(?:and|&|or)\s*(?:earlier|before|older|later|after)|{_YEAR}\s*[~+](?!\w)",
    re.IGNORECASE,
)
_PLAIN_YEAR = re.compile(rf"(?<![\d.])({_YEAR})(?![\dA-Za-z%]|\.\d)")
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z ])\s?[’'‘`´]\s?(\d\d)(?!\d)")
_GLUED_YEAR = re.compile(r"^(.*?[A-Za-z])[- ]?(\d\d)\b(?!\.\d)(.*)$")
_ARXIV_ID = re.compile(
    r"(?:(?<=arxiv)[:.\s]*|(?<=abs)[/\s]*)\d{4}\.\d{4,5}(?:v\d+)?|\babs/\d{4}\.\d{4,5}|\[?cs\.[A-Z]{2}\]?",
    re.IGNORECASE,
)
_HONOUR = (
    r"oral|orals|spotlight|spotlights|highlights?|best(?:[- ](?:student[- ])?paper)?|awards?|outstanding|"
    r"honou?rable|top[- ]?\d+\s?%?|notable(?:-top-\d+%)?|posters?|"
    r"(?:long|short|regular|full|lightning)(?: paper| talk| oral)?|talk|runner[- ]?up|certification|finalist|"
    r"nominee|candidate|"
    r"re?jects?|rejected|accepted|accept|withdrawn|under review|in review|submitted|submission|extended|invited|"
    r"equal contribution|to appear|"
    r"acc(?:eptance)?\.? rate|cited|citations?|score|ccf[- ]?[abc]|core[- ]?a\*?|sci|new!*|hot|code|project"
)
_NOTES = re.compile(rf"[(\[（【][^()\[\]（）【】]*\b(?:{_HONOUR})\b[^()\[\]（）【】]*[)\]）】]", re.IGNORECASE)
_BARE_NOTES = re.compile(
    r"(?<=\d\s)(?:under review|in submission)\b|"
    r"\b(?:oral(?: presentation)?|spotlight|highlight(?:ed)?|poster|(?:best|outstanding)(?: student)? ?paper(?: "
    r"award| runner[- ]?up| candidate| finalist| honou?rable mention)*|honou?rable mention|award|"
    r"notable[- ]top[- ]?\d+%|top[- ]?\d+\s?%|re?ject(?:ed)?|accepted|withdrawn|submission|submitted|long paper|"
    r"short paper)\b!?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:to appear|published|presented|appears?|appeared|accepted|submitted|in|by|at|to|as|on|from|paper|"
    r"publish|pub\.|conf\.|venue|publisher|publication|conference|journal|source)\b[:：]?\s*)+(?=\S)",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"\b(?:workshops?|transactions?|trans\.|journals?|^j\.\s|conference|conf\.|symposium|symp\.|proceedings|proc\.|"
    r"letters|lett\.|arxiv|preprint|annals|IEEE|ACM|springer|elsevier|"
    r"nature|magazine|bulletin|thesis|dissertation|congress|frontiers)(?!\w)",
    re.IGNORECASE,
)
_WEAK_FORM = re.compile(
    r"\b(?:reviews?|rev\.|advances in|findings|archive|international|computing|quarterly|surveys|blog|press|"
    r"science|sciences)(?!\w)",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:we|our|you|your|is|are|was|this|that|these|which|here|please|using|via|toward|towards|how|what|why|do|"
    r"does|with|without|from|by|based|beyond|under|improving|learning to|aware|propos\w+|introduc\w+|extend\w+)\b",
    re.IGNORECASE,
)
_JOINING = frozenset("of on the and for in at to a an @ & - / de".split())
_PARTS = words("venue_parts")
_MAKERS = words("makers")
"""Who made a work: names before a year, where venues are too."""
_LONGEST = 200
_VOLUME = re.compile(
    r",?\s*(?:\bvol(?:ume)?\.?\s*)?\b\d{1,4}\s?\(\d{1,3}\)(?:\s?[:,]\s?\d+\s?[-–]\s?\d+)?"
    r"|,?\s*\b(?:pp?\.|pages?|vol\.|no\.|issue)\s*\d+(?:\s?[-–]\s?\d+)?",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(r"^(arxiv)(?:\s+(?:e-?print|preprint|arxiv)s?\b)+$", re.IGNORECASE)
_EDGES = ' \t\n,.;:：|-–—/·•~@_*()[]{}（）【】《》<>"“”'


@dataclass(frozen=True, slots=True)
class Appearance:
    """A venue and a year, either of them perhaps missing, and how sure it is that the text means them."""

    venue: str | None
    year: int | None
    weight: int
    """3 for a known name, 2 for the form of a venue or a bare year, 1 where only what is around it can tell, else 0."""
    rejected: bool = False
    """Whether it says where the work did not appear."""

    @property
    def told(self) -> bool:
        """Whether the text says where or when by itself, whatever is around it."""
        return self.weight > 1

    @property
    def known(self) -> bool:
        """Whether its venue is known by name."""
        return self.weight > 2


@lru_cache(maxsize=2048)
def read_appearance(text: str, venues: VenueNames) -> Appearance:
    """The venue and year in a text that has nothing else; if anything is left over, it is no venue."""
    if len(text) > _LONGEST or not any(c.isalnum() for c in text):
        return Appearance(None, None, 0)
    if re.match(r"\W*rejected (?:by|from|at)\b", text, re.IGNORECASE):
        return Appearance(None, None, 0, rejected=True)
    text = _NOTES.sub(" ", text.replace("_", " "))
    text = _VOLUME.sub(" ", _ARXIV_ID.sub(" ", text))
    text, year = _take_year(text)
    plain = text.strip(_EDGES)
    if year is None and (match := _GLUED_YEAR.match(plain)) and venues.know(match[1].strip(_EDGES)):
        year, plain = _century(match[2]), f"{match[1]} {match[3]}"
    plain = _BARE_NOTES.sub(" ", plain)
    plain = " ".join(_LEAD.sub("", plain.strip(_EDGES)).split()).strip(_EDGES)
    plain = _balanced(re.sub(r"\s+([,)])", r"\1", re.sub(r"\(\s*\)|\[\s*\]", " ", plain))).strip()
    plain = " ".join(plain.split())
    plain = re.sub(r"(?<=[A-Za-z]{4})\s\d{1,3}$", "", plain)
    plain = _ARCHIVE.sub(r"\1", with_stop(plain, text))
    if re.fullmatch(r"[A-Z]{3,}[osb]", plain) and venues.know(plain[:-1]):
        # Some lists write an o, s or b for oral, spotlight and best paper.
        plain = plain[:-1]
    if not any(c.isalpha() for c in plain):
        return Appearance(None, year, 2 if year else 0)
    weight = _weigh(plain, venues, dated=year is not None)
    return Appearance(plain if weight else None, year, weight)


def with_stop(name: str, text: str) -> str:
    """An abbreviated name (`Artif. Intell. Rev.`) with the full stop that it has in the text."""
    return (
        f"{name}."
        if ("." in name or re.search(r"\b[A-Z]$", name)) and not name.endswith(".") and f"{name}." in text
        else name
    )


def year_in(text: str) -> int | None:
    """The year that a text states, if it states one and not a span of years."""
    return _take_year(text)[1]


def _take_year(text: str) -> tuple[str, int | None]:
    text, spans = _RANGE.subn(" ", text) if not _DATES.search(text) else (text, 0)
    year = None
    if match := _DATES.search(text):
        found = next(value for value in match.groups() if value)
        year = int(found) if len(found) == 4 else _century(found)
        text = f"{text[: match.start()]} {text[match.end() :]}"
    if plain := list(_PLAIN_YEAR.finditer(text)):
        year = year or int(plain[0][1])
        # A venue's own year says more than a date beside it.
        year = int(plain[0][1]) if text[: plain[0].start()].strip(_EDGES) else year
        text = _PLAIN_YEAR.sub(" ", text)
    elif year is None and (match := _SHORT_YEAR.search(text)):
        year = _century(match[1])
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return text, None if spans and year is None else year


def _century(digits: str) -> int:
    return int(digits) + (1900 if int(digits) > 50 else 2000)


def _balanced(text: str) -> str:
    """Without a bracket at an end that has no other half."""
    for left, right in ("()", "[]"):
        if text.count(left) > text.count(right):
            text = text.replace(left, " ", 1) if text.startswith(left) else text.rpartition(left)[0]
        elif text.count(right) > text.count(left):
            text = text.replace(right, " ", 1)
    return text


def _weigh(name: str, venues: VenueNames, *, dated: bool) -> int:
    words = name.replace(",", " ").split()
    capital = name[0].isupper() or name[0].isdigit() or "rxiv" in name.lower() or (dated and venues.know(name))
    if len(words) > 16 or len(name) > 140 or not capital:
        return 0
    if venues.know(name):
        return 3
    if ": " in name:
        return 0
    bare = [word.strip("()[],.:;'\"*") for word in words]
    known = [
        word
        for word in bare
        if (sum(c.isupper() for c in word) > 1 or word.lower() == "arxiv")
        and all(venues.know(part) for part in re.split(r"[/&+]", word) if part)
    ]
    rest = [word for word in bare if word and word not in known and word.lower() not in _PARTS | _JOINING]
    form = _FORM.search(name) or (dated and _WEAK_FORM.search(name))
    if known and (
        not rest
        or re.search(r"workshop|track|@|findings", name, re.IGNORECASE)
        or (known[0] == bare[0] and bare[1] == "on")
    ):
        return 3
    if _PROSE.search(name) and not known:
        return 0
    if form and (dated or len(words) > 1) and _capitalised(bare):
        return 2
    if any(word.lower() in _MAKERS for word in bare):
        return 0
    if known and dated and len(rest) < 4 and _capitalised(rest) and not any(is_title_word(word) for word in rest):
        return 2
    if _acronyms(bare):
        return 2 if dated else 1
    return 1 if dated and len(words) < 9 and _capitalised(bare) else 0


def _capitalised(words: list[str]) -> bool:
    return all(not word or not word[0].islower() or word in _JOINING | _PARTS or word == "arXiv" for word in words)


def _acronyms(words: list[str]) -> bool:
    """Whether each word is an acronym, such as `BigDIA` or `ACM MM`, and there are few."""
    return (
        len(words) < 4
        and not {word.lower() for word in words} & NO_VENUES
        and all(
            sum(c.isupper() for c in word) > 1 and len(word) < 16 and not re.search(r"[\d.]", word) for word in words
        )
    )
