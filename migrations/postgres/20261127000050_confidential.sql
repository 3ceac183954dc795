-- Some cases are seen by their parties alone: no list of supervision, no figure and no look-up without an account has them.
ALTER TABLE cases ADD COLUMN confidential BIGINT NOT NULL DEFAULT 0;
-- The cases of others that an agency has a part in, newest first: ids are in the order of time.
CREATE INDEX parties_by_agency ON parties (agency, case_id);
