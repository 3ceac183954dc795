-- The life of a warning: who held the task, whether its clock still runs past the mark, how far the ladder of supervision
-- has climbed, whether somebody has said why, and whether it was cleared. The defaults are of rows that `tongban rebuild`,
-- or the next act on the case, writes anew.
ALTER TABLE warnings ADD COLUMN officer TEXT;
ALTER TABLE warnings ADD COLUMN stands BIGINT NOT NULL DEFAULT 0;
-- The rank of the gravest instrument that the ladder gave for it; 0 is none.
ALTER TABLE warnings ADD COLUMN climbed BIGINT NOT NULL DEFAULT 0;
-- An explanation is waited for.
ALTER TABLE warnings ADD COLUMN awaits BIGINT NOT NULL DEFAULT 0;
ALTER TABLE warnings ADD COLUMN explained_at BIGINT;
ALTER TABLE warnings ADD COLUMN cleared_at BIGINT;
CREATE INDEX warnings_standing ON warnings (level, at, case_id, seq) WHERE stands = 1;
CREATE INDEX warnings_awaiting ON warnings (agency, at, case_id, seq) WHERE awaits = 1;
