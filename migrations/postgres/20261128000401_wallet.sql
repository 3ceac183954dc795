-- Documents that people keep, so that nobody has to look for the same paper twice. Only what they asked to keep;
-- licences are not here, since the cases that issued them have them.
CREATE TABLE wallet_entries (
    id TEXT NOT NULL PRIMARY KEY,
    applicant_id TEXT NOT NULL REFERENCES applicants (id),
    -- What kind of document it is; a rule that asks for the same is answered by it.
    document TEXT NOT NULL,
    -- As the rule had it then, as JSON in both languages.
    name TEXT NOT NULL,
    trust TEXT NOT NULL CHECK (trust IN ('b', 'c', 'd')),
    -- The case that it was given to.
    case_no TEXT,
    file_name TEXT NOT NULL,
    size BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    digest TEXT NOT NULL,
    -- Its own object, not the material's.
    object_key TEXT NOT NULL,
    scan TEXT NOT NULL CHECK (scan IN ('none', 'clean')),
    kept_at BIGINT NOT NULL,
    -- As the document says, where it says so.
    valid_until TEXT,
    UNIQUE (applicant_id, document, digest)
);
