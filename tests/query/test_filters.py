"""Filters: each alone and all together give the rows that the list itself gives, and combine as logic has it."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bundled
from command_line import prunecat
from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.errors import UsageError
from prunecat.query import filters
from prunecat.query.filters import Filter
from prunecat.words import fold, words_of
from query.wishes import LONE, Wish, wishes


def _keys(entries: Iterable[Entry]) -> list[tuple[str, int | None, str]]:
    return [(entry.section, entry.year, bundled.same(entry.title)) for entry in entries]


def _wanted(wish: Wish) -> list[tuple[str, int | None, str]]:
    return [bundled.key(row) for row in bundled.rows() if wish.passes(row)]


@pytest.mark.parametrize("wish", LONE, ids=Wish.query)
def test_a_filter_alone_gives_the_rows_that_the_list_gives(catalogue: Catalogue, wish: Wish) -> None:
    assert _keys(catalogue.list(catalogue.filter(**wish.values(), code=wish.code))) == _wanted(wish)
    narrowed = catalogue.filter(**wish.values(), code=wish.code)
    assert _keys(filter(narrowed.matches, catalogue.list())) == _wanted(wish)
    assert _keys(result.entry for result in catalogue.search(wish.query())) == _wanted(wish)


@given(wish=wishes)
def test_the_python_face_gives_the_rows_that_the_list_gives(catalogue: Catalogue, wish: Wish) -> None:
    assert _keys(catalogue.list(catalogue.filter(**wish.values(), code=wish.code))) == _wanted(wish)


@given(wish=wishes)
@settings(max_examples=60)
def test_options_give_the_rows_that_the_list_gives(wish: Wish) -> None:
    entries = json.loads(prunecat("list", "--json", *wish.options()).out)
    assert [bundled.key(entry) for entry in entries] == _wanted(wish)


@given(wish=wishes.filter(lambda wish: wish.query().strip()))
def test_filters_written_in_a_query_are_the_options(catalogue: Catalogue, wish: Wish) -> None:
    assert _keys(result.entry for result in catalogue.search(wish.query())) == _wanted(wish)


@given(wish=wishes, word=st.sampled_from(["lottery", "slimming", "filter", "networks", "zzz"]))
def test_filters_beside_a_query_narrow_its_answer_and_change_nothing_else(
    catalogue: Catalogue, wish: Wish, word: str
) -> None:
    narrowed = catalogue.filter(**wish.values(), code=wish.code)
    wanted = [result.entry.id for result in catalogue.search(word) if narrowed.matches(result.entry)]
    assert [result.entry.id for result in catalogue.search(word, narrowed)] == wanted


@pytest.mark.parametrize("part", ["han", "HAN", "Xinchao Wang", "wang", "José", "Jose", "frankle"])
def test_an_author_is_a_whole_part_of_a_name_case_and_accents_aside(catalogue: Catalogue, part: str) -> None:
    sought = f" {fold(part)} "
    wanted = [e.id for e in catalogue.list() if any(sought in f" {' '.join(words_of(name))} " for name in e.authors)]
    assert wanted
    assert [entry.id for entry in catalogue.list(catalogue.filter(author=part))] == wanted


def test_an_initial_stands_for_a_name(catalogue: Catalogue) -> None:
    assert catalogue.list(catalogue.filter(author="S. Han")) == catalogue.list(catalogue.filter(author="Song Han"))


def test_an_unknown_author_is_an_error_with_the_nearest(catalogue: Catalogue) -> None:
    known = (("frankel", "Jonathan Frankle"), ("frank", "Jonathan Frankle"))
    owner = "jsleeg98"  # of code alone
    for part, near in (*known, ("zzz", "search forgives"), (owner, "search forgives")):
        with pytest.raises(UsageError, match=f"unknown author '{part}'") as refused:
            catalogue.filter(author=part)
        assert near in str(refused.value)


LEAVES = st.one_of(
    st.sampled_from(["CVPR", "NeurIPS", "arXiv", "nowhere"]).map(filters.venue_is),
    st.tuples(st.none() | st.integers(2016, 2025), st.none() | st.integers(2016, 2025)).map(
        lambda span: filters.year_in(*span)
    ),
    st.sampled_from(["S", "U", "X"]).map(filters.type_is),
    st.sampled_from(["journal", "software", "other"]).map(filters.section_is),
    st.tuples(
        st.sampled_from([(), ("official",), ("official", "unofficial")]), st.sampled_from([(), ("PyTorch",)])
    ).map(lambda words: filters.has_code(*words)),
    st.sampled_from(["wang", "Fang", "o", "Ñandú"]).map(filters.author_has),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] & pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] | pair[1]),
        inner.map(lambda one: ~one),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module", params=["bundled", "sparse"])
def any_catalogue(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The bundled catalogue, and one whose entries lack what filters ask for."""
    if request.param == "bundled":
        return Catalogue.bundled()
    file = tmp_path_factory.mktemp("sparse") / "sparse.yaml"
    file.write_text(
        "entries:\n"
        "  - {title: bare}\n"
        "  - {title: dated, year: 2020, section: journal}\n"
        "  - {title: placed, venue: NIPS, authors: [Ñandú], code: [{status: announced}]}\n"
        "  - {title: typed, types: [S], code: [{framework: PyTorch}, {origin: official}]}\n",
        encoding="utf-8",
    )
    return Catalogue.open(file)


@pytest.mark.parametrize(
    "leaf",
    [
        filters.venue_is("CVPR"),
        *(filters.year_in(*years) for years in ((2020, None), (None, 2020), (2019, 2020), (2020, 2020))),
        filters.type_is("S"),
        filters.section_is("journal"),
        *(
            filters.has_code(*names)
            for names in ((), (("official",),), ((), ("PyTorch",)), (("official",), ("PyTorch",)))
        ),
        filters.author_has("ñandú"),
    ],
    ids=lambda leaf: f"{leaf.condition} {leaf.values}",
)
def test_both_readings_of_a_filter_alone_agree(any_catalogue: Catalogue, leaf: Filter) -> None:
    everything = any_catalogue.list()
    for one in (leaf, ~leaf):
        assert any_catalogue.list(one) == tuple(filter(one.matches, everything))


@given(tree=TREES)
def test_both_readings_of_a_filter_agree(any_catalogue: Catalogue, tree: Filter) -> None:
    everything = any_catalogue.list()
    assert any_catalogue.list(tree) == tuple(filter(tree.matches, everything))


@given(one=TREES, other=TREES)
def test_filters_combine_as_logic_has_it(any_catalogue: Catalogue, one: Filter, other: Filter) -> None:
    everything = any_catalogue.list()

    def passed(which: Filter) -> set[str]:
        return {entry.id for entry in any_catalogue.list(which)}

    assert any_catalogue.list(one | ~one) == everything
    assert any_catalogue.list(one & ~one) == ()
    assert any_catalogue.list(~~one) == any_catalogue.list(one)
    assert passed(one & other) == passed(one) & passed(other)
    assert passed(one | other) == passed(one) | passed(other)
    assert passed(~(one & other)) == passed(~one | ~other)


def test_no_part_is_everything_of_all_and_nothing_of_any(catalogue: Catalogue) -> None:
    assert catalogue.list(filters.all_of()) == catalogue.list()
    assert catalogue.list(filters.any_of()) == ()
    bare = Entry(id="x", section="other", title="x")
    assert filters.all_of().matches(bare)
    assert not filters.any_of().matches(bare)


@pytest.mark.parametrize(
    ("years", "low", "high"),
    [
        ("2020", 2020, 2020),
        ("2019-2021", 2019, 2021),
        ("2019–2021", 2019, 2021),
        ("2019..2021", 2019, 2021),
        (" 2019 - 2021 ", 2019, 2021),
        ("2022-", 2022, 9999),
        *(("2022+", 2022, 9999), (">=2022", 2022, 9999), (">2021", 2022, 9999), ("2022:", 2022, 9999)),
        *(("<=2018", 0, 2018), ("< 2019", 0, 2018), ("=2020", 2020, 2020), ("2019:2021", 2019, 2021)),
        ("2019-21", 2019, 2021),
        ("-2018", 0, 2018),
        ("0000", 0, 0),
        ("-0000", 0, 0),
        ("2020-2020", 2020, 2020),
        (2020, 2020, 2020),
    ],
)
def test_years_and_ranges(catalogue: Catalogue, years: list[int], low: int | None, high: int | None) -> None:
    wanted = [bundled.key(row) for row in bundled.rows() if low <= row["year"] <= high]
    assert _keys(catalogue.list(catalogue.filter(year=years))) == wanted


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ({"year": "2019,2021-2022"}, {"year": ["2019", "2021-2022"]}),
        ({"year": [2019, 2020]}, {"year": "2019-2020"}),
        ({"year": range(2019, 2021)}, {"year": "2019-2020"}),
        ({"venue": "CVPR, nips"}, {"venue": ["CVPR", "NeurIPS"]}),
        ({"type": "S,U"}, {"type": ["S", "U"]}),
        ({"origin": "A,O", "framework": "pytorch,TensorFlow"}, {"origin": ["A", "O"],
                                                               "framework": ["PyTorch", "tensorflow"]}),
        ({"author": "song han,frankle"}, {"author": ["song han", "frankle"]}),
        ({"author": "Han, Song"}, {"author": "song han"}),
        ({"code": True}, {"code": "yes"}),
        ({"code": False}, {"code": "no"}),
        ({"code": ["yes", "no"]}, {}),
        ({"venue": None, "year": ()}, {}),
    ],
)  # fmt: skip
def test_values_may_be_repeated_or_joined_and_be_numbers_and_truths(
    catalogue: Catalogue, asked: Any, same: Any
) -> None:
    wanted = catalogue.list(catalogue.filter(**same))
    assert catalogue.list(catalogue.filter(**asked)) == wanted
    assert wanted


def test_commas_widen_in_an_option_and_in_a_query_alike(catalogue: Catalogue) -> None:
    wanted = [entry.id for entry in catalogue.list(catalogue.filter(venue=["CVPR", "ICLR"], year=["2019", "2022"]))]
    options = prunecat("list", "--venue", "CVPR,ICLR", "--year", "2019,2022", "-f", "ids")
    query = prunecat("search", "venue:CVPR,ICLR year:2019,2022", "-f", "ids")
    assert options.out.split() == query.out.split() == wanted


@pytest.mark.parametrize("asked", [{"venu": "CVPR"}, {"year": list(range(1000, 2000))}, {"code": "perhaps"}])
def test_what_can_not_be_asked_is_refused(catalogue: Catalogue, asked: Any) -> None:
    with pytest.raises(UsageError):
        catalogue.filter(**asked)


def test_filters_in_a_query_have_a_bound_that_is_told(catalogue: Catalogue) -> None:
    assert catalogue.search(" ".join("year:2019" for _ in range(400)))
    for many in (" ".join("year:2019" for _ in range(2000)), "year:" + ",".join(map(str, range(1000, 3000)))):
        with pytest.raises(UsageError) as refused:
            catalogue.search(many)
        assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    "years",
    [
        "",
        "-",
        "soon",
        "20",
        "20200",
        "2020-1",
        "2022-2020",
        "2022-21",
        "-21",
        "2020+2021",
        ">20",
        "2020--2021",
        "1e3",
        "2020,soon",
        ",",
    ],
)
def test_what_is_no_year_is_refused(catalogue: Catalogue, years: list[int]) -> None:
    with pytest.raises(UsageError) as refused:
        catalogue.filter(year=years)
    assert str(refused.value.remedy).startswith("write ")


def test_every_name_of_a_venue_means_it(catalogue: Catalogue) -> None:
    counted = {count.values[0]: count.entries for count in catalogue.counts("venue")}
    for venue in catalogue.venues.values():
        for name in venue.names():
            for spelling in (name, name.upper(), f"  {name.lower()} ", name.replace("-", " ")):
                found = catalogue.list(catalogue.filter(venue=spelling))
                assert len(found) == counted.get(venue.name, 0), spelling
                assert {entry.venue for entry in found} <= {venue.name}


@pytest.mark.parametrize(
    ("option", "wrong", "right"),
    [
        ("venue", "nurips", "NeurIPS"),
        ("venue", "CVRP", "CVPR"),
        ("venue", "Neural Information Procesing Systems", "NeurIPS"),
        ("type", "structred", "structured"),
        ("section", "jurnal", "journal"),
        ("section", "papers", "conference"),
        ("origin", "oficial", "official"),
        ("origin", "x", "unofficial"),
        ("framework", "pytorh", "PyTorch"),
        ("framework", "mxnet", "TensorFlow"),
    ],
)
def test_an_unknown_word_is_refused_and_the_nearest_are_named(
    catalogue: Catalogue, option: str, wrong: str, right: str
) -> None:
    with pytest.raises(UsageError) as refused:
        catalogue.filter(**{option: wrong})
    assert repr(wrong) in refused.value.what
    assert right in str(refused.value.remedy)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("option", ["venue", "year", "type", "section", "origin", "framework", "author"])
@pytest.mark.parametrize("nothing", ["", " ", "."])
def test_an_empty_word_is_refused(catalogue: Catalogue, option: str, nothing: str) -> None:
    with pytest.raises(UsageError):
        catalogue.filter(**{option: nothing})


@given(
    words=st.lists(st.text(max_size=12), max_size=3), option=st.sampled_from(["venue", "type", "author", "framework"])
)
def test_any_word_at_all_is_understood_or_refused(catalogue: Catalogue, words: str, option: str) -> None:
    try:
        narrowed = catalogue.filter(**{option: words})
    except UsageError as refused:
        assert "\n" not in str(refused)
    else:
        assert len(catalogue.list(narrowed)) <= len(catalogue)
