-- Notices of holidays that were imported while the service ran. Each takes the place of the catalogue's file for the same
-- year of the same layer.
CREATE TABLE calendar_years (
    key TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);
-- A notice that somebody looks at and has not confirmed. It changes nothing.
CREATE TABLE calendar_drafts (
    id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX calendar_drafts_by_time ON calendar_drafts (created_at);
-- Everything that was ever known of working days at one time, so that a closed case can be counted as it was judged.
CREATE TABLE calendar_versions (
    version TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    -- What brought it about, e.g. the notice.
    reason TEXT NOT NULL,
    first_used_at BIGINT NOT NULL,
    -- Open cases are to be counted anew by it; NULL while nobody has said so.
    confirmed_at BIGINT,
    -- The officer who said so; NULL on the command line.
    confirmed_by TEXT,
    -- They all are.
    finished_at BIGINT
);
