"""References: what a user types to mean one entry."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bundled
from prunecat import Catalogue
from prunecat.errors import UnresolvedReference, UsageError


def meant(catalogue: Catalogue, reference: str) -> str:
    return catalogue.show(reference).id


def test_every_id_means_its_entry_in_any_case(catalogue: Catalogue) -> None:
    for entry in catalogue.list():
        assert catalogue.show(entry.id) == catalogue.show(f" {entry.id.upper()} ") == entry


@pytest.mark.parametrize("column", ["arxiv", "doi", "openreview", "url"])
def test_an_identifier_or_url_means_the_entries_that_have_it(catalogue: Catalogue, column: str) -> None:
    holders: dict[str, list[str]] = {}
    for entry in catalogue.list():
        if value := getattr(entry, column):
            holders.setdefault(value, []).append(entry.id)
    assert holders
    for value, names in holders.items():
        if len(names) == 1 or set(names) <= {names[0], *catalogue.show(names[0]).also_listed_as}:
            assert meant(catalogue, value) == names[0]
        else:
            with pytest.raises(UnresolvedReference) as several:
                catalogue.show(value)
            assert set(names) <= {entry.id for entry in several.value.candidates}


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        ("2305.11627", "llm-pruner-2023"),
        ("arXiv:2305.11627v3", "llm-pruner-2023"),
        ("arxiv: 2305.11627", "llm-pruner-2023"),
        ("https://arxiv.org/abs/2305.11627v1", "llm-pruner-2023"),
        ("http://arxiv.org/pdf/2305.11627.pdf", "llm-pruner-2023"),
        ("10.1109/tip.2023.3302519", "efficient-layer-compression-2022"),
        ("doi:10.1109/TIP.2023.3302519", "efficient-layer-compression-2022"),
        ("https://dx.doi.org/10.1109/TIP.2023.3302519", "efficient-layer-compression-2022"),
        ("https://openreview.net/pdf?id=rJl-b3RcF7", "lottery-ticket-hypothesis-2019"),
        ("www.openreview.net/forum?id=rJl-b3RcF7", "lottery-ticket-hypothesis-2019"),
        ("https://github.com/Roll920/ThiNet/", "thinet-2017"),
        ("network slimming", "network-slimming-2017"),
        ("geometric median", "fpgm-2019"),
    ],
)
def test_a_reference_means_an_entry(catalogue: Catalogue, reference: str, wanted: str) -> None:
    assert meant(catalogue, reference) == wanted


def test_a_whole_title_means_its_entry(catalogue: Catalogue) -> None:
    rows: dict[str, int] = {}
    for row in bundled.rows():
        rows[bundled.same(row["title"])] = rows.get(bundled.same(row["title"]), 0) + 1
    for entry in catalogue.list():
        if rows[bundled.same(entry.title)] == 1:
            assert catalogue.show(entry.title.upper()) == entry
        else:
            shown = catalogue.show(entry.title)
            assert shown.id in (entry.id, *entry.also_listed_as)


@pytest.mark.parametrize("reference", ["lottery", "pruning", "CVPR", "fang2023", "year:2023"])
def test_what_may_be_several_gives_the_candidates(catalogue: Catalogue, reference: str) -> None:
    with pytest.raises(UnresolvedReference) as several:
        catalogue.show(reference)
    candidates = [entry.id for entry in several.value.candidates]
    assert 1 < len(candidates) <= 8
    assert len(set(candidates)) == len(candidates)


@pytest.mark.parametrize("reference", ["zzzqqq", "9999.99999", "10.1234/none", "https://example.org/", "-", "\udcff"])
def test_what_means_nothing_says_so(catalogue: Catalogue, reference: str) -> None:
    with pytest.raises(UnresolvedReference, match="no entry is called") as none:
        catalogue.show(reference)
    assert none.value.candidates == ()
    assert str(none.value.remedy).startswith("try: prunecat search")


@pytest.mark.parametrize("reference", ["", " ", "\n"])
def test_an_empty_reference_is_refused(catalogue: Catalogue, reference: str) -> None:
    with pytest.raises(UsageError):
        catalogue.show(reference)


@given(st.text(max_size=40) | st.text("10.21/:arXivdoi-v ", max_size=20))
def test_any_text_means_one_entry_or_is_refused(catalogue: Catalogue, reference: str) -> None:
    try:
        assert catalogue.show(reference).id
    except (UnresolvedReference, UsageError) as refused:
        assert "\n" not in str(refused.remedy)


def test_related_entries_are_others_nearest_first(catalogue: Catalogue) -> None:
    for entry in catalogue.list()[::10]:
        near = catalogue.related(entry.id)
        assert entry.id not in {result.entry.id for result in near}
        assert [result.score for result in near] == sorted((result.score or 0 for result in near), reverse=True)
        for other in entry.also_listed_as:
            assert other in [result.entry.id for result in near[: len(entry.also_listed_as)]]


def test_the_same_work_and_shared_authors_relate_what_titles_do_not(tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    file.write_text(
        "entries:\n"
        "  - {id: shears, title: Shears, authors: [Ada Byron], also_listed_as: [cuts]}\n"
        "  - {id: wool, title: Wool and its Uses, authors: [ADA BYRON]}\n"
        "  - {id: cuts, title: Cutting Tools, also_listed_as: [shears]}\n"
        "  - {id: other, title: Something Else}\n",
        encoding="utf-8",
    )
    catalogue = Catalogue.open(file)
    assert [result.entry.id for result in catalogue.related("shears")] == ["cuts", "wool"]
    assert [result.entry.id for result in catalogue.related("other")] == []


@pytest.mark.parametrize("words", [["\udcff"], ["\udcff", "zzzq"], ["zzzq,\udcff"]])
def test_an_argument_that_is_not_utf8_means_nothing(catalogue: Catalogue, words: list[str]) -> None:
    for reference in catalogue.references(words):
        with pytest.raises(UnresolvedReference):
            catalogue.show(reference)
