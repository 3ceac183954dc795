-- 综合窗口: somebody can apply at a counter before they have an account. Their row has neither account nor agency until they
-- register. The column is made anew, since SQLite can't take a CHECK off one.
ALTER TABLE applicants ADD COLUMN of_agency TEXT;
UPDATE applicants SET of_agency = agency;
DROP INDEX applicants_by_agency;
ALTER TABLE applicants DROP COLUMN agency;
ALTER TABLE applicants RENAME COLUMN of_agency TO agency;
CREATE UNIQUE INDEX applicants_by_agency ON applicants (agency) WHERE agency IS NOT NULL;
-- Two clerks who take in for the same newcomer at once make one.
CREATE UNIQUE INDEX applicants_at_counter ON applicants (id_no_digest) WHERE account_id IS NULL AND agency IS NULL;
-- What a clerk has begun, latest first.
CREATE INDEX applications_by_clerk ON applications (filed_by, updated_at) WHERE state = 'draft' AND filed_by <> '';

-- Who stood at a counter, and how they showed who they are: once for each thing that was handed in or out there.
CREATE TABLE receptions (
    application_id TEXT NOT NULL REFERENCES applications (id),
    occasion TEXT NOT NULL CHECK (occasion IN ('application', 'supplement', 'delivery')),
    -- The journal's length before; nought for a draft.
    seq BIGINT NOT NULL,
    officer_id TEXT NOT NULL,
    identity TEXT NOT NULL CHECK (identity IN ('resident-card', 'passport', 'business-licence', 'authorisation')),
    -- An agent's name and number, where one came.
    agent_sealed BLOB,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (application_id, occasion, seq)
);
