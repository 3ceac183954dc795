-- A case's applicant asks, reminds and complains, and says more than one thing when rating. Lists show whose turn it
-- is first, and page by what no two cases share: cases of one millisecond were lost between two pages.
ALTER TABLE cases ADD COLUMN reminders BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
UPDATE cases SET turn = 1
WHERE stage = 'awaiting-supplement'
   OR (stage = 'in-process' AND EXISTS (
        SELECT 1 FROM deadlines d WHERE d.case_id = cases.id AND d.kind = 'tolerated' AND d.met_at IS NULL));
DROP INDEX cases_by_applicant;
CREATE INDEX cases_own ON cases (applicant_id, turn, received_at, id);
-- What supervision lists as reminded.
CREATE INDEX cases_reminded ON cases (due_at, id) WHERE open = 1 AND reminders > 0;

ALTER TABLE ratings ADD COLUMN efficiency BIGINT;
ALTER TABLE ratings ADD COLUMN accuracy BIGINT;
ALTER TABLE ratings ADD COLUMN convenience BIGINT;
ALTER TABLE ratings ADD COLUMN usability BIGINT;

-- A projection of the journal. What was said is a statement.
CREATE TABLE complaints (
    case_id TEXT NOT NULL,
    -- The journal's sequence number of the fact.
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    ground TEXT NOT NULL,
    forwarded_at BIGINT,
    answered_at BIGINT,
    founded BIGINT,
    PRIMARY KEY (case_id, seq)
);
CREATE INDEX complaints_open ON complaints (due_at, case_id, seq) WHERE answered_at IS NULL;
CREATE INDEX complaints_answered ON complaints (answered_at, case_id, seq) WHERE answered_at IS NOT NULL;
