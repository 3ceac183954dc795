-- A bundle (一件事) that was submitted: one row per part, in order. The bundle's application has no case of its own; each
-- part that opened has an application and a case. What a waiting part will be given is kept with it, sealed, so that it
-- opens by what was promised at submission, whatever has become of the bundle's file.
CREATE TABLE bundle_parts (
    -- The bundle's application.
    application_id TEXT NOT NULL REFERENCES applications (id),
    item TEXT NOT NULL,
    position BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'opened', 'not-opened', 'not-needed')),
    -- A JSON array of the items that must be granted first.
    waits_for TEXT NOT NULL,
    -- Of a waiting part.
    plan_sealed BLOB,
    -- Of an opened one. No foreign key to the case, a projection.
    part_application_id TEXT REFERENCES applications (id),
    case_id TEXT,
    -- Of one that did not open: the part whose end was its own; NULL where it could not be opened itself.
    ended_by TEXT,
    -- When it opened, or it was clear that it would not.
    settled_at BIGINT,
    PRIMARY KEY (application_id, item)
) WITHOUT ROWID;
CREATE UNIQUE INDEX bundle_parts_by_case ON bundle_parts (case_id) WHERE case_id IS NOT NULL;
-- A person's submitted bundles; what a part of one is for has a case.
CREATE INDEX applications_bundles ON applications (applicant_id, updated_at) WHERE state = 'submitted' AND case_id IS NULL;
