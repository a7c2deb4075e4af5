"""The search of the exported page answers as the program's does: the same entries, in the same order.

The page's modules run in Node, without which these tests are skipped.
"""

import json
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import prunecat
from prunecat import Catalogue
from prunecat.errors import UsageError
from prunecat.exports.site.data import data_of, found_by
from prunecat.words import words_of

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="the page's search runs in Node, which is not installed")
MODULES = Path(prunecat.__file__).parent / "exports" / "site" / "assets" / "search"
QUERIES = Path(__file__).parents[2] / "benchmarks" / "queries"


def searched(catalogue: Catalogue) -> dict[str, Any]:
    """The page's data with what it unpacks for the search."""
    entries = catalogue.list()
    data, found = data_of(catalogue, entries), found_by(catalogue, entries)
    indexed = [{**entry, "index": index} for entry, index in zip(data["entries"], found["index"], strict=True)]
    return {**data, "entries": indexed, "search": found["search"]}


def asked(catalogue: Catalogue, **what: Sequence[str]) -> Any:
    """What the page says to queries, of words and of texts."""
    given = json.dumps({"data": searched(catalogue), **what})
    command = [str(NODE), str(Path(__file__).with_name("page_search.mjs")), MODULES.as_uri()]
    done = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def by_the_program(catalogue: Catalogue, query: str) -> dict[str, Any]:
    try:
        answer = catalogue.answer(query)
    except UsageError as error:
        # What a command line remedies, the page has no remedy for.
        return {"error": error.what if "prunecat " in (error.remedy or "") else str(error)}
    return {
        "ids": [result.entry.id for result in answer.results],
        "marks": [sorted(result.marks) for result in answer.results],
        "complete": answer.complete,
        "lacking": list(answer.lacking),
        "repaired": answer.repaired,
        "typed": answer.typed,
        "remarks": list(answer.remarks),
        "wider": [list(one) for one in answer.wider],
    }


def assert_same(catalogue: Catalogue, queries: Sequence[str]) -> None:
    answers = asked(catalogue, queries=queries)["answers"]
    for query, answer in zip(queries, answers, strict=True):
        assert answer == by_the_program(catalogue, query), query


@pytest.mark.parametrize("name", ["dev", "own", "reader", "blind"])
def test_it_answers_every_labelled_query_as_the_program_does(name: str) -> None:
    lines = (QUERIES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert_same(Catalogue.bundled(), [line.split("\t")[0] for line in lines])


def test_it_answers_slips_of_the_finger_as_the_program_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(QUERIES.parent))
    from slips import slips

    catalogue = Catalogue.bundled()
    assert_same(catalogue, [query for query, _, _ in slips(catalogue.list())])


SAID = """since 2019; before 2020; between 2018 and 2020; 2018-2020; 2019+; no later than 2018; with code; without code;
with official code; without official code; CVPR 2023; iclr; WACV 22; cvpr23; cvrp; papers on; how to; what is; et al.;
survey; not vision; frankle2019lottery; https://arxiv.org/abs/1803.03635; arXiv:1803.03635v2; rJl-b3RcF7;
https://github.com/he-y/soft-filter-pruning; β-VAE; Łukasz; ﬁlter; 剪枝; naïve; 2:4; N:M; don't; NOT pruning; AND; OR;
(lottery OR slimming); prun OR spars; -(vision OR gan); venue:(CVPR OR ICCV); "network slimming"; "slimming network";
title:lottery; -title:pruning; abstract:pruning; has:pdf; has:code; -has:doi; venue: CVPR; venue:CVPR,ICCV; venue:cvprr;
venue:"NIPS 2020"; -venue:CVPR; year:2019-2021; year:>=2020; year:-2019; year:20-19; year:2021-2019; type:S; type:both;
type:S/U; type:x; section:surveys; section:x; topic:lth; author:Han; author:"Han, Song"; -author:Liu; code:yes; code:x;
code:pytorch; origin:official; framework:torch; framework:caffe; has:x; foo:bar; nas; llm; lth""".replace(
    "\n", " "
).split("; ")


def made_up(catalogue: Catalogue, count: int) -> list[str]:
    """Queries out of words of titles, some with a slip, names, jargon and what else a query may say."""
    chance = random.Random(20261130)
    titles = [word for entry in catalogue.list() for word in words_of(entry.title)]
    names = [word for entry in catalogue.list() for name in entry.authors for word in name.split()]
    terms = [text for _, _, text, _ in catalogue.terms()]

    def slipped(word: str) -> str:
        at = chance.randrange(len(word))
        less, twice, more = (
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
            f"{word[:at]}e{word[at + 1 :]}",
        )
        return chance.choice((less, twice, more))

    def piece() -> str:
        kinds = (titles, names, terms, SAID, [slipped(chance.choice(titles))], [f"^{chance.choice(titles)}"])
        return chance.choice(chance.choices(kinds, (9, 2, 2, 8, 4, 1))[0])

    return [" ".join(piece() for _ in range(chance.choice((1, 1, 2, 2, 3, 5)))) for _ in range(count)]


def test_it_answers_queries_of_every_kind_as_the_program_does() -> None:
    catalogue = Catalogue.bundled()
    assert_same(catalogue, [*SAID, *made_up(catalogue, 600), *(entry.title for entry in catalogue.list())])


def test_it_answers_of_another_list_as_the_program_does(tmp_path: Path) -> None:
    titles = [
        "Contrastive Predictive Coding for 图像 表示",
        "β-VAE: Learning Basic Visual Concepts",
        "SimCLR: A Simple Framework for Contrastive Learning of Visual Representations",
        "深度神经网络剪枝综述",
        "한국어 모델 압축",
        "Straße, Œuvre and Łukasz",
        "Node: A Code Review",
    ]
    source = tmp_path / "list.jsonl"
    stated = [{"title": title, "year": 2018 + at, "venue": "ACL"} for at, title in enumerate(titles)]
    lines = [json.dumps({**one, "authors": ["Łukasz Kaiser"]}) for one in stated]
    source.write_text("\n".join(lines), encoding="utf-8")
    queries = "剪枝; 网络; 图像; 모델; beta vae; CPC; simclr; strasse; lukasz; kaiser 2019; acl 2020".split("; ")
    assert_same(Catalogue.open(source), queries)


def test_it_stems_words_as_the_index_does() -> None:
    catalogue = Catalogue.bundled()
    words = sorted({word for entry in catalogue.list() for word in words_of(entry.title)})
    words += "achille agreed bleeding bled conflated falling feed hissing hoping hopping ies kiss ponies sky".split()
    words += "activate adoption controller electricity formalize happy rational relational roll sensibiliti".split()
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE word USING fts5 (text, tokenize = 'porter unicode61 remove_diacritics 0')")
    database.executemany("INSERT INTO word (rowid, text) VALUES (?, ?)", enumerate(words))
    database.execute("CREATE VIRTUAL TABLE stem USING fts5vocab (word, instance)")
    stems = dict(database.execute("SELECT doc, term FROM stem"))
    assert asked(catalogue, words=words)["stems"] == [stems[at] for at in range(len(words))]


def test_it_cuts_text_into_words_as_the_program_does() -> None:
    texts = [
        "β-VAE: ﬁne ×2",
        "don’t 'quote' it",
        "Œuvre Straße Łukasz Æther",
        "剪枝, 한국어 and ไทย",
        "N:M 2:4_x",
        "İstanbul",
        "ς σ Σ",
    ]
    assert asked(Catalogue.bundled(), texts=texts)["words"] == [words_of(text) for text in texts]
