-- The indexes of schema.sql, made when the rows are there, which is quicker than before.
CREATE UNIQUE INDEX IF NOT EXISTS entry_id ON entry (id);
CREATE INDEX entry_venue ON entry (venue, year);
CREATE INDEX entry_year ON entry (year);
CREATE INDEX entry_title ON entry (title_key);
CREATE INDEX entry_address ON entry (address);
CREATE INDEX entry_id_folded ON entry (id COLLATE NOCASE);
CREATE INDEX entry_arxiv ON entry (arxiv COLLATE NOCASE);
CREATE INDEX entry_doi ON entry (doi COLLATE NOCASE);
CREATE INDEX entry_openreview ON entry (openreview COLLATE NOCASE);
CREATE INDEX entry_type_type ON entry_type (type);
CREATE INDEX topic_name ON topic (name);
CREATE INDEX code_address ON code (address);
CREATE INDEX code_framework ON code (framework);
CREATE UNIQUE INDEX venue_by_name ON venue (name);
CREATE INDEX word_length ON word (length(word));
CREATE INDEX term_group ON term (grp) WHERE present;
