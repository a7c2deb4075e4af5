"""Which work of a catalogue is cited, also where its title, year or venue is cited wrong."""

from collections.abc import Iterator
from enum import IntEnum

from prunecat.catalogue import Catalogue
from prunecat.citation import authors_of, publication
from prunecat.entry import Entry
from prunecat.errors import UnresolvedReference
from prunecat.identifiers import KINDS, identified
from prunecat.same_title import are_near, is_name_of, may_be_misquoted, share_a_name, title_key
from prunecat.same_work import have_other_identifiers, sign
from prunecat.verification.cited import Cited
from prunecat.verification.wording import spaced, surnames, titles_in, venues_in, years_in
from prunecat.words import words_of
from prunecat.work import published_work

_LOOKED_AT = 5
"""The best answers to a title, among which the work is, if the catalogue has it."""
_FEWEST = 3
"""Words of a title that means its work inside of a longer text; shorter ones may stand there for something else."""
_FEW = 2
"""Words of a title that are what a work is called, as `network slimming`; more may be another work's title."""
_KEPT = 4
"""Words that a title from memory has in common with its work, where the authors do not tell: many have three."""
_KEPT_BY_AUTHORS = 3
"""The same where all authors tell."""
_LONGEST_NAME = 5
"""Words of what stands before a title's colon and is cited alone: `The Lottery Ticket Hypothesis`."""


class _Authors(IntEnum):
    """How far the authors that a citation states are those of a work."""

    OTHERS = 0
    UNSAID = 1
    SOME = 2
    ALL = 3


def row_of(catalogue: Catalogue, cited: Cited) -> Entry | None:
    """The catalogue's entry of the work that is cited; None where it has none."""
    stated = cited.entry
    if stated is None:
        return (_of_key if len(cited.text.split()) == 1 else _in_words)(catalogue, cited.text)
    # Where it lies and when it appeared is what may be cited wrong, so neither tells works apart.
    bare = stated._replace(year=None, url=None)
    names = [value for kind in KINDS if (value := getattr(stated, kind))]
    found = [entry for value in names if (entry := _shown(catalogue, value))]
    if not any(sign(bare, identified(entry)) for entry in found):
        found = _answers(catalogue, stated.title)
    for row in found:
        if sign(bare, row) or sign(bare, identified(published_work(row))):
            return row
    found += _named(catalogue, stated.title)
    return next((row for row in found if _means(catalogue, stated, row)), None)


def _of_key(catalogue: Catalogue, key: str) -> Entry | None:
    """The entry that a key or name means: without a number in it, it has an author or the name of the work."""
    row = _shown(catalogue, key)
    if row is None or any(letter.isdigit() for letter in key) or row.id.casefold() == key.casefold():
        return row
    words = f" {spaced(key)} "
    has_author = any(f" {surname} " in words for surname in surnames(row))
    return row if has_author or _is_addressed(row, key) or _is_hinted(row.title, key) else None


def _in_words(catalogue: Catalogue, reference: str) -> Entry | None:
    """The entry that a title or reference means, with its title to the letter or as somebody remembers it."""
    shown, found = _shown(catalogue, reference), _answers(catalogue, reference)
    if shown:
        found.insert(0, shown)
    text = title_key(reference)
    for row in found:
        if _is_in(row.title, text) or _is_in(published_work(row).title, text):
            return row
    for row in found:
        if any(_means(catalogue, told, row) for told in _told(catalogue, reference, row)):
            return row
    return shown if shown and (_is_addressed(shown, reference) or _is_hinted(shown.title, reference)) else None


def _is_addressed(row: Entry, reference: str) -> bool:
    """Whether a reference has an identifier or the URL of a row."""
    text = reference.casefold()
    return any(value and value.casefold() in text for value in (row.arxiv, row.doi, row.openreview, row.url))


def _is_hinted(title: str, reference: str) -> bool:
    """Whether what is shown for words is what they mean: they have its name, are few words of its title, or near it."""
    words, of_title = spaced(reference), f" {spaced(title)} "
    name, colon, _ = title.partition(":")
    return (
        bool(colon and f" {spaced(name)} " in f" {words} ")
        or (len(words.split()) <= _FEW and f" {words} " in of_title)
        or are_near(title, reference)
        or (may_be_misquoted(title, reference, places=1, kept=_KEPT) and (":" in title) == (":" in reference))
    )


def _told(catalogue: Catalogue, reference: str, row: Entry) -> Iterator[Entry]:
    """What a reference in words may state, one entry for each part of it that may be a title.

    Of its authors only those of the work can be told from other words; without any of them, what stands before the
    title are others.
    """
    work = published_work(row)
    words = f" {spaced(reference)} "
    names = [name for name, surname in zip(work.authors, surnames(work), strict=True) if f" {surname} " in words]
    written = " and ".join([*names, *(["others"] if " et al " in words else [])])
    years = years_in(reference)
    for title in titles_in(reference):
        venues = venues_in(catalogue, reference.replace(title, " "))
        before = reference.partition(title)[0].strip(" []().0123456789")
        yield Entry(
            id="",
            section="other",
            title=title,
            authors=tuple(names) or ((before,) if before else ()),
            year=work.year if work.year in years else max(years, default=None),
            venue=work.venue if work.venue in venues else min(venues, default=None),
            fields=(("author", written),) if names else (),
        )


def _is_in(title: str, text: str) -> bool:
    return len(words_of(title)) >= _FEWEST and title_key(title) in text


def _answers(catalogue: Catalogue, title: str) -> list[Entry]:
    """The best answers to the words of a title, whose signs are no query's."""
    words = " ".join(words_of(title))
    return [result.entry for result in catalogue.answer(words, limit=_LOOKED_AT).results] if words else []


def _named(catalogue: Catalogue, title: str) -> Iterator[Entry]:
    """The only entry whose title begins with a name, where a title is no more than that."""
    if len(words_of(title)) <= _LONGEST_NAME and (row := _shown(catalogue, title)) and is_name_of(title, row.title):
        yield row


def _shown(catalogue: Catalogue, reference: str) -> Entry | None:
    try:
        return catalogue.show(reference)
    except UnresolvedReference:
        return None


def _means(catalogue: Catalogue, stated: Entry, row: Entry) -> bool:
    """Whether a citation means a row under another title than it has in the list and was published under."""
    return any(_is_meant(catalogue, stated, work) for work in (identified(row), identified(published_work(row))))


def _is_meant(catalogue: Catalogue, stated: Entry, work: Entry) -> bool:
    """Whether so much else agrees that a title which is near means the work.

    Where all authors are the same that is the year or the venue; where only some are, or none is stated, it is both. A
    name alone, and one with a title that is near behind it, mean the work where no year or venue is another.
    """
    is_name = is_name_of(stated.title, work.title)
    who = _common_authors(stated, work)
    kept = _KEPT_BY_AUTHORS if who is _Authors.ALL else _KEPT
    is_near = may_be_misquoted(stated.title, work.title, kept=kept) or are_near(stated.title, work.title)
    is_named = is_name or share_a_name(stated.title, work.title)
    if not (is_near or is_named) or have_other_identifiers(stated._replace(url=None), work):
        return False
    told = [*_year_agrees(stated, work), *_venue_agrees(catalogue, stated, work)]
    if who is _Authors.ALL:
        return is_name or any(told) or not told
    if who is _Authors.OTHERS:
        return False
    return (is_near or is_name) and (told == [True, True] or (who is _Authors.UNSAID and is_named and all(told)))


def _year_agrees(stated: Entry, work: Entry) -> Iterator[bool]:
    """Whether the years are the same, where both are known; a preprint may be of the year before its publication."""
    if stated.year and work.year:
        yield 0 <= work.year - stated.year <= (publication(stated) == "preprint")


def _venue_agrees(catalogue: Catalogue, stated: Entry, work: Entry) -> Iterator[bool]:
    told = catalogue.venues.get(stated.venue or "")
    if told and told.kind != "preprint" and work.venue:
        yield told.name == work.venue


def _common_authors(stated: Entry, work: Entry) -> _Authors:
    names, theirs = surnames(stated), surnames(work)
    if not names or not theirs:
        return _Authors.UNSAID
    if {*names} == {*theirs}:
        return _Authors.ALL
    shared = len({*names} & {*theirs})
    of = len(names) if authors_of(stated).others else max(len(names), len(theirs))
    return _Authors.SOME if 2 * shared > of else _Authors.OTHERS
