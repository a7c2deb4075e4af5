"""The catalogue as JSON Lines for the bulk interfaces of OpenSearch, Elasticsearch and Quickwit.

Each entry is two lines: an action, which `create` is since Quickwit takes no other, and the document. The index is not
named: it stands in the address that the lines are sent to.
"""

import json
from collections.abc import Iterable, Iterator

from prunecat.catalogue import Catalogue
from prunecat.entry import Entry
from prunecat.formats.json import escaped
from prunecat.formats.objects import as_object
from prunecat.result import Result

_LONGEST_ID = 512
"""Bytes of the longest `_id` that OpenSearch takes; without one it makes its own, and the document has the id."""


def export(_catalogue: Catalogue, entries: Iterable[Entry]) -> Iterator[str]:
    """Two lines for each entry: of its document's keys those that say something."""
    for entry in entries:
        document = {name: value for name, value in as_object(Result(entry)).items() if value not in (None, [], {})}
        has_own = len(entry.id.encode(errors="replace")) <= _LONGEST_ID
        yield _line({"create": {"_id": entry.id} if has_own else {}}) + _line(document)


def _line(value: object) -> str:
    return escaped(json.dumps(value, ensure_ascii=False)) + "\n"
