-- What was answered before a correction was answered, so that a clerk sees what changed, and a dispute what was first
-- said. The answers that hold are with the application.
CREATE TABLE earlier_answers (
    application_id TEXT NOT NULL REFERENCES applications (id),
    -- That of the application, as it was saved under.
    version BIGINT NOT NULL,
    answers_sealed BYTEA NOT NULL,
    replaced_at BIGINT NOT NULL,
    PRIMARY KEY (application_id, version)
);
