import pytest

from prunecat.entry import CodeLink, Entry
from prunecat.folders.merge import merged

OURS = Entry(
    id="a-2020",
    section="conference",
    title="Alpha: Pruning of Nets",
    authors=("Ann B",),
    venue="ICLR",
    year=2020,
    types=("S", "U"),
    url="https://ex.org/a",
    code=(CodeLink(framework="PyTorch", origin="official", url="https://github.com/a/b"),),
    note="ours",
    errata=('The list gives the title as "Alpha: Alpha: Pruning"; wrong.',),
)
LINK = OURS.code[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"authors": ("C D",)},
        {"note": "theirs"},
        {"errata": ("theirs",)},
        {"venue": None, "types": (), "url": None, "code": (), "year": None},
        {"types": ("U", "S")},
        {"title": "Alpha: Pruning of Nets*"},
        {"title": "Alpha: Pruning of Nets⋆"},
        {"title": "Alpha: Alpha: Pruning"},
        {"url": "papers/a.pdf"},
        {"code": (LINK._replace(url="http://github.com/a/b/"),)},
    ],
)
def test_what_is_no_news_changes_nothing(changes: dict[str, object]) -> None:
    theirs = OURS._replace(id="other", **changes)  # type: ignore[arg-type]  # any field may change
    assert merged(OURS, theirs) is OURS


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Alpha: Pruning of Networks"},
        {"venue": "CVPR", "year": 2021},
        {"section": "journal"},
        {"types": ("S",)},
        {"url": "https://ex.org/b"},
        {"doi": "10.1000/x"},
    ],
)
def test_what_the_list_states_otherwise_is_taken(changes: dict[str, object]) -> None:
    theirs = OURS._replace(id="other", authors=(), note=None, errata=(), **changes)  # type: ignore[arg-type]  # any field may change
    assert merged(OURS, theirs) == OURS._replace(**changes)  # type: ignore[arg-type]  # any field may change


def test_a_title_that_changes_in_more_than_a_mark_is_news() -> None:
    for title in ("Alpha: Pruning of Many Nets*", "Alpha: Pruning of Many Nets", OURS.title.lower()):
        assert merged(OURS, OURS._replace(title=title)).title == title


def test_what_stands_of_ours_keeps_nothing_else_from_changing() -> None:
    theirs = OURS._replace(title=f"{OURS.title}*", year=1999)
    assert merged(OURS, theirs) == OURS._replace(year=1999)


def test_what_is_missing_is_filled_in() -> None:
    bare = OURS._replace(authors=(), note=None, errata=(), code=())
    assert merged(bare, OURS._replace(id="other")) == OURS


def links(
    ours: tuple[CodeLink, ...], theirs: tuple[CodeLink, ...], base: tuple[CodeLink, ...] | None = None
) -> tuple[CodeLink, ...]:
    old = None if base is None else OURS._replace(code=base)
    return merged(OURS._replace(code=ours), OURS._replace(code=theirs), old).code


def test_code_that_came_out_is_told() -> None:
    soon = LINK._replace(status="announced")
    assert links((soon,), (LINK,)) == (LINK,)
    assert links((soon._replace(url=None),), (LINK,)) == (LINK,)


def test_a_mark_and_an_origin_of_ours_stay() -> None:
    ours = LINK._replace(mark="*")
    assert links((ours,), (LINK._replace(origin=None, status="announced"),)) == (ours._replace(status="announced"),)


def test_one_link_in_place_of_one_is_the_same_link_elsewhere() -> None:
    assert links((LINK,), (LINK._replace(url="https://ex.org/x"),)) == (LINK._replace(url="https://ex.org/x"),)


def test_a_link_that_only_we_have_stays_beside_new_ones() -> None:
    mine, new = LINK._replace(url="https://ex.org/mine"), LINK._replace(url="https://ex.org/new")
    assert links((LINK, mine), (LINK, new)) == (LINK, mine, new)


def test_a_link_without_an_address_is_the_one_of_its_framework_and_origin() -> None:
    mine = LINK._replace(url="https://ex.org/mine")
    assert links((mine, LINK._replace(url=None)), (LINK,)) == (mine, LINK)
    assert links((mine, LINK), (LINK._replace(url=None),)) == (mine, LINK)


def test_with_a_base_it_is_known_whose_link_it_was() -> None:
    mine, new = LINK._replace(url="https://ex.org/mine"), LINK._replace(url="https://ex.org/new")
    assert links((mine, LINK), (new,), base=(LINK,)) == (mine, new)
    assert links((mine,), (LINK,), base=(LINK,)) == (mine,)
    assert links((mine, LINK), (new,), base=(LINK, LINK._replace(url="https://ex.org/gone"))) == (mine, new)


def test_a_relative_address_is_the_whole_one_that_ends_so() -> None:
    whole = LINK._replace(url="https://github.com/o/r/blob/main/doc/a.md")
    assert links((whole,), (LINK._replace(url="./doc/a.md"),)) == (whole,)


def test_what_a_base_states_the_same_is_no_news() -> None:
    theirs = OURS._replace(venue="CVPR", year=2021)
    assert merged(OURS, theirs, OURS._replace(venue="CVPR")) == OURS._replace(year=2021)
