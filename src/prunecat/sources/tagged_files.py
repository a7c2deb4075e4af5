"""RIS and MEDLINE (NBIB) as sources: records of lines that begin with a tag."""

import re
from collections.abc import Iterator
from typing import Any

from prunecat.sources.reading import Reading, Row, reading_of
from prunecat.sources.records.field_names import entry_values

Tags = list[tuple[str, str]]

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
    "M3": "type",
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
_SEVERAL = {"author": None, "editor": " and ", "keywords": ", ", "mesh": "; "}
"""Fields that a record has several times, and what joins them where they are one text."""
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?$")
_MEDLINE_LINE = re.compile(r"([A-Z]{2,4}) {0,2}- (.*)$")


def read_ris(text: str, file: str) -> Reading:
    """What a file of RIS holds, a record from `TY` to `ER`."""
    return reading_of((_ris_row(line, tags) for line, tags in _records(text, _RIS_LINE, "TY")), file)


def read_medline(text: str, file: str) -> Reading:
    """What a file of MEDLINE holds, as PubMed exports it, a record from `PMID` on."""
    return reading_of((_medline_row(line, tags) for line, tags in _records(text, _MEDLINE_LINE, "PMID")), file)


def _records(text: str, tagged: re.Pattern[str], first: str) -> Iterator[tuple[int, Tags]]:
    """The records in a text, each with its line: its tags and their values in order; a line without one goes on."""
    start, tags = 0, Tags()
    for number, line in enumerate(text.split("\n"), 1):
        match = tagged.match(line.rstrip())
        if match and match[1] == first:
            if tags:
                yield start, tags
            start, tags = number, []
        if match:
            tags.append((match[1], (match[2] or "").strip()))
        elif tags and line.strip():
            tags[-1] = (tags[-1][0], f"{tags[-1][1]} {line.strip()}")
    if tags:
        yield start, tags


def _ris_row(line: int, tags: Tags) -> Row:
    record = _record(tags, _RIS)
    last = record.pop("lastpage", "")
    if last and record.get("pages") and last != record["pages"]:
        record["pages"] = f"{record['pages']}-{last}"
    if match := re.fullmatch(r"arXiv:(\S+)", record.get("accession", ""), re.IGNORECASE):
        record["arxiv"] = match[1]
        del record["accession"]
    if record.get("itemtype") in ("CONF", "CPAPER") and "booktitle" in record:
        record.pop("journal", None)
    return Row(line, entry_values(record, own=False, placeholders=()), own=False)


def _medline_row(line: int, tags: Tags) -> Row:
    record = _record(tags, _MEDLINE)
    for tag, value in tags:
        if tag in ("AID", "LID") and value.endswith(" [doi]"):
            record["doi"] = value.removesuffix(" [doi]")
    if "title" in record:
        record["title"] = record["title"].removesuffix(".")
    record.setdefault("itemtype", "journalarticle")
    return Row(line, entry_values(record, own=False, placeholders=()), own=False)


def _record(tags: Tags, names: dict[str, str]) -> dict[str, Any]:
    """A record's fields by the names of dumps; tags that nobody knows keep their own."""
    record: dict[str, Any] = {}
    several: dict[str, list[str]] = {}
    for tag, value in tags:
        name = names.get(tag, tag.lower())
        if name in _SEVERAL and value:
            several.setdefault(name, []).append(value)
        elif name and value:
            record.setdefault(name, value)
    for name, values in several.items():
        joint = _SEVERAL[name]
        record[name] = "; ".join(values) if joint is None else joint.join(values)
    return record
