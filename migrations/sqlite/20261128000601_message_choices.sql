-- How a reader wants to hear of a sort of message: by mail, by text message, or in the portal's box alone. Without a
-- row: by mail, or by text message where there is no mail address.
CREATE TABLE message_choices (
    applicant_id TEXT NOT NULL REFERENCES applicants (id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'sms', 'box')),
    chosen_at BIGINT NOT NULL,
    PRIMARY KEY (applicant_id, topic)
);
