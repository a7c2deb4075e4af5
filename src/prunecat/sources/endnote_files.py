"""EndNote's tags (`refer`, .enw) as a source."""

import re

from prunecat.sources.reading import Reading, Row, reading_of
from prunecat.sources.records.field_names import entry_values
from prunecat.sources.tagged_records import Tags, put_day, put_serial_number, record_of, records_in

_NAMES = {
    "0": "itemtype",
    "A": "author",
    "B": "booktitle",
    "C": "address",
    "D": "year",
    "E": "editor",
    "F": "id",
    "G": "language",
    "I": "publisher",
    "J": "journal",
    "K": "keywords",
    "M": "accession",
    "N": "number",
    "O": "alternatejournal",
    "P": "pages",
    "R": "doi",
    "S": "series",
    "T": "title",
    "U": "url",
    "V": "volume",
    "X": "abstract",
    "Y": "editor",
    "Z": "note",
    "7": "edition",
    "8": "date",
    "9": "genre",
    ">": "pdf",
    "[": "urldate",
    "+": "address",
    "~": "database",
    "^": "pmcid",
    "!": "shorttitle",
}
_LINE = re.compile(r"%([0-9A-Z@>\[+~^!*$?(]) ?(.*)$")


def read(text: str, file: str) -> Reading:
    """What a file of EndNote's tags (`refer`) holds, a record from `%0` on or after an empty line."""
    records = records_in(text, _LINE, "0", ends_with_title="T", a_line_each=("A", "E", "K"))
    return reading_of((_row(line, tags) for line, tags in records), file)


def _row(line: int, tags: Tags) -> Row:
    record = record_of(tags, _NAMES)
    if number := record.pop("@", ""):
        put_serial_number(record, number)
    if day := record.pop("date", ""):
        put_day(record, day)
    if "journal" in record and "booktitle" not in record:
        record.setdefault("itemtype", "journalarticle")
    return Row(line, entry_values(record, own=False, placeholders=()), own=False)
