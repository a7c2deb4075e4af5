"""Counts by author are the same from the authors that a large catalogue knows as from the names of all entries."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.loading.compile import compile_catalogue
from prunecat.query.filters import Filter, year_in
from prunecat.snapshot.authors import read_authors
from prunecat.snapshot.build import build
from prunecat.sources.reading import Reading

AUTHORS = st.lists(st.sampled_from(["Ann Byron", "Byron Ann", "Cy", 'D "E" F', "É", "Dee", "Eve", "Fay"]), max_size=4)
"""Who wrote an entry: nobody, or also somebody twice."""
ROWS = st.lists(st.tuples(AUTHORS, st.integers(2020, 2022), st.integers(0, 30)), min_size=1, max_size=24)
"""Entries: who wrote each, in which year, and which other entry it names, if there is one of that number."""
FILTERS = (None, year_in(2021, None), year_in(1900, 1901), ~year_in(2020, 2020))


@pytest.fixture(scope="module", autouse=True)
def _small_catalogues_know_authors() -> Iterator[None]:
    """Catalogues of any size know their largest authors, of whom a few are looked at at a time."""
    patch = pytest.MonkeyPatch()
    for name, value in {
        "snapshot.frequent._KEPT_FROM": 1,
        "snapshot.authors._KEPT_FROM": 1,
        "snapshot.traits._ASKED_FROM": 0,
        "query.authors._FEW": 0,
        "snapshot.authors._FIRST": 1,
        "snapshot.authors._MOST_IN_ROW": 2,
    }.items():
        patch.setattr(f"prunecat.{name}", value)
    yield
    patch.undo()


def _catalogue(rows: Sequence[tuple[list[str], int, int]]) -> Catalogue:
    entries = tuple(
        Entry(
            id=f"work-{at}",
            section="other",
            title="Trees",
            authors=tuple(authors),
            year=year,
            venue=f"V{at % 3}" if at % 3 else None,
            also_listed_as=(f"work-{other}",) if other < len(rows) else (),
        )
        for at, (authors, year, other) in enumerate(rows)
    )
    return Catalogue(build(compile_catalogue([Reading(file="list.yaml", entries=entries)])))


def _answers(catalogue: Catalogue, only: Filter | None, limit: int) -> list[object]:
    by_one = catalogue.counts("author", only, limit)
    among = [count.values[0] for count in by_one]
    assert catalogue.counts_of_each(["author", "year"], only) == {
        name: catalogue.counts(name, only) for name in ("author", "year")
    }
    return [by_one, *(catalogue.counts(("author", other), only, among=among) for other in ("year", "venue", "has"))]


@given(
    ROWS,
    st.sampled_from(FILTERS),
    st.integers(1, 6),
    st.sampled_from([(2, 100), (2**20, 2), (2**20, 5), (2**20, 100)]),
    st.sampled_from([(0, 0), (0, 100), (100, 100)]),
)
def test_counts_are_those_of_all_names(
    rows: list[tuple[list[str], int, int]],
    only: Filter | None,
    limit: int,
    kept: tuple[int, int],
    read: tuple[int, int],
) -> None:
    hashes, most = kept
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prunecat.snapshot.authors._HASHES", hashes)
        patch.setattr("prunecat.snapshot.authors._MOST", most)
        catalogue = _catalogue(rows)
    assert sum(len(authors.names) for authors in read_authors(catalogue._database)) <= most
    with pytest.MonkeyPatch.context() as patch:
        for name, entries in zip(("_FEW", "_MOST_READ"), read, strict=True):
            patch.setattr(f"prunecat.query.authors.{name}", entries)
        found = _answers(catalogue, only, limit)
        patch.setattr("prunecat.snapshot.traits._ASKED_FROM", len(rows) + 1)
        assert found == _answers(catalogue, only, limit)


def test_names_are_counted_no_further_than_they_must_be() -> None:
    catalogue = _catalogue(
        [(["Ann"], 2020, 99)] * 5 + [(["Byron"], 2021, 99)] * 2 + [([f"Cy {n}"], 2022, 99) for n in range(9)]
    )
    asked: list[str] = []
    catalogue._database.set_trace_callback(asked.append)
    assert catalogue.counts("author", limit=2) == ((("Ann",), 5), (("Byron",), 2))
    assert catalogue.counts(("author", "year"), among=["Byron"]) == ((("Byron", 2021), 2),)
    catalogue._database.set_trace_callback(None)
    assert not any("json_each(entry.authors)" in query or query.startswith("SELECT number, authors") for query in asked)


def test_no_set_is_held_of_each_of_many_authors(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = _catalogue([([f"Cy {n}", "Ann"], 2020 + n % 2, 99) for n in range(9)])
    names = [count.values[0] for count in catalogue.counts("author")]
    wanted = catalogue.counts(("author", "year"), among=names)
    assert len(wanted) == 11
    monkeypatch.setattr("prunecat.query.authors._MOST_WANTED", 9)
    monkeypatch.setattr("prunecat.query.tallies.tallied", None)
    assert catalogue.counts(("author", "year"), among=names) == wanted


def test_the_authors_of_most_entries_are_offered() -> None:
    catalogue = _catalogue([([name], 2020, 99) for name in ("Cy", "Ann", "Byron", "Ann", "Cy", "Ann")])
    assert [name for name, _ in catalogue.values("author")] == ["Ann", "Cy", "Byron"]
