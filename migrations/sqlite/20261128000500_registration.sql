-- People make their own accounts. A mail address or a mobile number signs in once a code that was sent there came
-- back; the code itself is never stored.
CREATE TABLE credentials (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    value_sealed BLOB NOT NULL,
    -- One address signs in to one account.
    value_digest TEXT NOT NULL UNIQUE,
    verified_at BIGINT NOT NULL
);
CREATE INDEX credentials_by_account ON credentials (account_id, id);

CREATE TABLE verifications (
    -- The digest of the unguessable part of the page's address.
    id TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('registration', 'password_reset', 'credential')),
    -- Whose, where it is somebody's; nobody's where the answer must not tell that there is no account.
    account_id TEXT REFERENCES accounts (id),
    -- What was typed: the address, and what becomes of it once the code came back.
    payload_sealed BLOB NOT NULL,
    -- Empty where no code was sent: none has this digest.
    code_digest TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- The page is gone then, whatever was sent again.
    ends_at BIGINT NOT NULL,
    done_at BIGINT
);
CREATE INDEX verifications_by_end ON verifications (ends_at);
CREATE INDEX verifications_by_account ON verifications (account_id);

-- Counts up to end all sessions that began before: a new password signs everybody else out.
ALTER TABLE accounts ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
-- 法定代表人, as an organisation registered: may ask to act for it.
ALTER TABLE applicants ADD COLUMN representative_sealed BLOB;
