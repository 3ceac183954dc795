-- Further projections of the journal: warnings given, licences issued, ratings received.
CREATE TABLE warnings (
    case_id TEXT NOT NULL,
    -- The journal's sequence number of the fact.
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    agency TEXT NOT NULL,
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    step TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (case_id, seq)
) WITHOUT ROWID;
CREATE INDEX warnings_by_agency ON warnings (agency, at);

CREATE TABLE licences (
    number TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    applicant_id TEXT NOT NULL,
    item TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT
);
CREATE INDEX licences_by_applicant ON licences (applicant_id, issued_on);
CREATE INDEX licences_by_case ON licences (case_id);

CREATE TABLE ratings (
    case_id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    agency TEXT NOT NULL,
    level BIGINT NOT NULL
);
CREATE INDEX ratings_by_agency ON ratings (agency, at);
