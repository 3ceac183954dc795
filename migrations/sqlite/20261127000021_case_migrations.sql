-- Running cases that go over from one version of their item to another. A row is a mapping of nodes that somebody looks
-- at, and once it runs, how far it has come: `last_case` is written in the transaction of each case.
CREATE TABLE case_migrations (
    id TEXT NOT NULL PRIMARY KEY,
    item TEXT NOT NULL,
    from_hash TEXT NOT NULL,
    to_hash TEXT NOT NULL,
    -- Old node to new node, as JSON.
    mapping TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'running', 'done')),
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    started_by TEXT,
    started_at BIGINT,
    finished_at BIGINT,
    last_case TEXT NOT NULL DEFAULT '',
    migrated BIGINT NOT NULL DEFAULT 0,
    left_out BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX case_migrations_by_item ON case_migrations (item, created_at);
CREATE INDEX case_migrations_drafts ON case_migrations (created_at) WHERE state = 'draft';
-- One at a time for the cases of one version.
CREATE UNIQUE INDEX case_migrations_running ON case_migrations (from_hash) WHERE state = 'running';
-- Cases that something forbids, and which stay as they are.
CREATE TABLE case_migrations_left (
    migration TEXT NOT NULL,
    case_id TEXT NOT NULL,
    -- What forbids it, as JSON.
    forbids TEXT NOT NULL,
    PRIMARY KEY (migration, case_id)
) WITHOUT ROWID;
