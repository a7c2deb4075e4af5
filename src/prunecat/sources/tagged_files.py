"""RIS and MEDLINE (NBIB) as sources."""

import re

from prunecat.sources.reading import Reading, Row, reading_of
from prunecat.sources.records.field_names import entry_values
from prunecat.sources.tagged_records import Tags, record_of, records_in

_RIS = {
    "TY": "itemtype",
    "ID": "id",
    "TI": "title",
    "T1": "title",
    "CT": "title",
    "AU": "author",
    "A1": "author",
    "ED": "editor",
    "A2": "editor",
    "PY": "year",
    "Y1": "year",
    "DA": "date",
    "VL": "volume",
    "IS": "number",
    "C3": "booktitle",
    "BT": "booktitle",
    "JF": "journal",
    "T2": "journal",
    "JO": "journal",
    "JA": "journal",
    "SP": "pages",
    "EP": "lastpage",
    "PB": "publisher",
    "CY": "address",
    "SN": "issn",
    "ET": "edition",
    "AB": "abstract",
    "N2": "abstract",
    "KW": "keywords",
    "UR": "url",
    "L1": "pdf",
    "L2": "url",
    "LK": "url",
    "DO": "doi",
    "N1": "note",
    "LA": "language",
    "T3": "series",
    "M3": "genre",
    "AN": "accession",
    "ER": "",
}
"""The fields of RIS, by the names that dumps have for them; of several tags for one field the first counts."""
_MEDLINE = {
    "TI": "title",
    "BTI": "title",
    "FAU": "author",
    "JT": "journal",
    "TA": "shortjournal",
    "DP": "date",
    "VI": "volume",
    "IP": "number",
    "PG": "pages",
    "AB": "abstract",
    "OT": "keywords",
    "MH": "mesh",
    "PMID": "pmid",
    "PMC": "pmcid",
    "LA": "language",
    "IS": "issn",
    "PL": "address",
    "PB": "publisher",
    "FED": "editor",
    "GN": "note",
    "CTI": "series",
}
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?$")
_MEDLINE_LINE = re.compile(r"([A-Z]{2,4}) {0,2}- (.*)$")


def read_ris(text: str, file: str) -> Reading:
    """What a file of RIS holds, a record from `TY` to `ER`."""
    return reading_of((_ris_row(line, tags) for line, tags in records_in(text, _RIS_LINE, "TY")), file)


def read_medline(text: str, file: str) -> Reading:
    """What a file of MEDLINE holds, as PubMed exports it, a record from `PMID` on."""
    return reading_of((_medline_row(line, tags) for line, tags in records_in(text, _MEDLINE_LINE, "PMID")), file)


def _ris_row(line: int, tags: Tags) -> Row:
    record = record_of(tags, _RIS)
    if match := re.fullmatch(r"arXiv:(\S+)", record.get("accession", ""), re.IGNORECASE):
        record["arxiv"] = match[1]
        del record["accession"]
    if record.get("itemtype") in ("CONF", "CPAPER") and "booktitle" in record:
        record.pop("journal", None)
    return Row(line, entry_values(record, own=False, placeholders=()), own=False)


def _medline_row(line: int, tags: Tags) -> Row:
    record = record_of(tags, _MEDLINE)
    for tag, value in tags:
        if tag in ("AID", "LID") and value.endswith(" [doi]"):
            record["doi"] = value.removesuffix(" [doi]")
    if "title" in record:
        record["title"] = record["title"].removesuffix(".")
    record.setdefault("itemtype", "journalarticle")
    return Row(line, entry_values(record, own=False, placeholders=()), own=False)
