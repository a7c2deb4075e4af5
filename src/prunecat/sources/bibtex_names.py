"""Names as BibTeX and biblatex have them, in LaTeX, taken apart."""

import re

from prunecat.citation import Name, People, people_in, split_name, split_outside_braces
from prunecat.sources.latex import plain_text

_AND = re.compile(r"\s+and(?:\s+|\Z)|\A\s*and\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_UNPRINTED = re.compile(r"\\(?:noopsort|SortNoop)\s*\{[^{}]*\}", re.IGNORECASE)
"""Commands of which BibTeX's own guide makes sort keys: nothing of them is printed."""
_PART = re.compile(r"(family|given|prefix|suffix|useprefix)(?:-i)?\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)
"""A part of a name in biblatex's extended form: `family=Lana, prefix=de`."""
_OTHERS = ("others", "et al", "et. al")


def read_people(latex: str) -> People:
    """The people in a field of names: `Ewe, Ada and {Rams, Inc.} and others`."""
    names: list[Name] = []
    others = False
    for person in split_outside_braces(_UNPRINTED.sub("", " ".join(latex.split())), _AND):
        bare = person.strip()
        if bare.lower().strip(" .") in _OTHERS:
            others = True
        elif bare.count(",") > 2 and "{" not in bare and "=" not in bare:  # commas where `and` should stand
            names += [split_name(name) for part in bare.split(",") if (name := plain_text(part))]
        elif found := _name(bare):
            names.append(found)
    return People(tuple(names), others)


def _name(person: str) -> Name | None:
    """One name, from any of BibTeX's forms; None where nothing of it is printed."""
    parts = [part for part in split_outside_braces(person, _COMMA) if part.strip()]
    if parts and all(_PART.match(part) for part in parts):
        told = {match[1].lower(): plain_text(match[2]) for part in parts if (match := _PART.match(part))}
        return Name(told.get("family", ""), told.get("given", ""), told.get("prefix", ""), told.get("suffix", ""))
    if _is_braced(person):
        body = plain_text(person)
        return Name(body) if body else None
    plain = [plain_text(part) for part in parts]
    if len(plain) > 1:
        found = people_in(", ".join(plain)).names
        return found[0] if found else None
    if "{" in person and (words := _words(person)) and len(words) > 1 and " " in words[-1]:
        return Name(words[-1], " ".join(words[:-1]))  # a family name of several words, which braces keep together
    return _with_particle(plain[0]) if plain and plain[0] else None


def _with_particle(name: str) -> Name:
    """A name with the given names first: BibTeX takes the small words in it, and what follows, for the family name."""
    words = name.split()
    small = [at for at, word in enumerate(words[:-1]) if word[0].islower()]
    if not small or small[0] == 0:
        return split_name(name)
    first, last = small[0], small[-1] + 1
    return Name(" ".join(words[last:]), " ".join(words[:first]), " ".join(words[first:last]))


def _words(person: str) -> list[str]:
    """The words of a name, what is in braces being one."""
    return [text for word in split_outside_braces(person, re.compile(r"\s+|(?<!\\)~")) if (text := plain_text(word))]


def _is_braced(person: str) -> bool:
    """Whether a name is all in one pair of braces, so that it is a body's."""
    if not (person.startswith("{") and person.endswith("}")) or person.startswith("{\\"):
        return False
    depth = 0
    for at, sign in enumerate(person):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return at == len(person) - 1
    return False
