-- What supervision counts, kept so that a dashboard costs what it has lines and not what there are cases.
ALTER TABLE cases ADD COLUMN received_on TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN concluded_on TEXT;
ALTER TABLE cases ADD COLUMN rated_on TEXT;
ALTER TABLE cases ADD COLUMN online BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN statutory_late BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN early BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN paused_once BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN zero_visit BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN days_used BIGINT;
ALTER TABLE cases ADD COLUMN days_promised BIGINT;
ALTER TABLE cases ADD COLUMN law_days_used BIGINT;
ALTER TABLE cases ADD COLUMN law_days BIGINT;
ALTER TABLE cases ADD COLUMN officer TEXT;
-- The lamp that the tallies have the case under, and when time turns it next.
ALTER TABLE cases ADD COLUMN lamp TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN turns_at BIGINT;
CREATE INDEX cases_turning ON cases (turns_at, id) WHERE turns_at IS NOT NULL;
CREATE INDEX cases_by_rated ON cases (rated_on, id) WHERE rated_on IS NOT NULL;

-- What each writing changed, until a job adds it to the tallies: writers never wait for one another's row. `day` is ''
-- for how things stand now.
CREATE TABLE tally_changes (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    agency TEXT NOT NULL,
    division TEXT NOT NULL,
    prefecture TEXT NOT NULL,
    item TEXT NOT NULL,
    officer TEXT NOT NULL,
    received BIGINT NOT NULL DEFAULT 0,
    online BIGINT NOT NULL DEFAULT 0,
    concluded BIGINT NOT NULL DEFAULT 0,
    in_time BIGINT NOT NULL DEFAULT 0,
    early BIGINT NOT NULL DEFAULT 0,
    late BIGINT NOT NULL DEFAULT 0,
    statutory_late BIGINT NOT NULL DEFAULT 0,
    immediate BIGINT NOT NULL DEFAULT 0,
    corrected BIGINT NOT NULL DEFAULT 0,
    granted BIGINT NOT NULL DEFAULT 0,
    refused BIGINT NOT NULL DEFAULT 0,
    declined BIGINT NOT NULL DEFAULT 0,
    returned BIGINT NOT NULL DEFAULT 0,
    withdrawn BIGINT NOT NULL DEFAULT 0,
    voided BIGINT NOT NULL DEFAULT 0,
    paused_once BIGINT NOT NULL DEFAULT 0,
    zero_visit BIGINT NOT NULL DEFAULT 0,
    measured BIGINT NOT NULL DEFAULT 0,
    days_used BIGINT NOT NULL DEFAULT 0,
    days_promised BIGINT NOT NULL DEFAULT 0,
    law_measured BIGINT NOT NULL DEFAULT 0,
    law_promised BIGINT NOT NULL DEFAULT 0,
    law_days_used BIGINT NOT NULL DEFAULT 0,
    law_days BIGINT NOT NULL DEFAULT 0,
    rated_five BIGINT NOT NULL DEFAULT 0,
    rated_four BIGINT NOT NULL DEFAULT 0,
    rated_three BIGINT NOT NULL DEFAULT 0,
    rated_two BIGINT NOT NULL DEFAULT 0,
    rated_one BIGINT NOT NULL DEFAULT 0,
    running BIGINT NOT NULL DEFAULT 0,
    normal BIGINT NOT NULL DEFAULT 0,
    paused BIGINT NOT NULL DEFAULT 0,
    due_soon BIGINT NOT NULL DEFAULT 0,
    overdue BIGINT NOT NULL DEFAULT 0,
    statutory_overdue BIGINT NOT NULL DEFAULT 0,
    reminded BIGINT NOT NULL DEFAULT 0
);

-- Sums over a place (`scope`: '' for all, p:, d: or a: with its code): of everything in it, or by agency, item or
-- person (`kind`, `key`); of a day or a month (`grain`, `start`), or of now.
CREATE TABLE tallies (
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    grain TEXT NOT NULL,
    start TEXT NOT NULL,
    received BIGINT NOT NULL DEFAULT 0,
    online BIGINT NOT NULL DEFAULT 0,
    concluded BIGINT NOT NULL DEFAULT 0,
    in_time BIGINT NOT NULL DEFAULT 0,
    early BIGINT NOT NULL DEFAULT 0,
    late BIGINT NOT NULL DEFAULT 0,
    statutory_late BIGINT NOT NULL DEFAULT 0,
    immediate BIGINT NOT NULL DEFAULT 0,
    corrected BIGINT NOT NULL DEFAULT 0,
    granted BIGINT NOT NULL DEFAULT 0,
    refused BIGINT NOT NULL DEFAULT 0,
    declined BIGINT NOT NULL DEFAULT 0,
    returned BIGINT NOT NULL DEFAULT 0,
    withdrawn BIGINT NOT NULL DEFAULT 0,
    voided BIGINT NOT NULL DEFAULT 0,
    paused_once BIGINT NOT NULL DEFAULT 0,
    zero_visit BIGINT NOT NULL DEFAULT 0,
    measured BIGINT NOT NULL DEFAULT 0,
    days_used BIGINT NOT NULL DEFAULT 0,
    days_promised BIGINT NOT NULL DEFAULT 0,
    law_measured BIGINT NOT NULL DEFAULT 0,
    law_promised BIGINT NOT NULL DEFAULT 0,
    law_days_used BIGINT NOT NULL DEFAULT 0,
    law_days BIGINT NOT NULL DEFAULT 0,
    rated_five BIGINT NOT NULL DEFAULT 0,
    rated_four BIGINT NOT NULL DEFAULT 0,
    rated_three BIGINT NOT NULL DEFAULT 0,
    rated_two BIGINT NOT NULL DEFAULT 0,
    rated_one BIGINT NOT NULL DEFAULT 0,
    running BIGINT NOT NULL DEFAULT 0,
    normal BIGINT NOT NULL DEFAULT 0,
    paused BIGINT NOT NULL DEFAULT 0,
    due_soon BIGINT NOT NULL DEFAULT 0,
    overdue BIGINT NOT NULL DEFAULT 0,
    statutory_overdue BIGINT NOT NULL DEFAULT 0,
    reminded BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, scope, key, grain, start)
) WITHOUT ROWID;
-- The same by time, for everything in a place.
CREATE INDEX tallies_by_start ON tallies (kind, scope, grain, start, key);
