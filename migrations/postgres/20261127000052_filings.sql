-- Who of an agency prepares a filing; empty where applicants apply for themselves. One draft per officer and item.
ALTER TABLE applications ADD COLUMN filed_by TEXT NOT NULL DEFAULT '';
DROP INDEX applications_one_draft;
CREATE UNIQUE INDEX applications_one_draft ON applications (applicant_id, item, filed_by) WHERE state = 'draft';
