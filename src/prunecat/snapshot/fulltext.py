"""Full-text expressions: the one place that writes FTS5 syntax and asks the search table."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sqlite3 import Connection

COLUMNS = {"search": {"title": 10.0, "method": 8.0, "topic": 4.0, "text": 1.0}, "people": {"name": 1.0, "owner": 1.0}}
"""The full-text tables, what entries are about and who wrote them, and how much a match counts in each column."""
IN_TITLES = ("title", "method")
"""The columns of `search` in which words side by side raise an entry."""
FACTORS = {"search": 1.0, "people": 0.5}
"""What a score of each table is worth: a name is a part of an author's, and few search for it alone."""
_RANKS = {
    table: f"{FACTORS[table]} * bm25({table}, {', '.join(map(str, columns.values()))})"
    for table, columns in COLUMNS.items()
}
TABLES = tuple(COLUMNS)
_ROWS = {"search": "search_row", "people": "people_row"}
"""The column of `index_row` that has an entry's row in each table."""
_COUNTED = 10_000
"""Rows that are counted to know which of two tables has fewer."""
_NUMBER = "(rowid & 4294967295)"
"""The number of a row's entry in SQL."""
WRITERS = f"SELECT {_NUMBER} FROM people WHERE people MATCH ?"
"""SQL that gives the numbers of the entries of which the names of who wrote them fulfil an expression."""
WRITTEN_BY = f"entry.number IN ({WRITERS})"
"""The condition in SQL that those of an entry do."""


def row_of(number: int, words: int) -> int:
    """The number of an entry's row in a full-text table where it has so many words: the order of rows is by rank."""
    return words << 32 | number


def phrase(words: Sequence[str]) -> str:
    """An expression for words that stand side by side, each in any inflection.

    Words come out of `words_of`, so they hold letters and digits only; the quotes keep FTS5 from reading
    `near` or `not` among them as its own.
    """
    return '"' + " ".join(words).replace('"', "") + '"'


def any_of(expressions: Iterable[str]) -> str:
    """An expression that any of the given ones fulfils."""
    return " OR ".join(f"({expression})" for expression in expressions)


def all_of(expressions: Iterable[str]) -> str:
    """An expression that fulfils all of the given ones; empty for none."""
    return " AND ".join(f"({expression})" for expression in dict.fromkeys(expressions))


def within(columns: Sequence[str], expression: str) -> str:
    """The expression, looked for in some columns alone."""
    return f"{{{' '.join(columns)}}} : ({expression})"


def conjuncts(expression: str) -> list[str]:
    """The expressions all of which one of this module fulfils; words are small letters, so none is an `AND`."""
    return expression.split(" AND ")


def parts(expression: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The columns that an expression of this module is looked for in, none for all, and its phrases."""
    columns, colon, rest = expression.rpartition("} : ")
    names = tuple(columns.lstrip("({").split()) if colon else ()
    return names, [tuple(words.split()) for words in re.findall(r'"([^"]*)"', rest)]


def count(database: Connection, expression: str, table: str, most: int) -> int:
    """How many rows fulfil an expression, no more than `most`."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)"
    return int(database.execute(query, (expression, most)).fetchone()[0])


def scores(database: Connection, expressions: Sequence[str], table: str = "search") -> dict[int, float]:
    """The entries that fulfil any of the expressions, by number, each with its best bm25 score (higher is better)."""
    found: dict[int, float] = {}
    for expression in expressions:
        query = f"SELECT {_NUMBER}, -{_RANKS[table]} FROM {table} WHERE {table} MATCH ?"
        for number, score in database.execute(query, (expression,)):
            if found.get(number, 0.0) < score:
                found[number] = score
    return found


def first(database: Connection, sought: Mapping[str, str], most: int) -> Iterator[int]:
    """The numbers of the first entries, by rank, that fulfil the expression for each table."""
    # The table with the fewest rows is gone through, and in the others each of its rows is looked up.
    counts = {table: count(database, sought[table], table, _COUNTED) for table in sought} if len(sought) > 1 else {}
    outer, *others = sorted(sought, key=lambda table: counts.get(table, 0))
    joins = [f"CROSS JOIN index_row ON entry = {outer}.rowid & 4294967295"] if others else []
    joins += [f"CROSS JOIN {table} ON {table}.rowid = index_row.{_ROWS[table]}" for table in others]
    conditions = " AND ".join(f"{table} MATCH ?" for table in (outer, *others))
    rows = database.execute(
        f"SELECT {outer}.rowid & 4294967295 FROM {outer} {' '.join(joins)} WHERE {conditions} "
        f"ORDER BY {outer}.rowid LIMIT ?",
        (*(sought[table] for table in (outer, *others)), most),
    )
    return (number for (number,) in rows)


def by_rank(database: Connection, entries: Iterable[int], table: str, most: int) -> Iterator[int]:
    """The first of these entries by the order of a table's rows."""
    rows = database.execute(
        "SELECT entry FROM json_each(?) AS given CROSS JOIN index_row ON entry = given.value "
        f"ORDER BY {_ROWS[table]} LIMIT ?",
        (json.dumps([*entries]), most),
    )
    return (number for (number,) in rows)


def matching(database: Connection, expression: str, tables: Sequence[str] = TABLES) -> set[int]:
    """The numbers of the entries that fulfil an expression in what they are about or by who wrote them."""
    return {number for table in tables for number in numbers(database, expression, table)}


def numbers(database: Connection, expression: str, table: str) -> Iterator[int]:
    """The same of one full-text table, in the order of its rows."""
    rows = database.execute(f"SELECT {_NUMBER} FROM {table} WHERE {table} MATCH ?", (expression,))
    return (number for (number,) in rows)


def any_entry(database: Connection, expression: str, table: str = "search") -> bool:
    """Whether any entry fulfils an expression."""
    query = f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1"
    return database.execute(query, (expression,)).fetchone() is not None


def insert_numbers(database: Connection, table: str, value: str, expression: str) -> None:
    """Write the numbers of the entries that fulfil an expression into a table, each beside a value."""
    query = f"INSERT INTO {table} SELECT {_NUMBER}, ? FROM search WHERE search MATCH ?"
    database.execute(query, (value, expression))


def terms_called(database: Connection, words: Sequence[str]) -> list[tuple[int, str]]:
    """The groups of the vocabulary that have these words as a term, in any inflection, and its relation to them."""
    rows = database.execute(
        "SELECT grp, relation FROM term JOIN term_search ON term_search.rowid = term.number "
        "WHERE term_search MATCH ? AND term.words = ?",
        (phrase(words), len(words)),
    )
    return rows.fetchall()
