"""The order that a user asks for, and the counts of what there is."""

from collections import Counter
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bundled
from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.errors import UsageError
from prunecat.query.facets import FACETS
from prunecat.query.parts import PARTS
from prunecat.query.sorting import SORT_KEYS, in_order
from prunecat.result import Result

RESULTS = st.lists(
    st.builds(
        Result,
        entry=st.builds(
            Entry,
            id=st.sampled_from("abcdef"),
            section=st.sampled_from(["journal", "other"]),
            title=st.sampled_from(["Alpha", "beta", "Élan", "zeta"]),
            year=st.none() | st.integers(2017, 2020),
            venue=st.none() | st.sampled_from(["CVPR", "arXiv"]),
            authors=st.lists(st.sampled_from(["Ada Byron", "Bo Åkesson"]), max_size=1).map(tuple),
            types=st.sampled_from([(), ("S",), ("S", "U")]),
        ),
        score=st.none() | st.floats(0, 1),
    ),
    max_size=8,
)


@given(results=RESULTS, field=st.sampled_from(SORT_KEYS))
def test_sorting_loses_nothing_keeps_ties_and_puts_what_is_not_stated_last(results: list[Result], field: str) -> None:
    for sign in ("", "-"):
        ordered = in_order(results, [sign + field])
        assert Counter(map(id, ordered)) == Counter(map(id, results))
        assert in_order(ordered, [sign + field]) == ordered
    unsaid = [result for result in results if field == "year" and result.entry.year is None]
    if unsaid:
        for sign in ("", "-"):
            assert in_order(results, [f"{sign}year"])[-len(unsaid) :] == unsaid


@given(results=RESULTS)
def test_years_run_up_or_down_and_the_first_field_counts_first(results: list[Result]) -> None:
    years = [result.entry.year for result in in_order(results, ["year"]) if result.entry.year]
    assert years == sorted(years)
    years = [result.entry.year for result in in_order(results, ["-year"]) if result.entry.year]
    assert years == sorted(filter(None, years), reverse=True)
    for one, other in pairwise(in_order(results, ["section", "-year"])):
        assert one.entry.section <= other.entry.section
        if one.entry.section == other.entry.section and other.entry.year:
            assert one.entry.year and one.entry.year >= other.entry.year


def test_a_name_of_blanks_can_be_sorted_by(tmp_path: Path) -> None:
    rows = ['{"id": "a", "title": "A", "authors": ["Ada Byron"]}', '{"id": "b", "title": "B", "authors": [" "]}']
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    assert {entry.id for entry in Catalogue.open(tmp_path / "in.jsonl").list(sort=["authors"])} == {"a", "b"}


def test_by_code_few_links_come_first_and_the_case_does_not_matter(catalogue: Catalogue) -> None:
    links = [len(entry.code) for entry in catalogue.list(sort=["Code"])]
    assert links == sorted(links)
    assert [len(entry.code) for entry in catalogue.list(sort=["-code"], limit=9)] == sorted(links)[:-10:-1]


def test_text_is_sorted_as_people_do() -> None:
    titles = ["zeta", "Élan", "alpha", "Beta"]
    results = [Result(Entry(id=title, section="other", title=title)) for title in titles]
    assert [result.entry.title for result in in_order(results, ["title"])] == ["alpha", "Beta", "Élan", "zeta"]


@pytest.mark.parametrize("field", SORT_KEYS)
def test_a_catalogue_is_listed_in_that_order(catalogue: Catalogue, field: str) -> None:
    for fields in ([field], [f"-{field}", "title"], ["-year", f"+{field}"]):
        ordered = in_order(map(Result, catalogue.list()), fields)
        assert list(catalogue.list(sort=fields)) == [result.entry for result in ordered]


@pytest.mark.parametrize("field", ["", "-", "titel", "--year", "years"])
def test_what_can_not_be_sorted_by_is_refused(field: str) -> None:
    with pytest.raises(UsageError):
        in_order((), [field])


def _values(row: bundled.Row, facet: str) -> set[Any]:
    links = row["code"]
    of_links = {name: {link[name] for link in links} or {None} for name in ("framework", "origin")}
    return {
        "venue": {row["venue"]},
        "year": {row["year"]},
        "section": {row["section"]},
        "type": set(row["types"]) or {None},
        "code": {"yes" if links else "no"},
        **of_links,
    }[facet]


FROM_THE_LIST = [facet for facet in FACETS if facet not in ("topic", "author", "has")]


@pytest.mark.parametrize("facet", FROM_THE_LIST)
def test_counts_are_those_of_the_list(catalogue: Catalogue, facet: str) -> None:
    wanted = Counter(value for row in bundled.rows() for value in _values(row, facet))
    assert {count.values[0]: count.entries for count in catalogue.counts(facet)} == wanted


@pytest.mark.parametrize(("first", "second"), list(permutations(FROM_THE_LIST, 2)))
def test_counts_by_two_are_those_of_the_list(catalogue: Catalogue, first: str, second: str) -> None:
    if {first, second} == {"framework", "origin"}:  # counted by link, so that both values are of one
        pairs = [{(link[first], link[second]) for link in row["code"]} or {(None, None)} for row in bundled.rows()]
    else:
        pairs = [{(a, b) for a in _values(row, first) for b in _values(row, second)} for row in bundled.rows()]
    wanted = Counter(pair for row in pairs for pair in row)
    assert {count.values: count.entries for count in catalogue.counts([first, second])} == wanted


def test_what_is_known_is_counted_as_the_entries_say(catalogue: Catalogue) -> None:
    wanted = Counter(part for entry in catalogue.list() for part, known in PARTS.items() if known.is_known(entry))
    assert {count.values[0]: count.entries for count in catalogue.counts("has")} == wanted
    for part in PARTS:
        assert len(catalogue.list(catalogue.filter(has=part))) == wanted[part]


def test_topics_are_counted_by_the_terms_that_entries_have(tmp_path: Path) -> None:
    titles = ["Winning Tickets", "On the Lottery Ticket Hypothesis", "LTH again", "Distilled", "Distilling", "Plain"]
    terms = "vocabulary: [{terms: [lottery ticket, LTH, winning ticket]}, {terms: [distillation]}, {terms: [plain]}]"
    file = tmp_path / "list.yaml"
    file.write_text("\n".join(["entries:", *(f"- title: {title}" for title in titles), terms]), encoding="utf-8")
    catalogue = Catalogue.open(file)
    counted = {count.values[0]: count.entries for count in catalogue.counts("topic")}
    assert counted == {"lottery ticket": 3, "distillation": 2, None: 1}  # what one entry is about is no topic
    for word, wanted in (("lth", titles[:3]), ("Distilling", titles[3:5])):
        only = catalogue.filter(topic=word)
        assert [entry.title for entry in catalogue.list(only)] == wanted
        assert [entry.title for entry in catalogue.list() if only.matches(entry)] == wanted
    with pytest.raises(UsageError, match=r"unknown topic 'distilltaion'; did you mean distillation"):
        catalogue.filter(topic="distilltaion")


def test_what_links_have_is_counted_by_link(tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    file.write_text(
        "entries: [{title: two, code: ["
        "{framework: JAX, origin: official}, {framework: Keras, origin: unofficial}, {framework: JAX, url: more}]}]",
        encoding="utf-8",
    )
    catalogue = Catalogue.open(file)
    counts = {count.values: count.entries for count in catalogue.counts(["framework", "origin"])}
    assert counts == {("JAX", "official"): 1, ("Keras", "unofficial"): 1, ("JAX", None): 1}
    assert {count.values[0]: count.entries for count in catalogue.counts("framework")} == {"JAX": 1, "Keras": 1}


def test_counts_keep_to_a_filter_and_come_in_order(catalogue: Catalogue) -> None:
    counts = catalogue.counts("venue", catalogue.filter(year=2023, section="conference"))
    wanted = Counter(row["venue"] for row in bundled.rows() if (row["year"], row["section"]) == (2023, "conference"))
    assert {count.values[0]: count.entries for count in counts} == wanted
    assert [count.entries for count in counts] == sorted(wanted.values(), reverse=True)
    years = [int(str(count.values[0])) for count in catalogue.counts("year")]
    assert years == sorted(filter(None, years), reverse=True)


def test_authors_are_counted_by_work(catalogue: Catalogue) -> None:
    works = {(name, min([entry.id, *entry.also_listed_as])) for entry in catalogue.list() for name in entry.authors}
    wanted = Counter(name for name, _ in works)
    assert len(works) < sum(len(set(entry.authors)) for entry in catalogue.list())
    unnamed = sum(not entry.authors for entry in catalogue.list())
    counted = {count.values[0]: count.entries for count in catalogue.counts("author")}
    assert counted == dict(wanted) | {None: unnamed}


def test_what_can_not_be_counted_by_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match=r"yeer.*did you mean year"):
        catalogue.counts("yeer")
