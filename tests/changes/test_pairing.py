from hypothesis import given
from hypothesis import strategies as st

from prunecat.changes.pairing import pair
from prunecat.entry import Entry


def entry(title: str, name: str = "", **values: object) -> Entry:
    return Entry(id=name or title, section=str(values.pop("section", "conference")), title=title, **values)  # type: ignore[arg-type]  # any field may be given


def paired(old: list[Entry], new: list[Entry]) -> list[tuple[str, str]]:
    return [(before.id, after.id) for before, after in pair(old, new, (), ()).pairs]


def test_ids_that_both_state_count_first() -> None:
    old = [entry("Alpha of nets", "x"), entry("Beta of nets", "y")]
    new = [entry("Alpha of nets", "y", authors=("A",)), entry("Alpha of nets, again", "x")]
    assert [(a.id, b.id) for a, b in pair(old, new, "xy", "xy").pairs] == [("x", "x")]
    assert paired(old, new) == [("x", "y")]


def test_an_id_that_another_work_has_is_told_and_no_pair() -> None:
    old = [entry("Pruning with Trees", "pruning-2020", year=2020, url="https://a.org/1")]
    new = [entry("Pruning Recurrent Units", "pruning-2020", year=2020, url="https://a.org/2")]
    pairing = pair(old, new, {"pruning-2020"}, {"pruning-2020"})
    assert (pairing.pairs, pairing.dropped, pairing.added) == ([], old, new)
    assert pairing.doubtful == [(old[0], new[0])]


def test_an_id_and_the_same_authors_are_one_work_under_another_title() -> None:
    old = entry("Sparse Nets", "x-2020", authors=("A B", "C D"))
    for authors, pairs in ((("A B", "C D"), 1), (("E F",), 0), ((), 0)):
        new = entry("How to Prune Trees", "x-2020", authors=authors)
        assert len(pair([old], [new], {"x-2020"}, {"x-2020"}).pairs) == pairs


def test_rows_of_one_address_are_told_apart_by_section_and_year() -> None:
    rows = [("conference", 2023), ("software", 2023), ("software", 2021)]
    old = [
        entry("DepGraph", f"{at}", section=name, year=year, url="https://a.org/x")
        for at, (name, year) in enumerate(rows)
    ]
    assert paired(old, old[::-1]) == [("2", "2"), ("1", "1"), ("0", "0")]


def test_an_address_is_the_same_with_or_without_s_and_slash() -> None:
    assert paired([entry("Alpha", url="http://www.a.org/x/")], [entry("Beta", url="https://a.org/x")]) == [
        ("Alpha", "Beta")
    ]


def test_an_entry_that_moved_is_found_by_its_title_or_identifier() -> None:
    old = [entry("Alpha", "1", year=2020, section="other"), entry("Beta", "2", arxiv="2001.00001")]
    new = [entry("alpha!", "3", year=2021), entry("Something else", "4", arxiv="2001.00001")]
    assert paired(old, new) == [("1", "3"), ("2", "4")]


def test_nearly_the_same_title_is_the_same_work() -> None:
    one, other = "Filter Pruning via Geometric Median", "Filter Prunning via Geometric Medians"
    assert paired([entry(one)], [entry(other)]) == [(one, other)]


def test_an_entry_that_two_titles_come_near_is_paired_once() -> None:
    one, near, nearer = "Filter Pruning via Median", "Filter Prunning via Median", "Filter Pruning via Medians"
    assert paired([entry(one), entry(near)], [entry(nearer)]) == [(one, nearer)]
    assert paired([entry(one)], [entry(near), entry(nearer)]) == [(one, near)]


def test_titles_with_other_numbers_authors_or_ids_are_other_works() -> None:
    assert paired([entry("OTOv2: Automatic and Generic")], [entry("OTOv3: Automatic and Generic")]) == []
    one, other = "A Survey of Pruning for Networks", "A Survey of Pruning for a Network"
    assert paired([entry(one)], [entry(other)]) == [(one, other)]
    assert paired([entry(one, authors=("C D",))], [entry(other, authors=("Ann B",))]) == []
    assert paired([entry(one, authors=("Li Xu",))], [entry(other, authors=("Li Wang",))]) == []
    assert paired([entry(one, arxiv="2001.00002")], [entry(other, arxiv="2001.00001")]) == []


titles = st.lists(st.sampled_from(["Alpha", "Beta", "Alpha beta", "Gamma of nets", "Gamma of net"]), max_size=6)


@given(titles, titles)
def test_every_entry_is_paired_once_or_told(old_titles: list[str], new_titles: list[str]) -> None:
    old = [entry(title, f"o{at}") for at, title in enumerate(old_titles)]
    new = [entry(title, f"n{at}") for at, title in enumerate(new_titles)]
    pairing = pair(old, new, (), ())
    assert sorted([*(a.id for a, _ in pairing.pairs), *(a.id for a in pairing.dropped)]) == [e.id for e in old]
    assert sorted([*(b.id for _, b in pairing.pairs), *(b.id for b in pairing.added)]) == [e.id for e in new]


@given(titles)
def test_a_source_has_no_difference_from_itself(found: list[str]) -> None:
    entries = [entry(title, f"{at}") for at, title in enumerate(found)]
    pairing = pair(entries, entries, (), ())
    assert all(before == after for before, after in pairing.pairs)
    assert not pairing.added
    assert not pairing.dropped
