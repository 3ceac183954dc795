-- 查看完整信息: who has seen the personal data of a case whole, as who, for which reason and when (个人信息保护法 6, 51,
-- 54). The applicant, the head of the agency and supervision may read it. A row is never changed. No foreign key to the
-- case, a projection.
CREATE TABLE disclosures (
    case_id TEXT NOT NULL,
    disclosed_at BIGINT NOT NULL,
    officer TEXT NOT NULL REFERENCES officers (id),
    -- In whose place they acted.
    absent TEXT REFERENCES officers (id),
    -- As they were then: people change their post.
    agency TEXT NOT NULL,
    -- JSON arrays: the roles, and what was shown whole.
    roles TEXT NOT NULL,
    fields TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- The officer's own words, which may name people.
    words_sealed BYTEA,
    PRIMARY KEY (case_id, disclosed_at, officer)
);
