r"""BibTeX for LaTeX: text from the catalogue comes out as text, and capitals that matter stay capitals.

The key is the entry's id. Software is `@misc`, for BibTeX itself knows no `@software`. A note is an `annote`,
which bibliographies do not print. Letters with accents are written as they are, in UTF-8.
"""

import re
from collections.abc import Iterator, Sequence

from prunecat.citation import citation_key, publication, split_name
from prunecat.entry import Entry
from prunecat.formats.plain import plain, safe_url

_TYPES = {"conference": "inproceedings", "journal": "article"}
_VENUE_FIELDS = {"conference": "booktitle", "journal": "journal"}
_LIGATURES = re.compile(r"-(?=-)|'(?=')|`(?=`)")
_LATEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    # Braces count in BibTeX even behind a backslash, so each needs its partner.
    | {"{": r"{\textbraceleft}", "}": r"{\textbraceright}", "\\": r"{\textbackslash}"}
    | {"~": r"{\textasciitilde}", "^": r"{\textasciicircum}"}
    | {"<": r"{\textless}", ">": r"{\textgreater}", "|": r"{\textbar}"}
)
_TOKEN = re.compile(r"(\W*)(\S*\w)(\W*)")


def write(entries: Sequence[Entry]) -> Iterator[str]:
    """An entry of the bibliography for each entry, a blank line between two."""
    gap = ""
    for entry in entries:
        kind = publication(entry)
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(entry, kind) if value)
        yield f"{gap}@{_TYPES.get(kind, 'misc')}{{{citation_key(entry)},\n{fields}}}\n"
        gap = "\n"


def _fields(entry: Entry, kind: str) -> Iterator[tuple[str, str]]:
    yield "title", " ".join(_capitals_kept(token) for token in plain(entry.title).split())
    yield "author", " and ".join(_person(text) for name in entry.authors if (text := plain(name)))
    if not (entry.arxiv and kind == "preprint"):
        venue = entry.venue_name or entry.venue or ("Software" if kind == "software" else "")
        yield _VENUE_FIELDS.get(kind, "howpublished"), _latex(plain(venue))
    yield "year", str(entry.year or "")
    if entry.arxiv:
        yield "eprint", safe_url(entry.arxiv)
        yield "archiveprefix", "arXiv"
    yield "doi", safe_url(entry.doi or "")
    yield "url", safe_url(entry.url or "")
    yield "keywords", _latex(plain(", ".join(entry.types)))
    yield "annote", _latex(plain(entry.note or ""))


def _latex(text: str) -> str:
    # An empty group keeps TeX from making one sign of two: `--` a dash, \'\' a quotation mark.
    return _LIGATURES.sub(r"\g<0>{}", text.translate(_LATEX))


def _capitals_kept(token: str) -> str:
    """A word of a title, in braces if a style that sets titles in small letters would spoil it.

    So it would `DepGraph`, `CNNs`, `3D` and `X-Pruner`, not `Pruning` or `Cross-Layer`.
    """
    match = _TOKEN.fullmatch(token)
    if not match:
        return _latex(token)
    before, word, after = match.groups()
    parts = re.split(r"[\W_]+", word)
    inner = any(letter.isupper() for part in parts for letter in part[1:])
    lone = len(parts) > 1 and any(len(part) == 1 and part.isupper() for part in parts)
    return f"{_latex(before)}{{{_latex(word)}}}{_latex(after)}" if inner or lone else _latex(token)


def _person(name: str) -> str:
    """A name written so that BibTeX takes it apart as `split_name` does; unchanged where it does so anyway."""
    parts = split_name(name)
    words = name.split()
    if re.search(r"(?:^|\s)and(?:\s|$)", name, re.IGNORECASE) or name.lower() == "others":
        return f"{{{_latex(name)}}}"
    if not parts.given:
        return _latex(name) if len(words) == 1 and "," not in name else f"{{{_latex(name)}}}"
    particles = [word for word in words[:-1] if word[0].islower()]
    if "," not in name and not parts.suffix and particles == parts.particle.split():
        return _latex(name)
    return ", ".join(_latex(part) for part in (parts.surname, parts.suffix, parts.given) if part)
