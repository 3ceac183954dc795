-- 督办 and the other instruments of supervision, a projection of the journal: what waits for an answer, what for a
-- judgement of it, and what has gone one level up.
CREATE TABLE orders (
    case_id TEXT NOT NULL,
    -- The journal's sequence number of the fact.
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- Whose answer is waited for.
    agency TEXT NOT NULL,
    instrument TEXT NOT NULL,
    -- Who supervises, and its number.
    organ TEXT,
    notice_year BIGINT,
    notice_serial BIGINT,
    due_at BIGINT NOT NULL,
    answered_at BIGINT,
    sent_back BIGINT NOT NULL,
    closed_at BIGINT,
    accepted BIGINT,
    raised_at BIGINT,
    raised_to TEXT,
    PRIMARY KEY (case_id, seq)
);
CREATE INDEX orders_unanswered ON orders (due_at, case_id, seq) WHERE closed_at IS NULL AND answered_at IS NULL;
CREATE INDEX orders_answered ON orders (answered_at, case_id, seq) WHERE closed_at IS NULL AND answered_at IS NOT NULL;
CREATE INDEX orders_closed ON orders (closed_at, case_id, seq) WHERE closed_at IS NOT NULL;
