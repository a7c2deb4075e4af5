"""Full-text expressions: the one place that writes FTS5 syntax and asks the search table."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

WEIGHTS = {"title": 10.0, "method": 8.0, "topic": 4.0}
"""How much a match counts in each column of the table `search`, in its order."""
_NAME_WEIGHT = 0.5
_RANKS = {
    "search": f"bm25(search, {', '.join(map(str, WEIGHTS.values()))})",
    "people": f"{_NAME_WEIGHT} * bm25(people)",
}
TABLES = tuple(_RANKS)
"""`search` holds what entries are about, `people` who wrote them."""


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


def scores(database: Connection, expressions: Sequence[str], table: str = "search") -> dict[int, float]:
    """The entries that fulfil any of the expressions, by number, each with its best bm25 score (higher is better)."""
    found: dict[int, float] = {}
    for expression in expressions:
        query = f"SELECT rowid, -{_RANKS[table]} FROM {table} WHERE {table} MATCH ?"
        for number, score in database.execute(query, (expression,)):
            if found.get(number, 0.0) < score:
                found[number] = score
    return found


def matching(database: Connection, expression: str, tables: Sequence[str] = TABLES) -> set[int]:
    """The numbers of the entries that fulfil an expression in what they are about or by who wrote them."""
    return {
        number
        for table in tables
        for (number,) in database.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (expression,))
    }


def any_entry(database: Connection, expression: str, table: str = "search") -> bool:
    """Whether any entry fulfils an expression."""
    query = f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1"
    return database.execute(query, (expression,)).fetchone() is not None


def terms_called(database: Connection, words: Sequence[str]) -> list[tuple[int, str]]:
    """The groups of the vocabulary that have these words as a term, in any inflection, and its relation to them."""
    rows = database.execute(
        "SELECT grp, relation FROM term JOIN term_search ON term_search.rowid = term.number "
        "WHERE term_search MATCH ? AND term.words = ?",
        (phrase(words), len(words)),
    )
    return rows.fetchall()
