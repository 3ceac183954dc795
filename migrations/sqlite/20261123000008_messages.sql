-- Mail and text messages, queued in the transaction that gives cause for them and sent afterwards. dedupe names the
-- cause, so that a job that runs twice says it once. A worker leases what it sends; a lease that ran out is taken over.
CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY,
    dedupe TEXT NOT NULL UNIQUE,
    case_id TEXT,
    recipient_sealed BLOB NOT NULL,
    template TEXT NOT NULL,
    locale TEXT NOT NULL,
    payload_sealed BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed')),
    attempts BIGINT NOT NULL DEFAULT 0,
    -- While a message is being sent: when its lease runs out.
    next_attempt_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    last_error TEXT
);
CREATE INDEX messages_queue ON messages (next_attempt_at, id) WHERE state IN ('queued', 'sending');
CREATE INDEX messages_unsent ON messages (state) WHERE state <> 'sent';
CREATE INDEX messages_by_case ON messages (case_id, id) WHERE case_id IS NOT NULL;
