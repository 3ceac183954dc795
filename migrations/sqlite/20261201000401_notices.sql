-- 文书 as they were sent: neither a new template nor other words change what somebody was told. The journal has the
-- digest of each text; the text itself names its addressee, and stands here, sealed. `code` is printed on it, so that
-- whoever is shown it can ask whether it is real: it can't be guessed, and says nothing of the case.
CREATE TABLE notices (
    case_id TEXT NOT NULL,
    -- The journal's sequence number of the act that it was sent with.
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    agency TEXT NOT NULL,
    year BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    body_sealed BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, seq),
    UNIQUE (agency, year, serial)
);
