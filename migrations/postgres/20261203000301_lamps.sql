-- Which lamps shine now, and which clocks run out on the days to come: lists of the supervision that walk no case that
-- is in order. `stopped`: a pause is open that the clock stands still in.
ALTER TABLE deadlines ADD COLUMN stopped BIGINT NOT NULL DEFAULT 0;
CREATE INDEX deadlines_running ON deadlines (kind, due_at, case_id) WHERE met_at IS NULL AND stopped = 0;
CREATE INDEX cases_lamps ON cases (lamp, due_at, id) WHERE open = 1;
CREATE INDEX cases_lamps_by_agency ON cases (agency, lamp, due_at, id) WHERE open = 1;
