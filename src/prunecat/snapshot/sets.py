"""Sets of entries as the bits of one number: which have a word, at a cost that hardly grows with how many they are.

Of a million entries a set takes 125 kB, and two are put together in some ten microseconds. The sets of what many
entries have are made with the index, so that no row is read for them; those of rarer words are read from the index.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, reduce
from itertools import islice
from operator import and_, or_
from sqlite3 import Connection
from typing import Any

from prunecat.snapshot import bits, fulltext
from prunecat.snapshot.chosen import key_of
from prunecat.snapshot.rows import meta, numbers_where
from prunecat.snapshot.traits import LENGTH, TRAITS, WITH_SIGN

_LOOKED_UP = 10_000
"""Entries without a sign of which each is looked up, rather than all entries gone through."""
_FEW_ELSEWHERE = 8
"""Where so small a part of the entries that have a word has it in other columns, these are told apart soonest."""
_MOST_PHRASES = 12
"""Phrases of an expression that are looked at; what begins with two letters may be forty words."""
_TOLD_AGAIN = {"subject": "search", "name": "people"}
"""What the columns of the tables of repeated words repeat."""
WITH_VALUE = {
    "venue": "SELECT number FROM entry WHERE venue IS ?",
    "topic": "SELECT entry FROM topic WHERE name = ?",
}
"""By field, SQL that gives the numbers of the entries that have a value."""


def _of(table: str, columns: Sequence[str]) -> str | None:
    """The table in whose words an expression looks; None for one that counts them, or looks in several tables'."""
    return table if table in fulltext.TABLES else _TOLD_AGAIN.get(columns[0]) if len(columns) == 1 else None


Values = dict[tuple[Any, ...], tuple[list[int], list[int]]]
"""For each value of a trait the signs, and the numbers of the entries without one, that have it; sets were too many."""


class Sets:
    """The sets of entries of one catalogue, each read once."""

    def __init__(self, database: Connection) -> None:
        """Those of this database."""
        self.database = database
        self._entries = int(meta(database, "entries"))
        self.all_entries = (2 << self._entries) - 2
        self._keeps_any = database.execute("SELECT 1 FROM frequent LIMIT 1").fetchone() is not None
        self._first: dict[tuple[str, tuple[str | int, ...]], list[int]] = {}
        self._of_trait: dict[tuple[str, str, tuple[str | int, ...]], int] = {}
        self._signs: dict[str, memoryview] = {}
        self._by_value: dict[tuple[str, str, str], Values] = {}
        self._by_sign: dict[tuple[str, str, str], dict[int, list[tuple[Any, ...]]]] = {}
        self._counted: dict[str, dict[int, int]] = {}
        self._slices: dict[str, list[int]] = {}
        self._unsigned: dict[str, int] = {}
        self._able: dict[tuple[str, str], int | None] = {}
        self._read: dict[tuple[str, str | None], int] = {}

    def of(self, numbers: Iterable[int]) -> int:
        """The set of these entries."""
        return bits.of_numbers(numbers, self._entries)

    def having(self, expression: str, table: str) -> int:
        """The entries that fulfil an expression, which is one of phrases in a full-text table."""
        columns, phrases = fulltext.parts(expression)
        return reduce(or_, (self._with_phrase(phrase, table, columns) for phrase in phrases), 0)

    def of_trait(self, trait: str, condition: str, values: tuple[str | int, ...]) -> int:
        """The entries that fulfil an SQL condition which a trait decides, looked up once."""
        if (known := self._of_trait.get((trait, condition, values))) is None:
            query = f"SELECT sign FROM {WITH_SIGN} WHERE trait = ? AND ({condition})"
            known = self.of_signs(trait, [sign for (sign,) in self.database.execute(query, (trait, *values))])
            if unsigned := self.unsigned(trait):
                few = bits.members(unsigned) if unsigned.bit_count() <= _LOOKED_UP else None
                known |= unsigned & self.of(numbers_where(self.database, condition, values, few))
            self._of_trait[trait, condition, values] = known
        return known

    def of_signs(self, trait: str, signs: Iterable[int], unsigned: Iterable[int] = ()) -> int:
        """The entries that have one of these signs of a sliced trait, and those of some numbers."""
        each = (bits.with_sign(self.all_entries, sign, self.slices_of(trait)) for sign in signs)
        return reduce(or_, each, self.of(unsigned))

    def by_signs(self, trait: str, entries: int) -> Iterable[tuple[int, int]]:
        """Those of a set of entries that have each sign of a sliced trait: signs, and sets with an entry."""
        return bits.split(entries, self.slices_of(trait))

    def slices_of(self, trait: str) -> list[int]:
        """The entries in whose sign of a trait each bit is set, the lowest bit first."""
        if trait not in self._slices:
            query = "SELECT entries FROM slice WHERE trait = ? ORDER BY bit"
            self._slices[trait] = [bits.of_bytes(held) for (held,) in self.database.execute(query, (trait,))]
        return self._slices[trait]

    def counted_signs(self, trait: str) -> dict[int, int]:
        """How many entries have each sign of a trait, looked up once."""
        if trait not in self._counted:
            rows = self.database.execute("SELECT sign, entries FROM sign WHERE trait = ?", (trait,))
            self._counted[trait] = dict(rows)
        return self._counted[trait]

    def unsigned(self, trait: str) -> int:
        """The entries whose value in a trait has no sign, which are hardly ever any."""
        if trait not in self._unsigned:
            if sum(self.counted_signs(trait).values()) == self._entries:
                self._unsigned[trait] = 0
            elif TRAITS[trait].is_sliced:
                self._unsigned[trait] = self.of_signs(trait, [0])
            else:
                unsigned = self.of(number for number, sign in enumerate(self.signs(trait)) if not sign)
                self._unsigned[trait] = unsigned & self.all_entries
        return self._unsigned[trait]

    def by_value(self, trait: str, columns: str, join: str = "") -> Values:
        """The values of SQL columns that a trait decides, each with the signs, and the unsigned entries, that have it.

        `join` are further tables, of which an entry may have several rows, and so several values. Looked up once.
        """
        if (trait, columns, join) not in self._by_value:
            self._by_value[trait, columns, join] = self._values(trait, columns, join)
        return self._by_value[trait, columns, join]

    def by_sign(self, trait: str, columns: str, join: str = "") -> Mapping[int, Sequence[tuple[Any, ...]]]:
        """The same the other way round: each sign, with the values of entries that have it, put together once."""
        if (known := self._by_sign.get((trait, columns, join))) is None:
            known = self._by_sign[trait, columns, join] = {}
            for value, (signs, _) in self.by_value(trait, columns, join).items():
                for sign in signs:
                    known.setdefault(sign, []).append(value)
        return known

    def _values(self, trait: str, columns: str, join: str) -> Values:
        found: Values = {}
        query = f"SELECT DISTINCT sign, {columns} FROM {WITH_SIGN} {join} WHERE trait = ?"
        for sign, *values in self.database.execute(query, (trait,)):
            found.setdefault(tuple(values), ([], []))[0].append(sign)
        if unsigned := self.unsigned(trait):
            given = "json_each(?) AS given CROSS JOIN entry ON number = given.value"
            query = f"SELECT DISTINCT number, {columns} FROM {given} {join}"
            for number, *values in self.database.execute(query, (json.dumps([*bits.members(unsigned)]),)):
                found.setdefault(tuple(values), ([], []))[1].append(number)
        return found

    def signs(self, trait: str) -> memoryview:
        """The sign of each entry in a trait, by its number."""
        if trait not in self._signs:
            self._signs[trait] = memoryview(self._bytes_of(trait)).cast(TRAITS[trait].width)
        return self._signs[trait]

    def _bytes_of(self, name: str) -> bytes:
        (signs,) = self.database.execute("SELECT signs FROM trait WHERE name = ?", (name,)).fetchone()
        return bytes(signs)

    @cached_property
    def lengths(self) -> bytes:
        """What `traits.length_sign` gives for each entry, by its number."""
        return self._bytes_of(LENGTH)

    def with_value(self, field: str, value: str | None) -> int:
        """The entries that have a value in a field, one of venue and topic, or a word in the name of an author."""
        if field == "author" and value:
            return self.having(fulltext.within(("name",), fulltext.phrase([value])), "people")
        if (known := self._read.get((field, value))) is None:
            known = self._read[field, value] = self.of_value(field, value)
        return known

    def of_value(self, field: str, value: str | None) -> int:
        """The same of a venue or topic, not kept: of the many that are gone through none is asked for again."""
        if value and (known := self._kept(field, value)) is not None:
            return known
        return self.of(number for (number,) in self.database.execute(WITH_VALUE[field], (value,)))

    def first_known(self, condition: str, values: tuple[str | int, ...], most: int) -> list[int]:
        """The first entries that fulfil an SQL condition, looked up once."""
        key = (condition, (*values, most))
        if key not in self._first:
            self._first[key] = [*islice(numbers_where(self.database, condition, values), most)]
        return self._first[key]

    def at_most(self, sought: Mapping[str, str]) -> int | None:
        """Those that may fulfil the expression for each table: they have the words, if not side by side.

        None where it would take long to know, or there is but one word to have.
        """
        each = [self._with_words(table, one) for table, text in sought.items() for one in fulltext.conjuncts(text)]
        sets = [one for one in each if one is not None]
        return reduce(and_, sets) if len(sets) > 1 else None

    def exactly(self, table: str, expression: str) -> int | None:
        """Those that fulfil an expression; None where the index had to be gone through for a phrase to know that."""
        each = [fulltext.parts(one) for one in fulltext.conjuncts(expression)]
        phrases = [phrase for _, some in each for phrase in some]
        if table not in fulltext.TABLES or any(columns for columns, _ in each) or len(phrases) > _MOST_PHRASES:
            return None
        if any(len(phrase) > 1 and self._kept_phrase(phrase, table) is None for phrase in phrases):
            return None
        return reduce(and_, (self.having(one, table) for one in fulltext.conjuncts(expression)))

    def _with_words(self, table: str, expression: str) -> int | None:
        """The entries that have a phrase of an expression, where that is known, or all words of one."""
        if (table, expression) not in self._able:
            columns, phrases = fulltext.parts(expression)
            of = _of(table, columns) if len(phrases) <= _MOST_PHRASES else None
            sets = (self.may_have(phrase, of) for phrase in phrases) if of else ()
            self._able[table, expression] = reduce(or_, sets, 0) if of else None
        return self._able[table, expression]

    def may_have(self, phrase: tuple[str, ...], table: str) -> int:
        """The entries that have a phrase, or where it would take long to know that, all of its words."""
        if len(phrase) > 1 and ((table, fulltext.phrase(phrase)) in self._read or self._kept_phrase(phrase, table)):
            return self._with_phrase(phrase, table)
        return reduce(and_, (self._with_phrase((word,), table) for word in phrase))

    def _with_phrase(self, words: tuple[str, ...], table: str, columns: tuple[str, ...] = ()) -> int:
        expression = fulltext.phrase(words)
        if columns:
            expression = fulltext.within(columns, expression)
        if (known := self._read.get((table, expression))) is None:
            kept = self._in_columns(words, table, columns) if columns else self._kept_phrase(words, table)
            rows = fulltext.numbers(self.database, expression, table) if kept is None else ()
            known = self._read[table, expression] = self.of(rows) if kept is None else kept
        return known

    def _in_columns(self, words: Sequence[str], table: str, columns: Sequence[str]) -> int | None:
        """The entries with a word in some columns, where a set says which have it in any and few have it elsewhere."""
        if len(words) > 1 or (kept := self._kept_phrase(words, table)) is None:
            return None
        word = fulltext.phrase(words)
        elsewhere = fulltext.within([name for name in fulltext.COLUMNS[table] if name not in columns], word)
        few = kept.bit_count() // _FEW_ELSEWHERE
        if fulltext.count(self.database, elsewhere, table, few + 1) > few:
            return None
        here_too = fulltext.all_of([fulltext.within(columns, word), elsewhere])
        others, both = (self.of(fulltext.numbers(self.database, one, table)) for one in (elsewhere, here_too))
        return kept & ~others | both

    def _kept_phrase(self, words: Sequence[str], table: str) -> int | None:
        return self._kept(table, key_of(words, table)) if self._keeps_any else None

    def _kept(self, kind: str, word: str) -> int | None:
        query = "SELECT entries FROM frequent WHERE kind = ? AND word = ?"
        row = self.database.execute(query, (kind, word)).fetchone()
        return bits.of_bytes(row[0]) if row else None
