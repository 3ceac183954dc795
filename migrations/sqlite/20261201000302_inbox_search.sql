-- A clerk finds a case by its applicant's name, by a part of it, or by how their number ends. What is compared are keyed
-- digests (HMAC-SHA256 under a key that follows from the master secret): of each two neighbouring letters of the name,
-- and of the last four characters of the number. Without the secret nobody can tell a number's end from
-- a row, or try all of them. The digests hold a secret that SQL has not, so a job makes those of people from before.
ALTER TABLE applicants ADD COLUMN indexed BIGINT NOT NULL DEFAULT 0;
CREATE INDEX applicants_not_indexed ON applicants (id) WHERE indexed = 0;
CREATE TABLE applicant_terms (
    applicant_id TEXT NOT NULL REFERENCES applicants (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    PRIMARY KEY (applicant_id, digest)
) WITHOUT ROWID;

-- 常用筛选: lists that an officer keeps under a name. The query may hold a name that was searched for, so it is sealed.
CREATE TABLE inbox_views (
    id TEXT NOT NULL PRIMARY KEY,
    officer_id TEXT NOT NULL REFERENCES officers (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    query_sealed BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (officer_id, name)
);
