-- Versions of items that were published while the service ran. The last row of an item names its current version, which
-- takes the place of the catalogue's file; the texts are in `definitions`.
CREATE TABLE publications (
    seq BIGINT NOT NULL PRIMARY KEY,
    item TEXT NOT NULL,
    hash TEXT NOT NULL,
    -- The officer.
    published_by TEXT NOT NULL,
    published_at BIGINT NOT NULL
);
CREATE INDEX publications_by_item ON publications (item, seq);
-- A version that somebody looks at and has not published. It changes nothing.
CREATE TABLE definition_drafts (
    hash TEXT NOT NULL PRIMARY KEY,
    item TEXT NOT NULL,
    source TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX definition_drafts_by_time ON definition_drafts (created_at);
-- The versions of one item.
CREATE INDEX definitions_by_item ON definitions (item, first_used_at);
-- How many open cases a version has, and walking them.
CREATE INDEX cases_open_by_definition ON cases (definition, id) WHERE open = 1;
