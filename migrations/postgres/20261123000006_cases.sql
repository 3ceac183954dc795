-- Projections of the journal: each row is a function of the folded state and may be dropped and rebuilt, hence
-- no foreign keys. Every cached due date is rewritten whenever what it follows from changes.
CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    case_no TEXT NOT NULL UNIQUE,
    query_code_digest TEXT NOT NULL,
    item TEXT NOT NULL,
    definition TEXT NOT NULL,
    agency TEXT NOT NULL,
    division TEXT NOT NULL,
    prefecture TEXT NOT NULL,
    applicant_id TEXT NOT NULL,
    application_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    stage TEXT NOT NULL,
    step TEXT,
    open BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    accepted_at BIGINT,
    decided_at BIGINT,
    concluded_at BIGINT,
    result TEXT,
    deemed BIGINT NOT NULL,
    corrected BIGINT NOT NULL,
    in_time BIGINT,
    soon_at BIGINT,
    due_at BIGINT,
    statutory_due_at BIGINT,
    rating BIGINT,
    seq BIGINT NOT NULL
);
-- My cases, newest first.
CREATE INDEX cases_by_applicant ON cases (applicant_id, received_at, id);
-- Everything an agency received, and statistics by period.
CREATE INDEX cases_by_agency ON cases (agency, received_at, id);
-- What turns red first, and the lamps of one agency.
CREATE INDEX cases_open ON cases (agency, due_at, id) WHERE open = 1;
-- Promised and actual days, in-time rates.
CREATE INDEX cases_concluded ON cases (agency, concluded_at, id) WHERE concluded_at IS NOT NULL;

-- The inbox: one row per assigned step of an open case.
CREATE TABLE tasks (
    case_id TEXT NOT NULL,
    step TEXT NOT NULL,
    role TEXT NOT NULL,
    agency TEXT NOT NULL,
    item TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    claimed_by TEXT,
    soon_at BIGINT,
    due_at BIGINT,
    PRIMARY KEY (case_id, step)
);
CREATE INDEX tasks_inbox ON tasks (agency, role, due_at, case_id);
-- The same for whoever sees every role's.
CREATE INDEX tasks_by_agency ON tasks (agency, due_at, case_id);

-- Every running or met limit of a case; step is '' for a limit of the whole case.
CREATE TABLE deadlines (
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    step TEXT NOT NULL DEFAULT '',
    agency TEXT NOT NULL,
    started_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    soon_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    met_at BIGINT,
    -- The calendar of a year in the term is not announced yet.
    provisional BIGINT NOT NULL,
    -- The calendar version that due_on was computed with.
    calendar TEXT NOT NULL,
    -- When a job has to look at it next; NULL where nothing is to be said any more.
    next_signal_at BIGINT,
    PRIMARY KEY (case_id, kind, step)
);
CREATE INDEX deadlines_signals ON deadlines (next_signal_at) WHERE next_signal_at IS NOT NULL;
