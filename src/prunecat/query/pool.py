"""The pool of a query: the entries that are scored, where more match than anybody looks at.

The rows of the full-text index are in the order of bm25 for a word that each has once, so the first rows that have all
the words are the best but for what else raises an entry: a name of a method, words side by side, a venue. Each of
these has its own rows taken. So the cost follows the size of the pool, not how many entries match.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, islice, pairwise
from sqlite3 import Connection

from prunecat.query.answers import MANY
from prunecat.query.counts import has_more
from prunecat.query.english import needed
from prunecat.query.filters import Filter
from prunecat.query.first_passing import few_passing, first_passing
from prunecat.query.meanings import Meaning
from prunecat.query.only_hints import filter_of_hint, narrowed
from prunecat.query.ranking import Hit, score_words
from prunecat.query.sieve import Sieve
from prunecat.query.understood import Understood
from prunecat.query.wording import MOST_CHOICES, Expressions, Wording, choices, tables, wording_of
from prunecat.snapshot import fulltext
from prunecat.snapshot.chosen import Chosen, entries_with, most_entries_with
from prunecat.snapshot.rows import meta
from prunecat.snapshot.sets import Sets

_ROWS = 200
"""Rows taken for all words together, and half as many for each choice of what a word is."""
_BEST = 3
"""Rows of a meaning of which one has its best score, or nearly."""
_FREQUENT = 20
"""A word that more than one in so many entries has raises little as a method's name, and is long looked for."""
_AGAIN = {"search": "subject_again", "people": "name_again"}
"""The table of what entries have more than once in each full-text table."""
_MOST_DROPPED = 8
"""Words of a query that are left out in turn where no entry has all."""


def is_small(database: Connection, found: Sequence[Meaning], few: int) -> bool:
    """Whether each meaning has no more than a few matches."""
    for meaning in found:
        for expression in meaning.expressions:
            if fulltext.count(database, expression, meaning.table, few + 1) > few:
                return False
        if not meaning.expressions and has_more(database, meaning.fact, few):
            return False
    return True


def best(database: Connection, found: Sequence[Meaning]) -> set[int]:
    """The entries that score best for each meaning, by which less sure meanings are measured."""
    return {
        number
        for meaning in found
        for expression in meaning.expressions
        for sought in ({meaning.table: expression}, *_more_than_once(meaning.table, expression))
        for number in fulltext.first(database, sought, _BEST)
    }


def scored_among(sets: Sets, query: Understood, among: Collection[int]) -> dict[int, Hit]:
    """The hits among some entries, scored as if all that match were."""
    chosen = Chosen(sets.database, best(sets.database, query.found).union(among))
    hits = score_words(sets, query.words, query.found, chosen)
    return {number: hit for number, hit in hits.items() if number in among}


def pool(sets: Sets, query: Understood, limit: int) -> set[int]:
    """The numbers of the entries to score for the first `limit` answers; all of them pass the query's sieve."""
    most = max(_ROWS, 2 * limit)
    if query.sieve and (few := few_passing(sets, query.sieve)) is not None:
        return {*few}
    for asked in needed(query.words):
        if chosen := _with_all(sets, query, asked, most):
            break
    if len(chosen) < MANY:
        wording = wording_of(query.found, asked)
        known = [at for at in asked if at in wording.subjects or at in wording.people][:_MOST_DROPPED]
        if not chosen and len(known) < len(asked):
            chosen = _with_all(sets, query, known, most)
        chosen |= _with_most_words(sets, query, wording, known, most)
    return chosen


def _with_all(sets: Sets, query: Understood, asked: Sequence[int], most: int) -> set[int]:
    """The entries that have all the words of these indices."""
    database, words, sieve = sets.database, query.words, query.sieve
    likely = wording_of(query.found, asked)
    surest = likely.with_surer(wording_of([meaning for meaning in query.found if meaning.weight >= 1], asked))
    total = int(meta(database, "entries"))
    naming = [at for at in asked if len(asked) == 1 or _FREQUENT * _entries_of(database, words[at], likely, at) < total]
    raised = [
        tables(expressions, {})
        for expressions in _raised(words, surest.subjects, likely.subjects, naming)
        if all(at in expressions for at in asked)
    ]
    chosen = {number for sought in raised for number in first_passing(sets, sought, sieve, most)}
    sieves = [(one, asked) for one in (sieve, *_hinted(query))]
    sieves += [(narrowed(sieve, filters), rest) for filters, rest in _stating(query.facts, asked)]
    for one, rest in sieves:
        each = [
            sought
            for wording in ((surest, likely) if surest != likely else (likely,))
            for about, names in choices(rest, wording)
            for sought in (tables(about, names), *(_repeating(about, names) if one is sieve else ()))
            if one is not sieve or sought not in raised
        ]
        chosen.update(_first_of_each(sets, each, one, most // 2))
    return chosen


def _first_of_each(sets: Sets, each: Sequence[Mapping[str, str]], sieve: Sieve | None, most: int) -> Iterator[int]:
    """The first entries of each of some expressions by table; where few pass the sieve, these, looked up once."""
    if each and all(each) and sieve and (few := few_passing(sets, sieve)) is not None:
        yield from few
        return
    for sought in each:
        yield from first_passing(sets, sought, sieve, most)


def _entries_of(database: Connection, word: str, likely: Wording, at: int) -> int:
    """How many entries have a word, or where none has it, a word that it may be a slip of."""
    meant = fulltext.parts(likely.subjects.get(at, ""))[1]
    return entries_with(database, [word]) or most_entries_with(database, meant)


def pool_of_some(database: Connection, words: Sequence[str], found: Sequence[Meaning]) -> set[int]:
    """The numbers of the entries to score where no word is needed: those that have a rare word, or several words."""
    wording = wording_of(found, range(len(words)))
    counts = {at: entries_with(database, [words[at]]) for at in wording.subjects}
    rarest = sorted(counts, key=counts.__getitem__)[:_MOST_DROPPED]
    total = int(meta(database, "entries"))
    telling = {at for at in rarest if _FREQUENT * counts[at] < total} or {*rarest}
    chosen: set[int] = set()
    done: list[set[int]] = []
    for size in (1, 2, 3):
        for some in combinations(rarest, size):
            if telling.isdisjoint(some) or any(known.issubset(some) for known in done):
                continue
            sought = tables({at: wording.subjects[at] for at in some}, {})
            rows = list(fulltext.first(database, sought, _ROWS // size))
            chosen.update(rows)
            if len(rows) < _ROWS // size:  # with further words there are only some of these
                done.append({*some})
    return chosen


def _stating(facts: Sequence[Meaning], asked: Sequence[int]) -> Iterator[tuple[list[Filter], list[int]]]:
    """The words that are taken for facts, as filters, and the words that are left."""
    filters = {meaning.start: meaning.fact for meaning in facts[:MOST_CHOICES]}
    for size in range(1, len(filters) + 1):
        for taken in combinations(filters, size):
            yield [filters[at] for at in taken], [at for at in asked if at not in taken]


def _raised(
    words: Sequence[str], surest: Expressions, likely: Expressions, naming: Sequence[int]
) -> Iterator[Expressions]:
    """All the words as subjects: in their surest meanings, in any, and with each of what else raises an entry.

    That are words of a method's name, of which `naming` may be, and words side by side.
    """
    yield surest
    if surest != likely:
        yield likely
    for at in naming:
        if at in surest:
            yield {**likely, at: fulltext.within(("method",), surest[at])}
    for (first, one), (second, other) in pairwise(enumerate(words)):
        if first in surest or second in surest:
            pair = fulltext.within(fulltext.IN_TITLES, fulltext.phrase([one, other]))
            yield {**likely, first: pair, second: pair}


def _repeating(about: Expressions, names: Expressions) -> Iterator[dict[str, str]]:
    """The same with one of the words more than once."""
    everything = [
        fulltext.within((column,), expression)
        for column, expressions in (("subject", about), ("name", names))
        for expression in expressions.values()
    ]
    for table, expressions in (("search", about), ("people", names)):
        for expression in expressions.values():
            for sought in islice(_more_than_once(table, expression), 2 if len(everything) == 1 else 1):
                yield {again: fulltext.all_of([twice, *everything]) for again, twice in sought.items()}


def _more_than_once(table: str, expression: str) -> Iterator[dict[str, str]]:
    """A word of an expression twice in an entry, and three times."""
    again = _AGAIN[table]
    alone = dict.fromkeys(phrase for phrase in fulltext.parts(expression)[1] if len(phrase) == 1)
    if alone:
        yield {again: fulltext.within(("again",), fulltext.any_of(map(fulltext.phrase, alone)))}
        yield {again: fulltext.within(("again",), fulltext.any_of(fulltext.phrase(word * 3) for word in alone))}


def _hinted(query: Understood) -> list[Sieve]:
    """The sieve once more for the venues and years that are named in passing, which raise an entry most."""
    filters = list(map(filter_of_hint, query.hints))
    some = [filters, *([one] for one in filters)] if len(filters) > 1 else [filters] if filters else []
    return [narrowed(query.sieve, one) for one in some]


def _with_most_words(sets: Sets, query: Understood, wording: Wording, known: Sequence[int], most: int) -> set[int]:
    """Where few entries have all the words: those that have all but one, or else all but two, and so on."""
    chosen: set[int] = set()
    for size in range(len(known), 0, -1):
        for kept in combinations(known, size):
            each = [*choices(kept, wording), *_pairs(query.words, kept, wording.subjects)]
            sought = [(query.sieve, *choice) for choice in each]
            for filters, rest in _stating([fact for fact in query.facts if fact.start in kept], kept):
                sieve = narrowed(query.sieve, filters)
                sought += [(sieve, *choice) for choice in choices(rest, wording)] if rest else []
            for one, about, names in sought:
                chosen.update(first_passing(sets, tables(about, names), one, most // 2))
        if len(chosen) >= MANY:
            break
    # The rarest word may be more of the query than all the others.
    subjects = wording.subjects
    counts = {at: entries_with(sets.database, [query.words[at]]) for at in known if at in subjects}
    if not counts:
        return chosen
    rarest = min(counts, key=counts.__getitem__)
    return chosen.union(first_passing(sets, {"search": subjects[rarest]}, query.sieve, most // 2))


def _pairs(
    words: Sequence[str], kept: Sequence[int], subjects: Expressions
) -> Iterator[tuple[Expressions, Expressions]]:
    """The words that are kept, two of them side by side."""
    for at, after in pairwise(kept):
        if after == at + 1 and all(one in subjects for one in kept):
            pair = fulltext.within(fulltext.IN_TITLES, fulltext.phrase([words[at], words[after]]))
            yield {**{one: subjects[one] for one in kept}, at: pair, after: pair}, {}
