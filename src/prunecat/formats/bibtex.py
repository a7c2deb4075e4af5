r"""BibTeX for LaTeX: text from the catalogue comes out as text, and capitals that matter stay capitals.

The key is the entry's id. Fields of a source come out under their names and as they were written, where that is still
what the entry says and does nothing but print. What has no source in BibTeX is made of the work: software is `@misc`,
for BibTeX itself knows no `@software`, and a note is an `annote`, which bibliographies do not print. Letters with
accents are written as they are, in UTF-8.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from prunecat.citation import (
    CONTAINERS,
    MONTHS,
    Name,
    People,
    authors_of,
    citation_key,
    entry_type,
    people_in,
    publication,
    split_name,
)
from prunecat.entry import Entry
from prunecat.formats.plain import plain, safe_url
from prunecat.sources.bibtex_names import read_people
from prunecat.sources.bibtex_values import ADDRESSES, PEOPLE, VERBATIM
from prunecat.sources.latex import as_latex, is_harmless, pages_as_latex, plain_text
from prunecat.work import published_work

_CONTAINER_OF = {
    "inproceedings": "booktitle",
    "conference": "booktitle",
    "incollection": "booktitle",
    "article": "journal",
    "phdthesis": "school",
    "mastersthesis": "school",
    "thesis": "institution",
    "techreport": "institution",
}
_ORDER = (
    *("title", "subtitle", "author", *CONTAINERS[:4], "editor", "series", "volume", "number", "pages", "month", "year"),
    *("date", "publisher", *CONTAINERS[4:], "organization", "address", "location", "venue", "eventdate", "edition"),
    *("chapter", "type", "version", "doi", "isbn", "issn", "url", "eprint", "archiveprefix", "eprinttype"),
    *("primaryclass", "eprintclass", "arxiv", "openreview", "keywords", "note", "annote"),
)
"""The order of the fields, that of the field's own exporters; others follow as their source has them."""
_ADDRESSED = ("url", "link", "ee", "biburl", "pdf")
"""Fields that are one address each, in which blanks and braces are written as addresses have them."""
_NAMES = frozenset(
    "Bayes Bayesian Hessian Hilbert Schmidt Fisher Frank Wolfe Ramanujan Taylor Gaussian Markov Python Sparseland "
    "Boltzmann Kronecker Fourier Lagrangian Riemannian Monte Carlo Shapley Ising Wasserstein Lipschitz".split()
)
"""Names that titles have, which a style that sets titles in small letters would spoil."""
_TOKEN = re.compile(r"(\W*)(\S*\w)(\W*)")
_URL = re.compile(r"https?://\S+")
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_:.+/-]*")


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """An entry of the bibliography for each entry, a blank line between two."""
    return bibliography(entries, lambda _work, kind, values: (kind, values))


Dialect = Callable[[Entry, str, dict[str, str]], tuple[str, dict[str, str]]]
"""Gives a work's type and fields, plain texts by their names, as another dialect than BibTeX's own has them."""


def bibliography(entries: Iterable[Entry], dialect: Dialect) -> Iterator[str]:
    """What `write` gives, in a dialect of BibTeX."""
    gap = ""
    for entry in map(published_work, entries):
        stated = entry_type(entry)
        kind, values = dialect(entry, stated, _values(entry, stated))
        order = sorted(values, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
        fields = "".join(f"  {name} = {value},\n" for name in order if (value := _written(entry, name, values)))
        yield f"{gap}@{kind}{{{citation_key(entry)},\n{fields}}}\n"
        gap = "\n"


def _values(entry: Entry, kind: str) -> dict[str, str]:
    """The plain text of each field, by its name."""
    stated = {name: plain(text) for name, text in entry.fields if _FIELD_NAME.fullmatch(name)}
    stated.pop("entrytype", None)
    title, subtitle = plain(entry.title), stated.get("subtitle")
    values = {
        **stated,
        "title": title.removesuffix(f": {subtitle}") if subtitle else title,
        "author": authors_of(entry).written(),
        "doi": entry.doi or stated.get("doi", ""),
        "keywords": stated.get("keywords") or plain(", ".join(entry.types)),
    }
    is_preprint = publication(entry) == "preprint"
    if not any(stated.get(name) for name in CONTAINERS) and not (entry.arxiv and is_preprint):
        where = entry.venue_name or entry.venue or _software_url(entry)
        values[_CONTAINER_OF.get(kind, "howpublished")] = plain(where)
    if "date" in stated and "year" not in stated:
        values.pop("year", None)
    elif str(entry.year or "") not in stated.get("year", ""):
        values["year"] = str(entry.year)
    else:
        values["year"] = stated.get("year") or str(entry.year or "")
    if entry.arxiv and "eprint" not in stated:
        # Styles print an eprint after the proceedings too, as if the work were no more than that.
        values |= {"eprint": entry.arxiv, "archiveprefix": "arXiv"} if is_preprint else {"arxiv": entry.arxiv}
    if "url" in stated or not any(entry.url and entry.url in stated.get(name, "") for name in ADDRESSES):
        told = stated.get("url", "")
        values["url"] = told if (entry.url or "") in told else entry.url or ""
    if entry.note and entry.note not in (stated.get("note"), stated.get("annotation")):
        values["annote"] = plain(entry.note)
    if values.get("url") and values["url"] == values.get("howpublished"):
        del values["url"]
    if entry.openreview and entry.openreview not in values.get("url", ""):
        values["openreview"] = entry.openreview
    return values


def _software_url(entry: Entry) -> str:
    """Where a piece of software lies: its own code, else its page; empty for anything else."""
    if publication(entry) != "software":
        return ""
    return next((link.url for link in entry.code if link.url), entry.url) or ""


def _written(entry: Entry, name: str, values: Mapping[str, str]) -> str:
    """A field's value with its delimiters; empty where it has none."""
    text = values[name]
    if name == "month" and text in MONTHS:
        return text
    raw = next((latex for known, latex in entry.latex if known == name), "")
    people = authors_of(entry) if name == "author" else people_in(text) if name in PEOPLE else None
    if raw and text and is_harmless(raw) and (_names(raw, people) if people else _says(raw, name, text)):
        latex = raw
    else:
        latex = _people(people) if people else _in_latex(name, text)
    return f"{{{latex}}}" if latex else ""


def _in_latex(name: str, text: str) -> str:
    """A field's plain text as LaTeX."""
    if name == "howpublished" and _URL.fullmatch(text):
        return f"\\url{{{url}}}" if (url := safe_url(text)) else ""
    if name in _ADDRESSED:
        return safe_url(text) or ""
    if name in VERBATIM and re.fullmatch(r"[^{}\\]*", text):
        return plain(text).strip()
    if name == "title":
        return _title(text)
    return pages_as_latex(text) if name == "pages" else as_latex(text.strip())


def _names(raw: str, people: People) -> bool:
    """Whether LaTeX names these people."""
    read = read_people(raw)
    return read.others == people.others and [name.given_first for name in read.names] == [
        name.given_first for name in people.names
    ]


def _says(raw: str, name: str, text: str) -> bool:
    """Whether LaTeX says what a plain text does."""
    if name in VERBATIM or name in _ADDRESSED:
        return re.sub(r"\\([_%&#~$])", r"\1", raw.strip("{}")) == text or text in raw
    printed = plain(plain_text(raw))
    return printed == text or (name == "pages" and re.sub(r"\s?[–—]\s?", "-", printed) == text)


def _title(text: str) -> str:
    """A title with the capitals in braces that a style would take away."""
    tokens = text.split()
    after = [False, *(token[-1] in "?!" for token in tokens)]
    return " ".join(_capitals_kept(token, begins=begins) for token, begins in zip(tokens, after, strict=False))


def _capitals_kept(token: str, *, begins: bool) -> str:
    """A word of a title, in braces if a style that sets titles in small letters would spoil it.

    So it would `DepGraph`, `CNNs`, `3D`, `X-Pruner`, names of people, and what `begins` a sentence, not `Pruning` or
    `Cross-Layer`.
    """
    match = _TOKEN.fullmatch(token)
    if not match:
        return as_latex(token)
    before, word, after = match.groups()
    parts = re.split(r"[\W_]+", word)
    inner = any(letter.isupper() for part in parts for letter in part[1:])
    lone = len(parts) > 1 and any(len(part) == 1 and part.isupper() for part in parts)
    name = any(part in _NAMES for part in parts) or (begins and word[:1].isupper())
    if inner or lone or name:
        return f"{as_latex(before)}{{{as_latex(word)}}}{as_latex(after)}"
    return as_latex(token)


def _people(people: People) -> str:
    names = [_person(name) for name in people.names if plain(name.given_first).strip()]
    return " and ".join([*names, *(["others"] if people.others else [])])


def _person(name: Name) -> str:
    """A name written so that BibTeX takes it apart as it is; given name first where it does so anyway."""
    text = plain(name.given_first)
    words = text.split()
    if re.search(r"(?:^|\s)and(?:\s|$)", text, re.IGNORECASE) or text.lower() == "others":
        return f"{{{as_latex(text)}}}"
    if not name.given:
        return as_latex(text) if len(words) == 1 and "," not in text else f"{{{as_latex(text)}}}"
    particles = [word for word in words[:-1] if word[0].islower()]
    single = " " not in name.family and name == split_name(text)
    if "," not in text and not name.suffix and particles == name.particle.split() and single:
        return as_latex(text)
    return ", ".join(as_latex(plain(part)) for part in (name.surname, name.suffix, name.given) if part)
