-- The indexes of schema.sql, made when the rows are there, which is quicker than before, and what is counted by them.
CREATE UNIQUE INDEX IF NOT EXISTS entry_id ON entry (id);
CREATE INDEX entry_venue ON entry (venue, year);
CREATE INDEX entry_year ON entry (year);
CREATE INDEX entry_title ON entry (title_key);
CREATE INDEX entry_title_begins ON entry (title_begins);
CREATE INDEX entry_author_begins ON entry (author_begins);
CREATE INDEX entry_address ON entry (address);
CREATE INDEX entry_id_folded ON entry (id COLLATE NOCASE);
CREATE INDEX entry_arxiv ON entry (arxiv COLLATE NOCASE) WHERE arxiv IS NOT NULL;
CREATE INDEX entry_doi ON entry (doi COLLATE NOCASE) WHERE doi IS NOT NULL;
CREATE INDEX entry_openreview ON entry (openreview COLLATE NOCASE) WHERE openreview IS NOT NULL;
CREATE INDEX topic_name ON topic (name);
CREATE INDEX code_address ON code (address);
CREATE UNIQUE INDEX venue_by_name ON venue (name);
CREATE INDEX word_length ON word (length(word));
CREATE INDEX term_group ON term (grp) WHERE present;
