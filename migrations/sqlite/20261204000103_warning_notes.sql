-- Warnings that somebody is still to be told of by mail. A job gathers them into one letter for each person, and deletes
-- them with it.
CREATE TABLE warning_notes (
    case_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (case_id, seq)
) WITHOUT ROWID;
