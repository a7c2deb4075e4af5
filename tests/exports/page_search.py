"""The page's search in Node, asked over the pages of several catalogues; and the lists and queries that it is asked."""

import json
import random
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import prunecat
from prunecat import Catalogue
from prunecat.exports.site.data import data_of, found_by
from prunecat.words import words_of

NODE = shutil.which("node")
MODULES = Path(prunecat.__file__).parent / "exports" / "site" / "assets" / "search"


def searched(catalogue: Catalogue) -> dict[str, Any]:
    """The page's data with what it unpacks for the search."""
    entries = catalogue.list()
    data, found = data_of(catalogue, entries), found_by(catalogue, entries)
    indexed = [{**entry, "index": index} for entry, index in zip(data["entries"], found["index"], strict=True)]
    return {**data, "entries": indexed, "search": found["search"]}


class Page:
    """The page's search in Node, asked over pages of several catalogues."""

    def __init__(self) -> None:
        command = [str(NODE), str(Path(__file__).with_name("page_search.mjs")), MODULES.as_uri()]
        self._node = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self._asked: dict[int, Catalogue] = {}

    def ask(self, catalogue: Catalogue | None = None, **what: Sequence[str]) -> Any:
        """What the page says to queries, of words and of texts."""
        given: dict[str, Any] = dict(what)
        if catalogue is not None:
            given["name"] = id(catalogue)
            if id(catalogue) not in self._asked:
                given["data"] = searched(catalogue)
                self._asked[id(catalogue)] = catalogue  # held, so that no other has its number
        assert self._node.stdin and self._node.stdout
        self._node.stdin.write(json.dumps(given) + "\n")
        self._node.stdin.flush()
        return json.loads(self._node.stdout.readline())

    def close(self) -> None:
        """End Node."""
        self._node.communicate()


ODD_TITLES = (
    "Contrastive Predictive Coding for 图像 表示",
    "β-VAE: Learning Basic Visual Concepts",
    "SimCLR: A Simple Framework for Contrastive Learning of Visual Representations",
    "深度神经网络剪枝综述",
    "한국어 모델 압축",
    "Straße, Œuvre and Łukasz",
    "Node: A Code Review",
    "हिन्दी भाषा के लिए",
    "Variational Autoencoders for Ἀλφᾳ and ﬁlters",
    "A Second Kind of Networks",
)
AUTHORS = ("Łukasz Kaiser", "Michael W. Mahoney", "Ann Lee Foo Bar", "Müller", "李 明")


def odd_list() -> str:
    """A catalogue of other tongues, with a legend and a vocabulary of its own, whose entries lack much."""
    lines = [
        "types: [{code: '2', name: second kind, aliases: [two]}, {code: '1', name: first kind}]",
        "vocabulary: [{terms: [VAE, variational autoencoder], leads_to: [representation], near: [GAN]}]",
        "venues: [{name: Nodes, full_name: Journal of Nodes}, {name: ACL}]",
        "entries:",
    ]
    for at, title in enumerate(ODD_TITLES):
        types, venue = f"types: ['{at % 2 + 1}']", f"venue: {('Nodes', 'ACL')[at % 2]}"
        more = [f"title: {json.dumps(title, ensure_ascii=False)}", types if at % 3 else "", venue if at % 4 else ""]
        more += [f"year: {2015 + at}" if at % 5 else "", f"authors: [{AUTHORS[at % len(AUTHORS)]}]" if at % 3 else ""]
        more += [
            "url: 'ftp://example.org/a'" if at % 2 else "",
            "fields: {abstract: Of wool and sheep}" if at % 2 else "",
        ]
        lines.append(f"  - {{{', '.join(one for one in more if one)}}}")
    return "\n".join(lines)


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
ODD = """剪枝; 网络; 图像; 모델; beta vae; CPC; simclr; strasse; lukasz; kaiser 2019; acl 2020; coding; हिन्दी; ᾳ; alpha;
type:two; type:q; type:second; author:"M. Mahoney"; author:"A. Bar"; author:mah; author:"Foo Kaiser"; author:明; filter;
-has:url; has:url; has:abstract; abstract:wool; wool; year:２０２０; framework:constructor; framework:__proto__; vae;
venue:nodes; nodes; node; representation; topic:vae; second kind; type:1; NODES 2017; origin:valueOf""".replace(
    "\n", " "
).split("; ")
"""What is asked of the odd list."""


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
