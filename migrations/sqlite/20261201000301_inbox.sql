-- The inbox answers from tasks alone: what it filters by and reads a lamp from stands in each row, so that a page and
-- its counts never walk from every task to its case. Tasks and work are projections; run `tongban rebuild` once: until
-- then nothing that was done before counts as done, and a step that came back does not say so.
ALTER TABLE tasks ADD COLUMN division TEXT NOT NULL DEFAULT '';
ALTER TABLE tasks ADD COLUMN applicant_id TEXT NOT NULL DEFAULT '';
ALTER TABLE tasks ADD COLUMN received_at BIGINT NOT NULL DEFAULT 0;
-- When it came to the agency that has it now.
ALTER TABLE tasks ADD COLUMN arrived_at BIGINT NOT NULL DEFAULT 0;
-- It was done once, or given away, and came back.
ALTER TABLE tasks ADD COLUMN returned BIGINT NOT NULL DEFAULT 0;
-- Its clock stands still.
ALTER TABLE tasks ADD COLUMN stopped BIGINT NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN lamp_soon_at BIGINT;
ALTER TABLE tasks ADD COLUMN lamp_due_at BIGINT;
ALTER TABLE tasks ADD COLUMN lamp_statutory_at BIGINT;
UPDATE tasks SET arrived_at = opened_at,
    (division, applicant_id, received_at) = (SELECT c.division, c.applicant_id, c.received_at FROM cases c WHERE c.id = tasks.case_id)
WHERE EXISTS (SELECT 1 FROM cases c WHERE c.id = tasks.case_id);
UPDATE tasks SET lamp_soon_at = soon_at, lamp_due_at = due_at;
UPDATE tasks SET (returned, stopped, lamp_soon_at, lamp_due_at, lamp_statutory_at) = (
    SELECT CASE WHEN tasks.step = 'acceptance' AND (c.corrected = 1 OR c.sent_back = 1) THEN 1 ELSE 0 END,
        CASE WHEN c.paused = 1 OR c.stage = 'awaiting-supplement' THEN 1 ELSE 0 END,
        c.soon_at, c.due_at, c.statutory_due_at
    FROM cases c WHERE c.id = tasks.case_id)
WHERE step NOT LIKE 'opinion:%' AND step NOT LIKE 'order-reply%' AND step NOT LIKE 'rating-follow-up%'
    AND step NOT LIKE 'enquiry-reply%' AND EXISTS (SELECT 1 FROM cases c WHERE c.id = tasks.case_id);

-- What is open for somebody, what runs out first on top; whoever looks reads no row that is not theirs.
DROP INDEX tasks_inbox;
DROP INDEX tasks_by_agency;
DROP INDEX tasks_claimed;
-- Each holds all that a count asks of it.
CREATE INDEX tasks_open ON tasks (agency, due_at, case_id, step, role, claimed_by) WHERE step <> 'supplement';
CREATE INDEX tasks_held ON tasks (agency, claimed_by, due_at, case_id, step, role) WHERE claimed_by IS NOT NULL;
CREATE INDEX tasks_waiting ON tasks (agency, due_at, case_id, step, role) WHERE step = 'supplement';
CREATE INDEX tasks_returned ON tasks (agency, due_at, case_id, step, role, claimed_by, returned) WHERE returned = 1;
CREATE INDEX tasks_stopped ON tasks (agency, due_at, case_id, step, role, stopped) WHERE stopped = 1;
CREATE INDEX tasks_arrived ON tasks (agency, arrived_at);

-- What officers finished, one row per hand it counts as: what is done, and how fast somebody works.
CREATE TABLE work (
    case_id TEXT NOT NULL,
    -- 0 is the acceptance; the steps count from 1.
    number BIGINT NOT NULL,
    hand BIGINT NOT NULL,
    officer TEXT NOT NULL,
    agency TEXT NOT NULL,
    item TEXT NOT NULL,
    step TEXT NOT NULL,
    division TEXT NOT NULL,
    applicant_id TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, number, hand)
) WITHOUT ROWID;
CREATE INDEX work_by_officer ON work (officer, agency, at, case_id, number);
CREATE INDEX work_by_agency ON work (agency, at, case_id, number, hand, officer);
