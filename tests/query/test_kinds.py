"""What is told of kinds of entries, and what is read in the order of an index, is what all entries tell."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations, product
from pathlib import Path

import pytest

from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.query.facets import FACETS, Words
from prunecat.query.parts import PARTS
from prunecat.query.sorting import SORT_KEYS

ASKED: tuple[dict[str, Words], ...] = (
    {},
    {"year": "2019-2021"},
    {"type": "S"},
    {"section": "journal"},
    {"code": False},
    {"framework": "PyTorch"},
    {"origin": "official", "framework": "PyTorch"},
    {"has": "arxiv"},
    {"has": "note"},
    {"venue": "CVPR"},
    {"author": "Han"},
    {"topic": "channel pruning"},
    {"venue": "CVPR", "type": "S", "code": True},
    {"author": "Han", "year": "2015-2018"},
)
OF_KINDS = [name for name, facet in FACETS.items() if facet.is_of_kind]


@pytest.fixture(scope="module", params=[20_000, 1], ids=["all kinds held", "one kind held"])
def catalogue_of_kinds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The bundled catalogue, compiled while so many kinds are held."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prunecat.snapshot.kinds._MOST_HELD", request.param)
        patch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path_factory.mktemp("kinds")))
        catalogue = Catalogue.bundled()
    (kinds,) = catalogue._database.execute("SELECT count(*) FROM kind").fetchone()
    assert (kinds > 0.8 * len(catalogue)) is (request.param == 1)
    return catalogue


def _values(entry: Entry, by: str) -> set[str | int | None]:
    """The values of an entry in a facet of kinds, read in Python."""
    values: dict[str, Iterable[str | int | None]] = {
        "year": [entry.year],
        "type": entry.types,
        "section": [entry.section],
        "code": ["yes" if entry.code else "no"],
        "origin": [link.origin for link in entry.code],
        "framework": [link.framework for link in entry.code],
        "has": [name for name, part in PARTS.items() if part.is_known(entry)],
    }
    return {*values[by]} or {None}


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_counts_are_those_of_the_entries(catalogue_of_kinds: Catalogue, asked: dict[str, Words]) -> None:
    catalogue = catalogue_of_kinds
    only = catalogue.filter(**asked)
    passing = [entry for entry in catalogue.list() if only.matches(entry)]
    assert catalogue.count(only) == len(passing)
    assert catalogue.count(~only) == len(catalogue) - len(passing)
    for by in (*((name,) for name in OF_KINDS), *combinations(OF_KINDS, 2)):
        if by == ("origin", "framework"):
            continue  # which are of one link
        among = Counter(values for entry in passing for values in product(*(_values(entry, name) for name in by)))
        assert {count.values: count.entries for count in catalogue.counts(by, only)} == among, by


@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("few", [0, 10_000])
def test_the_first_of_an_order_are_the_first_of_all(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, few: int, asked: dict[str, Words]
) -> None:
    monkeypatch.setattr("prunecat.query.listing._FEW", few)
    only = catalogue.filter(**asked) if asked else None
    keys = [sign + key for key in SORT_KEYS for sign in ("", "-")]
    for sort in ([], *([key] for key in keys), ["venue", "-title"], ["-title", "venue"], ["-section", "year"]):
        assert catalogue.list(only, sort=sort, limit=9) == catalogue.list(only, sort=sort)[:9], sort


def test_titles_that_begin_alike_and_venues_of_one_name_keep_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = [
        "Élagage de réseaux b",
        "elagage de reseaux B",
        "Elagage de réseaux a",
        "a: b",
        "a b",
        "A0",
        "剪枝 b",
        "剪枝 a",
    ]
    rows = [f'{{"title": "{title}", "venue": "{venue}"}}' for title in titles for venue in ("Abc", "äbc", "")]
    (tmp_path / "made.jsonl").write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.setattr("prunecat.query.listing._FEW", 0)
    catalogue = Catalogue.open(tmp_path / "made.jsonl")
    for sort in (["title"], ["-title"], ["venue"], ["-venue"], ["title", "-venue"], ["venue", "-title"]):
        for limit in range(len(rows)):
            assert catalogue.list(sort=sort, limit=limit) == catalogue.list(sort=sort)[:limit]


def test_a_name_of_two_words_is_found_whole_and_in_a_row(tmp_path: Path) -> None:
    (tmp_path / "made.jsonl").write_text(
        '{"title": "One", "authors": ["Song Han", "Li Wu"]}\n'
        '{"title": "Two", "authors": ["Song Wu", "Li Han"]}\n'
        '{"title": "Three", "authors": ["Li Wu"], "code": [{"url": "https://github.com/song/han"}]}\n'
    )
    catalogue = Catalogue.open(tmp_path / "made.jsonl")
    assert [entry.title for entry in catalogue.list(catalogue.filter(author="Song Han"))] == ["One"]
    assert [entry.title for entry in catalogue.list(catalogue.filter(author="Song"))] == ["One", "Two"]
    assert [entry.title for entry in catalogue.list(~catalogue.filter(author="Song"))] == ["Three"]


@pytest.mark.parametrize("by", FACETS)
def test_no_filter_counts_as_one_that_all_pass(catalogue: Catalogue, by: str) -> None:
    every = catalogue.filter(venue="CVPR") | ~catalogue.filter(venue="CVPR")
    counts = catalogue.counts(by)
    assert counts == catalogue.counts(by, every)
    assert catalogue.counts(by, limit=3) == counts[:3]
