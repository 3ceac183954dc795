-- An agency can be the applicant of what it files itself. It has no account: its officers have theirs. The column is made
-- anew, since SQLite can't take NOT NULL off one.
ALTER TABLE applicants ADD COLUMN account TEXT REFERENCES accounts (id);
UPDATE applicants SET account = account_id;
DROP INDEX applicants_by_account;
ALTER TABLE applicants DROP COLUMN account_id;
ALTER TABLE applicants RENAME COLUMN account TO account_id;
CREATE INDEX applicants_by_account ON applicants (account_id);
-- The agency's id in the catalogue, where an agency applies.
ALTER TABLE applicants ADD COLUMN agency TEXT CHECK ((account_id IS NULL) <> (agency IS NULL));
-- Made on first use: one of each.
CREATE UNIQUE INDEX applicants_by_agency ON applicants (agency) WHERE agency IS NOT NULL;
