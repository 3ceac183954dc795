-- Who signs in, on whose behalf, and what they may be asked to do. Identity numbers, phones, mail addresses and
-- postal addresses are sealed per field; the keyed digest finds a person again by identity number.
CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('applicant', 'officer')),
    failures BIGINT NOT NULL DEFAULT 0,
    locked_until BIGINT,
    locale TEXT NOT NULL,
    -- The demonstration's ready-made people; NULL for everybody else.
    persona TEXT UNIQUE,
    created_at BIGINT NOT NULL
);

CREATE TABLE applicants (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    entity BIGINT NOT NULL CHECK (entity IN (0, 1)),
    name TEXT NOT NULL,
    id_no_sealed BYTEA NOT NULL,
    id_no_digest TEXT NOT NULL,
    phone_sealed BYTEA NOT NULL,
    email_sealed BYTEA,
    address_sealed BYTEA,
    division TEXT NOT NULL
);
CREATE INDEX applicants_by_account ON applicants (account_id);
CREATE INDEX applicants_by_id_no ON applicants (id_no_digest);

CREATE TABLE officers (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    agency TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    -- A JSON array of role names.
    roles TEXT NOT NULL,
    email TEXT
);
CREATE INDEX officers_by_account ON officers (account_id);
CREATE INDEX officers_by_agency ON officers (agency, id);
