"""Web of Science's tags as a source."""

import re

from prunecat.sources.reading import Reading, Row, reading_of
from prunecat.sources.records.field_names import entry_values
from prunecat.sources.tagged_records import Tags, put_day, record_of, records_in

NAMES = {
    "PT": "",
    "AU": "author",
    "AF": "authorfullnames",
    "BE": "editor",
    "TI": "title",
    "SO": "publicationtitle",
    "SE": "series",
    "CT": "eventtitle",
    "CL": "address",
    "PI": "address",
    "LA": "language",
    "DT": "documenttype",
    "DE": "keywords",
    "ID": "keywordsplus",
    "AB": "abstract",
    "SN": "issn",
    "EI": "eissn",
    "BN": "isbn",
    "PD": "month",
    "PY": "year",
    "VL": "volume",
    "IS": "number",
    "BP": "pages",
    "EP": "lastpage",
    "AR": "eid",
    "PG": "numpages",
    "DI": "doi",
    "PU": "publisher",
    "UT": "accession",
    "PM": "pmid",
    "ER": "",
}
_KINDS = {"J": "journalarticle", "C": "conferencepaper", "B": "book", "S": "bookchapter", "P": "patent"}
"""Web of Science's kinds of publication."""
_LINE = re.compile(r"(?!FN |VR |EF$)([A-Z][A-Z0-9])(?: (.*))?$")
_A_LINE_EACH = ("AU", "AF", "BE", "CR", "C1")
"""Tags of Web of Science whose further lines are further values."""


def read(text: str, file: str) -> Reading:
    """What a file of Web of Science's tags holds, a record from `PT` to `ER`."""
    records = records_in(text, _LINE, "PT", a_line_each=_A_LINE_EACH)
    return reading_of((_row(line, tags) for line, tags in records), file)


def _row(line: int, tags: Tags) -> Row:
    record = record_of(tags, NAMES)
    if kind := _KINDS.get(dict(tags).get("PT", "")):
        record["itemtype"] = kind
    if day := record.pop("month", ""):
        put_day(record, day)
    return Row(line, entry_values(record, own=False, placeholders=()), own=False)
