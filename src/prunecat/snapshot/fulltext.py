"""Full-text expressions: the one place that writes FTS5 syntax and asks the search table."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

WEIGHTS = {"title": 10.0, "method": 8.0, "author": 4.0, "topic": 2.0}
"""How much a match counts in each column of the table `search`, in its order."""
SUBJECT = ("title", "method", "topic")
"""The columns that tell what an entry is about, rather than who wrote it."""
_RANK = f"bm25(search, {', '.join(map(str, WEIGHTS.values()))})"


def phrase(words: Sequence[str]) -> str:
    """An expression for words that stand side by side, each in any inflection.

    Words come out of `words_of`, so they hold letters and digits only; the quotes keep FTS5 from reading
    `near` or `not` among them as its own.
    """
    return '"' + " ".join(words).replace('"', "") + '"'


def any_of(expressions: Iterable[str]) -> str:
    """An expression that any of the given ones fulfils."""
    return " OR ".join(f"({expression})" for expression in expressions)


def within(columns: Sequence[str], expression: str) -> str:
    """The expression, looked for in some columns alone."""
    return f"{{{' '.join(columns)}}} : ({expression})"


def scores(database: Connection, expression: str) -> dict[int, float]:
    """The entries that fulfil an expression, by number, each with its bm25 score (higher is better)."""
    rows = database.execute(f"SELECT rowid, -{_RANK} FROM search WHERE search MATCH ?", (expression,))
    return dict(rows.fetchall())


def matching(database: Connection, expression: str) -> set[int]:
    """The numbers of the entries that fulfil an expression."""
    return {number for (number,) in database.execute("SELECT rowid FROM search WHERE search MATCH ?", (expression,))}


def any_entry(database: Connection, expression: str) -> bool:
    """Whether any entry fulfils an expression."""
    row = database.execute("SELECT 1 FROM search WHERE search MATCH ? LIMIT 1", (expression,)).fetchone()
    return row is not None


def terms_called(database: Connection, words: Sequence[str]) -> list[tuple[int, str]]:
    """The groups of the vocabulary that have these words as a term, in any inflection, and its relation to them."""
    rows = database.execute(
        "SELECT grp, relation FROM term JOIN term_search ON term_search.rowid = term.number "
        "WHERE term_search MATCH ? AND term.words = ?",
        (phrase(words), len(words)),
    )
    return rows.fetchall()
