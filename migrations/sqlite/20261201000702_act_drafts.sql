-- What an officer has typed of an act is kept, sealed, until it is sent, so that nothing is lost to a closed window, a
-- session that ended or a colleague who was quicker.
CREATE TABLE act_drafts (
    case_id TEXT NOT NULL,
    officer_id TEXT NOT NULL,
    -- The end of the act's address.
    act TEXT NOT NULL,
    body_sealed BLOB NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, officer_id, act)
);
CREATE INDEX act_drafts_by_age ON act_drafts (kept_at);
