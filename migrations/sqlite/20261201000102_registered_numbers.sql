-- Whoever registers takes their number: two who confirm the same one at once would both find it free. Of numbers that
-- were registered twice before, one account has it.
CREATE TABLE registered_numbers (
    digest TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id)
);
CREATE INDEX registered_numbers_by_account ON registered_numbers (account_id);
INSERT INTO registered_numbers (digest, account_id)
SELECT id_no_digest, MIN(account_id) FROM applicants
WHERE account_id IS NOT NULL AND relation IS NULL AND id_no_digest <> ''
GROUP BY id_no_digest;
