"""Search: a query's text answered with entries, best first."""

import re
from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from prunecat.errors import UsageError
from prunecat.query.answers import enough
from prunecat.query.english import CARRIERS
from prunecat.query.facets import FACETS, filter_of
from prunecat.query.filters import Filter
from prunecat.query.hints import missing
from prunecat.query.hits import Extent, Hits
from prunecat.query.identified import take_identifiers
from prunecat.query.meanings import Meaning, lacking, only_near
from prunecat.query.only_hints import of_most_hints
from prunecat.query.parse import Query, Term, parse
from prunecat.query.ranking import FEW, Hit, add_hints, add_titles, score_words
from prunecat.query.sieve import in_catalogue_order, passing, sieve_of
from prunecat.query.spoken import alternatives, put_plainly
from prunecat.query.understood import Understood, understood
from prunecat.snapshot.bits import members
from prunecat.snapshot.rows import meta
from prunecat.snapshot.sets import Sets
from prunecat.words import fold

COUNTED = 1_000
"""Entries that are counted, to say how many there would be at least."""
_PARTED = re.compile(rf"(?<!\S)({'|'.join(FACETS)}):\s+(\"[^\"]*\"|[^\s\":]+)(?!\S)", re.IGNORECASE)
_ONLY = {
    ("year", False): "years {}",
    ("code", False): "with code: {}",
    ("origin", False): "with {} code",
    ("origin", True): "without {} code",
}
"""How it is told that what a query says was taken for a filter."""
_NEIGHBOURS = 3
"""How many hits are kept where a word matches only through `near` terms of the vocabulary."""


def search(
    database: Connection,
    text: str,
    only: Filter | None = None,
    limit: int | None = None,
    *,
    is_whole: bool = False,
    is_ranked: bool = True,
) -> Hits:
    """The entries that answer a query, best first; a UsageError for a filter in it that means nothing.

    With a limit, no more are given, and of many that match no more are scored than can be among the first. With
    `is_whole` so many are ranked, and `further` has all that match where these are more; unless `is_ranked`, of
    many one is given as it comes.
    """
    extent, sets = Extent(limit, is_whole, is_ranked), Sets(database)
    answers = [_one(sets, part, only, extent) for part in alternatives(text)]
    if len(answers) == 1:
        return answers[0]
    best: dict[int, Hit] = {}
    for hit in (hit for answer in answers for hit in answer.hits):
        if hit.number not in best or best[hit.number].score < hit.score:
            best[hit.number] = hit
    return Hits(
        hits=extent.cut(_in_order(list(best.values()))),
        complete=any(answer.complete for answer in answers),
        lacking=() if any(map(_is_whole, answers)) else tuple(dict.fromkeys(w for one in answers for w in one.lacking)),
        wider=() if best else tuple(dict.fromkeys(wider for answer in answers for wider in answer.wider)),
        remarks=tuple(dict.fromkeys(remark for answer in answers for remark in answer.remarks)),
        further=tuple(one for answer in answers for one in answer.further),
    )


def _is_whole(answer: Hits) -> bool:
    return bool(answer.hits) and answer.complete and not answer.lacking


def _one(sets: Sets, text: str, only: Filter | None, extent: Extent) -> Hits:
    """The answer to a query without alternatives."""
    database = sets.database
    numbers, rest = take_identifiers(database, text)
    plain, said = put_plainly(_fields_closed_up(database, rest))
    query = parse(plain)
    query = query._replace(terms=(*query.terms, *(Term(one.field, one.value, one.out) for one in said)))
    remarks = tuple(f"Only {_ONLY[one.field, one.out].format(one.value)} ({one.words})" for one in said)
    sieve = sieve_of(database, query, only)
    if numbers:
        passed = passing(database, sieve, numbers) if sieve else set(numbers)
        return Hits(extent.cut([Hit(number) for number in numbers if number in passed]), remarks=remarks)
    words = understood(database, query.words)
    found = _answer(sets, query, words._replace(sieve=sieve), extent)
    if query.phrases and not found.hits:
        phrases = ", ".join(f'"{" ".join(phrase)}"' for phrase in query.phrases)
        query = query._replace(phrases=())
        apart = _answer(sets, query, words._replace(sieve=sieve_of(database, query, only)), extent)
        if apart.hits and apart.complete:
            found, remarks = apart, (*remarks, f"No entry has {phrases} side by side; these have the words.")
    remarks += tuple(f"Searching for {hint.value} (you typed: {hint.typed})" for hint in found.hints if hint.is_mended)
    negated = re.search(r"(?<!\S)not (?:about |on |for |with )?(?:the )?([^\W\d_]{3,})", plain)
    if negated and fold(negated[1]) not in CARRIERS:
        remarks += (f"To leave a word out, write ^{negated[1]}",)
    if not found.hits:
        found = found._replace(wider=tuple(_wider(sets, query, words, only)))
    if none := missing(database, found.hints):
        remarks += (none,)
    return found._replace(remarks=remarks)


def _fields_closed_up(database: Connection, text: str) -> str:
    """A query with `venue: CVPR` as `venue:CVPR`, where what stands behind the blank is a value of the field."""

    def closed(match: re.Match[str]) -> str:
        try:
            filter_of(database, {fold(match[1]): match[2].strip('"')})
        except UsageError:
            return match[0]
        return f"{match[1]}:{match[2]}"

    return _PARTED.sub(closed, text)


def _wider(sets: Sets, query: Query, words: Understood, only: Filter | None) -> Iterator[tuple[str, int]]:
    """The filters without which a query finds something, each with how much, no more than are counted."""
    for field in dict.fromkeys(term.field for term in query.terms if not term.out):
        rest = tuple(term for term in query.terms if term.field != field or term.out)
        other = query._replace(terms=rest)
        sieve = sieve_of(sets.database, other, only)
        if hits := _answer(sets, other, words._replace(sieve=sieve), Extent(COUNTED)).hits:
            yield ",".join(f"{field}:{term.value}" for term in query.terms if term not in rest), len(hits)


def _answer(sets: Sets, query: Query, asked: Understood, extent: Extent) -> Hits:
    """The entries that pass the sieve of a query and have its words, best first."""
    if asked.words:
        return _answering(sets, asked, extent)
    return _only_hints(sets, asked, extent, is_asked=query != Query(claimed=query.claimed))


def _answering(sets: Sets, query: Understood, extent: Extent) -> Hits:
    """The entries that answer a query with words, best first."""
    database, words, found = sets.database, query.words, query.found
    total = int(meta(database, "entries"))
    limit = None if total <= FEW or _is_small(database, found) else extent.limit
    if limit is not None and not extent.is_ranked and (unranked := _unranked(sets, query)):
        return unranked
    hits = _all_hits(sets, query) if limit is None else _pooled(sets, query, limit)
    answers, complete = enough(sets, query, hits, are_all=limit is None)
    add_hints(database, query.hints, {hit.number: hit for hit in answers})
    add_titles(database, words, answers, query.titled)
    ranked = _in_order(answers)
    others = None
    if only_near(found):
        ranked, complete = ranked[:_NEIGHBOURS], False
    elif extent.is_whole and limit is not None and complete:
        from prunecat.query.further import further

        others = further(sets, query, (hit.number for hit in ranked))
    return Hits(
        hits=extent.cut(ranked, others),
        words=words,
        hints=query.hints,
        complete=complete,
        lacking=lacking(words, found),
        repaired=_repaired(words, found, ranked),
        further=(others,) if others else (),
    )


def _all_hits(sets: Sets, query: Understood) -> dict[int, Hit]:
    """The hits among all entries."""
    hits = score_words(sets, query.words, query.found)
    if query.sieve is None:
        return hits
    passed = passing(sets.database, query.sieve, hits if len(hits) <= FEW else None)
    return {number: hit for number, hit in hits.items() if number in passed}


def _is_small(database: Connection, found: Sequence[Meaning]) -> bool:
    """Whether so few match that all are scored."""
    from prunecat.query.pool import is_small

    return is_small(database, found, FEW)


def _pooled(sets: Sets, query: Understood, limit: int) -> dict[int, Hit]:
    """The hits among which the first `limit` answers are, where more match than are scored."""
    from prunecat.query.pool import pooled

    return pooled(sets, query, limit)


def _unranked(sets: Sets, query: Understood) -> Hits | None:
    """All that answers a query with words, with one hit as it comes; None where it takes a ranking to tell."""
    from prunecat.query.further import unranked

    if (others := unranked(sets, query)) is None:
        return None
    hit = Hit(next(members(others.entries)), query.words)
    return Hits((hit,), query.words, query.hints, lacking=lacking(query.words, query.found), further=(others,))


def _in_order(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (not hit.has_all, -hit.score, hit.number))


def _only_hints(sets: Sets, asked: Understood, extent: Extent, *, is_asked: bool) -> Hits:
    """The entries of the venue and year that are all a query names; without either, all that are allowed."""
    database, query = sets.database, Understood(hints=asked.hints if is_asked else ())
    one = of_most_hints(database, query.hints, asked.sieve) if is_asked else None
    if one is None:
        return Hits(hints=query.hints)
    hits = {number: Hit(number) for number in in_catalogue_order(database, one, extent.limit)}
    add_hints(database, query.hints, hits)
    others = None
    if extent.is_whole and len(hits) == extent.limit:
        from prunecat.query.further import further_passing

        others = further_passing(sets, query._replace(sieve=one))
    return Hits(hits=tuple(hits.values()), hints=query.hints, further=(others,) if others else ())


def _repaired(words: Sequence[str], found: Sequence[Meaning], answers: Sequence[Hit]) -> str | None:
    """The query with its typos repaired as the best answer has them."""
    if not answers or not any(meaning.kind == "typo" for meaning in found):
        return None
    read = list(words)
    mended = {meaning.start: meaning for meaning in reversed(found) if meaning.kind == "typo"}
    for at, (_, meaning) in answers[0].by_word.items():
        if meaning.kind == "typo":  # two words that are one are shown as one
            read[meaning.start : meaning.stop] = _apart(words[meaning.start : meaning.stop], meaning.meant[0])
        elif at in mended and mended[at].stop == at + 1:  # a term or type as which it was read once mended
            read[at] = mended[at].meant[0]
    return " ".join(word for word in read if word) if read != list(words) else None


def _apart(typed: Sequence[str], meant: str) -> list[str]:
    """A word that is meant by words which are typed, cut as those are where it begins or ends with one of them."""
    first, last = typed[0], typed[-1]
    if len(typed) > 1 and meant.startswith(first):
        return [first, meant.removeprefix(first)]
    if len(typed) > 1 and meant.endswith(last):
        return [meant.removesuffix(last), last]
    return [meant, *[""] * (len(typed) - 1)]
