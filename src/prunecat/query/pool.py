"""The pool of a query: the entries that are scored, where more match than anybody looks at.

The rows of the full-text index are in the order of bm25 for a word that each has once, so the first rows that have all
the words are the best but for what else raises an entry: a name of a method, words side by side, a venue. Each of
these has its own rows taken. Where a word stands for many, or few entries have all words, what each entry promises is
told by sets. So the cost follows the size of the pool, not how many entries match.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, islice, pairwise
from sqlite3 import Connection

from prunecat.query.answers import ENOUGH, LARGE_PART, MANY
from prunecat.query.counts import has_more
from prunecat.query.english import needed
from prunecat.query.filters import Filter
from prunecat.query.first_passing import few_passing, first_passing
from prunecat.query.meanings import Meaning
from prunecat.query.only_hints import filter_of_hint, narrowed
from prunecat.query.promise import Promise, best_of
from prunecat.query.ranking import Hit, score_words
from prunecat.query.sieve import Sieve
from prunecat.query.understood import Understood, titled_passing
from prunecat.query.wording import MOST_CHOICES, Expressions, Wording, choices, tables, wording_of
from prunecat.snapshot import fulltext
from prunecat.snapshot.chosen import Chosen, entries_with, most_entries_with
from prunecat.snapshot.rows import meta
from prunecat.snapshot.sets import Sets

_ROWS = 200
"""Rows taken for all words together, and half as many for each choice of what a word is."""
_BEST = 3
"""Rows of a meaning of which one has its best score, or nearly."""
_FREQUENT, _LONG = 20, 20_000
"""A word that more than one in so many entries has, and more than so many, is long looked for as a method's name."""
_AGAIN = {"search": "subject_again", "people": "name_again"}
"""The table of what entries have more than once in each full-text table."""


def is_small(database: Connection, found: Sequence[Meaning], few: int) -> bool:
    """Whether each meaning has no more than a few matches."""
    for meaning in found:
        for expression in meaning.expressions:
            if fulltext.count(database, expression, meaning.table, few + 1) > few:
                return False
        if not meaning.expressions and has_more(database, meaning.fact, few):
            return False
    return True


def measures(sets: Sets, found: Sequence[Meaning]) -> set[int]:
    """The entries that score best for each meaning by which a less sure one of the same words is measured."""
    chosen: set[int] = set()
    surest_first = sorted(found, key=lambda meaning: -meaning.weight)
    for at, meaning in enumerate(surest_first):
        if not any(other.start < meaning.stop and meaning.start < other.stop for other in surest_first[at + 1 :]):
            continue
        if not meaning.expressions or _stands_for_many(meaning):
            chosen.update(best_of(sets, meaning, _BEST))
            continue
        for expression in meaning.expressions:
            for sought in ({meaning.table: expression}, *_more_than_once(meaning.table, expression)):
                chosen.update(fulltext.first(sets.database, sought, _BEST))
    return chosen


def scored_among(sets: Sets, query: Understood, among: Collection[int], measured: Collection[int]) -> dict[int, Hit]:
    """The hits among some entries, scored as if all that match were; they are measured by what `measures` gives."""
    hits = score_words(sets, query.words, query.found, Chosen(sets.database, {*among, *measured}))
    return {number: hit for number, hit in hits.items() if number in among}


def pooled(sets: Sets, query: Understood, limit: int) -> dict[int, Hit]:
    """The hits among which the first `limit` answers are; all of them pass the query's sieve."""
    most = max(_ROWS, 2 * limit)
    titled, measured = titled_passing(sets.database, query), measures(sets, query.found)
    if query.sieve and (few := few_passing(sets, query.sieve)) is not None:
        return scored_among(sets, query, titled.union(few), measured)
    for asked in needed(query.words):
        promise = Promise(sets, query, asked)
        if chosen := _whole(sets, query, promise, most):
            break
    if not chosen and len(promise.known) < len(asked):
        chosen = _whole(sets, query, Promise(sets, query, promise.known), most)
    are_few = len(chosen) < MANY
    if are_few:
        chosen |= _nearest(promise, len(chosen), most)
    hits = scored_among(sets, query, chosen | titled, measured)
    whole = sum(hit.covers(asked) for hit in hits.values())
    if not are_few and whole < MANY:  # they were not known to have all words, or not as they stand in a phrase
        more = promise.best(promise.with_most(LARGE_PART if whole else ENOUGH), most)
        hits |= scored_among(sets, query, {*more} - hits.keys(), measured)
    return hits


def _nearest(promise: Promise, whole: int, most: int) -> set[int]:
    """Where so few entries have all words, those that may come nearest: with the larger part, a large one, or any."""
    chosen: set[int] = set()
    for share, wanted in ((ENOUGH, most), (LARGE_PART, most), (0.0, MANY)):
        if whole + len(chosen) < wanted:
            chosen.update(promise.best(promise.with_most(share), most))
    return chosen


def _whole(sets: Sets, query: Understood, promise: Promise, most: int) -> set[int]:
    """The entries that may score best of those that have all words of a promise."""
    sure = {at for meaning in query.found if meaning.weight >= 1 for at in range(meaning.start, meaning.stop)}
    many = [meaning for meaning in query.found if _stands_for_many(meaning)]
    chosen = _with_all(sets, query, promise.words, most) if not many or sure.issuperset(promise.words) else set()
    rare = (entries_with(sets.database, [query.words[meaning.start]]) < most for meaning in many)
    if many and (len(chosen) < most or any(rare)):
        chosen.update(promise.best(promise.with_all(), most))
    return chosen


def _stands_for_many(meaning: Meaning) -> bool:
    """Whether a word may stand for several texts that all count, as a beginning does."""
    return any(len(fulltext.parts(expression)[1]) > 1 for expression in meaning.expressions)


def _with_all(sets: Sets, query: Understood, asked: Sequence[int], most: int) -> set[int]:
    """The entries that have all the words of these indices."""
    database, words, sieve = sets.database, query.words, query.sieve
    likely = wording_of(query.found, asked)
    surest = likely.with_surer(wording_of([meaning for meaning in query.found if meaning.weight >= 1], asked))
    total = int(meta(database, "entries"))
    most_naming = max(total // _FREQUENT, _LONG)
    naming = [at for at in asked if len(asked) == 1 or _entries_of(database, words[at], likely, at) < most_naming]
    raised = [
        tables(expressions, {})
        for expressions in _raised(words, surest.subjects, likely.subjects, naming)
        if all(at in expressions for at in asked)
    ]
    raised += [tables(about, names) for about, names in _named(words, asked, likely)]
    if len(asked) < len(words):
        raised.append(tables(wording_of(query.found, range(len(words))).subjects, {}))
    chosen = {number for sought in raised for number in first_passing(sets, sought, sieve, most)}
    named = (sieve, *_hinted(query))
    sieves = [(one, asked) for one in named]
    sieves += [(narrowed(one, filters), rest) for one in named for filters, rest in _stating(query.facts, asked)]
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


def _named(words: Sequence[str], asked: Sequence[int], likely: Wording) -> Iterator[tuple[Expressions, Expressions]]:
    """Two words in a row as one name, in either order, and the others as subjects."""
    for (first, one), (second, other) in pairwise(enumerate(words)):
        others = [at for at in asked if at not in (first, second)]
        if {first, second} <= likely.people.keys() and likely.subjects.keys() >= {*others}:
            name = fulltext.any_of([fulltext.phrase([one, other]), fulltext.phrase([other, one])])
            yield {at: likely.subjects[at] for at in others}, {first: name, second: name}


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
