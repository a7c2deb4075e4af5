"""One entry a work: what is listed, counted and found is what is left where an answer is gone through as it stands."""

import random
from collections.abc import Iterable, Sequence
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.loading.compile import compile_catalogue
from prunecat.query.filters import year_in
from prunecat.query.works import one_a_work
from prunecat.snapshot.build import build
from prunecat.sources.reading import Reading

IDS = "abcdefgh"
ALSO = st.lists(st.lists(st.sampled_from((*IDS, "nobody")), max_size=3), min_size=len(IDS), max_size=len(IDS))
"""What each of eight entries names, be it itself, twice, no entry, or what does not name it."""
YEARS = st.lists(st.integers(2020, 2022), min_size=len(IDS), max_size=len(IDS))
MANY = 600
"""Entries with a word, of which more match than are ranked."""


def _catalogue(entries: Iterable[Entry]) -> Catalogue:
    return Catalogue(build(compile_catalogue([Reading(file="list.yaml", entries=tuple(entries))])))


def _left(entries: Iterable[Entry]) -> list[str]:
    """The ids of the entries that none before them names."""
    left, named = [], set[str]()
    for entry in entries:
        if entry.id not in named:
            left.append(entry.id)
        named.update(entry.also_listed_as)
    return left


@given(ALSO, YEARS, st.sampled_from([(), ("year",), ("-title", "year")]), st.integers(1, len(IDS)), st.booleans())
def test_a_list_of_works(
    also: list[list[str]], years: list[int], sort: Sequence[str], limit: int, is_filtered: bool
) -> None:
    catalogue = _catalogue(
        Entry(id=name, section="other", title=f"Title {year % 2}", year=year, also_listed_as=tuple(others))
        for name, year, others in zip(IDS, years, also, strict=True)
    )
    only = year_in(2021, None) if is_filtered else None
    expected = _left(catalogue.entries(only, sort=sort))
    assert [entry.id for entry in catalogue.entries(only, sort=sort, unique=True)] == expected
    first = catalogue.entries(only, sort=sort, unique=True, limit=limit)
    assert [entry.id for entry in first] == expected[:limit]
    assert catalogue.count(only, sort=sort, unique=True) == len(expected)


@pytest.fixture(scope="module", params=["all name one another", "some do"])
def many(request: pytest.FixtureRequest) -> Catalogue:
    """A catalogue of works with up to four rows each, of which some may not name the others."""
    chance = random.Random(7)
    names = [f"work-{number}" for number in range(MANY)]
    chance.shuffle(names)
    also: dict[str, list[str]] = {}
    while names:
        work, names = names[:4], names[4:]
        work = work[: chance.choice([1, 1, 2, 4])]
        for name in work:
            others = [other for other in work if other != name]
            is_odd = request.param == "some do" and chance.random() < 0.3
            also[name] = chance.sample(others, chance.randint(0, len(others))) if is_odd else others
    return _catalogue(
        Entry(
            id=f"work-{number}",
            section="other",
            title=f"Pruning {'pruning ' * chance.randint(0, 2)}{chance.choice(['trees', 'vines', 'pears'])}",
            year=chance.randint(2000, 2020),
            also_listed_as=tuple(also.get(f"work-{number}", ())),
        )
        for number in range(MANY)
    )


@pytest.mark.parametrize("sort", [(), ("year",), ("-title",), ("score",), ("-score", "year")], ids=str)
@pytest.mark.parametrize("text", ["pruning", "pruning trees", "year:2003-2019", "vines OR (pruning trees)"])
def test_works_that_are_searched(many: Catalogue, text: str, sort: Sequence[str]) -> None:
    whole = many.whole_answer(text, sort=sort, why=False)
    expected = _left(result.entry for result in whole.results)
    assert len(expected) < whole.total
    assert whole.works() == len(expected)
    for limit in (None, 1, 20, 450):
        first = many.whole_answer(text, sort=sort, limit=limit, why=False, unique=True)
        found = [result.entry.id for result in islice(one_a_work(first.results), limit)]
        assert found == expected[:limit]
        assert (first.total, first.works()) == (whole.total, len(expected))
        cut = many.whole_answer(text, sort=sort, limit=limit, why=False)
        assert (cut.total, cut.works()) == (whole.total, len(expected))
