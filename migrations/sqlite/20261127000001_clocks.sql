-- A case whose clock stands still has a lamp of its own, and every case keeps the calendar that it is counted by.
ALTER TABLE cases ADD COLUMN paused BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN calendar TEXT NOT NULL DEFAULT '';
-- Walking the open cases in order, to count them anew under another calendar.
CREATE INDEX cases_open_by_id ON cases (id) WHERE open = 1;
-- How many of them there are by each calendar.
CREATE INDEX cases_open_by_calendar ON cases (calendar) WHERE open = 1;
-- `at` is when a deadline's mark was crossed; the job may have come round to it later.
ALTER TABLE warnings ADD COLUMN recorded_at BIGINT NOT NULL DEFAULT 0;
-- Whose opinions a case has asked for: another agency sees the cases that it was asked about.
CREATE INDEX deadlines_opinions ON deadlines (case_id, agency) WHERE kind = 'opinion';
-- Midnight is due for many at once: the cursor goes on within an instant.
DROP INDEX deadlines_signals;
CREATE INDEX deadlines_signals ON deadlines (next_signal_at, case_id) WHERE next_signal_at IS NOT NULL;
