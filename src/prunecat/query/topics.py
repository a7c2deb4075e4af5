"""Topics: what entries are about, by the groups of the vocabulary that they have terms of."""

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Connection


def topics(database: Connection, ids: Iterable[str]) -> dict[str, Sequence[str]]:
    """The topics of the entries with these ids that have any."""
    rows = database.execute(
        "SELECT entry.id, name FROM json_each(?) AS given CROSS JOIN entry ON entry.id = given.value "
        "JOIN topic ON topic.entry = entry.number ORDER BY topic.entry, name",
        (json.dumps(list(ids)),),
    )
    found: dict[str, list[str]] = {}
    for one, name in rows:
        found.setdefault(one, []).append(name)
    return {**found}
