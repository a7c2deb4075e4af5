"""What signs tell of entries, and what is read in the order of an index, is what all entries tell."""

import json
import random
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

import pytest

from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.query.facets import FACETS, Words
from prunecat.query.parts import PARTS
from prunecat.query.sieve import filtered
from prunecat.query.sorting import SORT_KEYS
from prunecat.query.tallies import signs_in
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
BY_SIGNS = (["-section", "year"], ["types", "-code", "title"], ["-year", "-types", "authors"], ["code", "section"])
"""Orders that begin with what signs tell."""
BY_SETS = [name for name in FACETS if name != "author"]


@pytest.fixture(
    scope="module",
    params=[(0, 255, True), (0, 255, False), (0, 3, True), (0, 3, False), (10_000, 255, True)],
    ids=["signs looked up", "split by slices", "three signed", "three signed and split", "entries looked at"],
)
def catalogue_of_signs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The bundled catalogue, with signs for so many values of a trait, asked by them from so many entries on.

    Either signs of entries are looked up, or all signs split a set.
    """
    asked_from, signed, is_looked_up = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prunecat.snapshot.traits._ASKED_FROM", asked_from)
        patch.setattr("prunecat.snapshot.traits.Trait.most", signed)
        patch.setattr("prunecat.query.tallies._FEW_ENTRIES", 10_000 if is_looked_up else 0)
        patch.setattr("prunecat.query.tallies._SPLIT_IN", 1 if is_looked_up else 10**9)
        patch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path_factory.mktemp("signs")))
        catalogue = Catalogue.bundled()
        (most,) = catalogue._database.execute("SELECT max(sign) FROM sign").fetchone()
        assert (most <= 3) is (signed == 3)
        yield catalogue


def _values(entry: Entry, by: str, topics: Mapping[str, Sequence[str]]) -> set[str | int | None]:
    """The values of an entry in a facet, read in Python; `topics` are those of all entries, by their ids."""
    values: dict[str, Iterable[str | int | None]] = {
        "year": [entry.year],
        "type": entry.types,
        "section": [entry.section],
        "code": ["yes" if entry.code else "no"],
        "origin": [link.origin for link in entry.code],
        "framework": [link.framework for link in entry.code],
        "has": [name for name, part in PARTS.items() if part.is_known(entry)],
        "venue": [entry.venue],
        "topic": topics.get(entry.id, ()),
    }
    return {*values[by]} or {None}


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_counts_are_those_of_the_entries(catalogue_of_signs: Catalogue, asked: dict[str, Words]) -> None:
    catalogue = catalogue_of_signs
    only = catalogue.filter(**asked)
    passing = [entry for entry in catalogue.list() if only.matches(entry)]
    assert catalogue.count(only) == len(passing)
    assert catalogue.count(~only) == len(catalogue) - len(passing)
    assert catalogue.counts_of_each(BY_SETS, only) == {name: catalogue.counts(name, only) for name in BY_SETS}
    topics = catalogue.topics(entry.id for entry in passing)
    several = [("venue", "topic", "type"), ("year", "has", "code"), ("year", "topic", "venue")]
    for by in (*((name,) for name in BY_SETS), *combinations(BY_SETS, 2), *several):
        if by == ("origin", "framework"):
            continue  # which are of one link
        each = (product(*(_values(entry, name, topics) for name in by)) for entry in passing)
        wanted = Counter(chain.from_iterable(each)).items()
        latest = by == ("year",)
        ordered = sorted(wanted, key=lambda one: (-int(one[0][0] or 0) if latest else -one[1], *map(_stated, one[0])))
        counts = catalogue.counts(by, only)
        assert [(count.values, count.entries) for count in counts] == ordered, by
        assert catalogue.counts(by, only, limit=3) == counts[:3], by
        among = [count.values[0] for count in counts[1::3]]
        assert catalogue.counts(by, only, among=among) == tuple(one for one in counts if one.values[0] in among), by


def _stated(value: str | int | None) -> tuple[bool, str | int]:
    return value is not None, value or ""


def test_of_one_wanted_value_no_other_is_gone_through(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prunecat.snapshot.traits._ASKED_FROM", 0)
    wanted = tuple(count for count in catalogue.counts(("year", "venue")) if count.values[0] == 2021)
    counted: list[object] = []

    def noted(*asked: Any) -> Mapping[int, int]:
        counted.append(asked)
        return signs_in(*asked)

    monkeypatch.setattr("prunecat.query.tallies.signs_in", noted)
    assert catalogue.counts(("year", "venue"), among=[2021]) == wanted
    assert len(counted) == 1


@pytest.mark.parametrize("by", [("origin", "year", "framework"), ("framework", "code", "type", "origin")])
def test_what_is_counted_of_code_is_of_one_link(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, by: tuple[str, ...]
) -> None:
    looked_at = catalogue.counts(by)
    monkeypatch.setattr("prunecat.snapshot.traits._ASKED_FROM", 0)
    assert catalogue.counts(by) == looked_at


@pytest.mark.parametrize("signed", [1, 255])
def test_an_entry_with_two_links_of_a_framework_counts_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signed: int
) -> None:
    links = [{"framework": "JAX", "url": f"https://github.com/a/{name}"} for name in "bc"]
    rows = [{"title": "None"}, {"title": "Two", "code": links}, {"title": "One", "code": links[:1]}]
    (tmp_path / "made.jsonl").write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.setattr("prunecat.snapshot.traits._ASKED_FROM", 0)
    monkeypatch.setattr("prunecat.snapshot.traits.Trait.most", signed)
    monkeypatch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path / "cache"))
    catalogue = Catalogue.open(tmp_path / "made.jsonl")
    assert catalogue.counts("framework") == ((("JAX",), 2), ((None,), 1))
    assert catalogue.counts(("year", "framework")) == (((None, "JAX"), 2), ((None, None), 1))


def test_of_many_values_without_signs_no_set_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prunecat.snapshot.traits.Trait.most", 3)
    monkeypatch.setattr("prunecat.snapshot.traits._ASKED_FROM", 0)
    many = 8_000
    rows = (f'{{"title": "t", "venue": "V{at:05}", "year": {2000 + at % 20}}}\n' for at in range(many))
    (tmp_path / "made.jsonl").write_text("".join(rows))
    catalogue = Catalogue.open(tmp_path / "made.jsonl")
    tracemalloc.start()
    assert len(catalogue.counts(["venue", "year"])) == many
    assert [entry.venue for entry in catalogue.list(sort=["-venue"], limit=2)] == ["V07999", "V07998"]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_500 * many  # bytes; with a set for each value it was 2,700


@pytest.mark.parametrize("looked_up", [0, 10_000])
def test_sets_of_entries_are_sifted_as_entries_are(
    catalogue_of_signs: Catalogue, monkeypatch: pytest.MonkeyPatch, looked_up: int
) -> None:
    monkeypatch.setattr("prunecat.query.sieve._MOST_LOOKED_UP", looked_up)
    catalogue, chance = catalogue_of_signs, random.Random(1)
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
    monkeypatch.setattr("prunecat.snapshot.traits._ASKED_FROM", few)
    only = catalogue.filter(**asked) if asked else None
    keys = [sign + key for key in SORT_KEYS for sign in ("", "-")]
    for sort in ([], *([key] for key in keys), ["venue", "-title"], ["-title", "venue"], *BY_SIGNS):
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
    monkeypatch.setattr("prunecat.snapshot.traits._ASKED_FROM", 0)
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
    monkeypatch.setattr("prunecat.snapshot.traits._ASKED_FROM", few)
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
    monkeypatch.setattr("prunecat.snapshot.traits._ASKED_FROM", 0)
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
