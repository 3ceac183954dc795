-- The citizen's side before a case exists: answers and materials, kept from the first page on. A later save with
-- an older version is refused, so that two windows never overwrite each other.
CREATE TABLE applications (
    id TEXT NOT NULL PRIMARY KEY,
    applicant_id TEXT NOT NULL REFERENCES applicants (id),
    item TEXT NOT NULL,
    -- The hash of the definition that the answers were given to.
    definition TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted')),
    division TEXT NOT NULL,
    answers_sealed BLOB NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- No foreign key: cases are a projection, which may be dropped and rebuilt.
    case_id TEXT
);
CREATE INDEX applications_drafts ON applications (applicant_id, updated_at) WHERE state = 'draft';
CREATE INDEX applications_by_case ON applications (case_id) WHERE case_id IS NOT NULL;

-- A file given for a material rule. The bytes are in the object store; a removed material keeps its row.
CREATE TABLE materials (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    rule TEXT NOT NULL,
    file_name TEXT NOT NULL,
    size BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    digest TEXT NOT NULL,
    object_key TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX materials_by_application ON materials (application_id, id);
