"""Catalogues as the rows of all tables of their snapshot, read whole and in pieces."""

import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from prunecat import Catalogue, beside
from prunecat.errors import SourceError
from prunecat.loading import load
from prunecat.snapshot import batches, build, writing
from prunecat.sources import bibtex_entries, files
from prunecat.sources.reading import Reading

INSTANCES = ("subject_again", "name_again", "term_search")
"""Tables of words that keep no text."""
_lent_by_bundled = load.lent_by_bundled


@cache
def _lent() -> tuple[Reading, ...]:
    """What the bundled catalogue lends, but for most of its vocabulary, which would be most of the work."""
    return tuple(replace(reading, vocabulary=reading.vocabulary[:9]) for reading in _lent_by_bundled())


def tables(catalogue: Catalogue) -> dict[str, list[Any]]:
    """All rows of a snapshot, by table."""
    database = catalogue._database
    made = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_*_*' AND name NOT GLOB '*_[dci]*'"
    names = [name for (name,) in database.execute(made)]
    found = {
        name: database.execute(
            f"SELECT rowid, * FROM {name}"
            if name in ("search", "people", "venue", "legend")
            else f"SELECT * FROM {name}"
        ).fetchall()
        for name in names
        if name not in (*INSTANCES, "meta")
    }
    for name in INSTANCES:
        database.execute(f"CREATE VIRTUAL TABLE temp.instances USING fts5vocab (main, {name}, instance)")
        found[name] = database.execute("SELECT * FROM temp.instances ORDER BY 1, 2, 3, 4").fetchall()
        database.execute("DROP TABLE temp.instances")
    found["meta"] = database.execute("SELECT * FROM meta").fetchall()
    found["schema"] = sorted(database.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall())
    return found


def answer(*paths: Path) -> dict[str, list[Any]] | str:
    """A catalogue's tables, or the error that it gives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "lent_by_bundled", _lent)
        try:
            return tables(Catalogue.open(*paths))
        except SourceError as error:
            return str(error)


def in_pieces(*paths: Path, together: int = 3) -> dict[str, list[Any]] | str:
    """The same with every file taken for a large one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "LARGE", 0)
        patch.setattr(writing, "_TOGETHER", together)
        patch.setattr(batches, "_TOGETHER", 2)
        patch.setattr(bibtex_entries, "_PIECE", 0)
        patch.setenv("PRUNECAT_CACHE_DIR", str(paths[0].parent / "other cache"))
        return answer(*paths)


def by_two_processes(*paths: Path) -> dict[str, list[Any]] | str:
    """The same, with the rows worked out by another process, and by no other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 2)
        patch.setattr(build, "_MUCH", 0)
        patch.setattr(beside, "islice", None)  # what it would need to go on alone
        return in_pieces(*paths)
