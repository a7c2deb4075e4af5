"""The same work as every reference manager and database exports it: nothing that it says is lost."""

import bz2
import gzip
import importlib.util
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import prunecat
from prunecat import Catalogue
from prunecat.errors import SourceError
from prunecat.sources.registry import read
from sources.reads import refusal

EXPORTS = {
    "refer.enw": """
%0 Journal Article
%T Carding Wool
%A Ewe, Ada
%A Ram, Bob
%J Journal of Wool
%V 12
%N 3
%P 101-119
%D 2019
%8 Mar
%R 10.1234/w
%@ 1234-5679
%K felting
carding
%X On wool.
All of it.
""",
    "savedrecs.ciw": """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Ewe, A
   Ram, B
AF Ewe, Ada
   Ram, Bob
TI Carding
   Wool
SO Journal of Wool
DE felting, carding
AB On wool.
   All of it.
SN 1234-5679
PD MAR
PY 2019
VL 12
IS 3
BP 101
EP 119
DI 10.1234/w
ER

EF
""",
    "savedrecs.txt": "PT\tAU\tAF\tTI\tSO\tDT\tDE\tAB\tSN\tPD\tPY\tVL\tIS\tBP\tEP\tDI\n"
    "J\tEwe, A; Ram, B\tEwe, Ada; Ram, Bob\tCarding Wool\tJournal of Wool\tArticle\tfelting, carding\t"
    "On wool. All of it.\t1234-5679\tmar\t2019\t12\t3\t101\t119\t10.1234/w\n",
    "endnote.xml": """<?xml version="1.0" encoding="UTF-8" ?>
<xml><records><record>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Ewe, Ada</style></author><author>Ram, Bob</author></authors>
</contributors>
<titles><title><style>Carding </style><style face="italic">Wool</style></title>
<secondary-title>Journal of Wool</secondary-title></titles>
<periodical><full-title>Journal of Wool</full-title></periodical>
<pages>101-119</pages><volume>12</volume><number>3</number>
<dates><year>2019</year><pub-dates><date>Mar</date></pub-dates></dates>
<isbn>1234-5679</isbn><keywords><keyword>felting</keyword><keyword>carding</keyword></keywords>
<abstract>On wool.&#10;All of it.</abstract><electronic-resource-num>10.1234/w</electronic-resource-num>
</record></records></xml>
""",
    "pubmed.xml": """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>
<Journal><ISSN>1234-5679</ISSN><JournalIssue><Volume>12</Volume><Issue>3</Issue><PubDate><Year>2019</Year>
<Month>Mar</Month></PubDate></JournalIssue><Title>Journal of Wool</Title></Journal>
<ArticleTitle>Carding <i>Wool</i>.</ArticleTitle><Pagination><MedlinePgn>101-119</MedlinePgn></Pagination>
<Abstract><AbstractText>On wool.</AbstractText><AbstractText>All of it.</AbstractText></Abstract>
<AuthorList><Author><LastName>Ewe</LastName><ForeName>Ada</ForeName></Author>
<Author><LastName>Ram</LastName><ForeName>Bob</ForeName></Author></AuthorList></Article>
<KeywordList><Keyword>felting</Keyword><Keyword>carding</Keyword></KeywordList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.1234/w</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle></PubmedArticleSet>
""",
    "csl.yaml": """---
references:
- id: ewe2019
  type: article-journal
  title: Carding Wool
  author: [{family: Ewe, given: Ada}, {family: Ram, given: Bob}]
  container-title: Journal of Wool
  volume: 12
  issue: 3
  page: 101-119
  issued: [{year: 2019, month: 3}]
  DOI: 10.1234/w
  ISSN: 1234-5679
  keyword: felting, carding
  abstract: On wool. All of it.
...
""",
    "hayagriva.yml": """ewe2019:
  type: Article
  title: {value: Carding Wool, verbatim: true}
  author: ["Ewe, Ada", {name: Ram, given-name: Bob}]
  date: 2019-03
  page-range: 101-119
  serial-number: {doi: 10.1234/w}
  abstract: On wool. All of it.
  keywords: felting, carding
  parent:
    type: Periodical
    title: Journal of Wool
    volume: 12
    issue: 3
    serial-number: {issn: 1234-5679}
""",
    "info.yaml": """author: Ewe, Ada and Ram, Bob
author_list:
- {family: Ewe, given: Ada}
- {family: Ram, given: Bob}
title: Carding Wool
journal: Journal of Wool
volume: '12'
issue: 3
pages: 101--119
month: mar
year: 2019
doi: 10.1234/w
issn: 1234-5679
tags: felting, carding
abstract: On wool. All of it.
type: article
ref: ewe2019
""",
    "scopus.csv": "Authors,Author full names,Title,Year,Source title,Volume,Issue,Page start,Page end,DOI,Abstract,"
    "Author Keywords,ISSN,Month,Document Type\n"
    'Ewe A.; Ram B.,"Ewe, Ada (123456); Ram, Bob (234567)",Carding Wool,2019,Journal of Wool,12,3,101,119,10.1234/w,'
    'On wool. All of it.,"felting, carding",1234-5679,mar,Article\n',
    "zotero.csv": '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISSN","DOI",'
    '"Abstract Note","Date","Pages","Issue","Volume","Manual Tags"\n'
    '"EWE","journalArticle","2019","Ewe, Ada; Ram, Bob","Carding Wool","Journal of Wool","1234-5679","10.1234/w",'
    '"On wool. All of it.","2019-03","101–119","3","12","felting, carding"\n',
}


@pytest.mark.parametrize("file", EXPORTS)
def test_a_work_comes_in_whole(file: str) -> None:
    reading = read(EXPORTS[file], file)
    (entry,) = reading.entries
    assert not reading.skipped
    assert (entry.title, entry.authors) == ("Carding Wool", ("Ada Ewe", "Bob Ram"))
    assert (entry.venue, entry.year, entry.doi, entry.section) == ("Journal of Wool", 2019, "10.1234/w", "journal")
    fields = {
        "entrytype": "article",
        "journal": "Journal of Wool",
        "volume": "12",
        "number": "3",
        "pages": "101-119",
        "month": "mar",
        "issn": "1234-5679",
        "keywords": "felting, carding",
        "abstract": "On wool. All of it.",
    }
    assert fields.items() <= dict(entry.fields).items()


@pytest.mark.parametrize("file", [name for name in EXPORTS if not name.endswith(".csv")])
def test_an_export_is_known_by_its_text(file: str) -> None:
    assert [entry.title for entry in read(EXPORTS[file], "standard input").entries] == ["Carding Wool"]


def test_lines_and_ids_are_kept() -> None:
    text = "%T One\n%A Ewe, Ada\n%F ewe1\n\n%0 Thesis\n%T Two\n%I A School\n%9 PhD\n%Q odd\n%Q thing\n"
    reading = read(text, "a.enw")
    assert [(entry.id, entry.title) for entry in reading.entries] == [("ewe1", "One"), ("", "Two")]
    assert reading.lines == (1, 5)
    assert dict(reading.entries[1].fields) == {
        "entrytype": "phdthesis",
        "school": "A School",
        "type": "PhD",
        "q": "odd; thing",
    }


def test_a_feed_of_arxiv() -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Answer</title><entry>
<id>http://arxiv.org/abs/1801.00001v2</id><published>2018-01-09T18:51:28Z</published><title>Carding
 Wool</title><summary>On wool.</summary><author><name>Ada Ewe</name></author><author><name>Bob Ram</name></author>
<link href="http://arxiv.org/abs/1801.00001v2" rel="alternate"/><category term="cs.LG"/></entry></feed>"""
    (entry,) = read(text, "feed").entries
    assert (entry.title, entry.authors, entry.year) == ("Carding Wool", ("Ada Ewe", "Bob Ram"), 2018)
    assert (entry.arxiv, entry.url) == ("1801.00001", "http://arxiv.org/abs/1801.00001v2")
    assert (entry.stated("abstract"), entry.stated("keywords")) == ("On wool.", "cs.LG")


def test_what_a_record_lacks_stays_absent() -> None:
    record = "<Article><ArticleTitle>Wool</ArticleTitle></Article>"
    for text in (
        "<feed><entry><title>Wool</title><author><name>Ada Ewe</name></author></entry></feed>",
        "<xml><records><record><titles><title>Wool</title></titles></record></records></xml>",
        f"<PubmedArticleSet><PubmedArticle><MedlineCitation>{record}</MedlineCitation></PubmedArticle></PubmedArticleSet>",
    ):
        reading = read(text, "a.xml")
        (entry,) = reading.entries
        assert (entry.title, entry.year, entry.doi, entry.arxiv) == ("Wool", None, None, None)
        assert not {"volume", "pages", "month", "issn", "isbn", "keywords"} & dict(entry.fields).keys()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<rss><channel/></rss>", "XML of a kind that is not read (<rss>)"),
        ("<xml><records>", "not XML"),
        ("<xml><records></xml>", "not XML"),
        ('<!DOCTYPE xml [<!ENTITY a "b">]><xml>&a;</xml>', "it defines entities"),
        ("<xml>" * 5000, "nested too deeply"),
        ("wool", "not XML"),
    ],
)
def test_other_xml_is_refused(text: str, what: str) -> None:
    error = refusal(text, "a.xml")
    assert (what in str(error), error.at.line if error.at else None) == (True, 1)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_unpacked(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    for name in ("list.bib.gz", "list"):
        path = tmp_path / name
        path.write_bytes(pack(b"@misc{ewe, title={Carding Wool}}"))
        assert prunecat("-C", str(path), "list", "--columns", "id", "-f", "tsv").out == "id\newe\n"
        path.write_bytes(path.read_bytes()[:-12])
        answer = prunecat("-C", str(path), "list")
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert f"{name}: it can't be unpacked (" in answer.err


@pytest.mark.skipif(
    not any(importlib.util.find_spec(name) for name in ("compression", "backports.zstd")), reason="no Zstandard here"
)
def test_zstandard_is_unpacked(tmp_path: Path) -> None:
    # `[]` as a frame of Zstandard: magic number, one segment of two bytes, a last raw block.
    (tmp_path / "a.json.zst").write_bytes(bytes.fromhex("28b52ffd 20 02 110000") + b"[]")
    assert Catalogue.open(tmp_path / "a.json.zst").list() == ()


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prunecat.sources.first_bytes.LARGEST", 2**20)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"title\n" + b"a" * 2**21))
    with pytest.raises(SourceError, match="unpacks to more than the 1 MiB"):
        Catalogue.open(tmp_path / "a.csv.gz")


def test_packed_and_foreign_files_make_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.bib.xz").write_bytes(lzma.compress(b"@misc{ewe, title={Carding Wool}}"))
    (tmp_path / "b.enw").write_text("%0 Book\n%T Felt\n")
    for name in ("one", "two"):
        (tmp_path / "papis" / name).mkdir(parents=True)
        (tmp_path / "papis" / name / "info.yaml").write_text(f"title: {name}\nauthor: Ewe, Ada\nref: {name}\n")
    assert {entry.title for entry in Catalogue.open(tmp_path).list()} == {"Carding Wool", "Felt"}
    assert {entry.id for entry in Catalogue.open(tmp_path / "papis").list()} == {"one", "two"}
