-- The agencies that have a part in a case beside its own: a projection of the journal.
CREATE TABLE parties (
    case_id TEXT NOT NULL,
    agency TEXT NOT NULL,
    PRIMARY KEY (case_id, agency)
);
-- A licence may be revoked by a check that follows it.
ALTER TABLE licences ADD COLUMN revoked_at BIGINT;
-- Choices whose condition can't be evaluated wait for an administrator.
CREATE INDEX tasks_standing ON tasks (opened_at, case_id) WHERE role = 'admin';
