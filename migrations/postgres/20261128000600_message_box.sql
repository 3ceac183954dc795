-- A message is also read in the portal, so a row names whose box it is in and when it was read there. One that nobody
-- sends (no address, or the reader wants it in the box alone) is 'kept' from the start; its recipient is empty.
-- Messages from before count as read: they arrived by mail.
ALTER TABLE messages ADD COLUMN applicant_id TEXT;
ALTER TABLE messages ADD COLUMN read_at BIGINT;
ALTER TABLE messages DROP CONSTRAINT messages_state_check;
ALTER TABLE messages ADD CONSTRAINT messages_state_check CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'kept'));
UPDATE messages SET read_at = created_at,
    applicant_id = (SELECT c.applicant_id FROM cases c WHERE c.id = messages.case_id);
DROP INDEX messages_unsent;
CREATE INDEX messages_unsent ON messages (state) WHERE state IN ('queued', 'sending', 'failed');
CREATE INDEX messages_box ON messages (applicant_id, id) WHERE applicant_id IS NOT NULL;
CREATE INDEX messages_unread ON messages (applicant_id) WHERE applicant_id IS NOT NULL AND read_at IS NULL;
