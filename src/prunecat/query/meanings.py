"""What the words of a query may mean: themselves, a beginning, one joined or split word, jargon, a typo."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from sqlite3 import Connection
from typing import NamedTuple

from prunecat.query import resolve, typos
from prunecat.query.acronyms import abbreviated, initials
from prunecat.query.english import CARRIERS, COMMON
from prunecat.query.filters import Filter, has_code, section_is, type_is
from prunecat.snapshot import fulltext
from prunecat.snapshot.rows import meta
from prunecat.words import LAST_SIGN, STOP_WORDS, fold

_LONGEST_TERM = 5
_COMPLETIONS = 40
_SHORT = 3
"""Words of a query in which one that titles have is looked for as an acronym too."""
FACTS: dict[str, Callable[[str], Filter]] = {
    "type": type_is,
    "framework": lambda name: has_code((), (name,)),
    "code": lambda _: has_code(),
    "section": section_is,
}
"""By kind, the filter that a meaning without a full-text expression is."""
CODE = frozenset("code codes github gitlab repo repos repository implementation implementations implemented".split())
SURVEYS = frozenset("survey surveys review reviews overview".split())


class Meaning(NamedTuple):
    """What a run of words of a query may mean."""

    kind: str
    """`word`, `author`, `beginning`, `joined`, `split`, `jargon`, `topic`, `near`, `acronym`, `typo`, or a fact."""
    start: int
    stop: int
    """The words of the query that it stands for: from start to before stop."""
    meant: tuple[str, ...]
    """The texts that it looks for, as words."""
    weight: float
    expressions: tuple[str, ...] = ()
    """What it looks for in a full-text table, of several the best; none for a fact."""
    table: str = "search"
    """The full-text table: `search`, or `people` for names."""

    @property
    def fact(self) -> Filter:
        """The filter that it is, where it looks for nothing in a table."""
        return FACTS[self.kind](self.meant[0])


def meanings(database: Connection, words: Sequence[str]) -> list[Meaning]:
    """Every meaning of the words; typos only for words that no other meaning explains."""
    found = [*_as_they_stand(database, words), *_as_jargon(database, words), *_as_facts(database, words)]
    found += _joined(database, words)
    told = {at for meaning in found if meaning.kind != "beginning" for at in range(meaning.start, meaning.stop)}
    found += _as_acronyms(database, words, told)
    odd = [at for at, word in enumerate(words) if word not in COMMON]
    explained = _explained(found)
    found += [meaning for at in odd if at not in explained for meaning in _split(database, words, at)]
    explained = _explained(found)
    unknown = [at for at in odd if at not in explained]
    repaired = _repaired_meanings(database, words, unknown)
    explained = _explained(repaired)
    return [*found, *repaired, *_as_abbreviations(database, words, [at for at in unknown if at not in explained])]


def _repaired_meanings(database: Connection, words: Sequence[str], unknown: Sequence[int]) -> list[Meaning]:
    """The meanings of words that can only be typos: repaired, alone or joined, and then as jargon."""
    found = [meaning for at in unknown for meaning in _repaired(database, words, at)]
    found += [
        meaning
        for at in range(len(words) - 1)
        if {at, at + 1} & set(unknown) and not COMMON.intersection(words[at : at + 2])
        for meaning in _rejoined(database, words, at)
    ]
    best = {meaning.start: meaning for meaning in reversed(found) if meaning.stop - meaning.start == 1}
    mended = [best[at].meant[0] if at in best else word for at, word in enumerate(words)]
    for meaning in (*_as_jargon(database, mended), *_as_facts(database, mended)) if best else ():
        if repairs := [best[at].weight for at in range(meaning.start, meaning.stop) if at in best]:
            found.append(meaning._replace(weight=meaning.weight * min(repairs)))
    return found


def only_near(found: Sequence[Meaning]) -> bool:
    """Whether a word is explained by nothing but `near` terms of the vocabulary."""
    return {at for meaning in found for at in range(meaning.start, meaning.stop)} != _explained(found)


def lacking(words: Sequence[str], found: Sequence[Meaning]) -> tuple[str, ...]:
    """The words that no entry has, in any form: nothing or only their topic explains them."""
    had = {
        at for meaning in found if meaning.kind not in ("topic", "near") for at in range(meaning.start, meaning.stop)
    }
    return tuple(word for at, word in enumerate(words) if at not in had and word not in COMMON)


def _explained(found: Sequence[Meaning]) -> set[int]:
    """The indices of the words that a meaning explains, `near` ones left out."""
    return {at for meaning in found if meaning.kind != "near" for at in range(meaning.start, meaning.stop)}


def _as_they_stand(database: Connection, words: Sequence[str]) -> Iterator[Meaning]:
    for at, word in enumerate(words):
        expression = fulltext.phrase([word])
        if fulltext.any_entry(database, expression):
            yield Meaning("word", at, at + 1, (word,), 1.0, (expression,))
        if fulltext.any_entry(database, expression, "people"):
            yield Meaning("author", at, at + 1, (word,), 1.0, (expression,), "people")
        if len(word) < 2 or word.isdigit() or word in (STOP_WORDS if len(words) == 1 else CARRIERS):
            continue
        begun, table = _completions(database, word)
        if begun:
            weight = 0.45 + 0.4 * min(1.0, len(word) / max(len(longer) for longer in begun))
            expression = fulltext.any_of(fulltext.phrase([longer]) for longer in begun)
            yield Meaning("beginning", at, at + 1, tuple(begun), weight, (expression,), table)


def _completions(database: Connection, word: str) -> tuple[list[str], str]:
    """The catalogue's words that begin with one, of its subjects or else of its authors' names; and their table."""
    rows = database.execute(
        "SELECT word, entries FROM word WHERE word > ? AND word < ? ORDER BY entries DESC, word LIMIT ?",
        (word, word + LAST_SIGN, _COMPLETIONS),
    ).fetchall()
    # Two letters begin too much: there only what more than one entry has.
    if subjects := [longer for longer, entries in rows if entries > (len(word) < 3)]:
        return subjects, "search"
    return [longer for longer, _ in rows if len(word) > 2], "people"


def _as_jargon(database: Connection, words: Sequence[str]) -> Iterator[Meaning]:
    for size in range(1, min(_LONGEST_TERM, len(words)) + 1):
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            if size == 1 and run[0] in STOP_WORDS:
                continue
            for group, relation in fulltext.terms_called(database, run):
                yield from _of_group(database, group, relation, start, start + size)


def _of_group(database: Connection, group: int, relation: str, start: int, stop: int) -> Iterator[Meaning]:
    """What a term of a group leads to: its fellows, less surely the topics they lead to, more weakly its neighbours."""
    reaches = {"same": (("same", "jargon", 0.8), ("leads_to", "topic", 0.6), ("near", "near", 0.35)),
               "near": (("same", "near", 0.3),), "leads_to": ()}  # fmt: skip
    rows = database.execute("SELECT relation, text FROM term WHERE grp = ? AND present", (group,)).fetchall()
    for reached, kind, weight in reaches[relation]:
        texts = tuple(text for other, text in rows if other == reached)
        if texts:
            yield Meaning(kind, start, stop, texts, weight, _phrases(texts))


def _as_acronyms(database: Connection, words: Sequence[str], known: Collection[int]) -> Iterator[Meaning]:
    """What words are the initials of, where the titles spell it out; known ones only in a short query."""
    for at, word in enumerate(words):
        if word in COMMON or (at in known and len(words) > _SHORT):
            continue
        if texts := initials(database, word):
            weight = 0.4 if at in known else 0.8
            yield Meaning(
                "acronym", at, at + 1, tuple(texts), weight, tuple(fulltext.phrase(text.split()) for text in texts)
            )


def _as_abbreviations(database: Connection, words: Sequence[str], unknown: Sequence[int]) -> Iterator[Meaning]:
    """What words that nothing else explains are short for, where the titles spell it out."""
    for at in unknown:
        if texts := abbreviated(database, words[at]):
            yield Meaning("acronym", at, at + 1, tuple(texts), 0.8, _phrases(texts))


def _phrases(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(fulltext.phrase(text.split()) for text in texts)


def _as_facts(database: Connection, words: Sequence[str]) -> Iterator[Meaning]:
    """Types by their name, frameworks, code and surveys: facts of an entry that its title need not tell."""
    names = {name: code for name, code in resolve.legend_names(database).items() if len(name) > 2}
    frameworks = {fold(name): name for name in meta(database, "frameworks")}
    for at, word in enumerate(words):
        if word in names:
            yield Meaning("type", at, at + 1, (names[word],), 0.3)
        if word in frameworks:
            yield Meaning("framework", at, at + 1, (frameworks[word],), 0.3)
        if word in CODE:
            yield Meaning("code", at, at + 1, (word,), 1.0)
        if word in SURVEYS:
            yield Meaning("section", at, at + 1, ("survey",), 0.3)


def _joined(database: Connection, words: Sequence[str]) -> Iterator[Meaning]:
    for at in range(len(words) - 1):
        whole = words[at] + words[at + 1]
        if _known(database, whole):
            yield Meaning("joined", at, at + 2, (whole,), 1.0, (fulltext.phrase([whole]),))


def _rejoined(database: Connection, words: Sequence[str], at: int) -> Iterator[Meaning]:
    """Two words that are one with a slip in it: `jax prunner`, jaxpruner."""
    for meant, likely in typos.repairs(database, words[at] + words[at + 1], 1):
        yield Meaning("typo", at, at + 2, (meant,), likely, (fulltext.phrase([meant]),))


def _split(database: Connection, words: Sequence[str], at: int) -> Iterator[Meaning]:
    word = words[at]
    for cut in range(2, len(word) - 1):
        parts = (word[:cut], word[cut:])
        expression = fulltext.phrase(parts)
        if all(_known(database, part) for part in parts) and fulltext.any_entry(database, expression):
            yield Meaning("split", at, at + 1, (" ".join(parts),), 0.95, (expression,))


def _repaired(database: Connection, words: Sequence[str], at: int) -> Iterator[Meaning]:
    whole = typos.repairs(database, words[at])
    for meant, likely in whole:
        for table in fulltext.TABLES:
            yield Meaning("typo", at, at + 1, (meant,), likely, (fulltext.phrase([meant]),), table)
    for beginning, likely in () if whole else typos.begun_repairs(database, words[at]):
        longer, table = _completions(database, beginning)
        expression = fulltext.any_of(fulltext.phrase([word]) for word in longer)
        yield Meaning("typo", at, at + 1, tuple(longer), likely, (expression,), table)


def _known(database: Connection, word: str) -> bool:
    return database.execute("SELECT 1 FROM word WHERE word = ?", (word,)).fetchone() is not None
