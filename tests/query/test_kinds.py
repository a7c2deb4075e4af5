"""What is told of kinds of entries, and what is read in the order of an index, is what all entries tell."""

import json
import random
from collections import Counter
from collections.abc import Iterable
from itertools import combinations, product
from pathlib import Path

import pytest

from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.query.facets import FACETS, Words
from prunecat.query.parts import PARTS
from prunecat.query.sieve import filtered
from prunecat.query.sorting import SORT_KEYS
from prunecat.snapshot.bits import members
from prunecat.snapshot.sets import Sets
from prunecat.words import fold

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


@pytest.fixture(
    scope="module",
    params=[(20_000, 255), (1, 255), (20_000, 3)],
    ids=["all kinds held", "one kind held", "three kinds signed"],
)
def catalogue_of_kinds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The bundled catalogue, compiled while so many kinds are held, and with signs for so many."""
    held, signed = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prunecat.snapshot.kinds._MOST_HELD", held)
        patch.setattr("prunecat.snapshot.kinds._SIGNED", signed)
        patch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path_factory.mktemp("kinds")))
        catalogue = Catalogue.bundled()
    kinds, with_sign = catalogue._database.execute("SELECT count(*), sum(sign > 0) FROM kind").fetchone()
    assert (kinds > 0.8 * len(catalogue)) is (held == 1)
    assert with_sign == min(kinds, signed)
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


@pytest.mark.parametrize("looked_up", [0, 10_000])
def test_sets_of_entries_are_sifted_as_entries_are(
    catalogue_of_kinds: Catalogue, monkeypatch: pytest.MonkeyPatch, looked_up: int
) -> None:
    monkeypatch.setattr("prunecat.query.sieve._MOST_LOOKED_UP", looked_up)
    catalogue, chance = catalogue_of_kinds, random.Random(1)
    sets, entries = Sets(catalogue._database), catalogue.list()
    asked = [catalogue.filter(**one) for one in ASKED]
    for _ in range(300):
        one, other, third = chance.choices(asked, k=3)
        only = chance.choice(
            [one, ~one, one & other, one & ~other, ~(one & other), one | ~other, (one | other) & third]
        )
        among = {number for number in range(1, len(entries) + 1) if chance.random() < 0.6}
        wanted = [number for number in sorted(among) if only.matches(entries[number - 1])]
        assert list(members(filtered(sets, only, sets.of(among)))) == wanted, only.condition


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


@pytest.mark.parametrize("few", [0, 10_000])
def test_first_authors_are_sorted_by_their_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    names = ["Li Ab", "Öz Äbc", "B Abcd-e", "X abcde", "Y Abcdef", "Y Abcdea", "J. van den Berg", "李 明", "Ab C", None]
    rows = [{"title": f"{at}", "authors": [name, "Ann Other"] if name else []} for at, name in enumerate(names * 3)]
    (tmp_path / "made.jsonl").write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.setattr("prunecat.query.listing._FEW", few)
    catalogue = Catalogue.open(tmp_path / "made.jsonl")
    entries = catalogue.list()
    named = [entry for entry in entries if entry.authors]
    unnamed = [entry for entry in entries if not entry.authors]
    for sort, is_downwards in (("authors", False), ("-authors", True)):
        named.sort(key=lambda entry: fold(entry.authors[0].split()[-1]), reverse=is_downwards)
        for limit in range(len(rows) + 1):
            assert list(catalogue.list(sort=[sort], limit=limit)) == [*named, *unnamed][:limit]
        named.sort(key=entries.index)


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


@pytest.mark.parametrize("rare", [0, 10_000])
def test_names_are_counted_as_entries_have_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rare: int) -> None:
    chance, parts = random.Random(1), ["Song", "Sóng", "S.", "Han", "Hans", "O'Han", "Han-Li", "Li", "李明", "Đặng"]
    rows = [
        {
            "title": f"{at}",
            "authors": [" ".join(chance.choices(parts, k=chance.randrange(1, 4))) for _ in range(chance.randrange(4))],
            "types": [chance.choice("SU")],
            "code": [{"url": "https://github.com/han/song"}] * chance.randrange(2),
        }
        for at in range(200)
    ]
    (tmp_path / "made.jsonl").write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.setattr("prunecat.query.resolve._RARE", rare)
    monkeypatch.setattr("prunecat.query.counts._MANY", 0)
    catalogue = Catalogue.open(tmp_path / "made.jsonl")
    for name in (
        "song",
        "han",
        "ohan",
        "李明",
        "明",
        "dang",
        "s",
        "Han Li",
        "S. Han",
        "song s li",
        "Song Han",
        "Han, Song",
    ):
        only = catalogue.filter(author=name)
        for one in (only, ~only, only & catalogue.filter(type="S"), only & ~catalogue.filter(author="Li")):
            wanted = [entry for entry in catalogue.list() if one.matches(entry)]
            assert catalogue.count(one) == len(wanted), name
            assert list(catalogue.list(one)) == wanted, name


@pytest.mark.parametrize("by", FACETS)
def test_no_filter_counts_as_one_that_all_pass(catalogue: Catalogue, by: str) -> None:
    every = catalogue.filter(venue="CVPR") | ~catalogue.filter(venue="CVPR")
    counts = catalogue.counts(by)
    assert counts == catalogue.counts(by, every)
    assert catalogue.counts(by, limit=3) == counts[:3]
    for names in ((by,), *((by, other) for other in FACETS if other != by)):
        for among in ((), [counts[0].values[0]], [None], [None, *(count.values[0] for count in counts[-3:])]):
            wanted = tuple(count for count in catalogue.counts(names) if count.values[0] in among)
            assert catalogue.counts(names, among=among) == wanted, (names, among)
