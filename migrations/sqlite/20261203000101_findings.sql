-- 疑点: what the rules of the supervision find in a case, and what people say to it. A finding follows from the case's
-- journal and the settings of its day; the same entry gives the same one, so a second look adds nothing. No foreign key
-- to the case, a projection. The acts are appended, never changed; their words are statements of the case.
CREATE TABLE findings (
    case_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    -- The entry of the journal that it is about.
    seq BIGINT NOT NULL,
    -- JSON: every entry that it rests on.
    seqs TEXT NOT NULL,
    case_no TEXT NOT NULL,
    item TEXT NOT NULL,
    definition TEXT NOT NULL,
    agency TEXT NOT NULL,
    division TEXT NOT NULL,
    prefecture TEXT NOT NULL,
    -- Whose act it was; nobody's where somebody did nothing.
    officer TEXT,
    why TEXT NOT NULL,
    measure BIGINT,
    at BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    -- The last act's, or `open`.
    state TEXT NOT NULL DEFAULT 'open',
    PRIMARY KEY (case_id, rule, seq)
) WITHOUT ROWID;
CREATE INDEX findings_by_time ON findings (at, case_id, rule, seq);
CREATE INDEX findings_by_agency ON findings (agency, at, case_id, rule, seq);
CREATE INDEX findings_by_prefecture ON findings (prefecture, at, case_id, rule, seq);
CREATE INDEX findings_by_rule ON findings (rule, at, case_id, seq);
CREATE INDEX findings_by_state ON findings (state, at, case_id, rule, seq);

CREATE TABLE finding_acts (
    case_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    seq BIGINT NOT NULL,
    -- From 1.
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    act TEXT NOT NULL,
    officer TEXT NOT NULL REFERENCES officers (id),
    agency TEXT NOT NULL,
    statement TEXT NOT NULL,
    PRIMARY KEY (case_id, rule, seq, number)
) WITHOUT ROWID;

-- How often an agency refuses with the very same words: keyed digests, since reasons name people.
CREATE TABLE refusal_reasons (
    case_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    agency TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (case_id, seq)
) WITHOUT ROWID;
CREATE INDEX refusal_reasons_by_words ON refusal_reasons (agency, digest, case_id);

-- How far the rules have read the case's journal. The index holds those that somebody wrote to since, and no more.
ALTER TABLE cases ADD COLUMN examined_seq BIGINT NOT NULL DEFAULT 0;
CREATE INDEX cases_unexamined ON cases (id) WHERE seq > examined_seq;
