"""A compiled catalogue made into a snapshot: tables, the full-text index, its words and the vocabulary."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from prunecat.entry import Entry
from prunecat.loading.compile import Compiled
from prunecat.same_work import page
from prunecat.snapshot import fulltext
from prunecat.snapshot.database import SNAPSHOT, connect
from prunecat.snapshot.rows import column_definitions, insert_entries, insert_venues
from prunecat.venue import by_name
from prunecat.vocabulary import TermGroup
from prunecat.words import humps, without_a_letter, words_of

LARGE_VOCABULARY = 20_000
"""Words: of fewer, all that are as long are compared with a typo in a few milliseconds."""
_FORGES = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "huggingface.co", "gitee.com")
_SEARCHED = ("abstract", "keywords")
"""What else a source states of an entry's subject."""
_ONE_IN, _FEW_ENTRIES = 20, 10
"""A lent vocabulary leads to terms that one in so many entries has, or so few."""
_SECTION_WORDS = {
    "software": "library toolbox tool package framework software",
    "survey": "survey review overview",
}


def build(catalogue: Compiled) -> sqlite3.Connection:
    """The snapshot of a catalogue, in memory."""
    database = connect()
    schema = _script("schema.sql")
    for hole, columns in column_definitions().items():
        schema = schema.replace(hole, columns)
    database.executescript(schema)
    database.execute(f"PRAGMA application_id = {SNAPSHOT}")
    with database:
        insert_entries(database, catalogue.entries)
        _insert_venues(database, catalogue)
        database.executemany(
            "INSERT INTO legend VALUES (?, ?, ?)",
            [(line.code, line.name, json.dumps(line.aliases)) for line in catalogue.types],
        )
        words = _insert_search(database, catalogue.entries)
        _insert_vocabulary(
            database, catalogue.vocabulary, len(catalogue.entries) if catalogue.has_lent_vocabulary else None
        )
        _insert_topics(database, len(catalogue.entries))
        _insert_term_words(database, [line.name for line in catalogue.types])
        meta = {
            "about": dict(catalogue.about),
            "remarks": catalogue.remarks,
            "entries": len(catalogue.entries),
            "words": words,
            "frameworks": sorted(
                {link.framework for entry in catalogue.entries for link in entry.code if link.framework}
            ),
        }
        database.executemany("INSERT INTO meta VALUES (?, ?)", [(key, json.dumps(meta[key])) for key in meta])
    database.executescript(_script("indexes.sql"))
    return database


def _script(name: str) -> str:
    return files("prunecat.snapshot").joinpath(name).read_text(encoding="utf-8")


def _insert_venues(database: sqlite3.Connection, catalogue: Compiled) -> None:
    insert_venues(database, catalogue.venues)
    database.executemany(
        "INSERT INTO venue_name VALUES (?, ?)",
        [(folded, venue.name) for folded, venue in by_name(catalogue.venues).items()],
    )


def _insert_search(database: sqlite3.Connection, entries: Iterable[Entry]) -> dict[str, int]:
    """Write the full-text index; how many words each of its tables has."""
    subjects: Counter[str] = Counter()
    people: Counter[str] = Counter()
    subject_rows: list[tuple[int, str, str, str, str]] = []
    people_rows: list[tuple[int, str]] = []
    repeated: dict[str, list[tuple[int, str, str, str]]] = {"subject_again": [], "name_again": []}
    for number, entry in enumerate(entries, 1):
        columns, author = searched(entry)
        title, method, topic, text = columns
        row = fulltext.row_of(number, sum(map(len, columns)))
        subject_rows.append((row, " ".join(title), " ".join(method), " ".join(topic), " ".join(text)))
        people_rows.append((fulltext.row_of(number, len(author)), " ".join(author)))
        texts = " ".join([*title, *method, *topic, *text]), " ".join(author)
        for table, row, again in (
            ("subject_again", subject_rows[-1][0], _repeated([*title, *topic, *text])),
            ("name_again", people_rows[-1][0], _repeated(author)),
        ):
            if again:
                repeated[table].append((row, again, *texts))
        subjects.update({*title, *method, *topic, *text})
        people.update(set(author))
    index_rows = [
        (number, subject, names)
        for number, ((subject, *_), (names, _)) in enumerate(zip(subject_rows, people_rows, strict=True), 1)
    ]
    database.executemany("INSERT INTO index_row VALUES (?, ?, ?)", index_rows)
    # FTS5 takes rows quickly whose numbers rise.
    database.executemany(
        "INSERT INTO search (rowid, title, method, topic, text) VALUES (?, ?, ?, ?, ?)", sorted(subject_rows)
    )
    database.executemany("INSERT INTO people (rowid, name) VALUES (?, ?)", sorted(people_rows))
    for table, rows in repeated.items():
        database.executemany(f"INSERT INTO {table} (rowid, again, subject, name) VALUES (?, ?, ?, ?)", sorted(rows))
    database.execute("CREATE VIRTUAL TABLE temp.stems USING fts5vocab (main, search, row)")
    database.execute("INSERT INTO stem SELECT term, doc FROM temp.stems")
    database.execute("DROP TABLE temp.stems")
    _insert_words(database, subjects, people)
    return {
        "search": sum(row >> 32 for row, *_ in subject_rows),
        "people": sum(row >> 32 for row, _ in people_rows),
    }


def searched(entry: Entry) -> tuple[tuple[list[str], list[str], list[str], list[str]], list[str]]:
    """The words of an entry's title, method, topic and text, and of the names of who wrote it."""
    title = words_of(entry.title)
    topic = words_of(" ".join([_SECTION_WORDS.get(entry.section, entry.section), *entry.heading]))
    text = words_of(" ".join(value for name, value in entry.fields if name in _SEARCHED))
    text += [word for word in words_of(dict(entry.published).get("title", "")) if word not in title]
    author = words_of(" ".join([*entry.authors, *(owner for owner, _ in _repositories(entry))]))
    return (title, list(method_names(entry)), topic, text), author


def _insert_words(database: sqlite3.Connection, subjects: Counter[str], people: Counter[str]) -> None:
    """Write how many entries have each word, and of a large vocabulary the words without each of their letters."""
    words = sorted(subjects.keys() | people.keys())
    database.executemany("INSERT INTO word VALUES (?, ?, ?)", [(word, subjects[word], people[word]) for word in words])
    if len(words) > LARGE_VOCABULARY:
        database.executemany(
            "INSERT OR IGNORE INTO slip VALUES (?, ?)",
            ((letters, word) for word in words if len(word) > 2 for letters in (word, *without_a_letter(word))),
        )


def _repeated(words: Sequence[str]) -> str:
    """The words that are there more than once, a plural being its singular."""
    counts = Counter(word.removesuffix("s") for word in words)
    return " ".join(word for word in words if counts[word.removesuffix("s")] > 1)


def method_names(entry: Entry) -> Iterator[str]:
    """The words by which the entry's method may be called.

    They come from what is before a colon in the title, whole and in its parts (`JaxPruner`: jax, pruner),
    from compounds written as one word (`LLM-Pruner`: llmpruner), and from the names of its code repositories.
    """
    name, colon, _ = entry.title.partition(":")
    if colon and len(name.split()) <= 4:
        yield from words_of(name)
        yield from (
            part for word in name.split() if len(parts := humps(word)) > 1 for part in words_of(" ".join(parts))
        )
    for compound in re.findall(r"(?<![^\W_])[^\W_]++(?:[-/&+][^\W_]++)+", entry.title):
        joined = "".join(words_of(compound))
        if len(joined) <= 24:
            yield joined
    for _, name in _repositories(entry):
        words = words_of(" ".join(" ".join(humps(part)) for part in re.split(r"[-_.]", name)))
        yield from words
        yield from {"".join(words), *words_of(name.replace("-", " "))} - set(words)


def _repositories(entry: Entry) -> Iterator[tuple[str, str]]:
    """The owner and the name of each repository of the entry's code."""
    texts = [link.url or "" for link in entry.code] + re.findall(r"https?://\S+[\w/]", entry.note or "")
    for url in dict.fromkeys(texts):
        host, *path = re.split(r"[?#]", page(url) or "")[0].split("/")
        # What lies deeper is a file of a repository that may hold much else.
        if host in _FORGES and len(path) >= 2 and path[2:3] in ([], ["tree"]):
            yield path[0], path[1].removesuffix(".git")


def _insert_vocabulary(database: sqlite3.Connection, vocabulary: Iterable[TermGroup], lent_to: int | None) -> None:
    """Write the vocabulary; `lent_to` is how many entries the catalogue has, where it is another one's vocabulary.

    In a lent vocabulary a term leads to no other that many entries have: there it is their subject, and tells nothing.
    """
    rows = [
        (number, relation, words)
        for number, group in enumerate(vocabulary, 1)
        for relation, terms in (("same", group.terms), ("near", group.near), ("leads_to", group.leads_to))
        for term in terms
        if (words := words_of(term))
    ]
    texts = [" ".join(words) for _, _, words in rows]
    database.executemany("INSERT INTO term_search (rowid, text) VALUES (?, ?)", enumerate(texts, 1))
    known = _of_known_words(database)
    most = None if lent_to is None else max(_FEW_ENTRIES, lent_to // _ONE_IN)

    def is_present(number: int, relation: str, words: Sequence[str]) -> bool:
        if number not in known:
            return False
        if most is None or relation == "same":
            return len(words) == 1 or fulltext.any_entry(database, fulltext.phrase(words))
        return 0 < fulltext.count(database, fulltext.phrase(words), "search", most + 1) <= most

    database.executemany(
        "INSERT INTO term VALUES (?, ?, ?, ?, ?, ?)",
        (
            (number, group, relation, len(words), text, is_present(number, relation, words))
            for number, ((group, relation, words), text) in enumerate(zip(rows, texts, strict=True), 1)
        ),
    )


def _insert_topics(database: sqlite3.Connection, entries: int) -> None:
    """Write what the entries are about, but for what more than half of them are, and what only one is."""
    rows = database.execute("SELECT grp, text FROM term WHERE relation = 'same' AND present ORDER BY number")
    groups: dict[int, list[str]] = {}
    for group, text in rows:
        groups.setdefault(group, []).append(text)
    for name, terms in {terms[0]: terms for terms in reversed(groups.values())}.items():
        sought = fulltext.any_of(fulltext.phrase(term.split()) for term in terms)
        most = entries // 2
        if 2 <= fulltext.count(database, sought, "search", most + 1) <= most:
            fulltext.insert_numbers(database, "topic", name, sought)


def _insert_term_words(database: sqlite3.Connection, names: Iterable[str]) -> None:
    """Write the words of the terms by which something is found, and of the names of types."""
    rows = database.execute(
        "SELECT text FROM term WHERE relation = 'same' AND grp IN (SELECT grp FROM term WHERE present)"
    ).fetchall()
    words = {word for (text,) in rows for word in text.split()} | {word for name in names for word in words_of(name)}
    database.executemany("INSERT INTO term_word VALUES (?)", [(word,) for word in sorted(words)])


def _of_known_words(database: sqlite3.Connection) -> set[int]:
    """The numbers of the terms of which the entries have each word: in a short list few, which one question tells."""
    database.execute("CREATE VIRTUAL TABLE temp.term_stems USING fts5vocab (main, term_search, instance)")
    rows = database.execute(
        "SELECT doc FROM temp.term_stems LEFT JOIN stem ON stem = term GROUP BY doc HAVING count(*) = count(stem)"
    )
    known = {number for (number,) in rows}
    database.execute("DROP TABLE temp.term_stems")
    return known
