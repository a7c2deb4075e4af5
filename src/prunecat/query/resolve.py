"""Words that a user writes for a venue, year, type, section or framework, resolved to filters of the catalogue.

Each function raises UsageError, with the nearest right words, for a word that means nothing in the catalogue.
"""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from sqlite3 import Connection
from typing import Any

from prunecat.entry import ORIGINS, SECTIONS
from prunecat.errors import UsageError, quoted
from prunecat.nearest import nearest, unknown
from prunecat.query import filters, typos
from prunecat.query.filters import Filter
from prunecat.query.parts import PARTS
from prunecat.snapshot import fulltext
from prunecat.snapshot.rows import meta
from prunecat.words import LAST_SIGN, fold, words_of

_RARE = 100_000
"""Entries with a part of a name, or about a topic: of more the first are found sooner by going through all."""


def venue(database: Connection, word: str) -> Filter:
    """The filter for a venue under any of its names."""
    from prunecat.venue import fold_venue

    folded = fold_venue(word)
    row = database.execute("SELECT venue FROM venue_name WHERE folded = ?", (folded,)).fetchone()
    if row:
        return filters.venue_is(row[0])
    if dated := re.fullmatch(r"(.*?\D)[\s'’-]*((?:19|20)\d\d)", word.strip()):  # CVPR 2023, NIPS2020
        return filters.all_of(venue(database, dated[1]), year(database, dated[2]))
    names = dict(database.execute("SELECT folded, venue FROM venue_name"))
    used = {name for (name,) in database.execute("SELECT DISTINCT venue FROM entry WHERE venue IS NOT NULL")}
    ranked = nearest(folded, names, 12)
    canonical = list(dict.fromkeys(names[name] for name in ranked))
    near = sorted(canonical, key=lambda name: name not in used)[:3]
    raise (
        unknown("venue", word, sorted(used), near=near)
        if near
        else UsageError(f"unknown venue {quoted(word)}", remedy="see: prunecat venues")
    )


def year(_database: Connection, word: str) -> Filter:
    """The filter for a year (`2023`) or a range (`2020-2022`, `2021-`, `-2019`, also `2020..22`, `>=2021`, `2021+`)."""
    text = re.sub(r"\s", "", word)
    if compared := re.fullmatch(r"([<>]=?|=)(\d{4})", text):
        sign, number = compared[1], int(compared[2])
        if sign in (">", ">="):
            return filters.year_in(number + (sign == ">"), None)
        return filters.year_in(number, number) if sign == "=" else filters.year_in(None, number - (sign == "<"))
    match = re.fullmatch(r"(\d{4})?(?:(-|–|\.\.|:|\+)(\d{4}|\d\d)?)?", text)
    first, dash, last = match.groups() if match else (None, None, None)
    if not (first or last) or (last and (dash == "+" or (len(last) == 2 and not first))):
        raise UsageError(f"{quoted(word)} is not a year", remedy="write 2023, 2020-2022, 2021- or -2019")
    if first and last and len(last) == 2:
        last = first[:2] + last
    if first and last and int(first) > int(last):
        raise UsageError(f"the years {quoted(word)} run backwards", remedy=f"write {last}-{first}")
    low = int(first) if first else None
    return filters.year_in(low, int(last) if last else None if dash else low)


def pruning_type(database: Connection, word: str) -> Filter:
    """The filter for a type: a code, its name or an alias; `S/U` and `both` want more than one."""
    legend = legend_names(database)
    codes = list(dict.fromkeys(legend.values()))
    if fold(word) == "both" and len(codes) == 2:
        return filters.all_of(*map(filters.type_is, codes))
    wanted = []
    for part in re.split(r"[/+]", word) if fold(word) not in legend else [word]:
        if (code := legend.get(fold(part.strip()))) is None:
            raise unknown("type", word, [*codes, *(name for name in legend if len(name) > 2)])
        wanted.append(filters.type_is(code))
    return filters.all_of(*wanted)


def legend_names(database: Connection) -> dict[str, str]:
    """Every folded code, name and alias of the legend with the code it stands for."""
    names: dict[str, str] = {}
    rows = database.execute("SELECT code, name, aliases FROM legend ORDER BY rowid").fetchall()
    for code, _, _ in rows:
        names[fold(code)] = code
    for code, name, aliases in rows:
        for text in (name, *json.loads(aliases)):
            names.setdefault(fold(text), code)
    return names


def section(_database: Connection, word: str) -> Filter:
    """The filter for a section; a plural serves too."""
    name = fold(word).strip()
    found = next((known for known in SECTIONS if name in (known, known + "s", known + " papers")), None)
    if found is None:
        raise unknown("section", word, SECTIONS)
    return filters.section_is(found)


def topic(database: Connection, word: str) -> Filter:
    """The filter for a topic under any term of its group."""
    names = [name for (name,) in database.execute("SELECT DISTINCT name FROM topic")]
    words = words_of(word)
    query = "SELECT DISTINCT text FROM term JOIN topic ON name = text WHERE grp = ? AND term.relation = 'same'"
    of_groups = [
        name
        for group, relation in (fulltext.terms_called(database, words) if words else ())
        if relation == "same"
        for (name,) in database.execute(query, (group,))
    ]
    found = [" ".join(words)] if " ".join(words) in names else of_groups
    if not found:
        raise unknown("topic", word, names)
    return filters.any_of(*(_about(database, name) for name in dict.fromkeys(found)))


def _about(database: Connection, name: str) -> Filter:
    @cache
    def ids() -> frozenset[str]:
        query = "SELECT id FROM topic JOIN entry ON entry.number = topic.entry WHERE name = ?"
        return frozenset(one for (one,) in database.execute(query, (name,)))

    (entries,) = database.execute("SELECT count(*) FROM topic WHERE name = ?", (name,)).fetchone()
    return filters.topic_is(name, ids, is_rare=entries <= _RARE)


def author(database: Connection, word: str) -> Filter:
    """The filter for whole parts of an author's name, also `Family, Given`; names joined by a bare comma widen."""
    found = []
    for name in re.split(r",(?!\s)", word):
        family, _, given = name.partition(", ")
        parts = words_of(f"{given} {family}")
        if not parts:
            raise UsageError(f"{quoted(word)} is no name", remedy="give a part of an author's name")
        for part in parts:
            if len(part) > 1 and not _is_in_name(database, part):
                raise _unknown_author(database, name, part)
        found.append(_author_in(database, name, parts))
    return filters.any_of(*found)


def _author_in(database: Connection, name: str, parts: Sequence[str]) -> Filter:
    """The filter for parts of a name; UsageError where no author has them all, one after the other."""
    counts = {part: _names_with(database, part) for part in parts if len(part) > 1}
    only = filters.author_has(" ".join(parts), is_rare=bool(counts) and min(counts.values()) <= _RARE)
    condition = "SELECT 1 FROM entry WHERE " + only.condition + " LIMIT 1"
    if len(parts) > 1 and database.execute(condition, only.values).fetchone() is None:
        raise _unknown_author(database, name, max(parts, key=len))
    return only


def _is_in_name(database: Connection, part: str) -> bool:
    """Whether any author has this part in the name."""
    return fulltext.any_entry(database, fulltext.within(("name",), fulltext.phrase([part])), "people")


def _names_with(database: Connection, part: str) -> int:
    """How many entries have this part in the name of an author, or of an owner of code."""
    row = database.execute("SELECT people FROM word WHERE word = ?", (part,)).fetchone()
    return row[0] if row else 0


_NAMES_SEEN = 50
"""Names with a word in them among which the one that is meant is looked for."""


def _unknown_author(database: Connection, name: str, part: str) -> UsageError:
    """The error for a name of which no author has a part: it names the authors whose names begin so or are near."""
    begun = "SELECT word FROM word WHERE word > ? AND word < ? AND people > 0 ORDER BY people DESC, word LIMIT 1"
    rows = database.execute(begun, (part, part + LAST_SIGN)).fetchall()
    near = [meant for meant, _ in typos.repairs(database, part) if _is_in_name(database, meant)]
    near += [word for (word,) in rows]
    names = [
        text
        for word in near[:3]
        for (text,) in database.execute(
            f"SELECT DISTINCT it.value FROM entry JOIN json_each(entry.authors) AS it WHERE {fulltext.WRITTEN_BY} "
            "AND folded_words(it.value) GLOB ? ORDER BY it.value LIMIT ?",
            (fulltext.phrase([word]), f"* {word} *", _NAMES_SEEN),
        )
    ]
    others = words_of(name)
    names.sort(key=lambda known: -len(set(words_of(known)).intersection(others)))
    return (
        unknown("author", name, (), near=names[:3])
        if names
        else UsageError(f"unknown author {quoted(name)}", remedy="search forgives more: prunecat search")
    )


def origin(_database: Connection, word: str) -> tuple[str, ...]:
    """The origin of a code link, `official` (or `A`) or `unofficial` (`O`)."""
    short = {"a": "official", "author": "official", "o": "unofficial"}
    name = short.get(fold(word), fold(word))
    if name not in ORIGINS:
        raise unknown("origin", word, ORIGINS)
    return (name,)


_FRAMEWORKS = {"tf": "TensorFlow", "torch": "PyTorch"}
"""Frameworks by what else they are called."""


def framework(database: Connection, word: str) -> tuple[str, ...]:
    """Every spelling of a framework that the catalogue has."""
    names: list[str] = meta(database, "frameworks")
    meant = (fold(word), fold(_FRAMEWORKS.get(fold(word), word)))
    if not (found := tuple(name for name in names if fold(name) in meant)):
        raise unknown("framework", word, names)
    return found


def code(database: Connection, word: str) -> Filter:
    """The filter for entries with code (`yes`) or without (`no`)."""
    if fold(word) in ("yes", "true", "1", "y"):
        return filters.has_code()
    if fold(word) in ("no", "false", "0", "n"):
        return ~filters.has_code()
    if fold(word) in (fold(name) for name in meta(database, "frameworks")):
        raise UsageError(f"the code's framework is {quoted(word)}", remedy=f"write framework:{word}")
    raise unknown("value of code", word, ("yes", "no"))


def has(_database: Connection, word: str) -> Filter:
    """The filter for entries of which something is known, such as where the PDF is."""
    name = fold(word).strip()
    found = next((part for part in PARTS if name in (part, part + "s", part.removesuffix("s"))), None)
    if found is None:
        raise unknown("thing to have", word, PARTS)
    return filters.has(found)


MEANINGS: dict[str, Callable[[Connection, str], Any]] = {
    "venue": venue,
    "year": year,
    "type": pruning_type,
    "section": section,
    "topic": topic,
    "author": author,
    "code": code,
    "origin": origin,
    "framework": framework,
    "has": has,
}
"""By facet what a word means: a filter, or for what is asked of a code link the names that it may have."""
