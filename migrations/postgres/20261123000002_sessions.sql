-- What a browser is remembered by. Ids are kept as keyed digests only, so that a copy of the tables opens
-- nobody's session. kept_posts holds a form that arrived after its session had ended, until its author is back.
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    data BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE kept_posts (
    id TEXT NOT NULL PRIMARY KEY,
    path TEXT NOT NULL,
    content_type TEXT NOT NULL,
    body_sealed BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX kept_posts_by_expiry ON kept_posts (expires_at);

-- For throttling: one row per attempt, two in the same millisecond are two.
CREATE TABLE attempts (
    scope TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX attempts_by_scope ON attempts (scope, at);
CREATE INDEX attempts_by_time ON attempts (at);
