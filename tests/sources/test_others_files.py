"""Files of other programs, each with what is odd in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from command_line import prunecat
from prunecat import Catalogue
from prunecat.entry import CodeLink, Entry
from prunecat.sources.registry import read


def one(text: str, file: str) -> Entry:
    (entry,) = read(text, file).entries
    return entry


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("\"['Ewe, Ada', 'Ram, Bob']\"", ("Ada Ewe", "Bob Ram")),
        ("\"['Ada Ewe', 'Bob Ram']\"", ("Ada Ewe", "Bob Ram")),
        ('"Ewe, Ada; Ram, Bob & Ox, Carl"', ("Ada Ewe", "Bob Ram", "Carl Ox")),
        ("Ada Ewe & Bob Ram", ("Ada Ewe", "Bob Ram")),
        ("Shear P.N.; Fuller A.", ("P.N. Shear", "A. Fuller")),
        ('"[\'Ada Ewe; Bob Ram"', ("['Ada Ewe", "Bob Ram")),
        ('"Shear, Paul N. (100001); Fuller, Alma (100002)"', ("Paul N. Shear", "Alma Fuller")),
    ],
)
def test_authors_in_a_cell(cell: str, names: tuple[str, ...]) -> None:
    assert one(f"title,authors\nWool,{cell}\n", "c.csv").authors == names


def test_a_line_that_names_the_separator_is_none_of_the_table() -> None:
    entry = one("sep=;\nTitle;Year\nWool;2020\n", "c.csv")
    assert (entry.title, entry.year) == ("Wool", 2020)


def test_a_venue_with_its_year_gives_both() -> None:
    entry = one("paper,conference\nWool,NeurIPS 2020\n", "c.csv")
    assert (entry.venue, entry.year) == ("NeurIPS", 2020)
    assert one("paper,conference,year\nWool,ICML 2020,2019\n", "c.csv").venue == "ICML 2020"


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"title": "A <i>N</i> &amp; CO<sub>2</sub>"}, "title", "A N & CO2"),
        ({"title": '<span class="nocase">BERT</span> and wool'}, "title", "BERT and wool"),
        ({"title": "x < y and y > z"}, "title", "x < y and y > z"),
        ({"title": "A", "notes": "<div><p>One</p> <p>two.</p></div>"}, "note", "One two."),
        ({"title": "A", "DOI": "10.1234/S001, EDN: AB"}, "doi", "10.1234/S001"),
        ({"title": "A", "DOI": "10.1002/(SICI)1(1998)19:4<3::AID-W1>3.0.CO;2-P"}, "doi",
         "10.1002/(SICI)1(1998)19:4<3::AID-W1>3.0.CO;2-P"),
        ({"title": "A", "venue": ["ICML", "PMLR"]}, "venue", "ICML"),
        ({"title": "A", "container-title": ["LNCS of old", "Computer Vision"]}, "venue", "Computer Vision"),
        ({"title": "A", "year": "2004 [1999]"}, "year", 2004),
        ({"title": "A", "year": "1866"}, "year", 1866),
        ({"title": "A", "volume": 12.0, "venue": True}, "venue", None),
        ({"title": "A", "doi": "none yet"}, "doi", "none yet"),
        ({"title": "A", "venue": 2020}, "venue", "2020"),
        ({"id": "0704.0001", "title": "A", "authors_parsed": [["Ox\\'e", "P.", ""]]}, "authors", ("P. Oxé",)),
        ({"id": "0704.0001", "title": "A", "authors": "X"}, "year", 2007),
        ({"title": "A", "authors_parsed": [["Ewe", "Ada", "Jr."]]}, "authors", ("Ada Ewe Jr.",)),
        ({"title": "A", "editors": ["Bob Ram", "Al Ox"]}, "fields",
         (("abstract", "x"), ("editor", "Bob Ram and Al Ox"))),
        ({"title": "A", "editor": "Ram, B.; Ox, A."}, "fields", (("abstract", "x"), ("editor", "Ram, B. and Ox, A."))),
        ({"title": "A", "github": "github.com/x/y"}, "code", (CodeLink(url="https://github.com/x/y"),)),
        ({"title": "A", "forum": "aBcDeFgHi", "venue": "ICLR 2024 poster"}, "openreview", "aBcDeFgHi"),
    ],
)  # fmt: skip
def test_values_of_dumps(record: dict[str, Any], field: str, value: Any) -> None:
    assert getattr(one(json.dumps([{"abstract": "x", **record}]), "d.json"), field) == value


WORK = {"volume": "12", "number": "3", "pages": "101-119", "abstract": "On wool."}
DUMPS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "OpenAlex": (
        {
            "display_name": "Wool", "authorships": [{"author": {"display_name": "Ada Ewe"}}], "publication_year": 2019,
            "biblio": {"volume": "12", "issue": "3", "first_page": "101", "last_page": "119"},
            "abstract_inverted_index": {"wool.": [1], "On": [0]},
        },
        WORK,
    ),
    "Semantic Scholar": (
        {
            "paperId": "a", "title": "Wool", "authors": [{"name": "Ada Ewe"}], "year": 2019, "abstract": "On wool.",
            "journal": {"name": "Journal of Wool", "volume": "12", "pages": "101-119"},
        },
        {name: WORK[name] for name in ("volume", "pages", "abstract")},
    ),
    "zbMATH": (
        {
            "id": 1, "title": {"title": "Wool"}, "year": "2019", "zbmath_url": "https://zbmath.org/1",
            "contributors": {"authors": [{"name": "Ewe, Ada"}], "editors": [{"name": "Ram, Bob"}]},
            "source": {"pages": "101-119", "series": [{"title": "J. Wool", "volume": "12", "issue": "3"}]},
            "document_type": {"description": "journal article"}, "links": [{"type": "doi", "identifier": "10.1234/w"}],
        },
        {
            **{name: WORK[name] for name in ("volume", "number", "pages")},
            "editor": "Ram, Bob", "entrytype": "article", "journal": "J. Wool",
        },
    ),
    "Zotero": (
        {
            "data": {
                "itemType": "journalArticle", "title": "Wool", "date": "2019-03-02", "volume": "12", "issue": "3",
                "creators": [
                    {"creatorType": "author", "firstName": "Ada", "lastName": "Ewe"},
                    {"creatorType": "editor", "firstName": "Bob", "lastName": "Ram"},
                ],
                "abstractNote": "On wool.", "pages": "101-119", "tags": [{"tag": "felt"}, {"tag": "yarn"}],
            }
        },
        {**WORK, "keywords": "felt, yarn", "month": "mar", "day": "2"},
    ),
    "OpenReview": (
        {
            "notes": [
                {
                    "id": "aBcDeFgHi", "forum": "aBcDeFgHi",
                    "content": {"title": {"value": "Wool"}, "authors": {"value": ["Ada Ewe"]}, "year": {"value": 2019},
                    "abstract": {"value": "On wool."}, "keywords": {"value": ["felt", "yarn"]}},
                }
            ]
        },
        {"abstract": "On wool.", "keywords": "felt; yarn"},
    ),
    "Crossref": (
        {
            "title": ["Wool"], "author": [{"given": "Ada", "family": "Ewe"}], "issued": {"date-parts": [[2019, 3]]},
            "abstract": "<jats:title>Abstract</jats:title><jats:p>On <jats:italic>wool</jats:italic>.</jats:p>",
            "volume": "12", "issue": "3", "page": "101-119",
        },
        {**WORK, "abstract": "Abstract On wool.", "month": "mar"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("service", DUMPS)
def test_a_service_tells_all(service: str) -> None:
    record, fields = DUMPS[service]
    entry = one(json.dumps(record), "d.json")
    assert (entry.title, entry.authors, entry.year) == ("Wool", ("Ada Ewe",), 2019)
    assert fields.items() <= dict(entry.fields).items()


@pytest.mark.parametrize(
    ("record", "venue", "year"),
    [
        ({"site": "https://openaccess.thecvf.com/content/CVPR2023/html/Ewe_Wool_CVPR_2023_paper.html"}, "CVPR", 2023),
        ({"url": "https://papers.nips.cc/paper/2018/hash/1.html", "year": 2019}, "NeurIPS", 2019),
        ({"url": "https://openaccess.thecvf.com/content/CVPR2023W/x/html/a.html"}, None, None),
        ({"url": "https://icml.cc/virtual/2024/poster/1", "venue": "A workshop"}, "A workshop", None),
    ],
)
def test_an_address_in_proceedings_tells_the_venue(record: dict[str, Any], venue: str | None, year: int | None) -> None:
    entry = one(json.dumps([{"title": "Wool", "status": "Poster", **record}]), "d.json")
    assert (entry.venue, entry.year) == (venue, year)


def test_the_volume_of_arxiv_is_not_that_of_a_published_work() -> None:
    journal = {"name": "arXiv: Wool", "volume": "abs/1901.00001"}
    entry = one(json.dumps({"paperId": "a", "title": "Wool", "venue": "ICLR", "journal": journal}), "d.json")
    assert entry.stated("volume") == ""


def test_csl_goes_through_whole(tmp_path: Path) -> None:
    item = {
        "id": "ewe2019", "type": "article-journal", "title": "Wool", "container-title": "Journal of Wool",
        "author": [{"family": "Gonzalez Ortiz", "given": "Jose"}, {"literal": "Rams and Ewes, Inc."}],
        "editor": [{"family": "Ram", "given": "Bob"}], "issued": {"date-parts": [[2019, 3]]}, "volume": "12",
        "issue": "3", "page": "101-119", "publisher": "Fold", "ISSN": "1234-5679", "abstract": "On wool.",
    }  # fmt: skip
    path = tmp_path / "in.json"
    path.write_text(json.dumps([item]), encoding="utf-8")
    (found,) = json.loads(prunecat("-C", str(path), "list", "-f", "csl").out)
    assert {name: found.get(name) for name in item} == item


def test_yaml_of_others_is_read_and_a_slip_in_ones_own_is_an_error() -> None:
    entry = one("- title: Wool\n  author: Ada Ewe\n  journal: Journal of Wool\n", "in.yaml")
    assert (entry.authors, entry.venue) == (("Ada Ewe",), "Journal of Wool")
    for own in ("- {title: Wool, author: Ada Ewe}", "- {title: Wool, yaer: 2020, tilte: x}"):
        with pytest.raises(Exception, match="unknown field"):
            read(own, "in.yaml")


@pytest.mark.parametrize(("encoding", "told"), [("cp1252", True), ("utf-16", False), ("utf-8-sig", False)])
def test_encodings(tmp_path: Path, encoding: str, told: bool) -> None:
    path = tmp_path / "in.bib"
    path.write_bytes("@article{l, title={Größe}, year={1998}}\n".encode(encoding))
    catalogue = Catalogue.open(path)
    assert catalogue.list()[0].title == "Größe"
    assert any("Windows-1252" in remark for remark in catalogue.remarks) == told


@pytest.mark.parametrize(
    ("latex", "names"),
    [
        (r"Ewe, A. and \c{C}oban, B. and \'Evariste Ram and \O stby, C.", "A. Ewe, B. Çoban, Évariste Ram, C. Østby"),
        (r"Pe\~na, Carlota and Jo\~{a}o Ram", "Carlota Peña, João Ram"),
        (r"{\noopsort{Ramu}}{Ramu}, Otto", "Otto Ramu"),
        ("family=Lana, given=Henri, prefix=de, useprefix=false and Ewe, Ada", "Henri de Lana, Ada Ewe"),
        ("Ram, Robert E., Jr. and Ewe, Ada", "Robert E. Ram Jr., Ada Ewe"),
        ("Ewe, Ada and Ram, Bob and", "Ada Ewe, Bob Ram"),
    ],
)
def test_names_of_bibtex(latex: str, names: str) -> None:
    assert ", ".join(one(f"@misc{{a, title={{T}}, author={{{latex}}}}}", "in.bib").authors) == names


def test_broken_and_keyless_entries_of_bibtex_give_what_they_have() -> None:
    keyless, broken = (
        "@article{\n title = {Keyless}, year = 2012 }\n",
        "@article{b, title={B},\n note={One [x}-6, {y} z},\n}\n",
    )
    text = f"{keyless}{broken}@misc{{c, title={{C}}}}"
    reading = read(text, "in.bib")
    assert sorted(entry.title for entry in reading.entries) == ["B", "C", "Keyless"]
    assert [part.reason for part in reading.skipped] == ["its braces don't match"]


def test_abstracts_and_keywords_are_searched(tmp_path: Path) -> None:
    path = tmp_path / "in.bib"
    path.write_text("@misc{a, title={Shorn}, keywords={felting, carding}, abstract={We use teasels.}}")
    assert [result.entry.id for result in Catalogue.open(path).search("teasels carding")] == ["a"]


CHINESE, JAPANESE, KOREAN = "深度学习模型剪枝综述", "ニューラルネットワークの枝刈り", "신경망 가지치기 연구"
THAI, GREEK, POLISH = "การตัดแต่งโครงข่ายประสาท", "β-VAE: learning", "Łukasz and ﬁlters"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        *(
            ("剪枝", CHINESE),
            ("综", CHINESE),
            ("枝刈り", JAPANESE),
            ("가지치기", KOREAN),
            ("지치", KOREAN),
            ("โครงข่าย", THAI),
        ),
        *(("beta vae", GREEK), ("β-vae", GREEK), ("lukasz", POLISH), ("filter", POLISH)),
    ],
)
def test_other_tongues_are_found_anywhere(tmp_path: Path, query: str, title: str) -> None:
    path = tmp_path / "in.jsonl"
    titles = (CHINESE, JAPANESE, KOREAN, THAI, GREEK, POLISH)
    path.write_text("".join(json.dumps({"title": text}) + "\n" for text in titles), encoding="utf-8")
    assert [result.entry.title for result in Catalogue.open(path).search(query)][:1] == [title]
