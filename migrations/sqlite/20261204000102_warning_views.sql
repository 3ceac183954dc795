-- Who has seen a warning, at their first look. It is no fact: it moves no case, and a journal that grew with every look
-- would make the other clerk's page stale.
CREATE TABLE warning_views (
    case_id TEXT NOT NULL,
    -- The entry of the case's journal that warned.
    seq BIGINT NOT NULL,
    officer_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, seq, officer_id)
) WITHOUT ROWID;
