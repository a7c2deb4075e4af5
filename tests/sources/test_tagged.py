"""RIS and MEDLINE, as publishers and PubMed export them."""

import pytest

from prunecat.entry import Entry
from prunecat.formats.registry import writer
from prunecat.result import Result
from prunecat.sources.registry import read

RIS = """TY  - JOUR
ID  - ewe2019
TI  - Wool: A
      longer title
AU  - Ewe, Ada
AU  - Ram, Bob
T2  - Journal of Wool
PY  - 2019/03/01
VL  - 12
IS  - 3
SP  - 101
EP  - 119
DO  - 10.1234/w
KW  - felting
KW  - carding
N1  - to appear
ER  -

TY  - CONF
TI  - Felt
C3  - Proceedings of the Fold
T2  - Fold
XY  - kept
ER  -
"""
MEDLINE = """
PMID- 1
DP  - 2019 Mar
TI  - Wool.
PG  - 101-19
FAU - Ewe, Ada
AU  - Ewe A
JT  - Journal of wool
AID - 10.1234/w [doi]
"""


def test_ris() -> None:
    one, other = read(RIS, "in.ris").entries
    assert (one.id, one.title, one.authors) == ("ewe2019", "Wool: A longer title", ("Ada Ewe", "Bob Ram"))
    assert (one.venue, one.year, one.doi, one.note) == ("Journal of Wool", 2019, "10.1234/w", "to appear")
    assert dict(one.fields) == {
        "entrytype": "article",
        "journal": "Journal of Wool",
        "volume": "12",
        "number": "3",
        "pages": "101-119",
        "keywords": "felting, carding",
        "month": "mar",
        "day": "1",
    }
    assert (other.title, other.venue, other.section) == ("Felt", "Proceedings of the Fold", "conference")
    assert other.stated("xy") == "kept"


def test_medline() -> None:
    (entry,) = read(MEDLINE, "in.nbib").entries
    assert (entry.title, entry.authors, entry.venue) == ("Wool", ("Ada Ewe",), "Journal of wool")
    assert (entry.year, entry.doi, entry.stated("pages")) == (2019, "10.1234/w", "101-19")


@pytest.mark.parametrize("text", [RIS, MEDLINE])
def test_they_are_known_by_what_they_look_like(text: str) -> None:
    assert read(text, "standard input").entries == read(text, "in.ris" if text is RIS else "in.nbib").entries


def test_what_ris_writes_reads_back() -> None:
    entry = Entry(
        id="e",
        section="journal",
        title="Wool",
        authors=("Ada Ewe",),
        year=2019,
        venue="J",
        fields=(("entrytype", "article"), ("journal", "J"), ("volume", "12"), ("number", "3"), ("pages", "1-9")),
    )
    (found,) = read("".join(writer("ris")([Result(entry)], ())), "in.ris").entries
    assert found == entry


def test_odd_records_of_ris() -> None:
    preprint = "TY  - UNPB\nTI  - A\nAN  - arXiv:2101.00001\nED  - Ram, Bob\nED  - Ox, Al\nSP  - 3\nEP  - 3\n"
    text = f"{preprint}\nTY  - BOOK\nTI  - B\n"
    one, other = read(text, "in.ris").entries
    assert (one.arxiv, one.stated("editor"), one.stated("pages")) == ("2101.00001", "Ram, Bob and Ox, Al", "3")
    assert (other.title, other.stated("entrytype")) == ("B", "book")
    assert read("", "in.ris").entries == read("nothing\n", "in.nbib").entries == ()
