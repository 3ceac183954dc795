-- A message is also read in the portal, so a row names whose box it is in and when it was read there. One that nobody
-- sends (no address, or the reader wants it in the box alone) is 'kept' from the start; its recipient is empty.
-- SQLite can't change a CHECK, so the table is made anew. Messages from before count as read: they arrived by mail.
CREATE TABLE messages_anew (
    id TEXT NOT NULL PRIMARY KEY,
    dedupe TEXT NOT NULL UNIQUE,
    case_id TEXT,
    applicant_id TEXT,
    recipient_sealed BYTEA NOT NULL,
    template TEXT NOT NULL,
    locale TEXT NOT NULL,
    payload_sealed BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'kept')),
    attempts BIGINT NOT NULL DEFAULT 0,
    -- While a message is being sent: when its lease runs out.
    next_attempt_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    last_error TEXT,
    read_at BIGINT
);
INSERT INTO messages_anew (id, dedupe, case_id, applicant_id, recipient_sealed, template, locale, payload_sealed, state,
    attempts, next_attempt_at, created_at, sent_at, last_error, read_at)
SELECT m.id, m.dedupe, m.case_id, (SELECT c.applicant_id FROM cases c WHERE c.id = m.case_id), m.recipient_sealed,
    m.template, m.locale, m.payload_sealed, m.state, m.attempts, m.next_attempt_at, m.created_at, m.sent_at,
    m.last_error, m.created_at
FROM messages m;
DROP TABLE messages;
ALTER TABLE messages_anew RENAME TO messages;
CREATE INDEX messages_queue ON messages (next_attempt_at, id) WHERE state IN ('queued', 'sending');
CREATE INDEX messages_unsent ON messages (state) WHERE state IN ('queued', 'sending', 'failed');
CREATE INDEX messages_by_case ON messages (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX messages_box ON messages (applicant_id, id) WHERE applicant_id IS NOT NULL;
CREATE INDEX messages_unread ON messages (applicant_id) WHERE applicant_id IS NOT NULL AND read_at IS NULL;
