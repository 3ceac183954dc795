-- A child or a parent is acted for with a file that proves it, which each of their cases shows to its clerk. Such an
-- applicant hangs on the account of whoever declared it; NULL is the account's owner.
ALTER TABLE applicants ADD COLUMN relation TEXT CHECK (relation IN ('child', 'parent'));
-- The form sent twice makes one.
CREATE UNIQUE INDEX applicants_relatives ON applicants (account_id, id_no_digest)
    WHERE relation IS NOT NULL AND id_no_digest <> '';
ALTER TABLE delegations ADD COLUMN proof_key TEXT;
ALTER TABLE delegations ADD COLUMN proof_name TEXT;
ALTER TABLE delegations ADD COLUMN proof_type TEXT;
