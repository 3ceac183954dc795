-- 评分申诉、复核: an agency disputes one thing that was taken off its score of a month: a case that a measure counts, or an
-- order that it did not answer in time, which is the entry of the journal by which that was noted. Division and prefecture
-- are the case's, so that an appeal lies where its deduction is counted. The acts are appended, never changed; their words
-- are statements of the case. `state` and what depends on it follow from the last act.
CREATE TABLE score_appeals (
    id TEXT NOT NULL PRIMARY KEY,
    agency TEXT NOT NULL,
    -- `2026-10`.
    month TEXT NOT NULL,
    fault TEXT NOT NULL,
    case_id TEXT NOT NULL,
    -- The entry; nought for a case as such.
    seq BIGINT NOT NULL,
    -- The order's own entry.
    order_seq BIGINT,
    case_no TEXT NOT NULL,
    division TEXT NOT NULL,
    prefecture TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    -- 1 while supervision has to decide.
    waits BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    -- The first instant too late to decide it, or once it is rejected to ask for a re-check.
    due_at BIGINT NOT NULL,
    UNIQUE (agency, month, fault, case_id, seq)
);
CREATE INDEX score_appeals_by_due ON score_appeals (waits, due_at, id);
CREATE INDEX score_appeals_by_change ON score_appeals (waits, changed_at, id);
CREATE INDEX score_appeals_by_month ON score_appeals (month, state, agency);

CREATE TABLE score_appeal_acts (
    appeal TEXT NOT NULL,
    -- From 1.
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    act TEXT NOT NULL,
    officer TEXT NOT NULL REFERENCES officers (id),
    -- For whom they spoke.
    agency TEXT NOT NULL,
    statement TEXT NOT NULL,
    PRIMARY KEY (appeal, number)
) WITHOUT ROWID;
