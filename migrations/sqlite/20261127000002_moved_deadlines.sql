-- A projection of the journal: each due date that a calendar moved, for whoever has to plan anew.
CREATE TABLE moved_deadlines (
    case_id TEXT NOT NULL,
    -- The journal's sequence number of the fact.
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    step TEXT NOT NULL DEFAULT '',
    agency TEXT NOT NULL,
    at BIGINT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    PRIMARY KEY (case_id, seq, kind, step)
) WITHOUT ROWID;
CREATE INDEX moved_deadlines_by_agency ON moved_deadlines (agency, at, case_id);
CREATE INDEX moved_deadlines_by_time ON moved_deadlines (at, case_id, seq);
