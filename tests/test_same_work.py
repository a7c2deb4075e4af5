"""One notion of the same work: what `check` calls distinct, `sync` never merges."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prunecat.changes.pairing import pair
from prunecat.checks import duplicates
from prunecat.checks.subject import ListedEntry, Source, Subject
from prunecat.entry import Entry
from prunecat.identifiers import identified
from prunecat.same_title import are_near, comparable, title_key
from prunecat.same_work import Sign, address, page, sign
from prunecat.sources.files import File
from prunecat.sources.reading import Reading

SAME_ADDRESSES = [
    ["https://ex.org/A", "http://ex.org/A", "https://www.EX.org/A/", "HTTPS://ex.org:443/A", "www.ex.org/A"],
    [
        "https://arxiv.org/abs/1803.03635", "http://arxiv.org/pdf/1803.03635v2.pdf", "https://www.arxiv.org/pdf/1803.03635",
        "https://doi.org/10.48550/arXiv.1803.03635", "https://ar5iv.org/abs/1803.03635",
    ],
    ["https://doi.org/10.1109/X.2020.1", "http://dx.doi.org/10.1109/x.2020.1", "https://DOI.org/10.1109/X.2020.1"],
    ["https://openreview.net/forum?id=rJl-b3RcF7", "https://openreview.net/pdf?id=rJl-b3RcF7&x=1"],
    ["https://ex.org/a?x=1"], ["https://ex.org/a#two"], ["https://ex.org/a"], ["http://ex.org:8080/a"],
    ["http://ex.org:80/b", "https://ex.org/b"], ["https://ex.org:80/b"], ["http://ex.org:443/b"],
    ["papers/a.pdf"], ["https://openreview.net/forum?id=rjl-b3rcf7"],
]  # fmt: skip


def entry(title: str = "Alpha of Nets", **values: object) -> Entry:
    return identified(Entry(id=str(values.pop("id", "x")), section="other", title=title, **values))  # type: ignore[arg-type]  # any field may be given


def test_the_surest_sign_is_the_highest() -> None:
    assert Sign.NEAR_TITLE < Sign.TITLE < Sign.ADDRESS < Sign.IDENTIFIER


def test_spellings_of_one_address_are_equal_and_of_two_are_not() -> None:
    forms = [{address(url) for url in urls} for urls in SAME_ADDRESSES]
    assert [len(form) for form in forms] == [1] * len(forms)
    assert len(set().union(*forms)) == len(forms)
    assert address(None) is address("") is address("  ") is None


@given(st.text(alphabet="htps:/w.exorgA?#[]@%80 ", max_size=30))
@example("https://[x")
@example("//")
@example("www.")
def test_a_page_in_its_own_form_keeps_it(url: str) -> None:
    form = page(url)
    assert (form is None) == (not url.strip())
    if form and "://" not in form and not form.startswith("www."):
        assert page(f"https://www.{form}/") == page(f"http://{form}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Filter Pruning via Geometric Median", "Filter Prunning via Geometric Medians"),
        ("GraphX: Pruning Deep Networks by Graphs", "Pruning Deep Networks by Graphs"),
        ("Once for all Networks of Pruning", "Once-for-All Network of Pruning"),
        ("GraphX: Pruning Deep Graphs", "Pruning Deep Graphs"),
        ("Once for All: Pruning Deep Networks by Graphs", "Pruning Deep Networks by Graphs"),
        ("The Fine Art of Mean Pruning", "The Fine Art of Means Pruning"),
    ],
)
def test_slips_of_the_pen_make_no_other_title(one: str, other: str) -> None:
    assert are_near(one, other)
    assert are_near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A Survey on Pruning of Neural Networks", "A Survey on Pruning of Recurrent Neural Networks"),
        ("OTOv2: Automatic and Generic Pruning", "OTOv3: Automatic and Generic Pruning"),
        ("FedPM: Pruning of Sparse Networks", "FedPN: Pruning of Sparse Networks"),
        ("Structured Pruning of Networks", "Unstructured Pruning of Networks"),
        ("Pruning", "Prunning"),
        ("How Wide Nets Learn: Pruning Deep Networks by Graphs", "Pruning Deep Networks by Graphs"),
        ("The Fine Art of Net Pruning", "The Fine Art of Nets Pruning"),
        ("a b c d", "a b c e"),
    ],
)
def test_numbers_names_and_words_make_another_title(one: str, other: str) -> None:
    assert not are_near(one, other)


NEAR = ("Filter Pruning via Geometric Median", "Filter Prunning via Geometric Medians")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"url": "https://arxiv.org/abs/2001.00001"}, {"title": "Beta", "arxiv": "2001.00001"}, Sign.IDENTIFIER),
        ({"doi": "10.1/X"}, {"title": "Beta", "doi": "10.1/x"}, Sign.IDENTIFIER),
        ({"openreview": "aB"}, {"title": "Beta", "openreview": "ab"}, None),
        ({"url": "https://a.org/x"}, {"title": "Beta of Trees", "url": "http://a.org/x/"}, Sign.ADDRESS),
        ({"url": "https://a.org/x", "year": 2020}, {"title": "Beta", "url": "https://a.org/x", "year": 2023}, None),
        ({}, {}, Sign.TITLE),
        ({"arxiv": "2001.00001"}, {"arxiv": "2001.00002"}, None),
        ({"doi": "10.1/preprint"}, {"doi": "10.1/published"}, Sign.TITLE),
        ({"authors": ("Ann Byron",)}, {"authors": ("Cy Dee", "Byron, A")}, Sign.TITLE),
        ({"authors": ("Ann Byron",)}, {"authors": ("Cy Dee",)}, None),
        ({"authors": ("Bo Li",)}, {"authors": ("Bo Li", "Xu Wu")}, Sign.TITLE),
        ({"authors": ("Bo Zhang",)}, {"authors": ("Bo Wang",)}, None),
        ({"title": NEAR[0]}, {"title": NEAR[1]}, Sign.NEAR_TITLE),
        ({"title": NEAR[0], "year": 2020}, {"title": NEAR[1], "year": 2021}, Sign.NEAR_TITLE),
        ({"title": NEAR[0], "url": "https://a.org/1"}, {"title": NEAR[1], "url": "https://a.org/2"}, Sign.NEAR_TITLE),
        (
            {"title": NEAR[0], "year": 2020, "url": "https://a.org/1"},
            {"title": NEAR[1], "year": 2021, "url": "https://a.org/2"},
            None,
        ),
        ({"title": NEAR[0], "doi": "10.1/a"}, {"title": NEAR[1], "doi": "10.1/b"}, None),
        ({"title": "?!"}, {"title": "!?"}, None),
    ],
)
def test_signs_and_what_tells_works_apart(one: dict[str, object], other: dict[str, object], found: Sign | None) -> None:
    pair = [entry(**{"title": "Alpha of Nets", **values}) for values in (one, other)]  # type: ignore[arg-type]  # any field
    assert sign(*pair) is sign(*reversed(pair)) is found


ENTRIES = st.builds(
    entry,
    st.sampled_from([*NEAR, "Filter Pruning", "A Survey on Pruning of Nets", "A Survey on Pruning of Recurrent Nets"]),
    id=st.sampled_from(["a", "b", "c"]),
    year=st.sampled_from([None, 2020, 2021]),
    url=st.sampled_from([None, "https://a.org/1", "http://www.a.org/1/", "https://a.org/2", "https://arxiv.org/abs/2001.00001"]),
    arxiv=st.sampled_from([None, "2001.00001", "2001.00002"]),
    doi=st.sampled_from([None, "10.1/x", "10.1/X", "10.1/y"]),
    authors=st.sampled_from([(), ("Ann Byron",), ("Byron, A", "Cy Dee"), ("Cy Dee",)]),
)  # fmt: skip
LISTS = st.lists(ENTRIES, max_size=5, unique_by=lambda found: found.id)


@given(ENTRIES, ENTRIES)
def test_the_order_of_two_makes_no_difference(one: Entry, other: Entry) -> None:
    assert sign(one, other) is sign(other, one)
    assert sign(one, one) is not None


@given(LISTS, LISTS, st.booleans())
def test_no_pair_is_another_work(old: list[Entry], new: list[Entry], stated: bool) -> None:
    ids = {"a", "b", "c"} if stated else set()
    pairing = pair(old, new, ids, ids)
    for before, after in pairing.pairs:
        by_title = title_key(before.title) != title_key(after.title) and sign(before, after) in (None, Sign.NEAR_TITLE)
        moved = address(before.url) != address(after.url) and before.url and after.url
        years = before.year != after.year and before.year and after.year
        assert not (by_title and moved and years) or (stated and before.id == after.id)
    assert {id(after) for _, after in pairing.doubtful} <= {id(added) for added in pairing.added}


@given(LISTS, LISTS)
def test_what_check_calls_distinct_sync_never_merges(old: list[Entry], new: list[Entry]) -> None:
    for before, after in pair(old, new, (), ()).pairs:
        reading = Reading(file="list.yaml", entries=(before, after))
        source = Source(File("list.yaml", b""), reading, own=True)
        listed = tuple(ListedEntry(found, source, None) for found in (before, after))
        assert list(duplicates.check(Subject((source,), listed, {}, {}, 2026)))


def test_pairs_to_compare_grow_as_the_titles_do() -> None:
    few, many = (
        sum(1 for _ in comparable([f"Pruning of Nets by Way {n % 7} {n}" for n in range(size)])) for size in (500, 1000)
    )
    assert many <= 2.2 * max(few, 1)
    same = list(comparable(["One Title of Pruning"] * 1000))
    assert same == [(0, other) for other in range(1, 1000)]


@given(st.lists(st.sampled_from([*NEAR, "Filter  pruning via geometric median!", "Beta"]), max_size=6))
def test_titles_that_are_one_are_compared_with_the_first(titles: list[str]) -> None:
    pairs = set(comparable(titles))
    assert all(one < other for one, other in pairs)
    for one, other in itertools.combinations(range(len(titles)), 2):
        first = next(n for n, title in enumerate(titles) if title_key(title) == title_key(titles[one]))
        if title_key(titles[one]) == title_key(titles[other]):
            assert (first, other) in pairs
