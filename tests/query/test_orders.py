"""The first entries of an order, found value by value and in indexes: the first of all of them, sorted."""

import json
import random
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prunecat import Catalogue
from prunecat.query import listing
from prunecat.query.facets import Words
from prunecat.query.sorting import SORT_KEYS, in_order, in_order_of_values
from prunecat.result import Result
from prunecat.snapshot.bits import members
from prunecat.snapshot.sets import Sets
from prunecat.words import fold

SIZE = 400
VENUES = ["CVPR", "cvpr", "ÇVPR", "ICLR", "Zoo", "arXiv", None, None]
NAMES = ["Ada Byron", "Bo Åkesson", "Li Ab", "X abcde", "Y Abcdef", "J. van den Berg", "李 明", "A Li"]
FILTERS: tuple[dict[str, Words], ...] = (
    {"venue": "ICLR"},
    {"venue": ["Zoo", "ICLR"]},
    {"venue": "CVPR", "year": 2019},
    {"type": "S"},
    {"code": False},
    {"year": "-2017"},
    {"section": "survey"},
    {"has": "authors"},
    {"author": "Ada"},
    {"author": "Ada Byron"},
    {"author": "Li"},
    {"topic": "channel pruning"},
    {"framework": "JAX"},
)
FIELDS = st.builds(lambda sign, key: sign + key, st.sampled_from(["", "-"]), st.sampled_from(SORT_KEYS))
SEEDS = st.integers(0, 2**32)
ORDERS = st.lists(FIELDS, min_size=1, max_size=4)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Entries of which many are alike in some field, or state nothing there."""
    chance = random.Random(1)
    rows = [
        {
            "id": f"e{chance.random()}",
            "title": chance.choice(["Élagage", "elagage", "Channel pruning", "A"]) + chance.choice(["", " b", " nets"]),
            "authors": chance.choices(NAMES, k=chance.choice([0, 1, 2])),
            "section": chance.choice(["conference", "journal", "survey"]),
            "types": chance.choice([[], ["S"], ["U"], ["S", "U"], ["U", "S"]]),
            "code": [{"framework": "JAX", "url": "https://github.com/a/b"}] * chance.choice([0, 0, 1, 2]),
            **({"venue": venue} if (venue := chance.choice(VENUES)) else {}),
            **({"year": year} if (year := chance.choice([None, 2015, 2018, 2019])) else {}),
        }
        for _ in range(SIZE)
    ]
    file = tmp_path_factory.mktemp("orders") / "made.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prunecat.snapshot.traits.Trait.most", 3)
        catalogue = Catalogue.open(file)
        assert len({entry.venue for entry in catalogue.list()}) > 3
    return catalogue


@given(
    sort=ORDERS,
    asked=st.lists(st.tuples(st.sampled_from(FILTERS), st.sampled_from(["and", "or", "not"])), max_size=3),
    few=st.sampled_from([0, 7, 60]),
    limit=st.integers(1, SIZE + 1),
)
def test_the_first_of_any_order_over_any_filter_are_the_first_of_all(
    made: Catalogue, sort: list[str], asked: list[tuple[dict[str, Words], str]], few: int, limit: int
) -> None:
    only = None
    for words, how in asked:
        one = ~made.filter(**words) if how == "not" else made.filter(**words)
        only = one if only is None else only | one if how == "or" else only & one
    passing = [entry for entry in made.list() if only is None or only.matches(entry)]
    wanted = [result.entry for result in in_order(map(Result, passing), sort)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "_FEW", few)
        patch.setattr("prunecat.snapshot.traits._ASKED_FROM", 0)
        assert list(made.list(only, sort=sort)) == wanted
        assert list(made.list(only, sort=sort, limit=limit)) == wanted[:limit]


@given(sort=ORDERS, seed=SEEDS, few=st.sampled_from([0, 7, 60]), limit=st.none() | st.integers(0, SIZE + 1))
def test_the_first_of_a_set_are_the_first_of_all_in_it(
    made: Catalogue, sort: list[str], seed: int, few: int, limit: int | None
) -> None:
    chance = random.Random(seed)
    numbers = [number for number in range(1, SIZE + 1) if chance.random() < 0.4]
    entries = made.list()
    wanted = in_order([Result(entries[number - 1]) for number in numbers], sort)[:limit]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "_FEW", few)
        patch.setattr("prunecat.snapshot.traits._ASKED_FROM", 0)
        found = listing.members_listed(Sets(made._database), sum(1 << number for number in numbers), sort, limit)
        assert [entries[number - 1] for number in islice(found, SIZE)] == [result.entry for result in wanted]


@given(seed=SEEDS, sign=st.sampled_from(["", "-"]))
def test_venues_part_a_set_in_their_order_and_none_is_empty(made: Catalogue, seed: int, sign: str) -> None:
    entries, sets = made.list(), Sets(made._database)
    some = random.Random(seed).sample(range(1, SIZE + 1), k=5)
    parts = [[*members(part)] for part in in_order_of_values(sets, sets.of(some), f"{sign}venue")]
    names = [{fold(entries[number - 1].venue or "") for number in part} for part in parts]
    stated = sorted({fold(entries[number - 1].venue or "") for number in some} - {""}, reverse=sign == "-")
    assert names[: len(stated)] == [{name} for name in stated]
    assert sorted(number for part in parts for number in part) == sorted(some)
    assert all(parts)


def test_a_list_has_no_scores_to_be_sorted_by(made: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prunecat.snapshot.traits._ASKED_FROM", 0)
    only = made.filter(section="survey")
    wanted = made.list(only)[:9]
    monkeypatch.setattr(listing, "_selected", None)
    assert made.list(only, sort=["-score"], limit=9) == wanted
