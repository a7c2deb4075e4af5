"""Readings made into one catalogue, and entries that come out of the snapshot as they went in."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.strategies import entries as any_entries
from prunecat import Catalogue
from prunecat.entry import Entry
from prunecat.errors import SourceError
from prunecat.legend import LegendType
from prunecat.loading.compile import Compiled, compile_catalogue
from prunecat.snapshot.build import build
from prunecat.sources.reading import Reading, Skipped
from prunecat.venue import Venue
from prunecat.vocabulary import TermGroup

NEURIPS = Venue(name="NeurIPS", full_name="Neural Information Processing Systems", kind="conference", aliases=("NIPS",))
TPAMI = Venue(name="TPAMI", full_name="Trans. on Pattern Analysis", kind="journal", label="IEEE Trans. PAMI")
LENT = (Reading(file="lent", venues=(NEURIPS, TPAMI), types=(LegendType("S", "structured", ("filters",)),)),)


def entry(title: str = "A Title of a Paper", **values: Any) -> Entry:
    return Entry(**{"id": "", "section": "", "title": title, **values})


def reading(*entries: Entry, file: str = "list", **values: Any) -> Reading:
    return Reading(file=file, entries=entries, **values)


def compiled(*entries: Entry) -> tuple[Entry, ...]:
    return compile_catalogue([reading(*entries)], LENT).entries


@pytest.mark.parametrize(
    "name", ["NeurIPS", "nips", "neural information processing systems", " NIPS ", "N.I.P.S.", "NIPS 2019"]
)
def test_a_venue_under_any_name_is_the_canonical_one(name: str) -> None:
    (one,) = compiled(entry(venue=name))
    if name == "N.I.P.S.":  # letters with stops between are no spelling of a name
        assert one.venue == name
    else:
        assert (one.venue, one.venue_name, one.section) == ("NeurIPS", NEURIPS.full_name, "conference")


def test_a_venue_that_nobody_describes_is_kept_under_its_first_spelling() -> None:
    found = compile_catalogue([reading(entry(venue="Shear Letters"), entry("Other", venue="SHEAR letters"))], LENT)
    assert {one.venue for one in found.entries} == {"Shear Letters"}
    assert Venue(name="Shear Letters") in found.venues


def test_a_catalogues_own_venue_keeps_what_it_says_and_is_lent_the_rest() -> None:
    own = Venue(name="NeurIPS", full_name="Our name for it")
    found = compile_catalogue([reading(entry(venue="nips"), venues=(own,))], LENT)
    (venue,) = [venue for venue in found.venues if venue.name == "NeurIPS"]
    assert venue == NEURIPS._replace(full_name="Our name for it")
    for name in (*venue.names(), NEURIPS.full_name):
        (one,) = compile_catalogue([reading(entry(venue=name), venues=(own,))], LENT).entries
        assert (one.venue, one.venue_name) == ("NeurIPS", "Our name for it")


def test_the_section_is_the_stated_one_else_that_of_the_venue() -> None:
    sections = [
        one.section
        for one in compiled(entry("a", section="survey", venue="TPAMI"), entry("b", venue="TPAMI"), entry("c"))
    ]
    assert sections == ["survey", "journal", "other"]


def test_identifiers_are_derived_from_urls_and_stated_ones_win() -> None:
    of_arxiv, of_doi, of_review, stated = compiled(
        entry("a", url="http://arxiv.org/pdf/2301.12900v2.pdf"),
        entry("b", url="https://doi.org/10.1109/TIP.2023.3302519"),
        entry("c", url="https://openreview.net/pdf?id=rJl-b3RcF7"),
        entry("d", url="https://arxiv.org/abs/2301.12900", arxiv="1111.11111"),
    )
    assert (of_arxiv.arxiv, of_doi.doi, of_review.openreview, stated.arxiv) == (
        "2301.12900", "10.1109/TIP.2023.3302519", "rJl-b3RcF7", "1111.11111",
    )  # fmt: skip


def test_ids_are_made_of_the_name_or_title_and_kept_apart() -> None:
    ids = [
        one.id
        for one in compiled(
            entry("DepGraph: Towards Any Structural Pruning", year=2023),
            entry("DepGraph: Towards Any Structural Pruning", year=2023),
            entry("The Lottery Ticket Hypothesis", year=2019),
            entry("神经网络"),
            entry("stated", id="depgraph-2023-3"),
            entry("DepGraph: again", year=2023),
        )
    ]
    assert ids == [
        "depgraph-2023",
        "depgraph-2023-2",
        "lottery-ticket-hypothesis-2019",
        "untitled",
        "depgraph-2023-3",
        "depgraph-2023-4",
    ]


def test_a_made_id_gives_way_to_one_that_a_later_file_states() -> None:
    files = [reading(entry("Shears", year=2020), file="one"), reading(entry("x", id="shears-2020"), file="two")]
    assert [one.id for one in compile_catalogue(files).entries] == ["shears-2020-2", "shears-2020"]


@pytest.mark.parametrize("lines", [(), (3, 9)])
def test_an_id_that_stands_twice_is_told_with_both_places(lines: tuple[int, ...]) -> None:
    twice = reading(entry("one", id="same"), entry("two", id="same"), file="list.yaml", lines=lines)
    with pytest.raises(SourceError) as refused:
        compile_catalogue([twice])
    where = {(): "list.yaml", (3, 9): "list.yaml:9"}[lines]
    assert (
        str(refused.value)
        == f"{where}: the id same stands at list.yaml{':3' if lines else ''} too; give each entry an id of its own"
    )


def test_an_id_of_two_files_is_told() -> None:
    with pytest.raises(SourceError, match=r"^two: the id same stands at one too"):
        compile_catalogue([reading(entry(id="same"), file="one"), reading(entry(id="same"), file="two")])


def test_the_legend_is_the_stated_one_completed_by_codes_in_use() -> None:
    own = (LegendType("F", "filter"),)
    found = compile_catalogue([reading(entry(types=("F", "Q")), types=own)], LENT)
    assert found.types == (LegendType("F", "filter"), LegendType("Q", "Q"))
    lent = compile_catalogue([reading(entry(types=("S",)))], LENT)
    assert lent.types == LENT[0].types


def test_vocabulary_is_lent_to_those_who_have_none() -> None:
    ours, theirs = TermGroup(terms=("ours",)), TermGroup(terms=("theirs",))
    lent = (Reading(file="lent", vocabulary=(theirs,)),)
    assert compile_catalogue([reading()], lent).vocabulary == (theirs,)
    assert compile_catalogue([reading(vocabulary=(ours,))], lent).vocabulary == (ours,)


def test_what_is_said_of_a_catalogue_is_said_by_the_first_who_says_it() -> None:
    files = [reading(about={"title": "One"}), reading(about={"title": "Two", "licence": "CC0-1.0"})]
    assert compile_catalogue(files).about == {"title": "One", "licence": "CC0-1.0"}


def test_what_could_not_be_read_is_a_sentence_a_reason() -> None:
    skipped = (Skipped(3, "no title"), Skipped(8, "no title"), Skipped(9, "no year", "year"))
    assert compile_catalogue([reading(file="a.md", skipped=skipped)]).remarks == (
        "a.md: 2 rows skipped: lines 3, 8: no title",
        "a.md: 1 row read without year: line 9: no year",
    )
    many = tuple(Skipped(line, "no title") for line in range(1, 31))
    assert compile_catalogue([reading(skipped=many)]).remarks[0].endswith("19, 20 and 10 more: no title")


@given(found=st.lists(any_entries, max_size=5, unique_by=lambda one: one.id))
def test_entries_come_out_of_the_snapshot_as_they_went_in(found: list[Entry]) -> None:
    kept = tuple(one._replace(venue_name=None, container=()) for one in found)  # they are the venue's
    catalogue = Catalogue(build(Compiled(entries=kept, venues=(), types=(), vocabulary=())))
    assert catalogue.list() == kept
    assert len(catalogue) == len(kept)


@given(found=st.lists(any_entries.map(lambda one: one._replace(id="")), max_size=4))
@settings(max_examples=60)
def test_any_entries_make_a_catalogue_that_can_be_asked(found: list[Entry]) -> None:
    catalogue = Catalogue(build(compile_catalogue([reading(*found)], LENT)))
    entries = catalogue.list()
    assert [one.title for one in entries] == [one.title for one in found]
    assert len({one.id for one in entries}) == len(entries)
    for one in entries:
        assert catalogue.show(one.id) == one
        catalogue.related(one.id)
        catalogue.search(one.title)
    for facet in ("venue", "year", "type", "author", "framework"):
        catalogue.counts(facet)
