-- The truth about every case: append-only facts, each hash covering the one before. No personal data here; a
-- fact names people, answers and free text by id and digest.
CREATE TABLE journal (
    case_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    fact TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (case_id, seq)
);

-- The free text of acts (reasons, opinions, answers), kept out of the journal so that it can be erased or re-keyed.
CREATE TABLE statements (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    body_sealed BYTEA NOT NULL,
    digest TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX statements_by_case ON statements (case_id, id);
