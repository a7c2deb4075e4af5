"""Search: what a query finds, what it does not, and that no text is too odd to be answered."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import bundled
from command_line import prunecat
from prunecat import Catalogue
from prunecat.errors import UsageError
from prunecat.words import STOP_WORDS, words_of

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def ids(catalogue: Catalogue, query: str) -> list[str]:
    return [result.entry.id for result in catalogue.search(query)]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("lottery ticket hypothesis", "lottery-ticket-hypothesis-2019"),
        ("lotery tickt hypotesis", "lottery-ticket-hypothesis-2019"),
        ("dep graph", "depgraph-2023"),
        ("depgraph", "depgraph-2023"),
        ("llmpruner", "llm-pruner-2023"),
        ("llm pruner", "llm-pruner-2023"),
        ("geom med", "fpgm-2019"),
        ("geometric median", "fpgm-2019"),
        ("FPGM", "fpgm-2019"),
        ("thinnet", "thinet-2017"),
        ("networkslimming", "network-slimming-2017"),
        ("once for all", "only-train-once-2021"),
        ("1xN", "1xn-pattern-2022"),
        ("1×n", "1xn-pattern-2022"),
        ("LTH 2019", "lottery-ticket-hypothesis-2019"),
        ("iclr19 lottery", "lottery-ticket-hypothesis-2019"),
        ("frankle", "lottery-ticket-hypothesis-2019"),
        ("Ramanujan graphs", "ramanujan-graph-2023"),
    ],
)
def test_what_is_meant_is_found(catalogue: Catalogue, query: str, wanted: str) -> None:
    assert wanted in ids(catalogue, query)[:3]


def test_typos_find_lottery_tickets_and_are_said(catalogue: Catalogue) -> None:
    answer = catalogue.answer("lotery tickt")
    assert (
        answer.results[0].entry.id == catalogue.search("lottery ticket")[0].entry.id == "lottery-ticket-hypothesis-2019"
    )
    assert all("Lottery Ticket" in result.entry.title for result in answer.results[:4])
    assert (answer.typed, answer.repaired) == ("lotery tickt", "lottery ticket")


def test_a_query_without_typos_is_not_repaired(catalogue: Catalogue) -> None:
    assert catalogue.answer("lottery ticket").repaired is None
    assert catalogue.answer("zzzqqq").repaired is None


@pytest.mark.parametrize(
    "query", ["zzzqqq", "xkcd qwrtp", "zzzqqq zzzqqq zzzqqq", "0000000", "!?", "-", '""', "çççççççç", "𓀀𓂀"]
)
def test_nonsense_finds_nothing(catalogue: Catalogue, query: str) -> None:
    assert ids(catalogue, query) == []


def test_a_phrase_keeps_words_together(catalogue: Catalogue) -> None:
    assert ids(catalogue, '"network slimming"') == ["network-slimming-2017"]
    assert ids(catalogue, '"lottery slimming"') == []
    assert set(ids(catalogue, '"lottery ticket"')) < set(ids(catalogue, "lottery"))


@pytest.mark.parametrize("sign", ["-", "^"])
def test_what_is_left_out_is_not_there(catalogue: Catalogue, sign: str) -> None:
    kept = ids(catalogue, f"lottery {sign}dual")
    assert set(kept) == set(ids(catalogue, "lottery")) - {"dual-lottery-ticket-hypothesis-2022"}
    assert ids(catalogue, f'lottery {sign}"lottery ticket"') == [
        name for name in ids(catalogue, "lottery") if name not in ids(catalogue, '"lottery ticket"')
    ]
    assert set(ids(catalogue, f"{sign}lottery")) == {entry.id for entry in catalogue.list()} - set(
        ids(catalogue, '"lottery"')
    )


def test_a_venue_or_year_in_passing_raises_and_excludes_nothing(catalogue: Catalogue) -> None:
    for words in ("lottery iclr", "lottery 2022", "lottery ICIP 2022"):
        assert set(ids(catalogue, words)) == set(ids(catalogue, "lottery"))
    assert catalogue.search("lottery ICIP 2022")[0].entry.venue == "ICIP"
    assert {result.entry.year for result in catalogue.search("lottery 2022")[:3]} == {2022}


@pytest.mark.parametrize("query", ["ICLR 2019", "2019 iclr", "ICLR 19", "iclr19", "ICLR'19", "iclr2019"])
def test_a_venue_and_year_alone_are_all_of_theirs(catalogue: Catalogue, query: str) -> None:
    found = {result.entry.id for result in catalogue.search(query)}
    assert found == {entry.id for entry in catalogue.list() if (entry.venue, entry.year) == ("ICLR", 2019)}


def test_inflections_and_beginnings_are_the_word(catalogue: Catalogue) -> None:
    pruned = set(ids(catalogue, "pruning"))
    assert len(pruned) > 100
    for query in ("prune", "pruned", "prun"):
        assert len(set(ids(catalogue, query)) & pruned) > 100


def test_most_of_the_words_are_said_to_be_that(catalogue: Catalogue) -> None:
    answer = catalogue.answer("lottery ticket zebra")
    assert not answer.complete
    assert answer.results
    assert answer.lacking == ("zebra",)
    assert catalogue.answer("lottery ticket").complete
    assert catalogue.answer("lottery ticket").lacking == ()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("lottery xyzzyq", "dual-lottery-ticket-hypothesis-2022"),
        ("magnitude pruning by blalock", "shrinkbench-2020"),
    ],
)
def test_where_no_entry_has_all_words_the_nearest_come_and_no_more_than_a_few(
    catalogue: Catalogue, query: str, wanted: str
) -> None:
    answer = catalogue.answer(query)
    assert not answer.complete
    assert wanted in [result.entry.id for result in answer.results]
    assert len(catalogue.answer("pruning of roses in spring").results) <= 3


@pytest.mark.parametrize(
    ("query", "wanted", "meant", "where"),
    [
        ("prune lottery", "lottery-heroes-2022", "pruning", "title"),
        ("frankle", "lottery-ticket-hypothesis-2019", "Jonathan Frankle", "author"),
        ("LTH", "dual-lottery-ticket-hypothesis-2022", "lottery ticket hypothesis", "title"),
        ("neurips", "halp-2022", "NeurIPS", "venue"),
        ("otov2", "otov2-2023", "otov2", "title"),
        ("open_lth", "lottery-ticket-hypothesis-2019", "open", "code"),
    ],
)
def test_why_an_entry_answers_is_told_in_its_own_words_and_where_they_stand(
    catalogue: Catalogue, query: str, wanted: str, meant: str, where: str
) -> None:
    (found,) = (result for result in catalogue.search(query) if result.entry.id == wanted)
    assert (meant, where) in [(match.meant.split(", ")[0], match.where) for match in found.matches]


@pytest.mark.parametrize("query", ["hrank OR depgraph", "(hrank OR depgraph) pruning"])
def test_why_one_of_several_alternatives_is_answered_is_told(catalogue: Catalogue, query: str) -> None:
    for found in catalogue.search(query)[:2]:
        assert found.matches[0].typed == found.matches[0].meant == found.entry.id.partition("-")[0]


def test_of_a_beginning_the_words_that_most_entries_have_are_told_two_of_them(tmp_path: Path) -> None:
    titles = ["Sparse Spaces of Spanning Trees", "Spaces", "Spaces, Again", "Spanning", "A Tree"]
    rows = [f"- {{id: e{at}, section: other, title: '{title}'}}" for at, title in enumerate(titles)]
    (tmp_path / "in.yaml").write_text("\n".join(rows), encoding="utf-8")
    found = Catalogue.open(tmp_path / "in.yaml").search("spa")
    told = {result.entry.id: [(match.meant, match.where) for match in result.matches] for result in found}
    assert told["e0"] == [("spaces, spanning", "title")]


def test_a_word_that_only_a_topic_explains_is_said_to_be_in_no_entry(catalogue: Catalogue) -> None:
    answer = catalogue.answer("SparseGPT")
    assert answer.lacking == ("sparsegpt",)
    assert answer.results[0].entry.id == "llm-pruner-2023"
    assert {match.kind for match in answer.results[0].matches} == {"topic"}
    assert catalogue.answer("LTH").lacking == ()


@pytest.mark.parametrize(
    ("query", "read"),
    [("unstructred", "unstructured"), ("unstructred sparcity", "unstructured sparsity"), ("song hna", "song han")],
)
def test_slips_in_types_terms_and_short_names_are_mended(catalogue: Catalogue, query: str, read: str) -> None:
    assert catalogue.answer(query).repaired == read
    assert ids(catalogue, query)[:1] == ids(catalogue, read)[:1]


@pytest.mark.parametrize("slip", ["neurlps", "nuerips", "NeurISP"])
def test_a_slip_in_a_venue_is_mended_and_said(catalogue: Catalogue, slip: str) -> None:
    answer = catalogue.answer(f"{slip} 2023")
    assert answer.remarks == (f"Searching for NeurIPS (you typed: {slip.lower()})",)
    assert [result.entry for result in answer.results] == [result.entry for result in catalogue.search("NeurIPS 2023")]


def test_a_word_is_never_taken_for_its_opposite(tmp_path: Path) -> None:
    (tmp_path / "in.yaml").write_text("- {id: a, section: other, title: Labeled Data}", encoding="utf-8")
    assert [result.entry.id for result in Catalogue.open(tmp_path / "in.yaml").search("labelled")] == ["a"]
    assert Catalogue.open(tmp_path / "in.yaml").search("unlabeled") == ()


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A list of another field, without a vocabulary of its own."""
    titles = [
        "Representation Learning with Contrastive Predictive Coding",
        "A Simple Framework for Contrastive Learning of Visual Representations",
        "Identifying Data using the Area Under the Margin Ranking",
        "Semi-Supervised Learning with Graph Neural Networks",
        *(f"Contrastive Learning of Things {number}" for number in range(40)),
    ]
    rows = [f"- {{id: e{at}, section: other, title: '{title}'}}" for at, title in enumerate(titles)]
    file = tmp_path_factory.mktemp("others") / "in.yaml"
    file.write_text("\n".join(rows), encoding="utf-8")
    return Catalogue.open(file)


@pytest.mark.parametrize(("acronym", "wanted"), [("CPC", "e0"), ("SimCLR", "e1"), ("AUM", "e2"), ("gnn", "e3")])
def test_an_acronym_is_read_in_the_titles_of_any_list(others: Catalogue, acronym: str, wanted: str) -> None:
    assert ids(others, acronym) == [wanted]


def test_a_lent_term_leads_to_nothing_that_many_entries_have(others: Catalogue) -> None:
    assert ids(others, "MoCo") == []


def test_a_year_that_a_title_has_is_a_year(tmp_path: Path) -> None:
    rows = ["{id: a, title: The 2021 Challenge, year: 2019}", "{id: b, title: Wool, year: 2021}"]
    file = tmp_path / "in.yaml"
    file.write_text("\n".join(f"- {row}" for row in rows), encoding="utf-8")
    assert ids(Catalogue.open(file), "2021") == ["b"]
    assert ids(Catalogue.open(file), "papers from 2021") == ["b"]
    assert ids(Catalogue.open(file), "the 2021 challenge")[0] == "a"


def test_what_is_of_the_very_venue_and_year_comes_before_what_has_more_words(tmp_path: Path) -> None:
    rows = [f"{{id: a{at}, title: Robust Loss {at}, venue: ICML, year: 2019}}" for at in range(12)]
    rows += [f"{{id: d{at}, title: Robust {at}}}" for at in range(12)]
    rows += ["{id: b, title: Losses, venue: ICML, year: 2020}", "{id: c, title: Wool, venue: ICML, year: 2020}"]
    file = tmp_path / "in.yaml"
    file.write_text("\n".join(f"- {row}" for row in rows), encoding="utf-8")
    found = ids(Catalogue.open(file), "robust loss ICML 2020")
    assert found[0] == "b"
    assert "c" not in found


def test_a_title_told_whole_but_for_a_slip_is_first(tmp_path: Path) -> None:
    rows = ["{id: a, title: Graph Attention Networks for Attention}", "{id: b, title: Graph Attention Networks}"]
    (tmp_path / "in.yaml").write_text("\n".join(f"- {row}" for row in rows), encoding="utf-8")
    assert ids(Catalogue.open(tmp_path / "in.yaml"), "graph atention networks")[0] == "b"


def test_scores_fall_and_the_limit_cuts_the_same_answer(catalogue: Catalogue) -> None:
    scores = [result.score for result in catalogue.search("structured pruning")]
    assert scores == sorted(filter(None, scores), reverse=True)
    assert catalogue.answer("structured pruning", limit=5).results == catalogue.search("structured pruning")[:5]


def test_a_title_told_whole_is_first(tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    titles = [
        "Filter Pruning by Filter Pruning for Filter Pruning",
        "Pruning a Filter",
        "Filter Pruning",
        "Filter Pruning It",
    ]
    file.write_text("\n".join(["entries:", *(f"  - title: {title}" for title in titles)]), encoding="utf-8")
    catalogue = Catalogue.open(file)
    for title in titles:
        assert catalogue.search(title)[0].entry.title == title


def test_authors_are_found_by_the_words_of_their_names(catalogue: Catalogue) -> None:
    named = {entry.id for entry in catalogue.list() if any("Carbin" in name for name in entry.authors)}
    assert set(ids(catalogue, "carbin")) == named


WORDS = sorted({word for row in bundled.rows() for word in words_of(row["title"])})
QUERIES = st.lists(st.sampled_from(WORDS) | st.from_regex(r"[a-z]{2,9}", fullmatch=True), min_size=1, max_size=5)


@given(words=QUERIES)
def test_every_answer_matches_some_word_of_the_query(catalogue: Catalogue, words: str) -> None:
    query = " ".join(words)
    for result in catalogue.search(query):
        assert result.matches, result.entry.id
        for match in result.matches:
            assert match.typed in query


@given(words=QUERIES, more=st.sampled_from(WORDS))
def test_a_further_word_brings_in_nothing_that_matches_none_of_the_words(
    catalogue: Catalogue, words: str, more: str
) -> None:
    before = {result.entry.id for result in catalogue.search(" ".join(words))}
    for result in catalogue.search(" ".join([*words, more])):
        matched = {word for match in result.matches for word in match.typed.split()}
        assert result.entry.id in before or matched & {*words, more}


@given(words=st.lists(st.sampled_from([word for word in WORDS if word not in STOP_WORDS]), min_size=1, max_size=3))
def test_the_order_of_plain_words_changes_no_set_of_complete_answers(catalogue: Catalogue, words: str) -> None:
    one, other = (catalogue.answer(" ".join(order)) for order in (words, words[::-1]))
    kinds = {match.kind for answer in (one, other) for result in answer.results for match in result.matches}
    assume(one.complete and other.complete and kinds <= {"word", "beginning"})  # a term of jargon is words in order
    assert {result.entry.id for result in one.results} == {result.entry.id for result in other.results}


TITLES = st.sampled_from([row["title"] for row in bundled.rows()])
DISGUISES: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "accents": lambda title: "".join(c + "\N{COMBINING ACUTE ACCENT}" * (c in "aeiou") for c in title),
    "bare": lambda title: " ".join(words_of(title)),
    "signs": lambda title: title.replace(" ", " , ") + " !? ;",
    "wide": lambda title: title.replace("o", "ｏ").replace("P", "Ｐ"),
    "backwards": lambda title: " ".join(reversed(title.split())),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_case_accents_signs_and_order_of_a_title_change_nothing(catalogue: Catalogue, disguise: str) -> None:
    """Each of a part of the titles, which together are all."""
    for entry in catalogue.list()[list(DISGUISES).index(disguise) % 4 :: 4]:
        assert catalogue.search(DISGUISES[disguise](entry.title))[0].entry.title == entry.title


@given(title=TITLES, random=st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_words_of_a_title_find_it_in_any_order(catalogue: Catalogue, title: str, random: Any) -> None:
    words = title.split()
    random.shuffle(words)
    found = catalogue.search(" ".join(words).replace(" -", " "))
    assert bundled.same(found[0].entry.title) == bundled.same(title)


@pytest.mark.parametrize(
    "query",
    [
        '"', '""', '"""', "'", "';--", "*", "pru*", "NEAR(", "NEAR(a b, 2)", "a AND", "OR", "NOT", "a NOT b", "(a",
        "a)", "^", "^^a", "-", "--", "- -", "{title}:a", "title: a", "filter:a", "rowid", "N:M", "2:4", "once-for-all",
        "a+b", "a-", "-a-", "a:b:c", "%", "_", "\\", "a\\b", "/*", "$(x)", "ﬁlter", "İ", "ß",
        "\0", "a\0b", "\ud800", "a\udfffb", "\N{ZERO WIDTH JOINER}", "\u202e",
        "x" * 5000, "word " * 1000, '"' * 5000, "(" * 5000, "-a " * 2000, "a1b2" * 500, "1 " * 500, "é" * 3000,
    ],
    ids=lambda query: ascii(query[:12]),
)  # fmt: skip
def test_signs_of_other_languages_and_long_texts_are_answered(catalogue: Catalogue, query: str) -> None:
    assert len(catalogue.search(query)) <= len(catalogue)


@given(st.text() | st.text(st.characters(), max_size=30) | st.text("ab \"'^-*:()NEAROT+{}\\\0\ud800é", max_size=20))
def test_any_text_is_answered(catalogue: Catalogue, text: str) -> None:
    try:
        found = catalogue.search(text)
    except UsageError:  # a filter that means nothing is told
        assert ":" in text
    else:
        assert len({result.entry.id for result in found}) == len(found)


@pytest.mark.parametrize(
    ("query", "remedy"),
    [
        ("year:soon", "write 2023"),
        ("venue:nurips", "NeurIPS"),
        ("code:maybe", "yes"),
        ("type:Q", "unstructured"),
        ("author:.", "a part of"),
        ("venu:CVPR", "did you mean venue?"),
        ("-venu:CVPR", "did you mean venue?"),
        ("lottery colour:red", "venue, year, type, section, topic, author, code, origin, framework"),
        ("DepGraf:Towards", "a space behind the colon"),
        ("venue:CVPR,nurips", "NeurIPS"),
    ],
)
def test_a_filter_that_means_nothing_is_no_empty_answer(catalogue: Catalogue, query: str, remedy: str) -> None:
    with pytest.raises(UsageError) as refused:
        catalogue.search(query)
    assert remedy in str(refused.value.remedy)


LABELLED = sorted(file.stem for file in (BENCHMARKS / "queries").glob("*.tsv") if file.stem != "lines")


@pytest.mark.parametrize("name", LABELLED)
def test_labelled_queries_are_answered_as_well_as_their_page_says(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from score import read_queries, score

    lines = {name: line for line, name in (row.split("\t") for row in _rows(BENCHMARKS / "queries" / "lines.tsv"))}
    queries = read_queries(BENCHMARKS / "queries" / f"{name}.tsv")
    scored = score(queries, {query: [int(lines[found]) for found in ids(catalogue, query)] for query, _, _ in queries})
    page = (BENCHMARKS.parent / "docs" / "search-quality.md").read_text(encoding="utf-8")
    told = re.search(rf"^\| {name} \| overall \| (\d+) \| ([\d.]+) / ([\d.]+) ", page, re.MULTILINE)
    assert told is not None
    figures = [scored["overall"][figure] for figure in ("n", "MRR@10", "nDCG@10")]
    assert [float(figure) for figure in told.groups()] == pytest.approx(figures, abs=0.005)
    assert scored["overall"]["MRR@10"] >= 0.97
    assert scored["overall"]["nDCG@10"] >= 0.94
    assert scored["none"]["<=3"] == 1.0


def _rows(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()[1:]


def test_a_published_title_is_found_where_the_list_has_another(tmp_path: Path) -> None:
    (tmp_path / "in.yaml").write_text("- {id: a, section: other, title: Wool, published: {title: Sharper Shears}}")
    assert [result.entry.id for result in Catalogue.open(tmp_path / "in.yaml").search("sharper shears")] == ["a"]


def test_the_acronyms_of_titles_are_proposed_as_terms_and_can_be_used(tmp_path: Path) -> None:
    titles = ["GNN for Wool", "A Graph Neural Network", "Graph Neural Networks", "GAN: a new GAN", "THE END"]
    rows = [f"{{id: e{at}, section: other, title: '{title}'}}" for at, title in enumerate(titles)]
    (tmp_path / "in.yaml").write_text("\n".join(f"- {row}" for row in rows), encoding="utf-8")
    answer = prunecat("-C", str(tmp_path), "vocabulary", "-o", str(tmp_path / "vocabulary.yaml"))
    assert (answer.code, answer.err.splitlines()[0]) == (0, "1 group proposed.")
    (group,) = yaml.safe_load((tmp_path / "vocabulary.yaml").read_text("utf-8"))["vocabulary"]
    assert group == {"terms": ["GNN", "graph neural network", "graph neural networks"]}
    assert set(ids(Catalogue.open(tmp_path), "GNN")) == {"e0", "e1", "e2"}


def test_the_words_of_a_whole_title_in_its_order_come_before_another_order(tmp_path: Path) -> None:
    rows = [
        "{id: a, title: Graphs Learn Wool}",
        "{id: b, title: Wool Learn Graphs}",
        "{id: c, title: Learn Graphs Wool}",
    ]
    (tmp_path / "in.yaml").write_text("\n".join(f"- {row}" for row in rows), encoding="utf-8")
    for query, first in (("graphs learn wool", "a"), ("wool learn graphs", "b"), ("learn graphs wool", "c")):
        assert ids(Catalogue.open(tmp_path / "in.yaml"), query)[0] == first


def test_what_begins_as_a_word_does_is_marked_the_word_alone_too(catalogue: Catalogue) -> None:
    for query in ("prunin", "pruning", "prun OR spars"):
        for result in catalogue.search(query)[:3]:
            assert any(word.startswith(mark) for mark in result.marks for word in words_of(result.entry.title))


def test_a_word_is_completed_also_while_it_is_one_of_a_request(catalogue: Catalogue) -> None:
    assert set(ids(catalogue, "lot")) == set(ids(catalogue, "lott"))  # on the way to `lottery`
    assert ids(catalogue, "show") == []
