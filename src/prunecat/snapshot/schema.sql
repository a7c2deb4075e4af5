-- A catalogue compiled into its index. Lists that no index selects by are JSON arrays.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE entry (
    number INTEGER PRIMARY KEY,       -- the index in catalogue order, from 1
    title_key TEXT NOT NULL,          -- the folded words of the title
    title_begins TEXT NOT NULL,       -- the first letters of the folded title, by which titles are sorted
    author_begins TEXT,               -- the same of what the first author is sorted by
    address TEXT,                     -- the URL in the form of same_work.address, by which entries are found
    has_pdf INTEGER NOT NULL,         -- whether it is known where its PDF is
    {entry fields}                    -- the fields of an entry, from snapshot/rows.py
);

-- The signs of all entries in each of the traits of snapshot/traits.py, by their numbers, from 0; and as `length` how many
-- words of each are searched.
CREATE TABLE trait (name TEXT PRIMARY KEY, signs BLOB NOT NULL) WITHOUT ROWID;
-- Bit by bit of narrow traits and of lengths: the entries in whose sign a bit is set, as a set of snapshot/bits.py.
CREATE TABLE slice (
    trait TEXT NOT NULL, bit INTEGER NOT NULL, entries BLOB NOT NULL,
    PRIMARY KEY (trait, bit)
) WITHOUT ROWID;
-- What a sign stands for: what the first entry has that has it; and how many entries have it.
CREATE TABLE sign (
    trait TEXT NOT NULL REFERENCES trait, sign INTEGER NOT NULL,
    entry INTEGER NOT NULL REFERENCES entry, entries INTEGER NOT NULL,
    PRIMARY KEY (trait, sign)
) WITHOUT ROWID;

CREATE TABLE entry_type (
    entry INTEGER NOT NULL REFERENCES entry, position INTEGER NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (entry, position)
) WITHOUT ROWID;

CREATE TABLE code (
    entry INTEGER NOT NULL REFERENCES entry, position INTEGER NOT NULL,
    framework TEXT, origin TEXT, url TEXT, status TEXT NOT NULL, mark TEXT,
    address TEXT,
    PRIMARY KEY (entry, position)
) WITHOUT ROWID;

CREATE TABLE legend (code TEXT PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL);

CREATE TABLE venue (
    {venue fields}
);
CREATE TABLE venue_name (folded TEXT PRIMARY KEY, venue TEXT NOT NULL REFERENCES venue) WITHOUT ROWID;

-- What search reads: what entries are about, and who wrote them, authors and owners of code. Names are apart, since a
-- long list of authors would make an entry count as a long text. The columns' weights are in snapshot/fulltext.py. A row's number is how
-- many words it has, times 2^32, plus the entry's number: bm25 ranks short texts first, and so do these numbers.
CREATE VIRTUAL TABLE people USING fts5 (name, owner, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE search USING fts5 (
    title, method, topic, text,
    tokenize = "porter unicode61 remove_diacritics 0"
);
-- The entries that have a word more than once in what they are about, or in who wrote them, by which bm25 ranks them
-- above others as short; and which words these are. Rows are numbered as in `search` and `people`.
CREATE VIRTUAL TABLE subject_again USING fts5 (
    again, subject, name, content = '', tokenize = "porter unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE name_again USING fts5 (
    again, subject, name, content = '', tokenize = "porter unicode61 remove_diacritics 0"
);
CREATE TABLE index_row (
    entry INTEGER PRIMARY KEY REFERENCES entry,
    search_row INTEGER NOT NULL, people_row INTEGER NOT NULL     -- its rows in `search` and `people`
);
-- How many entries have a word of that stem in what they are about.
CREATE TABLE stem (stem TEXT PRIMARY KEY, entries INTEGER NOT NULL) WITHOUT ROWID;
-- Of a large catalogue, which entries have a word, venue or topic that many have, or a term made of such words: a bit for
-- each entry, by its number; and how many. The kind of a word is a full-text table, and the columns of it that are meant
-- where not all are.
CREATE TABLE frequent (
    kind TEXT NOT NULL, word TEXT NOT NULL, size INTEGER NOT NULL,
    entries BLOB,                     -- NULL for two words side by side, of which only the number is wanted
    PRIMARY KEY (kind, word)
);
-- Every word of the index as it is written, for completions and the repair of typos.
CREATE TABLE word (
    word TEXT PRIMARY KEY,
    entries INTEGER NOT NULL,         -- how many entries have it in what they are about
    people INTEGER NOT NULL           -- how many have it in the name of an author or of an owner of code
) WITHOUT ROWID;
-- Of a large vocabulary each word from its last letter to its first: a slip leaves one end of a word as it is.
CREATE TABLE backwards (letters TEXT PRIMARY KEY, entries INTEGER NOT NULL) WITHOUT ROWID;

-- The ids of an entry's `also_listed_as`, while rows are written; then the numbers of snapshot/works.py, four bytes each,
-- in one row, or none where no entry names another.
CREATE TABLE also (entry INTEGER NOT NULL REFERENCES entry, id TEXT NOT NULL);
CREATE TABLE works (named BLOB NOT NULL, namers BLOB NOT NULL, odd BLOB NOT NULL);

-- Of a large catalogue, the authors of most entries, some in a row, as snapshot/authors.py has them: numbers, four bytes
-- each, and their names as a JSON array.
CREATE TABLE authors (least INTEGER NOT NULL, sizes BLOB NOT NULL, entries BLOB NOT NULL, names TEXT NOT NULL);

-- The vocabulary: a term, its group, and how the other terms of the group relate to it.
CREATE TABLE term (
    number INTEGER PRIMARY KEY, grp INTEGER NOT NULL, relation TEXT NOT NULL, words INTEGER NOT NULL, text TEXT NOT NULL,
    present INTEGER NOT NULL          -- whether any entry has it: only then can it find one
);
-- What an entry is about: the name of each group of terms of which it has one.
CREATE TABLE topic (entry INTEGER NOT NULL REFERENCES entry, name TEXT NOT NULL, PRIMARY KEY (entry, name)) WITHOUT ROWID;
-- The words of terms by which something is found and of the names of types: a slip may be of one of them too.
CREATE TABLE term_word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE term_search USING fts5 (
    text, content = '', tokenize = "porter unicode61 remove_diacritics 0"
);
