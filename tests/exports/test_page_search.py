"""The search of the exported page answers as the program's does: the same entries, in the same order.

The page's modules run in Node, without which these tests are skipped.
"""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.page_search import MODULES, NODE, ODD, SAID, Page, made_up, odd_list
from prunecat import Catalogue
from prunecat.errors import UsageError
from prunecat.query.facets import FACETS
from prunecat.query.parse import TEXTS
from prunecat.words import words_of

pytestmark = pytest.mark.skipif(NODE is None, reason="the page's search runs in Node, which is not installed")
QUERIES = Path(__file__).parents[2] / "benchmarks" / "queries"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    running = Page()
    yield running
    running.close()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.bundled()


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    file = tmp_path_factory.mktemp("odd") / "odd.yaml"
    file.write_text(odd_list(), encoding="utf-8")
    return Catalogue.open(file)


def by_the_program(catalogue: Catalogue, query: str) -> dict[str, Any]:
    try:
        answer = catalogue.answer(query)
    except UsageError as error:
        # What a command line remedies, the page has no remedy for.
        return {"error": error.what if "prunecat " in (error.remedy or "") else str(error)}
    return {
        "ids": [result.entry.id for result in answer.results],
        "scores": [round(result.score or 0, 3) for result in answer.results],
        "marks": [sorted(result.marks) for result in answer.results],
        "complete": answer.complete,
        "lacking": list(answer.lacking),
        "repaired": answer.repaired,
        "typed": answer.typed,
        "remarks": list(answer.remarks),
        "wider": [list(one) for one in answer.wider],
    }


def assert_same(page: Page, catalogue: Catalogue, queries: Sequence[str]) -> None:
    answers = page.ask(catalogue, queries=queries)["answers"]
    for query, answer in zip(queries, answers, strict=True):
        wanted = by_the_program(catalogue, query)
        scores = answer.pop("scores", []), wanted.pop("scores", [])
        assert answer == wanted, query
        assert scores[0] == pytest.approx(scores[1], abs=0.002), query


@pytest.mark.parametrize("name", ["dev", "own", "reader", "blind"])
def test_it_answers_every_labelled_query_as_the_program_does(page: Page, catalogue: Catalogue, name: str) -> None:
    lines = (QUERIES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert_same(page, catalogue, [line.split("\t")[0] for line in lines])


def test_it_answers_slips_of_the_finger_as_the_program_does(
    page: Page, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(QUERIES.parent))
    from slips import slips

    assert_same(page, catalogue, [query for query, _, _ in slips(catalogue.list())])


def test_it_answers_queries_of_every_kind_as_the_program_does(page: Page, catalogue: Catalogue) -> None:
    assert_same(page, catalogue, [*SAID, *made_up(catalogue, 300), *(entry.title for entry in catalogue.list()[::3])])


def test_it_answers_of_an_odd_list_as_the_program_does(page: Page, odd: Catalogue) -> None:
    assert_same(page, odd, [*ODD, *SAID, *(entry.title for entry in odd.list())])


SIGNS = st.sampled_from([*"abcdeéßœIİβ剪नि् 0123９'’\"“():^-,./&%$§<>=≥+_\\\u200b\u0345"])
PIECES = st.one_of(st.sampled_from([*SAID, *ODD, "OR", "NOT", "(", ")", '"']), st.text(SIGNS, min_size=1, max_size=8))


@given(queries=st.lists(st.lists(PIECES, min_size=1, max_size=5).map(" ".join), min_size=5, max_size=10))
@settings(deadline=None)
def test_it_answers_whatever_is_typed_as_the_program_does(
    page: Page, catalogue: Catalogue, odd: Catalogue, queries: list[str]
) -> None:
    for one in (catalogue, odd):
        assert_same(page, one, queries)


def test_it_stems_words_as_the_index_does(page: Page, catalogue: Catalogue) -> None:
    words = sorted({word for entry in catalogue.list() for word in words_of(entry.title)})
    words += "achille agreed bleeding bled conflated falling feed hissing hoping hopping ies kiss ponies sky".split()
    words += "activate adoption controller electricity formalize happy rational relational roll sensibiliti".split()
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE word USING fts5 (text, tokenize = 'porter unicode61 remove_diacritics 0')")
    database.executemany("INSERT INTO word (rowid, text) VALUES (?, ?)", enumerate(words))
    database.execute("CREATE VIRTUAL TABLE stem USING fts5vocab (word, instance)")
    stems = dict(database.execute("SELECT doc, term FROM stem"))
    assert page.ask(words=words)["stems"] == [stems[at] for at in range(len(words))]


def test_it_cuts_text_into_words_as_the_program_does(page: Page) -> None:
    texts = [
        "β-VAE: ﬁne ×2",
        "don’t 'quote' it",
        "Œuvre Straße Łukasz Æther",
        "剪枝, 한국어 and ไทย",
        "N:M 2:4_x",
        "ς σ Σ",
    ]
    texts += [chr(code) for code in range(0x3000) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    words = page.ask(texts=texts)["words"]
    differing = {text for text, own in zip(texts, words, strict=True) if own != words_of(text)}
    assert {text for text in differing if text.casefold() == text.lower()} == set()


PORTED = {
    "acronyms": ["query.acronyms"],
    "answers": ["query.answers"],
    "engine": ["query.search"],
    "filters": ["query.facets", "query.resolve"],
    "hints": ["query.hints"],
    "identified": ["query.identified"],
    "index": ["snapshot.terms"],
    "meanings": ["query.meanings"],
    "mistakes": ["errors", "nearest"],
    "parse": ["query.parse"],
    "ranking": ["query.ranking"],
    "slips": ["query.typos"],
    "spoken": ["query.spoken"],
    "typos": ["query.typos", "snapshot.writing"],
}
"""Of which modules of the program a module of the page is a port."""


@pytest.mark.parametrize("name", PORTED)
def test_the_numbers_of_the_port_are_those_of_the_program(name: str) -> None:
    program = [vars(import_module(f"prunecat.{module}")) for module in PORTED[name]]
    known = {constant.lstrip("_"): value for module in program for constant, value in module.items()}
    text = (MODULES / f"{name}.js").read_text(encoding="utf-8")
    stated = re.findall(r"^const ([A-Z_]+) = ([\d_.]+);$", text, re.MULTILINE)
    own = {"STEP", "OF_A_NAME"}  # how often the clock is looked at, and a factor of a table
    assert {one: known.get(one) for one, _ in stated if one not in own} == {
        one: float(number.replace("_", "")) for one, number in stated if one not in own
    }


def test_the_names_of_the_port_are_those_of_the_program() -> None:
    text = (MODULES / "parse.js").read_text(encoding="utf-8")
    stated = {name: json.loads(names) for name, names in re.findall(r"const (\w+) = (\[[^\]]*\]);", text)}
    assert stated == {"FIELDS": list(FACETS), "TEXTS": list(TEXTS)}
