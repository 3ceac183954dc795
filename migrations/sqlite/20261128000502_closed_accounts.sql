-- Whoever deletes their account leaves the case files behind, which name the applicant: the row stays, and nobody signs
-- in to it.
ALTER TABLE accounts ADD COLUMN closed_at BIGINT;
