-- 不在岗和代理: who is absent, from and until which day, and who acts in their place. A row is never removed: the
-- journals name both people.
CREATE TABLE absences (
    id TEXT NOT NULL PRIMARY KEY,
    officer TEXT NOT NULL REFERENCES officers (id),
    substitute TEXT NOT NULL REFERENCES officers (id),
    -- Days in the jurisdiction's time zone, the last one included.
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    created_by TEXT NOT NULL REFERENCES officers (id),
    created_at BIGINT NOT NULL,
    -- Ended before its last day.
    ended_at BIGINT,
    ended_by TEXT REFERENCES officers (id)
);
-- Whose absences overlap, and the list of an agency.
CREATE INDEX absences_by_officer ON absences (officer, until_on);
-- For whom somebody may act today.
CREATE INDEX absences_by_substitute ON absences (substitute, until_on);
