"""Searching where more match than are scored: the first answers are those of the full ranking."""

import json
import random
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from sqlite3 import Connection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prunecat import Catalogue
from prunecat.anew import HELD
from prunecat.answer import Answer
from prunecat.entry import Entry
from prunecat.errors import UnresolvedReference
from prunecat.query import first_passing, listing, ranking, reference, sieve
from prunecat.query.hits import Hits
from prunecat.query.search import search
from prunecat.query.sorting import in_order
from prunecat.result import Result
from prunecat.snapshot import bits, frequent, fulltext, sets
from prunecat.snapshot.chosen import Chosen

SIZE = 3_000
FIELD = "neural network networks pruning deep learning sparse training structured filter channel".split()
SYLLABLES = "ba ce di fo gu lam mer nil por sun tar vek".split()
FAMILIES = ["Wang", "Li", "Han", "Byron", "Sparse", "Lovelace"]
LIMIT = 10


@pytest.fixture(scope="module", params=["sets read", "sets kept"])
def large(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Catalogue:
    """A catalogue in which the words of the field are in a third of the titles, and some words twice.

    Once with the sets of frequent words that larger ones have.
    """
    chance = random.Random(1)
    lines = []
    for number in range(SIZE):
        words = ["".join(chance.choices(SYLLABLES, k=2)) for _ in range(chance.randrange(1, 6))]
        words += chance.choices(FIELD, k=chance.randrange(1, 4))
        chance.shuffle(words)
        name = "".join(chance.choices(SYLLABLES, k=3)).title() + ": " if number % 4 == 0 else ""
        authors = [f"{chance.choice('ABC')} {chance.choice(FAMILIES)}" for _ in range(chance.randrange(1, 4))]
        said = f', "fields": {{"abstract": "{" ".join(FIELD[number // 40 % 8 :][:5])}"}}' if number % 40 == 0 else ""
        venue, year, kind = chance.choice(["CVPR", "ICLR", "ICML"]), 2015 + number % 10, chance.choice("SU")
        lines.append(
            f'{{"id": "e{number}", "title": "{name}{" ".join(words)}", "authors": ["{authors[0]}", "{authors[-1]}"], '
            f'"venue": "{venue}", "year": {year}, "types": ["{kind}"]{said}}}\n'
        )
    file = tmp_path_factory.mktemp("large") / "large.jsonl"
    are_kept = request.param == "sets kept"
    file.write_text("".join(lines) + "\n" * are_kept, encoding="utf-8")  # two texts, and so two snapshots
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frequent, "_KEPT_FROM", 0 if are_kept else SIZE + 1)
        catalogue = Catalogue.open(file)
    (kept,) = catalogue._database.execute("SELECT count(*) FROM frequent").fetchone()
    assert bool(kept) is are_kept
    return catalogue


@cache
def ranked(catalogue: Catalogue, query: str) -> Answer:
    """The full ranking, which takes longest and is asked for again and again."""
    return catalogue.answer(query)


QUERIES = [
    *("pruning", "network", "channel", "neural network", "deep neural network", "pruning network training"),
    *("structured pruning", "filter", "wang", "han pruning", "sparse", "sparse training", "byron deep", "bace"),
    *("bace pruning", "pruning cvpr", "pruning iclr 2019", "neural network pruning", "sparse li", "lottery"),
    *('"neural network"', '"deep learning" pruning', "pruning ^deep", "pruning year:2019", "network venue:ICML type:S"),
    *("title:pruning title:network", "abstract:learning deep", "title:pruning abstract:learning"),
    *("prunning", "neural netwrk", "pruning xyzzyq", "deep pruning xyzzyq", "the pruning of networks", "ba network"),
    *("network ba", "deep neural network pru", "pruning mer", "sparse deep training structured channel", "trainnig st"),
    *(
        "learning structured filter deep sun",
        "deep channel sparse 2019 structured iclr",
        "fo netwrk",
        "pruning byron wang",
    ),
    *("bace network pruning training deep", "filters ne", "sparse filter code", "structured lammer trai"),
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_first_answers_are_those_of_the_full_ranking(large: Catalogue, query: str) -> None:
    first, full = large.answer(query, limit=LIMIT), ranked(large, query)
    assert (first.complete, first.repaired) == (full.complete, full.repaired)
    assert {result.entry.id for result in first.results} <= {result.entry.id for result in full.results}
    assert len(first.results) == min(LIMIT, len(full.results))
    found, best = (sum(result.score or 0 for result in one.results[:LIMIT]) for one in (first, full))
    assert found >= 0.97 * best
    assert [one.entry for one in first.results] == [one.entry for one in full.results[:LIMIT]]


@pytest.mark.parametrize(
    "query",
    [*QUERIES, "cvpr", "2019", "cvpr 2019", "venue:ICML", "type:S ^deep", "deep OR wang", "deep OR baceba OR gulam"],
)
def test_the_whole_answer_has_all_that_the_full_ranking_has(large: Catalogue, query: str) -> None:
    whole, full = large.whole_answer(query), ranked(large, query).results
    results = list(whole.results)
    assert len(results) == whole.total
    assert results == list(whole.results)
    assert [one.entry for one in results[:LIMIT]] == [one.entry for one in full[:LIMIT]]
    scores = {one.entry.id: one.score for one in full}
    if whole.answer.complete:
        assert {one.entry.id for one in results} == scores.keys()
        assert whole.total == len(full)
    assert {one.entry.id: one.score for one in results} == pytest.approx(
        {one.entry.id: scores[one.entry.id] for one in results}, abs=0.01
    )


ALTERNATIVES = [
    "deep OR wang",
    "(pruning OR deep) (network OR training)",
    "structured OR netwrk",
    "title:(deep OR sparse)",
]


@pytest.mark.parametrize(
    "query", [*QUERIES, *ALTERNATIVES, "cvpr", "2019", "type:S ^deep", "bace survey", "cvpr 2019 deep", "bace"]
)
def test_a_count_is_the_number_of_the_whole_answer(large: Catalogue, query: str) -> None:
    counted, whole = large.whole_answer(query, limit=0), large.whole_answer(query)
    assert counted.total == whole.total
    assert bool(counted.answer.results) == bool(whole.answer.results)
    assert counted.answer._replace(results=()) == whole.answer._replace(results=())
    assert (list(counted.results), counted.works()) == ([], whole.total)


@pytest.mark.parametrize("query", ["network", "pruning structured", "deep OR wang", "title:(deep OR sparse) network"])
def test_what_is_counted_or_sorted_by_a_field_is_not_ranked(
    large: Catalogue, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    total, asked = large.whole_answer(query).total, list(large.whole_answer(query, sort=["title"], limit=LIMIT).results)

    def pooled(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("prunecat.query.pool.pooled", pooled)
    assert large.whole_answer(query, limit=0).total == total
    first = large.whole_answer(query, sort=["title"], limit=LIMIT)
    assert (first.total, list(first.results)) == (total, asked)
    assert first.answer.results[0].score


@pytest.mark.parametrize("part", [1, 10**6])
def test_a_word_in_some_columns_is_told_apart(large: Catalogue, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    monkeypatch.setattr(sets, "_FEW_ELSEWHERE", part)
    database = large._database
    for columns in (("title",), ("method",), ("topic",), ("title", "method")):
        for word in ("network", "pruning", "sparse", "deep", "ba", "other", "nowhere"):
            sought = fulltext.within(columns, fulltext.phrase([word]))
            wanted = sorted(fulltext.numbers(database, sought, "search"))
            assert list(bits.members(sets.Sets(database).having(sought, "search"))) == wanted, sought


@pytest.mark.parametrize("looked_up", [0, 10**6])
def test_the_whole_answer_passes_the_filter(large: Catalogue, monkeypatch: pytest.MonkeyPatch, looked_up: int) -> None:
    monkeypatch.setattr(sieve, "_MOST_LOOKED_UP", looked_up)
    only = large.filter(venue="CVPR", type="S")
    whole = large.whole_answer("network ^deep", only)
    assert {one.entry for one in whole.results} == {one.entry for one in large.answer("network ^deep", only).results}
    assert whole.total == len(list(whole.results))


@pytest.mark.parametrize("looked_up", [0, 10**6])
@pytest.mark.parametrize("query", ["network", "venue:CVPR", "deep OR wang"])
def test_a_sorted_answer_is_the_first_of_all_sorted(
    large: Catalogue, monkeypatch: pytest.MonkeyPatch, query: str, looked_up: int
) -> None:
    monkeypatch.setattr(listing, "_FEW", looked_up)
    found = {one.entry.id for one in ranked(large, query).results}
    wanted = [entry.id for entry in large.list(sort=["-year", "title"]) if entry.id in found]
    assert [one.entry.id for one in large.whole_answer(query, sort=["-year", "title"]).results] == wanted
    first = large.whole_answer(query, sort=["-year", "title"], limit=LIMIT)
    assert [one.entry.id for one in first.results] == wanted[:LIMIT]
    assert first.total == len(wanted)
    by_score = list(large.whole_answer(query, sort=["score"]).results)
    assert [one.score for one in by_score] == sorted(one.score or 0 for one in by_score)


BY_SCORE = [["-score"], ["-score", "title"], ["score"], ["score", "-year"], ["-year", "-score"], ["title", "score"]]


@pytest.mark.parametrize("sort", BY_SCORE, ids=",".join)
@pytest.mark.parametrize("query", ["network", "deep OR wang", "pruning cvpr", "venue:CVPR", "cvpr OR venue:ICLR"])
def test_an_answer_sorted_by_score_is_the_first_of_all_sorted(
    large: Catalogue, monkeypatch: pytest.MonkeyPatch, query: str, sort: list[str]
) -> None:
    monkeypatch.setattr("prunecat.query.by_score._TOGETHER", 300)
    wanted = [(one.entry.id, one.score) for one in in_order(large.whole_answer(query).results, sort)]
    for limit in (None, LIMIT, 1_500):
        answer = large.whole_answer(query, sort=sort, limit=limit)
        found = [(one.entry.id, one.score) for one in answer.results]
        if "-score" in sort[:1] and limit == 1_500:  # so many are not ranked exactly
            assert [score for _, score in found] == sorted((score or 0 for _, score in found), reverse=True)
        else:
            assert found == [(one.entry.id, one.score) for one in answer.results] == wanted[:limit]
        assert answer.total == len(wanted)


@pytest.mark.parametrize("sort", [["-score"], ["-score", "title"]])
@pytest.mark.parametrize("query", ["network", "deep learning", "pruning cvpr", "wang"])
def test_best_first_no_more_are_scored_than_are_ranked(
    large: Catalogue, monkeypatch: pytest.MonkeyPatch, query: str, sort: list[str]
) -> None:
    monkeypatch.setattr("prunecat.query.further.in_order_of_rows", None)
    first = list(large.whole_answer(query, sort=sort, limit=LIMIT).results)
    best = sorted((one.score or 0 for one in ranked(large, query).results), reverse=True)
    assert [one.score for one in first] == pytest.approx(best[:LIMIT], abs=0.01)


@pytest.mark.parametrize("looked_up", [0, 10**6])
def test_sorted_answers_can_be_read_side_by_side(
    large: Catalogue, monkeypatch: pytest.MonkeyPatch, looked_up: int
) -> None:
    monkeypatch.setattr(listing, "_FEW", looked_up)
    queries = ("network OR deep", "network OR pruning")
    answers: list[Iterable[Entry | Result]] = [
        *(large.entries(sort=[key]) for key in ("title", "authors")),
        *(large.whole_answer(query, sort=["title"]).results for query in queries),
    ]
    alone = [list(answer) for answer in answers]
    assert min(len(answer) for answer in alone) > HELD
    assert list(zip(*answers, strict=False)) == list(zip(*alone, strict=False))


def test_a_word_three_times_and_a_fact_beside_a_rare_word_are_not_passed_over(tmp_path: Path) -> None:
    lines = [f'{{"id": "s{n}", "title": "Short {n} sparse"}}\n' for n in range(500)]
    lines += [f'{{"id": "l{n}", "title": "Sparse models as {n} sparse as they can be"}}\n' for n in range(500)]
    lines.append('{"id": "thrice", "title": "Sparse codes of sparse codes of sparse words with many others beside"}\n')
    lines += [f'{{"id": "rare{n}", "title": "Xyloid number {n}", "types": ["S"]}}\n' for n in range(3)]
    (tmp_path / "made.jsonl").write_text("".join(lines), encoding="utf-8")
    made = Catalogue.open(tmp_path / "made.jsonl")
    for query in ("sparse", "xyloid structured", "xyloid structured sparse"):
        first, full = made.answer(query, limit=LIMIT), made.answer(query)
        assert [one.entry.id for one in first.results] == [one.entry.id for one in full.results[:LIMIT]]


def test_a_word_twice_beside_the_name_of_many_papers_is_not_passed_over(tmp_path: Path) -> None:
    titles = [f"{'Pruning or pruning' if number > 1_400 else 'Pruning'} {number}" for number in range(1_500)]
    lines = [f'{{"title": "{title}", "authors": ["Song Han"]}}\n' for title in titles]
    lines += [f'{{"title": "Sparse {number}"}}\n' for number in range(3_000)]
    (tmp_path / "made.jsonl").write_text("".join(lines), encoding="utf-8")
    made = Catalogue.open(tmp_path / "made.jsonl")
    first, full = made.answer('"song han" pruning', limit=LIMIT), made.answer('"song han" pruning')
    assert [one.entry for one in first.results] == [one.entry for one in full.results[:LIMIT]]


MANY_OTHERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "to the letter": ("Networks {n} of words", ("Network {n} of words",)),
    "the name before a colon": ("Network {n} of words and words", ("Network: {n} of words and words",)),
    "short titles": ("Networks {n} with some further words", ("Networks {n} words",)),
    "two rare words": ("Network {n} words", ("Network {n} wordless wordless and worded words",)),
    "side by side": ("Network of {n} words", ("Of {n} network words in the",)),
    "a name": ("Network {n} words", ("Network {n} words by some of those",)),
    "a venue": ("Network {n} words", ("Network {n} words as all of those were once",)),
}
"""What raises an entry above many others, whose title that is, and its own."""


@pytest.mark.parametrize("raised", MANY_OTHERS)
@pytest.mark.parametrize(
    "query", ["network wor", "netw words", "jian li netw", "netw iclr", "xyloid netw words", "ne wo"]
)
def test_what_raises_an_entry_is_not_passed_over_beside_a_word_half_typed(
    tmp_path: Path, raised: str, query: str
) -> None:
    usual, own = MANY_OTHERS[raised]
    lines = []
    for n in range(560):
        is_own = n % 28 == 27
        title = (own[0] if is_own else usual).format(n=n)
        authors = ["Jian Li", "Ann Bo"] if is_own and raised == "a name" else ["Jian Bo", "Ann Li"]
        venue = "ICLR" if is_own or raised != "a venue" else "CVPR"
        lines.append(json.dumps({"title": title, "authors": authors, "venue": venue}) + "\n")
    lines.append('{"title": "Xyloid", "authors": ["Jian Li"], "venue": "ICLR"}\n')
    lines.append('{"title": "Networking and networked, wording and wordy"}\n')
    (tmp_path / "made.jsonl").write_text("".join(lines), encoding="utf-8")
    made = Catalogue.open(tmp_path / "made.jsonl")
    first, full = made.answer(query, limit=LIMIT), made.answer(query)
    assert (first.complete, first.lacking) == (full.complete, full.lacking)
    assert [one.score for one in first.results] == pytest.approx([one.score for one in full.results[:LIMIT]], abs=0.01)


def test_half_a_word_in_titles_comes_before_many_such_in_abstracts(tmp_path: Path) -> None:
    longer = [f"co{letter}" for letter in "abcdefgh"]
    rows: list[dict[str, object]] = [
        {"title": f"About {n}", "fields": {"abstract": " ".join(["network", *longer, *["filler"] * 40])}}
        for n in range(450)
    ]
    rows += [{"title": f"Network coa {n}"} for n in range(60)]
    rows += [{"title": f"Other {n}"} for n in range(3_000)]
    (tmp_path / "made.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    made = Catalogue.open(tmp_path / "made.jsonl")
    first, full = made.answer("network co", limit=LIMIT), made.answer("network co")
    assert [one.entry for one in first.results] == [one.entry for one in full.results[:LIMIT]]


@pytest.mark.parametrize("query", ["unstructured 2017", "jax 2017", "code", "unstructured jax cvpr"])
def test_a_fact_beside_what_is_named_in_passing_is_not_passed_over(tmp_path: Path, query: str) -> None:
    code = [{"framework": "JAX", "url": "https://github.com/a/b"}]
    rows: list[dict[str, object]] = [
        {"title": f"Thing {n}", "types": ["U"], "code": code, "year": 2010 + 7 * (n > 880), "venue": "CVPR"}
        for n in range(900)
    ]
    rows += [{"title": "Codebook", "venue": "ICML"}, {"title": "Codec", "venue": "ICML"}]
    (tmp_path / "made.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    made = Catalogue.open(tmp_path / "made.jsonl")
    first, full = made.answer(query, limit=LIMIT), made.answer(query)
    assert len(first.results) == LIMIT
    assert [one.score for one in first.results] == pytest.approx([one.score for one in full.results[:LIMIT]], abs=0.01)


def test_a_word_twice_is_not_passed_over_where_longer_words_begin_with_it(tmp_path: Path) -> None:
    titles = [f"Short {n} sparse" for n in range(500)] + [f"Sparse and sparse of {n} words" for n in range(15)]
    lines = [f'{{"title": "{title}"}}\n' for title in [*titles, "Sparsely sparseness"]]
    (tmp_path / "made.jsonl").write_text("".join(lines), encoding="utf-8")
    made = Catalogue.open(tmp_path / "made.jsonl")
    first, full = made.answer("sparse", limit=LIMIT), made.answer("sparse")
    assert [one.entry for one in first.results] == [one.entry for one in full.results[:LIMIT]]


def test_where_hardly_any_has_most_of_the_words_those_that_have_some_follow(tmp_path: Path) -> None:
    lines = [f'{{"title": "{"Other" if n % 2 else "Network"} {n}"}}\n' for n in range(1_000)]
    (tmp_path / "made.jsonl").write_text("".join([*lines, '{"title": "Xyloid"}\n']), encoding="utf-8")
    made = Catalogue.open(tmp_path / "made.jsonl")
    for query in ("xyloid network", "xyloid network zzzqq"):
        first, full = made.answer(query, limit=LIMIT), made.answer(query)
        assert len(first.results) == 3
        assert [one.entry for one in first.results] == [one.entry for one in full.results]


REFERENCES = [
    *("neural network", "deep neural network", "pruning", "bace", "bace pruning", "byron deep", "the pruning"),
    *("pruning cvpr", "pruning iclr 2019", "neural netwrk", "cvpr", "deep OR baceba", "pruning xyzzyq", "e17"),
]


def test_a_reference_means_what_the_full_ranking_means(large: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    titles = [entry.title for entry in large.list()[::100]]
    references = [*REFERENCES, *titles, *(" ".join(title.split()[:2]) for title in titles)]
    meant = [reference.meant_by(large._database, one) for one in references]
    assert {one.is_clear for one in meant} == {True, False}
    monkeypatch.setattr(reference, "search", lambda database, text, **_: search(database, text))
    for one, first in zip(references, meant, strict=True):
        assert first.is_clear == reference.meant_by(large._database, one).is_clear, one
        if first.is_clear:
            assert first == reference.meant_by(large._database, one)


def test_a_reference_of_frequent_words_ranks_no_more_than_are_shown(
    large: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prunecat.query.search._all_hits", None)
    for ask in (large.show, large.related):
        with pytest.raises(UnresolvedReference) as several:
            ask("neural network")
        assert len(several.value.candidates) == reference.MOST_CANDIDATES
    asked: list[str] = []

    def told(database: Connection, text: str, limit: int) -> Hits:
        asked.append(text)
        return search(database, text, limit=limit)

    monkeypatch.setattr(reference, "search", told)
    assert large.references(["deep", "network"]) == ["deep network"]
    with pytest.raises(UnresolvedReference):
        large.show("deep network")
    assert asked == ["deep network", "deep"]


def test_fewer_related_are_the_first_of_all(large: Catalogue) -> None:
    for name in ("e7", "e1000"):
        assert large.related(name, limit=3) == large.related(name)[:3]


def test_a_filter_holds_where_many_match(large: Catalogue) -> None:
    for asked in ({"venue": "CVPR", "year": 2019}, {"author": "byron"}, {"type": "S", "year": "2016-2024"}):
        only = large.filter(**asked)
        found = large.answer("pruning", only, limit=LIMIT).results
        assert len(found) == LIMIT
        assert all(only.matches(result.entry) for result in found)


@pytest.mark.parametrize("query", ["pruning", "deep pruning", "title:deep pruning", "deep ^network"])
@pytest.mark.parametrize(
    "changed",
    [{"_FEW_PASSING": 10**6}, {"_STEP": 7}, {"_RANKED": 0}, {"_RANKED": 0, "_STEP": 7}, {"_ABLE": 10**6}],
    ids=str,
)
def test_a_filter_gives_the_same_however_it_is_applied(
    large: Catalogue, monkeypatch: pytest.MonkeyPatch, changed: dict[str, int], query: str
) -> None:
    only = large.filter(venue="CVPR", year="2018-2021")
    monkeypatch.setattr(first_passing, "_FEW_PASSING", 0)
    wanted = [result.entry.id for result in large.answer(query, only, limit=LIMIT).results]
    for name, value in changed.items():
        monkeypatch.setattr(first_passing, name, value)
    assert [result.entry.id for result in large.answer(query, only, limit=LIMIT).results] == wanted


def test_few_that_match_are_ranked_as_ever(catalogue: Catalogue, large: Catalogue) -> None:
    for one, query in ((catalogue, "network pruning"), (large, "baceba"), (large, "lovelace")):
        found = one.search(query)
        if len(found) <= ranking.FEW:
            assert one.answer(query, limit=5).results == found[:5]


WORDS = st.sampled_from("pruning prune network networks lottery ticket sparse token survey 2 vision of".split())
EXPRESSIONS = st.lists(st.lists(WORDS, min_size=1, max_size=2).map(fulltext.phrase), min_size=1, max_size=3).map(
    fulltext.any_of
)


@given(expression=EXPRESSIONS, columns=st.sampled_from([(), ("title",), ("method",), ("title", "method")]))
def test_chosen_entries_are_scored_as_sqlite_scores_them(
    catalogue: Catalogue, expression: str, columns: tuple[str, ...]
) -> None:
    sought = fulltext.within(columns, expression) if columns else expression
    wanted = fulltext.scores(catalogue._database, [sought])
    chosen = Chosen(catalogue._database, range(1, 81))
    assert chosen.scores([sought]) == pytest.approx({at: score for at, score in wanted.items() if at <= 80})


@pytest.mark.parametrize("named", [0, 10**6])
def test_chosen_authors_are_scored_as_sqlite_scores_them(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, named: int
) -> None:
    monkeypatch.setattr("prunecat.snapshot.chosen._NAMED", named)
    chosen = Chosen(catalogue._database, range(1, 158))
    for name in ("han", "song han", "nobody", "wang", "song", "han"):  # what one reads, the next ones find
        sought = [fulltext.phrase(name.split())]
        assert chosen.scores(sought, "people") == pytest.approx(fulltext.scores(catalogue._database, sought, "people"))


def test_several_threads_search_at_once(large: Catalogue) -> None:
    queries = ["pruning network", "channel training", "sparse filter", "learning deep"] * 3
    wanted = [large.answer(query, limit=LIMIT).results for query in queries]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda query: large.answer(query, limit=LIMIT).results, queries)) == wanted


@pytest.mark.parametrize("query", ["gulam structured", "bace survey", "vektar github", "please show me bace pruning"])
def test_facts_and_carriers_do_not_stand_in_the_way_of_a_rare_word(large: Catalogue, query: str) -> None:
    first, full = large.answer(query, limit=LIMIT), large.answer(query)
    assert [one.entry.id for one in first.results[:1]] == [one.entry.id for one in full.results[:1]]


def test_related_entries_of_a_large_catalogue_share_its_words(large: Catalogue) -> None:
    entry = next(entry for entry in large.list() if entry.title.count(" ") > 3)
    words = set(entry.title.lower().split())
    assert words & set(large.related(entry.id)[0].entry.title.lower().split())
