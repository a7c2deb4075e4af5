-- The catalogue as tables for people who ask in SQL. A list's order is its `position`, from 1.
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE venues (
    name TEXT PRIMARY KEY,            -- the canonical short name
    full_name TEXT,
    kind TEXT,                        -- conference, journal, workshop or preprint
    label TEXT,                       -- what the list calls it
    aliases TEXT,                     -- its other names, joined by '; '
    url TEXT
);

CREATE TABLE entries (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,        -- the place in catalogue order
    section TEXT NOT NULL,            -- conference, journal, survey, other or software
    title TEXT NOT NULL,
    authors TEXT,                     -- joined by ', '
    venue TEXT REFERENCES venues (name),
    year INTEGER,
    types TEXT,                       -- codes joined by '/'
    url TEXT,
    arxiv TEXT,
    doi TEXT,
    openreview TEXT,
    note TEXT,
    heading TEXT                      -- what it stands under in its list, joined by ' > '
);
CREATE INDEX entries_by_venue ON entries (venue, year);
CREATE INDEX entries_by_year ON entries (year);

CREATE TABLE authors (
    entry TEXT NOT NULL REFERENCES entries (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (entry, position)
);
CREATE INDEX authors_by_name ON authors (name);

CREATE TABLE types (code TEXT PRIMARY KEY, meaning TEXT NOT NULL);
CREATE TABLE entry_types (
    entry TEXT NOT NULL REFERENCES entries (id),
    type TEXT NOT NULL REFERENCES types (code),
    PRIMARY KEY (entry, type)
);

CREATE TABLE code_links (
    entry TEXT NOT NULL REFERENCES entries (id),
    position INTEGER NOT NULL,
    framework TEXT,
    origin TEXT,                      -- official or unofficial
    url TEXT,
    status TEXT NOT NULL,             -- available or announced
    mark TEXT,                        -- the footnote mark that the list puts on it
    PRIMARY KEY (entry, position)
);

CREATE TABLE errata (
    entry TEXT NOT NULL REFERENCES entries (id),
    position INTEGER NOT NULL,
    erratum TEXT NOT NULL,
    PRIMARY KEY (entry, position)
);

CREATE TABLE also_listed_as (
    entry TEXT NOT NULL REFERENCES entries (id),
    other TEXT NOT NULL,              -- the id of another row of the same work
    PRIMARY KEY (entry, other)
);

CREATE VIEW entries_with_code AS
SELECT entries.id, title, venue, year, types, framework, origin, status, code_links.url AS code_url
FROM entries JOIN code_links ON code_links.entry = entries.id
ORDER BY entries.position, code_links.position;

CREATE VIEW entries_by_author AS
SELECT name AS author, entries.id, title, venue, year
FROM authors JOIN entries ON entries.id = authors.entry
ORDER BY name, year DESC, entries.position;

CREATE VIEW counts_by_venue_and_year AS
SELECT venue, year, count(*) AS entries
FROM entries GROUP BY venue, year ORDER BY venue, year;

-- Datasette finds it by the way in which `content` is written. Ask it with:
-- SELECT * FROM entries WHERE rowid IN (SELECT rowid FROM entries_fts WHERE entries_fts MATCH 'lottery');
CREATE VIRTUAL TABLE entries_fts USING fts5 (
    title, authors, venue, note, content="entries", tokenize='porter unicode61 remove_diacritics 2'
);
