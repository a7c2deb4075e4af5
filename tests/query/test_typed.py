"""Queries as people type and paste them: sentences, identifiers, citation keys, references, years in words."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from prunecat import Catalogue
from prunecat.errors import UnresolvedReference, UsageError

SLIMMING, LOTTERY, DEPGRAPH = "network-slimming-2017", "lottery-ticket-hypothesis-2019", "depgraph-2023"


def first(catalogue: Catalogue, query: str) -> str | None:
    results = catalogue.search(query)
    return results[0].entry.id if results else None


@pytest.mark.parametrize(
    "query",
    [
        *("network slimming code", "network slimming pdf", "network slimming please", "the network slimming paper"),
        *("is there a paper about network slimming?", "show me who proposed network slimming", "slimming github"),
        *("I am looking for the implementation of network slimming", "Where can I download network slimming"),
    ],
)
def test_what_carries_a_question_does_not_stand_in_its_way(catalogue: Catalogue, query: str) -> None:
    assert first(catalogue, query) == SLIMMING
    assert catalogue.answer(query).complete


@pytest.mark.parametrize(
    ("query", "only"),
    [
        ("published in TNNLS", {"venue": "TNNLS"}),
        ("papers that appeared in ICLR 2022", {"venue": "ICLR", "year": 2022}),
        ("accepted at CVPR 2023", {"venue": "CVPR", "year": 2023}),
    ],
)
def test_what_is_asked_of_a_venue_alone_are_its_entries(
    catalogue: Catalogue, query: str, only: Mapping[str, str | int]
) -> None:
    assert tuple(one.entry for one in catalogue.search(query)) == catalogue.list(catalogue.filter(**only))


def test_a_carrying_word_counts_where_an_entry_has_it(catalogue: Catalogue) -> None:
    best = catalogue.search("what is the state of neural network pruning")[0].entry
    assert best.title == "What is the State of Neural Network Pruning?"


@pytest.mark.parametrize("query", ["help", "there", "don't please", "what can you show me"])
def test_common_words_are_no_slips(catalogue: Catalogue, query: str) -> None:
    answer = catalogue.answer(query)
    assert (answer.repaired, answer.results) == (None, ())


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("arXiv:2301.12900", DEPGRAPH),
        ("ARXIV: 2301.12900v3", DEPGRAPH),
        ("2301.12900", DEPGRAPH),
        ("the code of https://arxiv.org/pdf/2301.12900.pdf, please", DEPGRAPH),
        ("see (https://arxiv.org/abs/2301.12900).", DEPGRAPH),
        ("10.1109/TIP.2023.3302519", "efficient-layer-compression-2022"),
        ("doi:10.1109/tip.2023.3302519", "efficient-layer-compression-2022"),
        ("https://doi.org/10.1109/TIP.2023.3302519", "efficient-layer-compression-2022"),
        ("mhnHqRqcjYU", "dfpc-2023"),
        ("https://openreview.net/pdf?id=mhnHqRqcjYU", "dfpc-2023"),
    ],
)
def test_an_identifier_anywhere_means_its_entry(catalogue: Catalogue, query: str, entry: str) -> None:
    assert first(catalogue, query) == entry


def test_an_unknown_identifier_finds_nothing_alone_and_hinders_nothing(catalogue: Catalogue) -> None:
    assert catalogue.search("arXiv:9912.99999") == ()
    assert first(catalogue, "network slimming arXiv:9912.99999") == SLIMMING


def test_an_identifier_passes_the_filters_beside_it(catalogue: Catalogue) -> None:
    years = [result.entry.year for result in catalogue.search("2301.12900 year:2021")]
    assert years == [2021]


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("frankle2019lottery", LOTTERY),
        ("Frankle19", LOTTERY),
        ("Frankle et al., 2019", LOTTERY),
        ("he2017channel", "channel-pruning-2017"),
        ("lin2020hrank", "hrank-2020"),
    ],
)
def test_a_citation_key_is_author_year_and_word(catalogue: Catalogue, query: str, entry: str) -> None:
    assert first(catalogue, query) == entry


@pytest.mark.parametrize(
    "reference",
    [
        """Jonathan Frankle and Michael Carbin. The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural
        Networks. In 7th International Conference on Learning Representations, ICLR 2019, New Orleans, 2019.""",
        """[12] J. Frankle and M. Carbin, “The lottery ticket hypothesis: Finding sparse,
        trainable neural networks,” in Proc. ICLR, 2019, pp. 1-42.""",
    ],
)
def test_a_pasted_reference_means_the_title_in_it(catalogue: Catalogue, reference: str) -> None:
    answer = catalogue.answer(reference)
    assert (answer.results[0].entry.id, answer.complete) == (LOTTERY, True)


@pytest.mark.parametrize(
    ("said", "years"),
    [
        *(("since 2021", "2021-"), ("2021 or later", "2021-"), ("2021 onwards", "2021-"), ("year>=2021", "2021-")),
        *(("after 2020", "2021-"), ("2021+", "2021-"), ("before 2021", "-2020"), ("until 2020", "-2020")),
        *(("2020 or earlier", "-2020"), ("year<2021", "-2020"), ("between 2019 and 2020", "2019-2020")),
        *(("from 2019 to 2020", "2019-2020"), ("2019-2020", "2019-2020"), ("year = 2020", "2020")),
    ],
)
def test_years_in_words_filter_and_are_told(catalogue: Catalogue, said: str, years: str) -> None:
    answer = catalogue.answer(f"pruning {said}")
    assert answer.results == catalogue.answer(f"pruning year:{years}").results
    assert answer.remarks == (f"Only years {years} ({said})",)


def test_years_that_run_backwards_or_stand_in_quotes_are_no_filter(catalogue: Catalogue) -> None:
    assert catalogue.answer("pruning between 2021 and 2019").remarks == ()
    assert "Only years" not in " ".join(catalogue.answer('"pruning since 2021"').remarks)


def test_or_gives_the_answers_of_both_and_not_leaves_out(catalogue: Catalogue) -> None:
    both = {result.entry.id for result in catalogue.search("hrank OR depgraph")}
    assert both == {result.entry.id for query in ("hrank", "depgraph") for result in catalogue.search(query)}
    assert len(catalogue.answer("hrank OR depgraph", limit=2).results) == 2
    assert catalogue.search("lottery NOT dual") == catalogue.search("lottery ^dual")
    assert catalogue.search("lottery AND ticket") == catalogue.search("lottery ticket")
    assert catalogue.search('"hrank OR depgraph"') != catalogue.search("hrank OR depgraph")


def test_parentheses_hold_together_what_is_joined(catalogue: Catalogue) -> None:
    def found(query: str) -> set[str]:
        return {result.entry.id for result in catalogue.search(query)}

    assert found("(hrank OR depgraph) year:2023") == found("hrank year:2023") | found("depgraph year:2023")
    assert found('code:yes ("dual lottery" OR (thinet OR hrank))') == (
        found('code:yes "dual lottery"') | found("code:yes thinet") | found("code:yes hrank")
    )
    assert found("(hrank) depgraph") == found("hrank depgraph")
    with pytest.raises(UsageError, match="queries in one"):
        catalogue.search(" ".join(["(hrank OR depgraph)"] * 6))


def test_words_are_looked_for_in_titles_or_abstracts_alone(tmp_path: Path) -> None:
    rows = ["{id: a, title: Wool, fields: {abstract: Of felt and yarn.}}", "{id: b, title: Felt of wool}"]
    (tmp_path / "in.yaml").write_text("\n".join(f"- {row}" for row in rows), encoding="utf-8")
    catalogue = Catalogue.open(tmp_path / "in.yaml")
    for query, wanted in {
        "felt": {"a", "b"},
        "title:felt": {"b"},
        "abstract:felt": {"a"},
        'abstract:"felt and yarn" wool': {"a"},
        "wool -title:felt": {"a"},
        "wool ^abstract:felt": {"b"},
        "has:abstract": {"a"},
        "wool -has:abstract": {"b"},
    }.items():
        assert {result.entry.id for result in catalogue.search(query)} == wanted, query


def test_a_filter_in_a_query_that_stands_in_the_way_is_named(catalogue: Catalogue) -> None:
    answer = catalogue.answer("hrank venue:AAAI year:2020")
    assert answer.results == ()
    assert answer.wider == (("venue:AAAI", len(catalogue.search("hrank year:2020"))),)
    assert catalogue.answer("hrank year:2020").wider == ()


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("with code", "code:yes"),
        ("with open source code", ""),
        ("that have code available", "code:yes"),
        ("without code", "code:no"),
        ("with official code", "origin:official"),
        ("with an official implementation", "origin:official"),
    ],
)
def test_code_in_words_filters_and_is_told(catalogue: Catalogue, said: str, written: str) -> None:
    answer = catalogue.answer(f"structured pruning {said}")
    if written:
        assert answer.results == catalogue.answer(f"structured pruning {written}").results
        assert said in answer.remarks[0]
    else:
        assert answer.remarks == ()


def test_a_year_of_which_there_is_nothing_is_told(catalogue: Catalogue) -> None:
    assert catalogue.answer("Han et al., 2015").remarks == ("No entry is of 2015; the years are 2017 to 2024.",)
    assert catalogue.answer("Han et al., 2020").remarks == ()


@pytest.mark.parametrize("query", ["Huang, Gao", "gao huang", "GAO HUANG"])
def test_both_parts_of_one_name_are_better_than_of_two(catalogue: Catalogue, query: str) -> None:
    assert "Gao Huang" in catalogue.search(query)[0].entry.authors


def test_a_framework_is_no_value_of_code(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError) as refused:
        catalogue.search("hrank code:pytorch")
    assert refused.value.remedy == "write framework:pytorch"


def test_a_phrase_that_is_nowhere_falls_back_to_its_words(catalogue: Catalogue) -> None:
    answer = catalogue.answer('"slimming network"')
    assert [result.entry.id for result in answer.results] == [SLIMMING]
    assert answer.remarks == ('No entry has "slimming network" side by side; these have the words.',)


def test_a_year_that_a_venue_has_not_is_told(catalogue: Catalogue) -> None:
    assert catalogue.answer("nips 17").remarks == ("No entry is of NeurIPS 2017; there are of 2021, 2022, 2023.",)
    assert catalogue.answer("iclr 2019").remarks == ()


def test_those_that_have_nearly_all_words_follow_a_few_that_have_all(catalogue: Catalogue) -> None:
    answer = catalogue.answer("lottery ticket pruning deep")
    titles = [result.entry.title for result in answer.results]
    assert titles[0] == "Truncated Lottery Ticket for Deep Pruning"
    assert "Dual Lottery Ticket Hypothesis" in titles
    assert answer.complete


def test_code_and_surveys_are_facts_that_a_title_need_not_tell(catalogue: Catalogue) -> None:
    assert all(result.entry.code for result in catalogue.search("lottery ticket github")[:2])
    kinds = {match.kind for result in catalogue.search("lottery ticket github") for match in result.matches}
    assert "code" in kinds
    surveys = catalogue.search("survey")
    assert {result.entry.section for result in surveys[:5]} == {"survey"}


@pytest.mark.parametrize(
    ("words", "references"),
    [
        (["The", "Lottery", "Ticket", "Hypothesis"], ["The Lottery Ticket Hypothesis"]),
        (["thinet-2017", "hrank-2020"], ["thinet-2017", "hrank-2020"]),
        (["thinet-2017,hrank-2020"], ["thinet-2017", "hrank-2020"]),
        (["@thinet-2017"], ["thinet-2017"]),
        (["\\cite{thinet-2017, hrank-2020}"], ["thinet-2017", "hrank-2020"]),
        (["\\citep[see][p. 2]{thinet-2017}"], ["thinet-2017"]),
        (["[@thinet-2017; @hrank-2020, p. 3]"], ["thinet-2017", "hrank-2020"]),
        (["2301.12900", "10.1109/TIP.2023.3302519"], ["2301.12900", "10.1109/TIP.2023.3302519"]),
        (["Sparse, Trainable Networks"], ["Sparse, Trainable Networks"]),
        (["network slimming", "lottery ticket"], ["network slimming", "lottery ticket"]),
        (["thinet-2017", "zzzqqq"], ["thinet-2017", "zzzqqq"]),
        (["thinet", "hrank"], ["thinet", "hrank"]),
    ],
)
def test_references_are_told_apart(catalogue: Catalogue, words: list[str], references: list[str]) -> None:
    assert list(catalogue.references(words)) == references


@pytest.mark.parametrize("reference", ["depgraph", "DepGraph: Towards Any Structural Pruning", "arXiv:2301.12900"])
def test_rows_of_one_work_are_its_first(catalogue: Catalogue, reference: str) -> None:
    assert catalogue.show(reference).id == DEPGRAPH


@pytest.mark.parametrize("reference", ["ThiNet", "thinet", "frankle2019lottery", "the lottery ticket hypothesis"])
def test_a_name_before_a_colon_or_a_key_is_enough(catalogue: Catalogue, reference: str) -> None:
    assert catalogue.show(reference).id in ("thinet-2017", LOTTERY)


@pytest.mark.parametrize("reference", ["network", "Deep Compression: Compressing Deep Neural Networks", "Fang2023"])
def test_what_does_not_say_enough_is_not_resolved(catalogue: Catalogue, reference: str) -> None:
    with pytest.raises(UnresolvedReference) as unresolved:
        catalogue.show(reference)
    assert unresolved.value.candidates


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("pruning no later than 2018", "pruning year:-2018"),
        ("pruning since 2019 until 2021", "pruning year:2019-2021"),
        ("pruning year>2020 year<2022", "pruning year:2021"),
        ("pruning ≥2020", "pruning year:2020-"),
        ("pruning between 2019-2020", "pruning year:2019-2020"),
        ("pruning years 2019 to 2020", "pruning year:2019-2020"),
        ("pruning with no code", "pruning code:no"),
        ("pruning without official code", "pruning -origin:official"),
        ("pruning -(lottery OR slimming)", "pruning -lottery -slimming"),
        ("pruning NOT (lottery OR slimming)", "pruning -lottery -slimming"),
        ("lottery NOT (dual)", "lottery -dual"),
        ("(year:2022) lottery", "year:2022 lottery"),
        ("(title:lottery)", "title:lottery"),
        ("(lottery year:2022)", "lottery year:2022"),
        ("(lottery OR slimming)year:2019", "(lottery OR slimming) year:2019"),
        ("venue:(iclr OR icml) lottery", "(venue:iclr OR venue:icml) lottery"),
        ('lottery venue:"ICLR', 'lottery venue:"ICLR"'),
        ("lottery venue: ICLR year:  2019", "lottery venue:ICLR year:2019"),
        ("pruning with code generation", "pruning with code generation"),
        ("A Unified Framework: Pruning", "a unified framework pruning"),
    ],
)
def test_what_is_said_is_what_is_meant(catalogue: Catalogue, query: str, plain: str) -> None:
    found = [result.entry.id for result in catalogue.search(query)]
    assert found == [result.entry.id for result in catalogue.search(plain)]
    assert found


@pytest.mark.parametrize(
    "query", ["after 2020 before 2020", "with code without code", "-(lottery ticket OR slimming)", "venue:(x OR y)"]
)
def test_what_contradicts_itself_is_an_error(catalogue: Catalogue, query: str) -> None:
    with pytest.raises(UsageError):
        catalogue.search(query)


def test_of_what_is_known_more_narrows_and_commas_widen(catalogue: Catalogue) -> None:
    both = {result.entry.id for result in catalogue.search("has:doi has:code")}
    doi, code = ({result.entry.id for result in catalogue.search(f"has:{part}")} for part in ("doi", "code"))
    assert both == doi & code
    assert {result.entry.id for result in catalogue.search("has:doi,code")} == doi | code


def test_a_word_that_is_said_not_to_be_meant_is_told_how_to_leave_out(catalogue: Catalogue) -> None:
    assert catalogue.answer("pruning not transformers").remarks == ("To leave a word out, write ^transformers",)
    assert catalogue.answer("how not to prune").remarks == ()
    assert catalogue.answer("lottery OR xyzzyq").lacking == ()


def test_a_title_that_looks_like_a_filter_is_no_error(catalogue: Catalogue) -> None:
    for text in ("Some Code: a study of things unknown", "venue:nowhere at all", "Type: a thing"):
        with pytest.raises(UnresolvedReference):
            catalogue.show(text)
