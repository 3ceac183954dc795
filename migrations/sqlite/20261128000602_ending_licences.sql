-- Reminders look for licences that soon run out.
CREATE INDEX licences_ending ON licences (valid_until, number) WHERE valid_until IS NOT NULL AND revoked_at IS NULL;
