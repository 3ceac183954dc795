-- One draft per applicant and item: two clicks on "start", at once, resume the same application.
CREATE UNIQUE INDEX applications_one_draft ON applications (applicant_id, item) WHERE state = 'draft';
